// The home page: my role, my pathway, how far I am, where I carry on.

import { ways } from "./ways.js";

const root = document.documentElement;
const cards = [...document.querySelectorAll(".qi-card[data-module]")];
const picks = [...document.querySelectorAll("#role input")];
const part = (id) => document.getElementById(id);

function remember(role) {
  try {
    localStorage.setItem("qi-role", role);
  } catch {
    return;
  }
}

// roles.css decides what is seen from the role that stands on the root.
function choose(pick) {
  pick.checked = true;
  root.dataset.role = pick.value;
  part("mine-name").textContent = pick.closest("label").querySelector("strong").textContent;
  part("pathway-title").textContent = "Your pathway";
}

const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function state({ started, answered, of, handed_in: handedIn, marked, done, left }) {
  if (done) return ["done", marked ? "Done: read your feedback" : "Done"];
  if (marked) return ["marked", "Marked: read your feedback"];
  if (handedIn) return ["handed-in", "Handed in"];
  if (of && answered === of) return ["answered", "All answered: ready to hand in"];
  const more = left ? `, about ${many(left, "minute")} left` : "";
  if (started) return ["part", `Part way: ${answered} of ${of} answered${more}`];
  return ["new", "Not started"];
}

function pathways(all) {
  for (const line of document.querySelectorAll(".qi-dose__done")) {
    const names = line.dataset.modules.split(" ").filter(Boolean);
    const done = names.filter((name) => all[name]?.done);
    const minutes = done.reduce((sum, name) => sum + minutesOf(name), 0);
    const bar = line.querySelector("progress");
    bar.value = minutes;
    if (done.length) {
      line.querySelector("span").textContent =
        `${done.length} of ${many(names.length, "module")} done, ${minutes} of ${bar.max} minutes`;
    }
  }
}

const cardOf = (name) => cards.find((card) => card.dataset.module === name);
const minutesOf = (name) => Number(cardOf(name)?.dataset.minutes ?? 0);

// The module last worked on that is not handed in yet, at its next unanswered step.
function resume(all) {
  const open = cards.map((card) => card.dataset.module)
    .filter((name) => all[name]?.started && !all[name].handed_in && !all[name].marked)
    .filter((name) => all[name].next || !all[name].done)
    .sort((one, other) => (all[other].worked ?? "").localeCompare(all[one].worked ?? ""));
  const name = open[0];
  if (!name) return;
  const { next, left } = all[name];
  const title = cardOf(name).querySelector("a").textContent;
  const words = next
    ? `step ${next.step} of ${next.of} comes next, about ${many(left, "minute")} left.`
    : all[name].answered === all[name].of
      ? "you have answered everything. You can hand it in."
      : "you are part way through. Every answer is kept.";
  const bold = document.createElement("strong");
  bold.textContent = title;
  part("resume-words").replaceChildren("Welcome back. ", bold, `: ${words}`);
  const link = part("resume-link");
  link.textContent = "Carry on";
  link.href = `${name}/${next ? `#${next.id}` : ""}`;
}

// Lessons done a month ago whose idea nobody has asked about yet, the oldest first.
async function later(all) {
  const due = cards.map((card) => card.dataset.module)
    .filter((name) => typeof all[name]?.month === "string")
    .sort((one, other) => all[one].done.at.localeCompare(all[other].done.at))
    .map((name) => ({
      name, title: cardOf(name).querySelector("a").textContent, meant: all[name].month,
    }));
  if (due.length) (await import("./month.js")).month(due);
}

async function progress() {
  const response = await fetch("api/progress", { cache: "no-store" });
  if (!response.ok) return;
  const all = await response.json();
  for (const card of cards) {
    const mine = all[card.dataset.module];
    if (!mine) continue;
    const [name, words] = state(mine);
    card.dataset.state = name;
    card.querySelector(".qi-card__state").textContent = words;
  }
  pathways(all);
  resume(all);
  ways(all);
  await later(all);
}

for (const pick of picks) {
  pick.addEventListener("change", () => {
    choose(pick);
    remember(pick.value);
  });
}

// Somebody who chose before sees one line; the choice is there for the asking.
part("change").addEventListener("click", () => {
  root.classList.add("qi-choosing");
  picks.find((each) => each.checked)?.focus();
});

const before = picks.find((pick) => pick.value === root.dataset.role);
if (before) choose(before);
else {
  root.dataset.role = "";
  root.classList.add("qi-choosing");
}
await progress().catch(() => {});
root.dataset.ready = "true";
