// One day of a queue as a picture: each person in a slot, slots that nobody needed, and who waits.

import { h, s } from "../../dom.js";

const ACROSS = 20;
const STEP = 14;
const MOST = 160; // so many signs are drawn at most; beyond that a sign stands for several
const PERSON = "a2.1 2.1 0 1 0 .01 0zm-3.2 8.2c0-3.2 1.4-4.6 3.2-4.6s3.2 1.4 3.2 4.6z";
const LOOKS = {
  came: { fill: "#005eb8" },
  waited: { fill: "#fff", stroke: "#c05000", "stroke-width": 1.3 },
};

// How many people a sign stands for, the same for every day of a week.
export function scale(demand, capacity) {
  const most = Math.max(...demand, ...capacity, 1);
  return [1, 2, 5, 10, 20, 50].find((size) => most / size <= MOST) ?? Math.ceil(most / MOST);
}

const place = (n) => [(n % ACROSS) * STEP, Math.floor(n / ACROSS) * STEP];
const signs = (count, each) => Math.ceil(count / each);

function person(n, look) {
  const [x, y] = place(n);
  return s("path", { d: `M${x + STEP / 2} ${y + 2.1}${PERSON}`, ...LOOKS[look] });
}

function seat(n, empty) {
  const [x, y] = place(n);
  return s("rect", { x: x + 1, y: y + 1, width: STEP - 2, height: STEP - 2, rx: 2,
    fill: empty ? "#fff" : "#f0f4f5", stroke: empty ? "#490092" : "#d3dbe0",
    "stroke-dasharray": empty ? "2.5 2" : null });
}

// Groups by line, so that a line can come in after the line before.
function lined(parts) {
  return [...Array(Math.ceil(parts.length / ACROSS)).keys()].map((line) =>
    s("g", { class: "qi-queue__rank" }, parts.slice(line * ACROSS, (line + 1) * ACROSS)));
}

function drawing(many, name, ...parts) {
  const lines = Math.max(1, Math.ceil(many / ACROSS));
  return s("svg", { class: `qi-queue__people ${name}`, viewBox: `0 0 ${ACROSS * STEP} ${lines * STEP}`,
    "aria-hidden": "true", width: ACROSS * STEP, height: lines * STEP }, ...parts);
}

const count = (name, size, words, note) => h("div", { class: `qi-queue__count qi-queue__count--${name}` },
  h("dt", {}, words), h("dd", {}, String(size)), note ? h("dd", { class: "qi-queue__note" }, note) : null);

// `each` people stand behind a sign; `moving` lets them come in.
export function day({ unit, before, came, slots, left, unused, each, moving }) {
  const used = slots - unused;
  const fromBefore = Math.min(before, used);
  const all = signs(slots, each);
  const full = unused ? Math.max(0, all - signs(unused, each)) : all;
  const early = Math.min(full, signs(fromBefore, each));
  const waiting = signs(left, each);
  const again = signs(Math.min(left, Math.max(0, before - used)), each); // who wait a second night
  return h("div", { class: `qi-queue__picture${moving ? " qi-queue__picture--moving" : ""}` },
    h("dl", { class: "qi-queue__counts" },
      count("waited", before, "Waited already"),
      count("came", came, `New ${unit}`),
      count("slots", slots, "Slots", unused ? `${unused} unused: gone` : null),
      count("left", left, "Wait tonight")),
    h("p", { class: "qi-queue__label" }, "In the slots of today"),
    drawing(all, "qi-queue__people--in",
      s("g", {}, [...Array(all).keys()].map((n) => seat(n, n >= full))),
      lined([...Array(full).keys()].map((n) => person(n, n < early ? "waited" : "came")))),
    h("p", { class: "qi-queue__label" }, left ? "Waiting tonight" : "Nobody waits tonight"),
    waiting ? drawing(waiting, "qi-queue__people--left",
      lined([...Array(waiting).keys()].map((n) => person(n, n < again ? "waited" : "came")))) : null,
    h("p", { class: "qi-queue__legend" }, `Filled: came today. Outlined: waited from before. Dashed: a slot `
      + `that nobody used.${each > 1 ? ` Each sign stands for ${each}.` : ""}`));
}
