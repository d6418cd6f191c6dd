// Marks and feedback, as the trainer released them.

import { h, paragraphs } from "../learn/dom.js";

const PASSED = {
  true: "You have passed this module.",
  false: "This is not a pass yet. Change your answers and hand in again when you are ready.",
};

const points = (mark) => `${mark.points ?? "-"} of ${mark.out_of}`;

export function marks(given, handles) {
  const { auto, manual } = given;
  const written = given.tasks.filter((task) => task.points !== null || task.comment);
  const talk = given.attempts?.talk === "due";
  const said = given.says ?? [manual.pending && "What you wrote is still to be read by a person."];
  return h("section", { class: "qi-panel qi-marks", id: "marks", "aria-labelledby": "marks-title" },
    h("h2", { id: "marks-title", tabindex: "-1" }, "Your marks and feedback"),
    h("dl", { class: "qi-marks__sum" },
      sum("Questions", points(auto)),
      manual.out_of && !manual.pending ? sum("What you wrote", points(manual)) : null,
      given.level ? sum("Level", given.level) : null),
    given.passed in PASSED && !talk ? h("p", {}, PASSED[given.passed]) : null,
    said.filter(Boolean).map((words) => h("p", {}, words)),
    given.comment ? h("blockquote", {}, paragraphs(given.comment)) : null,
    h("ol", { class: "qi-marks__list" },
      Object.entries(given.questions).map(([id, mark]) => question(id, mark, handles))),
    written.length
      ? [h("h3", {}, "What you wrote"), h("ul", { class: "qi-marks__list" }, written.map(task))]
      : null,
    given.isolation ? h("p", { class: "qi-hint" }, `How it was marked: ${given.isolation}.`) : null);
}

function sum(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

function entry(name, mark, words) {
  return h("li", {},
    h("p", { class: "qi-marks__head" }, h("strong", {}, name),
      h("span", { class: "qi-marks__points" }, points(mark))),
    words);
}

function question(id, mark, handles) {
  const el = handles.find((handle) => handle.id === id)?.el;
  const head = el?.querySelector(".qi-head")?.textContent.split(" · ")[0] ?? id;
  const asked = el?.querySelector(".qi-prompt")?.textContent;
  return entry(head, mark, [
    asked ? h("p", { class: "qi-hint" }, asked) : null,
    mark.answered ? h("p", {}, `You answered: ${mark.answered}`) : null,
    ...mark.messages.map((words) => h("p", {}, words)),
    mark.look ? h("p", {}, `To look at again: ${mark.look}`) : null,
  ].filter(Boolean));
}

function task(mark) {
  return entry(mark.criterion, mark, mark.comment ? paragraphs(mark.comment) : []);
}
