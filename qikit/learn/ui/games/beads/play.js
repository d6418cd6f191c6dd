// What stands in a game of red beads, read from what was kept and worked out anew from its seed.
//
// Kept: { guess, seed, days: [{ move, red, counts }], room }. `move` is what the manager did before
// that day. A day is open until every worker has dipped.

import { number } from "../../normal.js";
import { fresh, stream } from "../../prng.js";
import { days as drawn } from "./draw.js";

export const MORE = 4; // days with a new box
const MOVES = ["bonus", "warning", "target", "none"];

export function begun(spec, seed = spec.seed ?? fresh()) {
  return { guess: null, seed, days: [] };
}

// What was kept, as far as it is a game; counts are those of the seed.
export function read(spec, kept) {
  const given = kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  const state = begun(spec, known(given.seed) ? given.seed : undefined);
  state.guess = number(given.guess);
  const played = Array.isArray(given.days) && state.guess !== null ? given.days : [];
  const most = spec.days + MORE;
  const boxes = spec.boxes.map((box) => box.red);
  state.days = played.slice(0, most).map((day, d) => ({
    move: MOVES.includes(day?.move) ? day.move : "",
    red: d >= spec.days && boxes.includes(day?.red) ? day.red : boxes[0],
    counts: Array.isArray(day?.counts) ? day.counts.slice(0, spec.workers.length) : [],
  }));
  const open = state.days.findIndex((day) => !wholeDay(spec, day));
  if (open >= 0) state.days.length = open + 1;
  const holes = paddles(spec, state);
  state.days.forEach((day, d) => {
    day.counts = day.counts.map((_, w) => holes[d][w].length);
  });
  if (given.room) state.room = given.room;
  return state;
}

const known = (seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;

// Whether this is the run that everyone has.
export const shared = (spec, state) => spec.seed !== null && state.seed === spec.seed;

// The holes with red beads, day by day and worker by worker.
export function paddles(spec, state) {
  const frozen = shared(spec, state) ? spec.run ?? [] : [];
  const plan = state.days.map((day, d) => frozen[d] ?? day.red);
  return drawn(stream(state.seed), plan, spec.workers.length, spec.beads, spec.holes);
}

// One more worker dips.
export function dip(spec, state) {
  const d = state.days.length - 1;
  const next = structuredClone(state);
  next.days[d].counts.push(paddles(spec, state)[d][state.days[d].counts.length].length);
  return next;
}

export function dawn(state, move, red) {
  return { ...state, days: [...state.days, { move, red, counts: [] }] };
}

export const wholeDay = (spec, day) => day.counts.length === spec.workers.length;
export const done = (spec, state) => state.days.filter((day) => wholeDay(spec, day)).length;
export const mean = (counts) => counts.reduce((sum, each) => sum + each, 0) / counts.length;
export const tenth = (size) => (Math.round(size * 10) / 10).toFixed(1);
export const best = (counts) => counts.indexOf(Math.min(...counts));
export const worst = (counts) => counts.indexOf(Math.max(...counts));

// What followed from the manager's move, in words.
export function followed(spec, before, day, d) {
  const who = day.move === "bonus" ? best(before.counts) : worst(before.counts);
  const name = spec.workers[who];
  const [then, now] = [before.counts[who], day.counts[who]];
  const hit = day.counts.filter((count) => count <= spec.target).length;
  const all = `The day's mean went from ${tenth(mean(before.counts))} to ${tenth(mean(day.counts))}.`;
  if (day.move === "bonus") return `You gave ${name} a bonus for ${reds(then)}. On day ${d + 1} it was ${now}. ${all}`;
  if (day.move === "warning") {
    const seems = now < then ? " It looks as if the warning worked. Would it have come down anyway?" : "";
    return `You warned ${name} for ${reds(then)}. On day ${d + 1} it was ${now}.${seems} ${all}`;
  }
  if (day.move === "target") {
    return `You set a target: ${spec.target} or fewer. ${hit} of ${day.counts.length} workers met it. ${all}`;
  }
  return `You changed nothing. ${all}`;
}

export const reds = (count) => `${count} red bead${count === 1 ? "" : "s"}`;
