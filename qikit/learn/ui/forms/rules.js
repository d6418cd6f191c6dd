// The rules that a form is checked by: one small engine, the same as qikit/learn/forms/rules.py,
// where each rule is described. judge(form, rule, scope, part) gives [whether it holds, what is
// missing].

import { number, text } from "../normal.js";
import { loops, orphans, unfed } from "./graph.js";
import { at, day, fieldOf, filled, joined, partOf, rowName, rows, table } from "./said.js";

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
const NHS_NUMBER = /(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])/;

export function judge(form, [name, ...given], scope, part = null) {
  return RULES[name](form, part, table(scope), ...given);
}

const fields = (test) => (form, part, scope, ...names) => {
  const failing = names.map((name) => fieldOf(form, part, name))
    .filter((field) => !test(at(scope, field.name), field));
  return [failing.length === 0, failing.map((field) => `“${field.label}”`)];
};

const sized = (value, field) => number(value, field.unit ?? "");
const spoken = (value) => ` ${text(value).replace(/[^A-Z0-9]+/g, " ").replace(/^ +| +$/g, "")} `;
const spokenWords = (value) => spoken(value).split(" ").filter(Boolean);
const none = (missing) => [missing.length === 0, missing];

function below(form, part, scope, low, high) {
  const [one, other] = [low, high].map((name) => sized(at(scope, name), fieldOf(form, part, name)));
  return [one !== null && other !== null && one < other, []];
}

function before(form, part, scope, early, late) {
  const [one, other] = [day(at(scope, early)), day(at(scope, late))];
  return [one !== "" && other !== "" && one < other, []];
}

function entered(form, part, scope, early, late) {
  const first = table(at(scope, "first"));
  const times = [early, late].map((name) => at(first, name));
  const known = times.every((each) => typeof each === "string" && TIME.test(each));
  return [known && times[0] < times[1], []];
}

function all(form, part, scope, ...rules) {
  const found = rules.map((rule) => judge(form, rule, scope, part));
  const missing = found.filter(([holds]) => !holds).flatMap(([, names]) => names);
  return [found.every(([holds]) => holds), [...new Set(missing)]];
}

function each(form, part, scope, name, rule, start = 0) {
  const kind = partOf(form, name);
  const found = rows(scope, name).slice(start);
  if (!found.length) return [false, [`${start ? "one more" : "a first"} ${kind.one}`]];
  return none(found.flatMap(([place, row]) => {
    const [holds, names] = judge(form, rule, row, kind);
    if (holds) return [];
    return [rowName(kind, place, row) + (names.length ? ` (${joined(names)})` : "")];
  }));
}

function count(form, part, scope, name, rule, low, high) {
  const kind = partOf(form, name);
  const held = rows(scope, name)
    .filter(([, row]) => rule === null || judge(form, rule, row, kind)[0]).length;
  return [low <= held && (high === null || held <= high), []];
}

function first(form, part, scope, name, rule) {
  const [found] = rows(scope, name);
  return [found !== undefined && judge(form, rule, found[1], partOf(form, name))[0], []];
}

function earlier(form, part, scope, name, field) {
  const kind = partOf(form, name);
  const found = rows(scope, name);
  const above = new Set();
  const missing = [];
  for (const [place, row] of found) {
    if (above.size && !above.has(text(at(row, field)))) missing.push(rowName(kind, place, row));
    above.add(text(at(row, "id")));
  }
  return found.length < 2 ? [false, [`one more ${kind.one}`]] : none(missing);
}

function rising(form, part, scope, name, field, steps) {
  const order = steps.map(text);
  const places = rows(scope, name).map(([, row]) => order.indexOf(text(at(row, field))));
  const steady = places.every((place, n) => place >= 0 && (n === 0 || places[n - 1] <= place));
  return [places.length > 0 && steady, []];
}

function fed(form, part, scope, shape, name) {
  if (!rows(scope, name).length) return [false, [`a first ${partOf(form, name).one}`]];
  return none(unfed(form, scope, shape, name));
}

const RULES = {
  filled: fields(filled),
  number: fields((value, field) => sized(value, field) !== null),
  date: fields((value) => day(value) !== ""),
  private: fields((value) => !NHS_NUMBER.test(text(value))),
  lacks: (form, part, scope, phrases, ...names) => fields((value) => {
    const heard = spoken(value);
    return !phrases.some((phrase) => heard.includes(` ${phrase.toUpperCase()} `));
  })(form, part, scope, ...names),
  is: (form, part, scope, name, ...values) =>
    [values.map(text).includes(text(at(scope, name))), []],
  words: (form, part, scope, name, least) => [spokenWords(at(scope, name)).length >= least, []],
  starts: (form, part, scope, name, ...verbs) => {
    const [word] = spokenWords(at(scope, name));
    return [word !== undefined && verbs.some((verb) => verb.toUpperCase() === word), []];
  },
  any: (form, part, scope, ...rules) =>
    [rules.some((rule) => judge(form, rule, scope, part)[0]), []],
  not: (form, part, scope, rule) => [!judge(form, rule, scope, part)[0], []],
  later: (form, part, scope, name, rule) => each(form, part, scope, name, rule, 1),
  reaches: (form, part, scope, shape) => none(orphans(form, scope, shape)),
  loopless: (form, part, scope, shape) => none(loops(form, scope, shape)),
  below, before, entered, all, each, count, first, earlier, rising, fed,
};
