// The training strategy of a plan: what is missing, or what it says and three files of it.

import { h } from "../learn/dom.js";
import { ask } from "../course/ask.js";
import { open } from "./file.js";

const part = (id) => document.getElementById(id);
try {
  const { doc } = await open("dose", { base: "../../../", moved: () => {} });
  const plan = encodeURIComponent(doc.slug);
  const shown = await ask(`api/shown?plan=${plan}`);
  part("missing").hidden = !shown.missing.length;
  part("whole").hidden = shown.missing.length > 0;
  part("missing-list").replaceChildren(...shown.missing.map((words) => h("li", {}, words)));
  part("strategy-title").textContent = shown.title;
  part("about-words").textContent = shown.about;
  part("strategy").innerHTML = shown.html;
  for (const kind of ["docx", "pdf", "html"]) {
    part(`take-${kind}`).href = `training-strategy.${kind}?plan=${plan}`;
  }
} catch (error) {
  part("said").textContent = error.message;
}
document.documentElement.dataset.ready = "true";
