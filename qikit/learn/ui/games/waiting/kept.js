// What is kept of a queue, and how it is read again.

import { number, whole } from "../../normal.js";
import { fresh } from "../../prng.js";
import { sum } from "./steps.js";

export const begun = (spec) => ({ guess: null, day: 0, lever: null, slots: null, free: null,
  seed: spec.seed ?? fresh(), plays: 0, weeks: null, desk: null, seen: {} });

const counted = (size) => Number.isInteger(size) && size >= 0;

// What was kept, as far as it can be played on.
export function read(spec, given) {
  const held = given && typeof given === "object" ? given : {};
  const state = { ...begun(spec), ...reached(spec, held) };
  const known = ["move", ...(spec.failure ? ["remove"] : []), ...(spec.held ? ["held"] : [])];
  if (known.includes(held.lever)) state.lever = held.lever;
  for (const name of ["seed", "plays"]) if (counted(held[name])) state[name] = held[name];
  if (fits(spec, held.slots)) state.slots = held.slots;
  if (counted(held.free?.seed)) state.free = { seed: held.free.seed, ...reached(spec, held.free) };
  if (counted(held.weeks?.seed)) state.weeks = { seed: held.weeks.seed, vary: held.weeks.vary === true };
  const loads = spec.loads.map(([load]) => load);
  if (counted(held.desk?.seed) && loads.includes(held.desk.load)) state.desk = held.desk;
  for (const load of loads) {
    if (Number.isFinite(held.seen?.[load])) state.seen[load] = held.seen[load];
  }
  if (held.room) state.room = held.room;
  return state;
}

// The prediction, and how many days are done.
function reached(spec, held) {
  const [guess, day] = [number(held.guess), whole(held.day)];
  return { guess, day: guess === null || day === null ? 0 : Math.min(Math.max(day, 0), spec.days.length) };
}

function fits(spec, slots) {
  return Array.isArray(slots) && slots.length === spec.days.length && slots.every(counted)
    && sum(slots) <= sum(spec.capacity);
}
