// A planning page: its sheet on the left, what comes out on the right, its part of the plan kept.

import { ask } from "../course/ask.js";
import { sheet } from "../course/sheet.js";
import { open } from "./file.js";

const SPEAK = 900;
const about = JSON.parse(document.getElementById("about").textContent);
const results = document.getElementById("results");
const status = document.getElementById("said");
let running = null;
let again = false;
let speaking = null;

// One request at a time, with the newest values; never more than one a frame of the screen.
async function work(read, tell) {
  if (running) {
    again = true;
    return;
  }
  running = new Promise(requestAnimationFrame);
  await running;
  try {
    const found = await ask("api/run", { method: "POST", body: read() });
    const opened = new Set([...results.querySelectorAll("details[open]")].map(({ id }) => id));
    results.innerHTML = found.html;
    for (const name of opened) document.getElementById(name)?.setAttribute("open", "");
    tell(found.troubles);
    clearTimeout(speaking);
    speaking = setTimeout(() => { status.textContent = found.said; }, SPEAK);
  } catch (error) {
    status.textContent = error.message;
  }
  running = null;
  if (again) {
    again = false;
    work(read, tell);
  }
}

const plan = await open(about.part, {
  base: about.base,
  moved: (value) => {
    mine.show(value);
    run();
  },
});
const body = () => ({ plan: plan.doc.slug, value: mine.value() });
const run = () => work(body, mine.tell);
const given = Object.keys(plan.value).length ? plan.value : about.blank;
const mine = sheet(document.getElementById("sheet"), about.sections, given, (value) => {
  plan.save(value);
  run();
});

// Buttons that fill in an example: what was there is one click away.
for (const button of document.querySelectorAll("[data-example]")) {
  button.addEventListener("click", () => {
    const before = mine.value();
    const set = (value) => {
      mine.show(value);
      plan.save(mine.value());
      run();
    };
    set({ ...before, ...about.examples[button.dataset.example] });
    const undo = document.getElementById("undo");
    undo.hidden = false;
    undo.onclick = () => {
      set(before);
      undo.hidden = true;
      button.focus();
    };
  });
}
document.getElementById("sheet").addEventListener("submit", (event) => event.preventDefault());
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
run();
document.documentElement.dataset.ready = "true";
