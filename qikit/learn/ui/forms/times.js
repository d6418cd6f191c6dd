// When a field was first filled in: a prediction comes before its result.
// The times stay with the answer, so that the marker can see the order too.

import { number } from "../normal.js";
import { at, filled, table } from "./said.js";

const defOf = (part, name) => part.fields.find((field) => field.name === name);

function there(def, value) {
  return def.type === "number" ? number(value, def.unit ?? "") !== null : filled(value);
}

// Whether the fields after `name` are still closed.
export function closed(part, row, name) {
  return !there(defOf(part, name), at(row, name));
}

// Whether a field may no longer change, because `name` was entered.
export function fixed(row, name) {
  return filled(at(table(at(row, "first")), name));
}

// Note the time of each timed field that is filled in for the first time. A clock that was set back
// never puts a result before its prediction.
export function stamp(part, row, now = new Date()) {
  for (const def of part.fields) {
    if (!def.timed || !there(def, at(row, def.name)) || fixed(row, def.name)) continue;
    const before = def.after ? Date.parse(table(row.first)[def.after]) : NaN;
    const time = Number.isNaN(before) ? now.getTime() : Math.max(now.getTime(), before + 1);
    row.first = { ...table(row.first), [def.name]: new Date(time).toISOString() };
  }
}
