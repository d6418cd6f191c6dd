// The same questions and pictures in JupyterLab: Python keeps the answer, and says when it has.
//
// What was sent and is not kept yet stays in this tab, so that it is sent again when the cell has
// been run again: after a restart, or when the page was left too soon.

import { mountAll } from "./host.js";

const PATIENCE = 8_000;
const BUSY = "Saving your answer…";
const STUCK = "This answer is not saved yet. The notebook is busy, or it was stopped. Wait a moment. "
  + "If this note stays, choose Run, then Run All Cells. Your answer is sent again.";

function storeOf(model, tell) {
  const place = `qi-unsaved:${location.pathname}:${model.get("spec")?.id}`;
  let waiting = null;
  let timer = null;

  function send(message) {
    waiting = `${Date.now()}-${Math.random()}`;
    hold(place, message);
    model.send({ ...message, number: waiting });
    tell(BUSY);
    clearTimeout(timer);
    timer = setTimeout(() => tell(STUCK), PATIENCE);
  }

  model.on("change:kept", () => {
    if (model.get("kept") !== waiting) return;
    waiting = null;
    clearTimeout(timer);
    hold(place, null);
    tell("");
  });
  model.on("change:trouble", () => {
    clearTimeout(timer);
    tell(model.get("trouble"));
  });
  addEventListener("beforeunload", (event) => waiting && event.preventDefault());

  const store = {
    get: () => model.get("answer"),
    draft(id, value) {
      model.set("answer", { ...model.get("answer"), value });
      send({ type: "draft", value });
    },
    attempt(id, value, state) {
      const tried = { at: new Date().toISOString(), value, state };
      const attempts = [...(model.get("answer").attempts ?? []), tried];
      model.set("answer", { value, attempts });
      send({ type: "attempt", value, state });
    },
    subscribe: (id, fn) => model.on("change:answer", fn),
  };
  const left = held(place);
  if (left?.type === "attempt") store.attempt(null, left.value, left.state);
  else if (left) store.draft(null, left.value);
  return store;
}

// Some browsers refuse to keep anything: then there is nothing to send again.
function hold(place, message) {
  try {
    if (message) sessionStorage.setItem(place, JSON.stringify(message));
    else sessionStorage.removeItem(place);
  } catch { /* refused: Python keeps the answer all the same */ }
}

function held(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}

function render({ model, el }) {
  el.classList.add("qi-lab");
  el.innerHTML = model.get("html");
  const note = document.createElement("p");
  note.className = "qi-note";
  note.setAttribute("role", "status");
  el.append(note);
  const tell = (words) => {
    note.textContent = words;
    note.dataset.saving = words === BUSY || words === STUCK ? "yes" : "";
  };
  tell(model.get("trouble"));
  mountAll(el, storeOf(model, tell));
}

export default { render };
