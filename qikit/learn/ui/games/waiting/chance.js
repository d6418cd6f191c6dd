// What chance alone does: weeks whose averages match, and a desk that is nearly full.

import { h } from "../../dom.js";
import { livechart } from "../../livechart.js";
import { stream } from "../../prng.js";
import { stepped, sum, waiting, weeks } from "./steps.js";

const WEEKS = 12;
const EVENTS = 200000;
const SHOWN = 60; // moments that the chart of a desk shows
const APART = 20; // events between two of them
const one = (size) => Math.floor(size * 10 + 0.5) / 10;
const perCent = (load) => `${Math.round(load * 100)}%`;

export const level = (spec) => Math.floor(sum(spec.demand) / spec.days.length + 0.5);

// What waits at the end of each of the weeks: with chance from a seed, or the same every day.
function ends(spec, { seed, vary }) {
  const [size, many] = [spec.days.length, WEEKS * spec.days.length];
  const slots = Array(many).fill(level(spec));
  const demand = vary ? weeks(stream(seed), level(spec), many) : slots;
  return stepped(demand, slots)[0].filter((_, n) => (n + 1) % size === 0);
}

// What chance did, in words.
function told(spec, played) {
  if (!played.vary) return "Nobody ever waits.";
  const last = ends(spec, played);
  const some = last.filter((left) => left > 0).length;
  return `People waited at the end of ${some} of ${WEEKS} weeks, ${Math.max(...last)} at the most. `
    + "The averages are equal. A quiet day's slots are gone; a busy day's people stay. "
    + "Variation alone makes the queue.";
}

// `now()` is the state, and `turn(state, words, focus)` plays on.
export function averages(spec, now, id, turn) {
  const play = (vary, name) => () => {
    const state = now();
    const played = { seed: state.seed + state.plays, vary };
    turn({ ...state, weeks: played, plays: state.plays + (vary ? 1 : 0) }, told(spec, played), name);
  };
  const kept = now().weeks;
  return [
    h("h4", {}, "Averages that match"),
    h("p", {}, `Now there are ${level(spec)} slots every day, and ${level(spec)} ${spec.unit} on average. `
      + "Will anybody wait?"),
    h("div", { class: "qi-queue__moves" }, button("The same every day", play(false, "same"), "same"),
      button("Up and down by chance", play(true, "chance"), "chance")),
    kept ? livechart({ id: `${id}-chance`, title: kept.vary
      ? `What waits at the end of ${WEEKS} weeks by chance` : `What waits, with ${level(spec)} every day`,
    x: ends(spec, kept).map((_, n) => `Week ${n + 1}`), y: ends(spec, kept) }) : null,
    kept ? h("p", {}, h("strong", {}, told(spec, kept))) : null,
  ];
}

const watched = new Map(); // the latest desks, as it takes a moment to play one

function desk(load, seed) {
  const name = `${load} ${seed}`;
  if (!watched.has(name)) {
    const moments = [];
    const [mean] = waiting(stream(seed), load, EVENTS, 0, (there, at) => {
      if (at % APART === 0 && moments.length < SHOWN) moments.push(there);
    });
    watched.clear();
    watched.set(name, { mean: one(mean), moments });
  }
  return watched.get(name);
}

export function fullness(spec, now, id, turn) {
  const watch = (load) => () => {
    const state = now();
    const seed = state.seed + state.plays;
    const { mean } = desk(load, seed);
    turn({ ...state, plays: state.plays + 1, desk: { load, seed }, seen: { ...state.seen, [load]: mean } },
      `At ${perCent(load)} full there were ${mean} on average.`, `load-${load}`);
  };
  const state = now();
  const { moments, mean } = state.desk ? desk(state.desk.load, state.desk.seed) : {};
  return [
    h("h4", {}, "How full is too full?"),
    h("p", {}, "One desk serves one person at a time. People come, and are served, by chance. "
      + "How many are there, on average?"),
    h("div", { class: "qi-queue__moves" }, spec.loads.map(([load]) =>
      button(`${perCent(load)} full`, watch(load), `load-${load}`))),
    moments ? livechart({ id: `${id}-desk`, title: `People at a desk that is ${perCent(state.desk.load)} full`,
      x: moments.map((_, n) => String(n + 1)), y: moments, centre: mean }) : null,
    Object.keys(state.seen).length ? loads(spec, state) : null,
  ];
}

function loads(spec, state) {
  const rows = spec.loads.filter(([load]) => state.seen[load] !== undefined);
  return h("table", { class: "qi-table qi-queue__loads" },
    h("caption", {}, "People at the desk, on average"),
    h("thead", {}, h("tr", {}, ["How full", "You saw", "In the long run"].map((head) =>
      h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map(([load, theory]) => h("tr", {}, h("th", { scope: "row" }, perCent(load)),
      [state.seen[load], theory].map((cell) => h("td", {}, String(cell)))))));
}

function button(words, onclick, name) {
  return h("button", { type: "button", class: "qi-button qi-button--plain", onclick,
    "data-play": name }, words);
}
