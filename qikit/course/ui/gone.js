// Answers to questions that the page does not ask any more: kept, shown, and said.

import { h } from "../learn/dom.js";
import { blank } from "../learn/normal.js";

export function gone(store, handles) {
  const here = new Set(handles.map((handle) => handle.id));
  const old = Object.entries(store.answers())
    .filter(([id, entry]) => !here.has(id) && entry && !blank(entry.value));
  if (!old.length) return null;
  const many = old.length > 1;
  return h("details", { class: "qi-note" },
    h("summary", {}, many
      ? `${old.length} of your answers are to questions that this lesson does not ask any more`
      : "One of your answers is to a question that this lesson does not ask any more"),
    h("p", {}, `${many ? "They are" : "It is"} kept with your work, and you need do nothing.`),
    h("ul", {}, old.map(([id, { value }]) =>
      h("li", {}, `${id}: ${typeof value === "string" ? value : JSON.stringify(value)}`))));
}
