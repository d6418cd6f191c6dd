// The same question answered differently in two windows: show both, let the learner choose.

import { h } from "../learn/dom.js";

const words = (entry) => {
  const value = entry?.value;
  if (value === undefined || value === null || value === "") return "No answer";
  return typeof value === "string" ? value : JSON.stringify(value);
};

export function askWhich({ id, mine, theirs, choose }, handles) {
  const head = handles.find((handle) => handle.id === id)?.el.querySelector(".qi-head");
  const pick = (which) => () => {
    dialog.close();
    dialog.remove();
    choose(which);
  };
  const dialog = h("dialog", { class: "qi-dialog", "aria-labelledby": "which" },
    h("h2", { id: "which" }, "Two answers to the same question"),
    h("p", {}, `${head?.textContent ?? id}: you answered it here and in another window. `
      + "Which answer do you want to keep?"),
    h("div", { class: "qi-both" },
      h("div", {}, h("h3", {}, "In this window"), h("p", {}, words(mine)),
        h("button", { type: "button", class: "qi-button", onclick: pick("mine") }, "Keep this one")),
      h("div", {}, h("h3", {}, "In the other window"), h("p", {}, words(theirs)),
        h("button", { type: "button", class: "qi-button", onclick: pick("theirs") },
          "Keep the other one"))));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}
