// Chart your own data: bring a table, say what it is, keep and share the chart.

import { ask } from "../course/ask.js";
import { keeper, say } from "../course/keep.js";
import { sheet } from "../course/sheet.js";
import { h } from "../learn/dom.js";

const part = (id) => document.getElementById(id);
const LARGEST = 20 * 2 ** 20;
const back = [];
let doc = null;
let revision = 0;
let form = null;
let drawing = false;
let again = false;

const keep = keeper({
  key: "qi-own-chart",
  async put(value) {
    const kept = await ask("api/work", {
      method: "PUT", body: value, headers: { "If-Match": `"${revision}"` },
    });
    ({ revision } = kept);
  },
  moved(now, words) {
    revision = now.revision ?? 0;
    say(words, "trouble");
    show(now);
  },
});

function tell(...lines) {
  part("told").replaceChildren(...lines.map((words) => h("p", { class: "qi-warned" }, words)));
}

// The chart of what is there now: one at a time, with the newest of what was typed.
async function draw() {
  if (drawing) {
    again = true;
    return;
  }
  drawing = true;
  try {
    const found = await ask("api/run", { method: "POST", body: doc });
    if (form === null) fill(found);
    part("chart").innerHTML = found.html;
    part("why").textContent = found.why;
    part("said").textContent = found.html ? "" : found.said;
    part("cautions").replaceChildren(...found.cautions.map((words) => h("li", {}, words)));
    form.tell(found.troubles);
  } catch (error) {
    part("said").textContent = error.message;
  }
  drawing = false;
  if (again) {
    again = false;
    draw();
  }
}

function fill(found) {
  const given = Object.keys(doc.sheet).length ? doc.sheet : found.blank;
  doc = { ...doc, sheet: given };
  form = sheet(part("sheet"), found.sections, given, (value) => {
    change({ ...doc, sheet: value });
    draw();
  });
}

function change(next) {
  if (doc) back.push(doc);
  if (back.length > 50) back.shift();
  part("undo").disabled = back.length === 0;
  doc = next;
  keep.save(doc);
}

function show(document_) {
  doc = document_;
  form = null;
  part("whole").hidden = false;
  return draw();
}

function questions(found, retry) {
  part("asked").replaceChildren(...found.questions.map((each) => h("fieldset",
    { class: "qi-sheet__line" },
    h("legend", {}, each.words),
    each.options.map((option) => h("button", { type: "button", class: "qi-button qi-button--plain",
      onclick: () => retry({ [each.id]: option }) }, option)))));
  part("asked").querySelector("button")?.focus();
}

async function bring(body, name, answers = {}) {
  tell();
  part("asked").replaceChildren();
  const adding = !part("adding").hidden;
  const words = new URLSearchParams({ answers: JSON.stringify(answers) });
  if (name) words.set("name", name);
  if (adding) words.set("add", part("keep").value);
  try {
    if (adding) await keep.now();
    const found = await ask(`api/bring?${words}`, { method: "POST", body });
    if (found.refused.length) return tell(...found.refused);
    if (found.questions.length) {
      return questions(found, (more) => bring(body, name, { ...answers, ...more }));
    }
    const { questions: _, refused: __, ...next } = found;
    const kept = adding ? { ...next, sheet: doc.sheet } : next;
    change(kept);
    part("adding").hidden = true;
    await show(doc);
    keep.save(doc);
    part("paste").value = "";
    part("drawn").setAttribute("tabindex", "-1");
    part("drawn").focus();
  } catch (error) {
    tell(error.message);
  }
}

part("read").addEventListener("click", () => {
  const text = part("paste").value;
  if (text.trim()) bring(new Blob([text]), "");
  else tell("Nothing is pasted yet. Copy the table in Excel, then paste it in the box.");
});
part("file").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  if (file?.size > LARGEST) {
    tell(`${file.name} is larger than 20 MB. Copy the part that you want to chart into a file of its own.`);
  } else if (file) bring(file, file.name);
  target.value = "";
});
part("again").addEventListener("change", async ({ target }) => {
  try {
    const opened = await ask("api/open", { method: "POST", body: target.files[0] });
    tell();
    change(opened);
    await show(doc);
  } catch (error) {
    tell(error.message);
  }
  target.value = "";
});
part("more").addEventListener("click", () => {
  part("adding").hidden = false;
  part("paste").focus();
});
part("undo").addEventListener("click", () => {
  const before = back.pop();
  part("undo").disabled = back.length === 0;
  keep.save(before);
  show(before);
});
part("forget").addEventListener("click", async () => {
  await ask("api/work", { method: "DELETE" });
  localStorage.removeItem("qi-own-chart");
  location.reload();
});
// What is saved as a file is what stands here: it is kept first.
for (const link of document.querySelectorAll("[data-takes]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await keep.now();
    location.assign(link.href);
  });
}

try {
  const kept = await ask("api/work");
  revision = kept?.revision ?? 0;
  const left = keep.left();
  if (left) {
    await show(left);
    keep.save(left);
  } else if (kept) await show(kept);
} catch (error) {
  tell(error.message);
}
document.documentElement.dataset.ready = "true";
