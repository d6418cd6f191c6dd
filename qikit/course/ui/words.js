// Glossary words: a button opens the explanation under the paragraph that it stands in.
// Without scripts each is a link to the same words at the end of the step.

import { h } from "../learn/dom.js";

export function words(page) {
  for (const link of page.querySelectorAll("a.qi-term")) enliven(link);
}

function enliven(link) {
  const note = document.getElementById(link.hash.slice(1));
  if (!note) return;
  const id = `${note.id}-here`;
  const button = h("button",
    { type: "button", class: "qi-term", "aria-expanded": "false", "aria-controls": id },
    ...link.childNodes);
  const panel = h("span", { class: "qi-meaning", id, role: "status" });
  link.replaceWith(button);
  const block = button.closest("p, li, dd, blockquote") ?? button.parentElement;
  if (block.matches("li")) block.append(panel);
  else block.after(panel);

  function turn(open) {
    button.setAttribute("aria-expanded", open);
    panel.replaceChildren(...(open ? meaning(note, close) : []));
  }

  function close() {
    turn(false);
    button.focus();
  }

  button.addEventListener("click", () => turn(button.getAttribute("aria-expanded") === "false"));
  for (const node of [button, panel]) {
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.hasChildNodes()) close();
    });
  }
}

function meaning(note, close) {
  const name = note.querySelector("dt").textContent;
  return [
    h("strong", {}, name),
    ...[...note.querySelectorAll("dd")].map((said) =>
      h("span", { class: "qi-meaning__words" }, said.textContent)),
    h("button", { type: "button", class: "qi-meaning__close", onclick: close,
      "aria-label": `Close: ${name}` }, "Close"),
  ];
}
