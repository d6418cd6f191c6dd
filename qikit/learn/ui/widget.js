// The same questions and pictures in JupyterLab: Python keeps the answer.

import { mountAll } from "./host.js";

function storeOf(model) {
  return {
    get: () => model.get("answer"),
    draft(id, value) {
      const entry = model.get("answer");
      model.set("answer", { ...entry, value });
      model.send({ type: "draft", value });
    },
    attempt(id, value, state) {
      const entry = model.get("answer");
      const attempts = [...(entry.attempts ?? []), { at: new Date().toISOString(), value, state }];
      model.set("answer", { value, attempts });
      model.send({ type: "attempt", value, state });
    },
    subscribe: (id, tell) => model.on("change:answer", tell),
  };
}

function render({ model, el }) {
  el.classList.add("qi-lab");
  el.innerHTML = model.get("html");
  const note = document.createElement("p");
  note.className = "qi-note";
  note.setAttribute("role", "status");
  const say = () => { note.textContent = model.get("trouble"); };
  model.on("change:trouble", say);
  el.append(note);
  say();
  mountAll(el, storeOf(model));
}

export default { render };
