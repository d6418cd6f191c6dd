// Answers kept in memory, as long as the page is open.

export function memoryStore(answers = {}) {
  const listeners = [];
  const entry = (id) => (answers[id] ??= { value: null, attempts: [] });
  const tell = (id) => listeners.filter((each) => each.id === id).forEach((each) => each.fn());
  return {
    get: (id) => answers[id],
    draft(id, value) {
      entry(id).value = value;
      tell(id);
    },
    attempt(id, value, state) {
      entry(id).value = value;
      entry(id).attempts.push({ at: new Date().toISOString(), value, state });
      tell(id);
    },
    subscribe: (id, fn) => listeners.push({ id, fn }),
  };
}
