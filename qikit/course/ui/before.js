// The questions before a lesson: the first answer to each counts, and what it means is said at once.

import { h } from "../learn/dom.js";
import { mountAll } from "../learn/host.js";
import { openStore } from "../learn/store.js";
import { askWhich } from "./conflict.js";
import { firsts } from "./firsts.js";
import { watch } from "./saving.js";

const about = JSON.parse(document.getElementById("about").textContent);
const main = document.getElementById("main");
const store = await openStore({ host: "server", module: about.name, base: "../../" });
const handles = mountAll(main, store);
watch(store);
store.on("conflict", (conflict) => askWhich(conflict, handles));
await Promise.all(handles.map((handle) => handle.ready));

function outcome() {
  const { answered, right, of, skip } = firsts(store, about.before);
  if (!answered) return;
  const more = of - answered;
  const words = more
    ? [`${right} of ${answered} right so far. ${more === 1 ? "One question is" : `${more} questions are`} left.`]
    : skip
      ? [`All ${of} right. You know this already, so you may skip the reading.`,
        "The questions of the lesson still come: 7 of 10 points are enough. Your record then "
          + `shows ${about.minutes} minutes, and says that you could skip the reading.`]
      : [`${right} of ${of} right at the first go. Good that you looked.`,
        `The lesson explains what is new to you, in ${about.minutes} minutes or less. `
          + "Your record will show the same minutes as for everybody."];
  document.getElementById("outcome").replaceChildren(...words.map((each) => h("p", {}, each)));
  const lesson = h("a", { class: `qi-button${skip || more ? " qi-button--plain" : ""}`, href: "../" },
    skip ? "Read the lesson all the same" : "Go to the lesson");
  const straight = h("a", { class: "qi-button", href: "../?reading=skip" }, "Go to the questions that count");
  document.getElementById("onward").replaceChildren(...(skip ? [straight, lesson] : [lesson]));
}

about.before.forEach((id) => store.subscribe(id, outcome));
outcome();
document.documentElement.dataset.ready = "true";
