// Bring the questions and pictures of a page to life.
//
// mountAll(root, store) and mount(el, spec, store) give handles
//   { id, kind, points, feedback, el, ready, state(), focus() }
// at once; `ready` is a promise that is kept when the question can be answered, and from then on
// `tell(value)` says an answer in words.

import { mountExplore } from "./explore.js";
import { frame } from "./frame.js";
import { blank, same } from "./normal.js";
import { load } from "./registry.js";
import { NOT_ANSWERED, SAVED } from "./verdict.js";

export function mountAll(root, store) {
  root.querySelectorAll(".qi-explore").forEach(mountExplore);
  return [...root.querySelectorAll(".qi-question[data-qi]")].map((el) =>
    mount(el, JSON.parse(el.querySelector(".qi-spec").textContent), store),
  );
}

export function mount(el, spec, store) {
  const handle = {
    id: spec.id,
    kind: spec.kind,
    points: spec.points,
    feedback: spec.feedback,
    el,
    state: () => stateOf(store.get(spec.id)),
    focus: () => el.querySelector("input, select, textarea, button")?.focus(),
  };
  handle.ready = load(spec.kind, spec.folder)
    .then((kind) => {
      handle.tell = (value) => kind.tell(spec, value);
      frame(el, spec, kind, store);
    })
    .catch((error) => {
      console.error(error);
      el.append(notLoaded());
    });
  return handle;
}

// What stands: the state of the last check if the answer has not changed since, else that it is
// saved, else that nothing was answered.
export function stateOf(entry) {
  if (!entry || blank(entry.value)) return NOT_ANSWERED;
  const last = entry.attempts?.at(-1);
  return last && last.state && same(last.value, entry.value) ? last.state : SAVED;
}

function notLoaded() {
  const note = document.createElement("p");
  note.className = "qi-note";
  note.textContent =
    "This question did not load. Your answers are safe. Load the page again to go on.";
  return note;
}
