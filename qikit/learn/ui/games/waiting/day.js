// One day of a queue as a picture: who waited, who came, which slots nobody needed.

import { h, s } from "../../dom.js";

const TEN = 10;
const WIDE = 16; // so many tens fit in a row

// A row of squares, each for up to ten; the words beside it carry the number.
function row(count, look, words) {
  const squares = Math.ceil(count / TEN);
  const lines = Math.max(1, Math.ceil(squares / WIDE));
  const picture = s("svg", { class: "qi-queue__row", viewBox: `0 0 ${WIDE * 12} ${lines * 14}`,
    "aria-hidden": "true", width: WIDE * 12, height: lines * 14 },
  [...Array(squares).keys()].map((n) => {
    const part = Math.min(TEN, count - n * TEN) / TEN;
    const [x, y] = [(n % WIDE) * 12, Math.floor(n / WIDE) * 14];
    return s("rect", { x: x + 1, y: y + 1, width: 10 * part, height: 11, rx: 1.5, ...look });
  }));
  return h("div", { class: "qi-queue__line" }, h("span", {}, words), picture);
}

const CAME = { fill: "#005eb8" };
const WAITED = { fill: "#c05000" };
const SERVED = { fill: "#6b7780" };
const UNUSED = { fill: "none", stroke: "#490092", "stroke-width": 1.2, "stroke-dasharray": "2 2" };

export function day({ unit, before, came, slots, left, unused }) {
  return h("div", { class: "qi-queue__picture" },
    before ? row(before, WAITED, `${before} waited since yesterday`) : null,
    row(came, CAME, `${came} ${unit} came`),
    row(slots - unused, SERVED, `${slots - unused} of ${slots} slots used`),
    unused ? row(unused, UNUSED, `${unused} slots unused: gone`) : null,
    row(left, WAITED, left ? `${left} wait tonight` : "Nobody waits tonight"),
    h("p", { class: "qi-queue__legend" }, "A square is ten."));
}
