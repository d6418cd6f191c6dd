// Read an answer as a person means it: spaces, capitals, units and typed signs.
// qikit/learn/normal.py says the same in Python; tests/learn/vectors.json holds them together.

const SPACES = /[\t\n\v\f\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const TYPED = {
  "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "·": ".",
};
const NUMBER =
  /^[+-]?(?:(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:E[+-]?[0-9]{1,2})?$/;
const WHOLE = /^[+-]?[0-9]{1,9}$/;
const PER_CENT = ["%", "PER CENT", "PERCENT"];
const LONGEST = 40;
const ROUNDING = 1e-9;

export function text(value) {
  if (typeof value !== "string") return "";
  const spaced = value.replace(SPACES, " ").replace(/^ +| +$/g, "");
  return spaced.replace(/[‘’“”–—−·]/g, (sign) => TYPED[sign]).toUpperCase();
}

export function number(value, unit = "") {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  let typed = text(value);
  if (typed.startsWith("£") && (unit === "" || unit === "£")) typed = typed.slice(1);
  for (const ending of unit === "" || unit === "%" ? PER_CENT : oneAndMany(text(unit))) {
    if (typed.endsWith(ending)) {
      typed = typed.slice(0, typed.length - ending.length).replace(/ +$/, "");
      break;
    }
  }
  if ([...typed].length > LONGEST || !NUMBER.test(typed)) return null;
  return Number(typed.replace(/[, ]/g, ""));
}

function oneAndMany(unit) {
  return unit.length > 2 && unit.endsWith("S") ? [unit, unit.slice(0, -1)] : [unit];
}

export function whole(value) {
  if (typeof value === "string") {
    const typed = text(value);
    return WHOLE.test(typed) ? Number(typed) + 0 : null;
  }
  const size = number(value);
  return size !== null && Number.isInteger(size) && Math.abs(size) < 1e9 ? size : null;
}

export function near(value, key, within = 0, relative = 0) {
  const room = Math.max(within, relative * Math.abs(key));
  return Math.abs(value - key) <= room + ROUNDING * Math.max(1, Math.abs(key));
}

export function blank(value, depth = 3) {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return text(value) === "";
  if (typeof value !== "object") return false;
  const inside = Object.values(value);
  return inside.length === 0 || (depth > 0 && inside.every((part) => blank(part, depth - 1)));
}

// Whether two answers are the same data, whatever the order of their names.
export function same(one, other) {
  return JSON.stringify(sorted(one ?? null)) === JSON.stringify(sorted(other ?? null));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.keys(value).sort().map((name) => [name, sorted(value[name])]);
}
