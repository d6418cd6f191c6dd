// Queue: predict what waits, step through the days, then change the process.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank, number, whole } from "../normal.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { averages, fullness, level } from "./waiting/chance.js";
import { day as picture, scale } from "./waiting/day.js";
import { begun, read } from "./waiting/kept.js";
import { levers, outcome, panel } from "./waiting/levers.js";
import { stepped, weeks } from "./waiting/steps.js";

export const shown = true;

const one = (size) => Math.floor(size * 10 + 0.5) / 10;
const mean = (list) => list.reduce((total, each) => total + each, 0) / list.length;

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  const total = spec.days.length;
  const [lefts] = stepped(spec.demand, spec.capacity);
  const say = h("p", { class: "qi-queue__say", role: "status" });
  const screen = h("div", { class: "qi-queue__screen" });
  const big = room({ title: "The queue", team: "Team", teams: ["Team 1", "Team 2", "Team 3", "Team 4"],
    rounds: spec.rounds, unit: "predicted", value: null, chart: pooled,
    change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-queue" }, screen,
    h("div", { class: "qi-queue__room" }, big.node));

  // What really waits, beside what the teams said, for the days that are done.
  function pooled({ rounds, rows }) {
    const done = state.room?.round ?? 0;
    if (!done) return null;
    const said = rounds.slice(0, done).map((_, r) =>
      mean(rows.map((row) => row[r]).filter((size) => typeof size === "number")));
    return h("div", {}, livechart({ id: `${id}-true`, title: "What waited each evening",
      x: spec.days.slice(0, done), y: lefts.slice(0, done) }),
    h("p", {}, `The teams said, on average: ${said.map((size, r) =>
      `${spec.days[r]} ${Number.isFinite(size) ? one(size) : "–"}`).join(", ")}.`));
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  const value = () => (begunHere ? state : null);

  function turn(next, words, focus = "next", moving = false) {
    keep(next);
    paint(moving);
    say.textContent = words;
    const to = screen.querySelector(`[data-play="${focus}"]`);
    to?.focus({ preventScroll: true });
    (moving ? screen : to)?.scrollIntoView({ block: moving ? "start" : "nearest" });
  }

  // The week that is played: the one that everyone has, or one by chance.
  function week() {
    const { guess, day, seed } = state.free ?? state;
    const demand = state.free ? weeks(stream(seed), level(spec), total) : spec.demand;
    const [left, unused] = stepped(demand, spec.capacity);
    return { guess, day, demand, left, unused };
  }

  const reached = (change) => (state.free ? { ...state, free: { ...state.free, ...change } }
    : { ...state, ...change });

  function paint(moving = false) {
    const played = week();
    // After the week each part says on its own what came of it.
    say.classList.toggle("qi-unseen", !state.free && state.day === total && !moving);
    const parts = played.guess === null ? opening(played)
      : played.day < total ? stepping(played, moving) : ending(played, moving);
    screen.replaceChildren(...parts.filter(Boolean));
  }

  function opening(played) {
    const field = h("input", { id: `${id}-guess`, class: "qi-number", inputmode: "numeric",
      autocomplete: "off" });
    const go = () => {
      const guess = number(field.value);
      if (guess === null || guess < 0) {
        say.textContent = "Put in a number first. A guess is all it takes.";
        return field.focus();
      }
      turn(reached({ guess }), `You said ${guess}. Now watch the week.`);
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      go();
    });
    return [table(played),
      h("p", {}, state.free
        ? `A week by chance: about ${level(spec)} ${spec.unit} a day on average, and nobody knows how many.`
        : `On average ${one(mean(spec.demand))} ${spec.unit} come a day, and there are `
        + `${one(mean(spec.capacity))} slots.`),
      h("div", {}, h("label", { for: field.id }, `How many wait at the end of ${spec.days.at(-1)}?`), field),
      h("div", { class: "qi-queue__moves" }, button("Begin the week", go, "next")), say];
  }

  function stepping(played, moving) {
    const at = played.day;
    return [...evening(played, moving), say,
      h("div", { class: "qi-queue__moves" }, button(`Open ${spec.days[at]}`, () => next(played), "next"),
        at ? null : button("Show the whole week", () => turn(reached({ day: total }), ended(played), "after",
          true), "whole", true)),
      table(played)];
  }

  // The day that was just played.
  function evening({ day, demand, left, unused }, moving = false) {
    const at = day - 1;
    return at < 0 ? [] : [h("h4", { class: "qi-queue__day" }, spec.days[at]),
      picture({ unit: spec.unit, before: at ? left[at - 1] : 0, came: demand[at], slots: spec.capacity[at],
        left: left[at], unused: unused[at], each: scale(demand, spec.capacity), moving })];
  }

  function next(played) {
    const at = played.day;
    const over = at + 1 === total;
    const [left, lost] = [played.left[at], played.unused[at]];
    const words = `${spec.days[at]}: ${played.demand[at]} came, ${spec.capacity[at]} slots. ${left
      ? `${left} wait tonight.` : "Nobody waits tonight."}${lost
      ? ` ${lost} slot${lost === 1 ? "" : "s"} went unused.` : ""}`;
    turn(reached({ day: at + 1 }), over ? `${words} ${ended(played)}` : words, over ? "after" : "next", true);
  }

  const ended = ({ guess, left }) => `You said ${guess}; it is ${left.at(-1)}.`;

  function ending(played, moving) {
    const seen = [...evening(played, moving), say, table(played), livechart({ id: `${id}-week`,
      title: "What waited each evening", x: spec.days, y: played.left })];
    const random = button(state.free ? "Another week by chance" : "Try a week by chance",
      () => turn({ ...state, plays: state.plays + 1,
        free: { seed: state.seed + state.plays, guess: null, day: 0 } }, "", "next"), "random", true);
    const back = () => turn({ ...state, free: null }, "The week that everyone has.", "after");
    if (state.free) {
      return [...seen, h("div", { class: "qi-queue__moves" }, after(random),
        button("Back to the first week", back, "back", true))];
    }
    return [...seen,
      h("h4", {}, "What would you change?"),
      h("div", { class: "qi-queue__moves" }, levers(spec, state).map(([name, words, taken], at) =>
        pressed(button(words, () => pull(name), at ? name : "after", true), taken))),
      state.lever ? panel({ spec, state, lefts, id, keep: (next, words) => {
        keep(next);
        say.textContent = words;
      } }) : null,
      ...averages(spec, () => state, id, turn),
      h("div", { class: "qi-queue__moves" }, random),
      ...fullness(spec, () => state, id, turn),
      h("div", { class: "qi-queue__moves" }, button("Start again", again, "again", true))];
  }

  function pull(name) {
    const next = { ...state, lever: name };
    turn(next, outcome(spec, next, lefts), name === "move" ? "after" : name);
  }

  function after(node) {
    node.dataset.play = "after";
    return node;
  }

  function again() {
    turn({ ...begun(spec), room: state.room }, "The week starts again.");
    screen.querySelector("input")?.focus();
  }

  function table({ day, demand, left, unused }) {
    const heads = ["Day", "Came", "Slots", "Left", "Lost"];
    const cells = (n) => [state.free && n >= day ? "?" : demand[n], spec.capacity[n],
      n < day ? left[n] : "–", n < day ? unused[n] : "–"];
    return h("table", { class: "qi-table qi-queue__week" }, h("caption", {}, "The week"),
      h("thead", {}, h("tr", {}, heads.map((head, n) =>
        h("th", { scope: "col", class: n ? "qi-table__number" : null }, head)))),
      h("tbody", {}, spec.days.map((name, n) => h("tr", {}, h("th", { scope: "row" }, name),
        cells(n).map((cell) => h("td", { class: "qi-table__number" }, String(cell)))))));
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

function pressed(node, taken) {
  node.setAttribute("aria-pressed", taken);
  return node;
}

export function tell(spec, value) {
  const { guess, day } = read(spec, value);
  if (guess === null) return "No prediction yet.";
  return day < spec.days.length ? `You said ${guess}; ${day} of ${spec.days.length} days are done.`
    : `You said ${guess}; it is ${stepped(spec.demand, spec.capacity)[0].at(-1)}.`;
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
