// How the questions before a lesson went: only the first check of each counts.

export function firsts(store, ids) {
  const states = ids.map((id) => store.get(id)?.attempts?.[0]?.state).filter(Boolean);
  const right = states.filter((state) => state === "right").length;
  return { answered: states.length, right, of: ids.length, skip: ids.length > 0 && right === ids.length };
}
