// Where answers are kept: on the learner's server, or in this browser alone.

// The answers that are kept moved on since the revision that a save started from.
export class Moved extends Error {
  constructor(current) {
    super("Your answers were changed in another window.");
    this.current = current;
  }
}

const AWAY = "The course cannot be reached just now. Your answers are kept in this browser.";

export function serverKeeper(module, base) {
  const address = `${base}api/${module}/answers`;

  function request(answers, revision, more = {}) {
    const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
    return fetch(address, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        "If-Match": `"${revision}"`,
        "X-XSRFToken": token,
      },
      body: JSON.stringify({ answers }),
      ...more,
    });
  }

  async function reply(asked) {
    let response;
    try {
      response = await asked;
    } catch {
      throw new Error(AWAY);
    }
    const said = await response.json().catch(() => ({}));
    if (response.status === 412) throw new Moved(said);
    if (!response.ok) throw new Error(said.message ?? AWAY);
    return said;
  }

  return {
    load: () => reply(fetch(address, { cache: "no-store" })),
    save: (answers, revision) => reply(request(answers, revision)),
    last: (answers, revision) => {
      request(answers, revision, { keepalive: true }).catch(() => {});
    },
  };
}

export function browserKeeper(module) {
  const key = `qi-answers-${module}`;
  const none = { version: 1, module, learner: "", revision: 0, answers: {} };
  const read = () => JSON.parse(localStorage.getItem(key)) ?? none;

  function write(answers, revision) {
    const current = read();
    if (current.revision !== revision) throw new Moved(current);
    const next = { ...current, answers, revision: revision + 1 };
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      throw new Error("This browser does not keep answers. Download your work before you leave.");
    }
    return next;
  }

  return {
    load: async () => read(),
    save: async (answers, revision) => write(answers, revision),
    last: (answers, revision) => {
      write(answers, revision);
    },
  };
}
