// Type a number.

import { h, whileTyping } from "../dom.js";
import { blank, near, number, text } from "../normal.js";
import { reasons, unanswered, verdict, wrong } from "../verdict.js";

const UNREADABLE = "Type a number alone, with a full stop for decimals, for example 13.7.";
const SHARE = "That looks like a share of 1. This answer is in per cent, so multiply by 100.";
const HUNDRED = "That is 100 times too large. Read the number as it stands, in per cent.";
const PER_CENT = "That looks like per cent. This answer is a share of 1, so divide by 100.";
const FEW = 5; // per cent: where so much is looked for, a number below 1 is a share
const HIGH = "Your number is higher than the one we look for.";
const LOW = "Your number is lower than the one we look for.";
const TIMES = new Map([
  ["SECONDS", 1], ["MINUTES", 60], ["HOURS", 3600], ["DAYS", 86400], ["WEEKS", 604800],
]);
const PER = /^PER ([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?![0-9,])/;
const ENDING = / ?([A-Z]{3,})$/;

export const single = true;

export function control({ spec, id, change }) {
  const field = h("input", { type: "text", id, class: "qi-number", inputmode: "decimal",
    autocomplete: "off", "aria-describedby": spec.unit ? `${id}-unit` : null });
  const typing = whileTyping(field, change);
  return {
    node: h("div", { class: "qi-numberline" }, field,
      spec.unit ? h("span", { class: "qi-unit", id: `${id}-unit` }, spec.unit) : null),
    value: () => (typing.now(), field.value),
    show: (value) => { field.value = blank(value) ? "" : String(value); },
    focus: () => field.focus(),
    busy: () => typing.waiting(),
  };
}

export function tell(spec, value) {
  const size = number(value, spec.unit);
  if (size === null) return String(value);
  return spec.unit === "%" ? `${size}%` : `${size} ${spec.unit}`.trim();
}

export function score(spec, key, value, why) {
  if (blank(value)) return unanswered();
  const { within = 0, relative = 0, unit = "" } = spec;
  const typed = number(value, unit);
  if (typed === null) return verdict(0, 1, [unreadable(value, unit)], { spec });
  if (near(typed, key, within, relative)) {
    return verdict(1, 1, [reasons(why)["*right"]], { spec });
  }
  const said =
    misconception(typed, why, within, relative) || slip(typed, key, spec) || reasons(why)["*"];
  return verdict(0, 1, wrong([said || (typed > key ? HIGH : LOW)], why), { spec });
}

// The sentence for the known wrong number nearest to what was typed.
export function misconception(typed, why, within, relative) {
  const close = Object.entries(reasons(why))
    .map(([name, sentence]) => [number(name), sentence])
    .filter(([size]) => size !== null && near(typed, size, within, relative))
    .map(([size, sentence]) => [Math.abs(typed - size), size, sentence]);
  close.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return close.length ? close[0][2] : null;
}

// The hint for a number in another unit: a share for per cent, minutes for hours.
export function slip(typed, key, { within = 0, relative = 0, unit = "" }) {
  if (unit === "%") {
    if (near(typed * 100, key, within, relative)) return SHARE;
    if (near(typed, key * 100, within * 100, relative)) return HUNDRED;
    return Math.abs(typed) > 0 && Math.abs(typed) < 1 && Math.abs(key) >= FEW ? SHARE : null;
  }
  if (unit === "") {
    const perCent = near(typed, key * 100, within * 100, relative);
    return perCent && Math.abs(key) > 0 && Math.abs(key) <= 1 ? PER_CENT : null;
  }
  const right = (size) => near(size, key, within, relative);
  return otherTime(typed, unit, right) || otherRate(typed, unit, right);
}

function otherTime(typed, unit, right) {
  const size = TIMES.get(text(unit));
  if (!size) return null;
  for (const [name, other] of TIMES) {
    if (other !== size && right((typed * other) / size)) {
      return `That looks like ${name.toLowerCase()}. This answer is in ${unit}.`;
    }
  }
  return null;
}

function otherRate(typed, unit, right) {
  const found = text(unit).match(PER);
  if (!found || !right(typed * Number(found[1].replace(/,/g, "")))) return null;
  return `That looks like a rate per 1. This answer is ${unit}, so multiply by ${found[1]}.`;
}

// What to say to something that is no number: that its unit is another, or how to type one.
function unreadable(value, unit) {
  const [wanted, typed] = [text(unit), text(value)];
  const found = typed.match(ENDING);
  if (!found || number(typed.slice(0, found.index)) === null) return UNREADABLE;
  const name = [...TIMES.keys()].find((each) => each.startsWith(found[1]));
  if (!TIMES.has(wanted) || name === undefined || name === wanted) return UNREADABLE;
  return `You typed ${name.toLowerCase()}. This answer is in ${unit}: give it as a number alone.`;
}
