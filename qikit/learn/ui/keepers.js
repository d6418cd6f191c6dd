// Where answers are kept: on the learner's server, or in this browser alone.

// The answers that are kept moved on since the revision that a save started from.
export class Moved extends Error {
  constructor(current) {
    super("Your answers were changed in another window.");
    this.current = current;
  }
}

const AWAY = "The course cannot be reached just now.";

// A save names the learner whose page it comes from: in a browser that several people use one after
// the other, an open page never writes into another's answers.
export function serverKeeper(module, base) {
  const address = `${base}api/${module}/answers`;

  function request({ answers, learner }, revision, more = {}) {
    const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
    return fetch(address, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        "If-Match": `"${revision}"`,
        "X-XSRFToken": token,
      },
      body: JSON.stringify(learner ? { answers, learner } : { answers }),
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
    save: (document, revision) => reply(request(document, revision)),
    last: (document, revision) => {
      request(document, revision, { keepalive: true }).catch(() => {});
    },
  };
}

export function browserKeeper(module) {
  const key = `qi-answers-${module}`;
  const none = { version: 1, module, learner: "", revision: 0, answers: {} };

  function read() {
    const text = browserOwn(() => localStorage.getItem(key));
    if (text === null) return none;
    try {
      const found = JSON.parse(text);
      if (found.version === 1 && found.module === module && found.revision >= 0) return found;
    } catch {
      // What cannot be read is put aside below, like any other text that is not ours.
    }
    const aside = `${key}-damaged-${Date.now()}`;
    browserOwn(() => localStorage.setItem(aside, text));
    browserOwn(() => localStorage.removeItem(key));
    return { ...none, notice: `Your answers here were damaged. They are kept as ${aside}.` };
  }

  function write({ answers }, revision) {
    const current = read();
    if (current.revision !== revision) throw new Moved(current);
    const next = { ...none, answers, revision: revision + 1 };
    browserOwn(() => localStorage.setItem(key, JSON.stringify(next)));
    return next;
  }

  return {
    load: async () => read(),
    save: async (document, revision) => write(document, revision),
    last: (document, revision) => {
      try {
        write(document, revision);
      } catch {
        // The spare copy stays, and the next window takes it.
      }
    },
  };
}

// This browser's own storage; a private window or a full store may refuse it.
function browserOwn(use) {
  try {
    return use();
  } catch {
    throw new Error("This browser does not keep answers.");
  }
}
