// Who knew it all before the lesson may skip the reading: it is folded away, a click from sight.
// Questions, tables and pictures stay, for the questions are about them.

import { h } from "../learn/dom.js";
import { firsts } from "./firsts.js";

const STAYS = "h2, .qi-kind, .qi-question, .qi-chart, .qi-explore, .qi-words, figure, script, "
  + ":has(table, figure, .qi-question, svg)";

export function reading(about, store) {
  if (!about.before.length) return;
  const { answered, skip } = firsts(store, about.before);
  const begin = document.getElementById("begin");
  const chosen = new URLSearchParams(location.search).get("reading") === "skip";
  if (skip && chosen) fold();
  const words = skip && chosen
    ? ["You know this already, so the reading is folded away. ", link("./", "Show the reading")]
    : skip
      ? ["You knew it all before. ", link("./?reading=skip", "Skip the reading")]
      : answered === about.before.length
        ? []
        : ["Know this already? ", link("before/", `Answer ${about.before.length} questions first`),
          ". If all are right, you may skip the reading."];
  if (words.length) begin.append(h("p", { class: "qi-note" }, ...words));
}

const link = (href, words) => h("a", { href }, words);

function fold() {
  for (const section of document.querySelectorAll('.qi-section:not([data-step="0"])')) {
    let folded = null;
    for (const node of [...section.children]) {
      if (node.matches(STAYS)) folded = null;
      else {
        if (!folded) {
          folded = h("details", { class: "qi-reading" }, h("summary", {}, "Read this part"));
          node.before(folded);
        }
        folded.append(node);
      }
    }
  }
}
