// Queue: predict what waits, step through the days, then change the process.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank, number, whole } from "../normal.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { day as picture } from "./waiting/day.js";
import { matched, stepped, waiting, weeks, without } from "./waiting/steps.js";

export const shown = true;

const EVENTS = 5000;
const WEEKS = 12;
const one = (size) => Math.floor(size * 10 + 0.5) / 10;
const mean = (list) => list.reduce((total, each) => total + each, 0) / list.length;

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  const total = spec.days.length;
  const say = h("p", { class: "qi-queue__say", role: "status" });
  const screen = h("div", { class: "qi-queue__screen" });
  const big = room({ title: "The queue", team: "Team", teams: ["Team 1", "Team 2", "Team 3", "Team 4"],
    rounds: spec.rounds, unit: "predicted", value: null, chart: pooled,
    change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-queue" }, screen, say,
    h("div", { class: "qi-queue__room" }, big.node));
  const [lefts, unused] = stepped(spec.demand, spec.capacity);

  // What really waits, beside what the teams said, as far as they have said it.
  function pooled({ rounds, rows }) {
    const done = rounds.filter((_, r) => rows.some((row) => row[r] !== null)).length;
    if (!done) return null;
    const said = rounds.slice(0, done).map((_, r) =>
      mean(rows.map((row) => row[r]).filter((size) => typeof size === "number")));
    return h("div", {}, chartOf("What waited each evening", spec.days.slice(0, done),
      lefts.slice(0, done), `${id}-true`),
    h("p", {}, `The teams said, on average: ${said.map((size, r) =>
      `${spec.days[r]} ${Number.isFinite(size) ? one(size) : "–"}`).join(", ")}.`));
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  const value = () => (begunHere ? state : null);

  function turn(next, words, focus = "next") {
    keep(next);
    paint();
    say.textContent = words;
    const to = screen.querySelector(`[data-play="${focus}"]`);
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: "nearest" });
  }

  function paint() {
    if (state.guess === null) screen.replaceChildren(...opening());
    else if (state.day < total) screen.replaceChildren(...stepping());
    else screen.replaceChildren(...ending());
  }

  function opening() {
    const field = h("input", { id: `${id}-guess`, class: "qi-number", inputmode: "numeric",
      autocomplete: "off" });
    const go = () => {
      const guess = number(field.value);
      if (guess === null || guess < 0) {
        say.textContent = "Put in a number first. A guess is all it takes.";
        return field.focus();
      }
      turn({ ...state, guess }, `You said ${guess}. Now watch the week.`);
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      go();
    });
    return [weekTable(0),
      h("p", {}, `On average ${one(mean(spec.demand))} ${spec.unit} come a day, and there are `
        + `${one(mean(spec.capacity))} slots.`),
      h("label", { for: field.id }, `How many wait at the end of ${spec.days.at(-1)}?`), field,
      h("div", { class: "qi-queue__moves" }, button("Begin the week", go, "next"))];
  }

  function stepping() {
    const at = state.day;
    const last = at - 1;
    return [
      at ? h("h4", { class: "qi-queue__day" }, spec.days[last]) : null,
      at ? picture(dayOf(last)) : null,
      weekTable(at),
      h("div", { class: "qi-queue__moves" }, button(`Open ${spec.days[at]}`, next, "next"),
        at ? null : button("Show the whole week", () => turn({ ...state, day: total }, ended(),
          "match"), "whole", true)),
    ].filter(Boolean);
  }

  function next() {
    const at = state.day;
    const over = at + 1 === total;
    const { came, slots, left, unused: none } = dayOf(at);
    const words = `${spec.days[at]}: ${came} came, ${slots} slots. ${left ? `${left} wait tonight.`
      : "Nobody waits tonight."}${none ? ` ${none} slots went unused.` : ""}`;
    turn({ ...state, day: at + 1 }, over ? `${words} ${ended()}` : words, over ? "match" : "next");
  }

  function dayOf(at) {
    return { unit: spec.unit, before: at ? lefts[at - 1] : 0, came: spec.demand[at],
      slots: spec.capacity[at], left: lefts[at], unused: unused[at] };
  }

  const ended = () => `You said ${state.guess}; it is ${lefts.at(-1)}.`;

  function ending() {
    return [
      h("h4", { class: "qi-queue__day" }, spec.days.at(-1)), picture(dayOf(total - 1)),
      weekTable(total), chartOf("What waited each evening", spec.days, lefts, `${id}-week`),
      h("h4", {}, "What would you change?"),
      h("div", { class: "qi-queue__moves" }, levers().map(([name, words]) =>
        button(words, () => turn({ ...state, lever: name }, about(name), name), name, true))),
      state.lever ? result(state.lever) : null,
      h("h4", {}, "Weeks of chance"),
      h("p", {}, `${one(mean(spec.demand))} ${spec.unit} a day on average, and as many slots each day. `
        + "What waits after some weeks?"),
      h("div", { class: "qi-queue__moves" },
        button(`Play ${WEEKS} weeks`, chance, "chance", true)),
      state.weeks ? chartOf(`What waited at the end of each of ${WEEKS} weeks`,
        state.weeks.map((_, n) => String(n + 1)), state.weeks, `${id}-chance`) : null,
      h("h4", {}, "How full is too full?"),
      h("p", {}, "One desk, people who come by chance. How many are there, on average?"),
      h("div", { class: "qi-queue__moves" }, spec.loads.map(([load]) =>
        button(`Watch at ${Math.round(load * 100)}%`, () => watch(load), `load-${load}`, true))),
      loads(),
      h("div", { class: "qi-queue__moves" }, button("Start again", again, "again", true)),
    ].filter(Boolean);
  }

  function levers() {
    return [["match", "Move slots to the days that need them"],
      spec.failure ? ["remove", "Remove half of the failure demand"] : null,
      spec.held ? ["held", `Keep ${spec.held[0]} slots a day for urgent ones`] : null].filter(Boolean);
  }

  // The week after a change: requests, slots, and in words what was done.
  function changed(name) {
    if (name === "match") {
      return [spec.demand, matched(spec.demand, spec.capacity), "The same slots, spread as the demand is."];
    }
    if (name === "remove") {
      return [without(spec.demand, spec.failure / 2), spec.capacity,
        `${Math.round(spec.failure * 1000) / 10}% was failure demand. Half of it does not come any more.`];
    }
    const [back, used] = spec.held;
    return [spec.demand, spec.capacity.map((slots) => Math.max(0, slots - back + used)),
      `${back} slots a day are kept back and ${used} of them are used. The other ${back - used} are empty `
      + "while others wait."];
  }

  function about(name) {
    const [demand, capacity, words] = changed(name);
    const left = stepped(demand, capacity)[0].at(-1);
    return `${words} At the end ${left} wait, in place of ${lefts.at(-1)}.`;
  }

  function result(name) {
    const [demand, capacity, words] = changed(name);
    const [after, none] = stepped(demand, capacity);
    return h("div", { class: "qi-queue__result" }, h("p", {}, words),
      table("The week after this change", spec.days, demand, capacity, after, none),
      chartOf("What waits after this change", spec.days, after, `${id}-changed`));
  }

  function chance() {
    const level = one(mean(spec.demand));
    const [luck, days] = [stream(state.seed + state.plays), WEEKS * total];
    const each = stepped(weeks(luck, level, days), Array(days).fill(Math.floor(level + 0.5)))[0];
    const found = each.filter((_, n) => (n + 1) % total === 0);
    turn({ ...state, weeks: found, plays: state.plays + 1 },
      `After ${WEEKS} weeks ${found.at(-1)} wait, though the averages are equal.`, "chance");
  }

  function watch(load) {
    const [found] = waiting(stream(state.seed + state.plays), load, EVENTS);
    turn({ ...state, plays: state.plays + 1, seen: { ...state.seen, [load]: one(found) } },
      `At ${Math.round(load * 100)}% there were ${one(found)} on average.`, `load-${load}`);
  }

  function loads() {
    const rows = spec.loads.map(([load, theory]) =>
      [`${Math.round(load * 100)}%`, state.seen[load] ?? "–", state.seen[load] ? theory : "–"]);
    return h("table", { class: "qi-table qi-queue__loads" },
      h("caption", {}, "People at the desk, on average"),
      h("thead", {}, h("tr", {}, ["How full", "You saw", "In the long run"].map((head) =>
        h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map(([load, ...cells]) => h("tr", {}, h("th", { scope: "row" }, load),
        cells.map((cell) => h("td", {}, String(cell)))))));
  }

  function again() {
    turn({ ...begun(spec), seed: fresh(), room: state.room }, "A new week.");
  }

  function weekTable(done) {
    return table("The week", spec.days, spec.demand, spec.capacity,
      lefts.map((left, n) => (n < done ? left : "–")), unused.map((none, n) => (n < done ? none : "–")));
  }

  function show(given) {
    begunHere = Boolean(given);
    state = read(spec, given);
    big.show(state.room);
    say.textContent = "";
    paint();
  }

  show(null);
  return { node, value, show,
    focus: () => screen.querySelector("input, button")?.focus(),
    busy: () => screen.contains(document.activeElement) && document.activeElement.value > "" };
}

function button(words, onclick, name, plain = false) {
  return h("button", { type: "button", class: `qi-button${plain ? " qi-button--plain" : ""}`,
    onclick, "data-play": name }, words);
}

function chartOf(title, x, y, id) {
  return livechart({ id, title, x, y });
}

function table(caption, days, demand, capacity, lefts, unused) {
  const heads = ["Day", "Came", "Slots", "Left", "Unused"];
  return h("div", { class: "qi-scroll", tabindex: 0, role: "group", "aria-label": caption },
    h("table", { class: "qi-table qi-queue__week" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, days.map((name, n) => h("tr", {}, h("th", { scope: "row" }, name),
      [demand[n], capacity[n], lefts[n], unused[n]].map((cell) =>
        h("td", { class: "qi-table__number" }, String(cell))))))));
}

const begun = (spec) => ({ guess: null, day: 0, lever: null, seed: spec.seed ?? fresh(), plays: 0,
  weeks: null, seen: {} });

// What was kept, as far as it can be played on.
function read(spec, given) {
  const held = given && typeof given === "object" ? given : {};
  const state = begun(spec);
  const day = whole(held.day);
  if (number(held.guess) !== null) state.guess = number(held.guess);
  if (day !== null) state.day = Math.min(Math.max(day, 0), spec.days.length);
  if (["match", "remove", "held"].includes(held.lever) && (held.lever === "match"
    || (held.lever === "remove" ? spec.failure : spec.held))) state.lever = held.lever;
  for (const name of ["seed", "plays"]) {
    if (Number.isInteger(held[name]) && held[name] >= 0) state[name] = held[name];
  }
  if (Array.isArray(held.weeks) && held.weeks.every(Number.isFinite)) state.weeks = held.weeks;
  for (const [load] of spec.loads) {
    const seen = held.seen?.[load];
    if (Number.isFinite(seen)) state.seen[load] = seen;
  }
  if (held.room) state.room = held.room;
  return state;
}

export function tell(spec, value) {
  const state = read(spec, value);
  if (state.guess === null) return "No prediction yet.";
  const left = stepped(spec.demand, spec.capacity)[0].at(-1);
  return state.day < spec.days.length ? `You said ${state.guess}; ${state.day} of ${spec.days.length} `
    + "days are done." : `You said ${state.guess}; it is ${left}.`;
}

// The share of days that were stepped through after a prediction.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const total = spec.days.length;
  const day = whole(value?.day);
  const told = number(value?.guess) !== null && day !== null;
  const done = told ? Math.min(Math.max(day, 0), total) : 0;
  return verdict(done, total, [`${done} of ${total} days are done.`],
    { share: done / total, spec, partial });
}
