// Marks and feedback, as the trainer released them.

import { h, paragraphs } from "../learn/dom.js";

const points = (mark) => `${mark.points ?? "-"} of ${mark.out_of}`;

export function marks(given, handles) {
  const { auto, manual } = given;
  const written = given.tasks.filter((task) => task.points !== null || task.comment);
  return h("section", { class: "qi-marks", id: "marks", "aria-labelledby": "marks-title" },
    h("h3", { id: "marks-title" }, "Your marks"),
    h("p", { class: "qi-marks__sum" },
      h("strong", {}, points(auto)), " points for the questions",
      manual.out_of && !manual.pending
        ? [", ", h("strong", {}, points(manual)), " for what you wrote"] : null,
      given.level ? [". ", h("strong", {}, given.level)] : null, "."),
    manual.pending ? h("p", {}, "What you wrote is still to be read by a person.") : null,
    ...paragraphs(given.comment ?? "").filter((part) => part.textContent),
    h("ol", { class: "qi-marks__list" },
      Object.entries(given.questions).map(([id, mark]) => question(id, mark, handles))),
    written.length
      ? h("div", {}, h("h4", {}, "What you wrote"),
          h("ul", { class: "qi-marks__list" }, written.map(task)))
      : null);
}

function question(id, mark, handles) {
  const handle = handles.find((each) => each.id === id);
  const asked = handle?.el.querySelector(".qi-prompt")?.textContent;
  return h("li", { "data-state": mark.state },
    h("p", {}, h("strong", {}, asked ?? id), " ", h("span", { class: "qi-marks__points" }, points(mark))),
    mark.messages.map((words) => h("p", {}, words)));
}

function task(mark) {
  return h("li", {},
    h("p", {}, h("strong", {}, mark.criterion), " ",
      h("span", { class: "qi-marks__points" }, points(mark))),
    mark.comment ? paragraphs(mark.comment) : null);
}
