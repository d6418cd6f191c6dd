// Match pairs: by tapping, by dragging, or by keys.

import { text } from "../normal.js";
import { trays } from "../trays.js";
import { reasons } from "../verdict.js";
import { placed } from "./sort.js";

export function control({ spec, id, change }) {
  return trays({ id, cards: spec.right, places: spec.left, many: false, again: spec.again,
    tip: "Choose a line, then choose its answer. You can also drag an answer to its line.",
    left: (count) => (spec.again ? "Answers, each for as many lines as you like"
      : count ? `${count} ${count === 1 ? "answer" : "answers"} not used` : "Every answer is used"),
    pairs: (value) => Object.entries(reasons(value)).map(([line, answer]) => [answer, line]),
    value: (pairs) => Object.fromEntries(pairs.map(([answer, line]) => [line, answer])),
    change });
}

export function tell(spec, value) {
  return spec.left
    .map(([line, name]) => {
      const answer = text([reasons(value)[line]].flat()[0]);
      const found = spec.right.find(([each]) => text(each) === answer);
      return found ? `${name} → ${found[1]}` : "";
    })
    .filter(Boolean);
}

export function score(spec, key, value, why, partial) {
  return placed(spec, spec.left, key, value, why, partial, "matched");
}
