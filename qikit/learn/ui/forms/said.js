// Small words about a form and its answers: fields, rows, dates, lists of names.
// qikit/learn/forms/said.py says the same in Python.

import { blank } from "../normal.js";

const SPACES = /[\t\n\v\f\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const NOT_ANSWERS = ["id", "first"];
const MOST_ROWS = 200;
const LONGEST = 40;

export function table(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

// What stands under a name, whatever names objects have of their own.
export function at(row, name) {
  return Object.hasOwn(row, name) ? row[name] : null;
}

export function words(value) {
  return typeof value === "string" ? value.replace(SPACES, " ").replace(/^ +| +$/g, "") : "";
}

export function filled(value) {
  return value !== false && !blank(value);
}

export function empty(row) {
  return !Object.entries(table(row)).some(
    ([name, value]) => !NOT_ANSWERS.includes(name) && holds(value));
}

function holds(value) {
  return Array.isArray(value) ? value.some((row) => !empty(row)) : filled(value);
}

export function rows(value, name) {
  const found = at(table(value), name);
  return (Array.isArray(found) ? found.slice(0, MOST_ROWS) : [])
    .map((row, place) => [place + 1, table(row)])
    .filter(([, row]) => !empty(row));
}

export function partOf(form, name) {
  return form.parts.find((part) => part.list === name);
}

export function fieldOf(form, part, name) {
  const parts = part ? [part] : form.parts.filter((each) => !each.list);
  return parts.flatMap((each) => each.fields).find((field) => field.name === name)
    ?? { name, label: name, type: "line" };
}

export function rowName(part, place, row) {
  const [field] = part.fields;
  const first = words(at(row, field.name));
  const named = first && ["line", "text"].includes(field.type) && part.compact;
  return named ? `“${short(first)}”` : `${part.one} ${place}`;
}

export function title(words_) {
  return words_.slice(0, 1).toUpperCase() + words_.slice(1);
}

export function short(text, longest = LONGEST) {
  const letters = [...text];
  if (letters.length <= longest) return text;
  return `${letters.slice(0, longest - 1).join("").replace(/ +$/, "")}…`;
}

export function joined(names) {
  return names.length > 1
    ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
}

export function day(value) {
  const found = words(value).match(DATE);
  if (!found) return "";
  const [year, month, number] = found.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month < 1 || month > 12 || number < 1 || number > DAYS[month - 1]) return "";
  return month === 2 && number === 29 && !leap ? "" : found[0];
}

export function longDay(value) {
  const real = day(value);
  if (!real) return words(value);
  return `${Number(real.slice(8))} ${MONTHS[Number(real.slice(5, 7)) - 1]} ${real.slice(0, 4)}`;
}
