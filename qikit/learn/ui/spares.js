// Spare copies, in this browser, of answers that the host has not confirmed yet: one a window, so
// that windows never write over each other's. A browser may refuse to keep them.

const MINE = Math.random().toString(36).slice(2, 10);

export function spares(module) {
  const prefix = `qi-unsaved-${module}-`;

  // { learner, entries: [[id, { mine, before }], ...] }; nothing to keep clears it.
  function keep(learner, entries) {
    try {
      if (entries.length) {
        localStorage.setItem(prefix + MINE, JSON.stringify({ learner, entries }));
      } else localStorage.removeItem(prefix + MINE);
    } catch {
      return false;
    }
    return true;
  }

  // What windows that are gone left behind for this learner; taken once.
  function take(learner) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
        const spare = read(key);
        if (spare && learner && spare.learner && spare.learner !== learner) continue;
        localStorage.removeItem(key);
        if (spare) found.push(...spare.entries);
      }
    } catch {
      return found;
    }
    return found;
  }

  return { keep, take };
}

function read(key) {
  try {
    const spare = JSON.parse(localStorage.getItem(key));
    return Array.isArray(spare?.entries) ? spare : null;
  } catch {
    return null;
  }
}
