// What stands in a funnel experiment: { guess, seed, rule, dropped: [marbles of each rule], room }.

import { fresh, stream } from "../../prng.js";
import { drops, moved, spread } from "./drops.js";

export function begun(spec, seed = spec.seed ?? fresh()) {
  return { guess: null, seed, rule: 2, dropped: spec.rules.map(() => 0) };
}

const within = (size, low, high) => Number.isInteger(size) && size >= low && size <= high;

// What was kept, as far as it is a game.
export function read(spec, kept) {
  const given = kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  const many = spec.rules.length;
  const state = begun(spec, within(given.seed, 0, 2 ** 32 - 1) ? given.seed : undefined);
  if (within(given.guess, 1, many)) {
    state.guess = given.guess;
    if (within(given.rule, 1, many)) state.rule = given.rule;
    state.dropped = state.dropped.map((_, r) =>
      (within(given.dropped?.[r], 0, spec.most) ? given.dropped[r] : 0));
  }
  if (given.room) state.room = given.room;
  return state;
}

export function spots(state, rule) {
  return drops(stream(state.seed), rule, state.dropped[rule - 1]);
}

// Where the funnel points before its next drop.
export function aimed(state, rule, landed) {
  return landed.reduce((aim, spot) => moved(rule, aim, spot), [0, 0]);
}

export const spreads = (state) => state.dropped.map((_, r) => spread(spots(state, r + 1)));

export const hundredth = (size) => (size >= 100 ? size.toFixed(0) : size >= 10 ? size.toFixed(1)
  : size.toFixed(2));

// "1.2 right and 0.3 below".
export function place([right, up]) {
  const side = Math.abs(right).toFixed(1);
  const level = Math.abs(up).toFixed(1);
  return `${side} ${right < 0 ? "left" : "right"} and ${level} ${up < 0 ? "below" : "above"}`;
}

export const marbles = (count) => `${count} marble${count === 1 ? "" : "s"}`;
