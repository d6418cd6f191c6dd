// The pictures of the red bead ward: the paddle over its box, and the six workers.

import { h, s } from "../../dom.js";
import { best, worst } from "./play.js";

const ACROSS = 10;
const GAP = 28;
const COATS = ["#7fb7e6", "#f2b866", "#9fd3a8", "#c9a7e8", "#f19c9c", "#8ed0cf"];
const SKINS = ["#8d5a3b", "#f1c9a5", "#6b4128", "#e8b48c", "#f6d7bd", "#b07a54"];
const HAIR = ["#2b1b12", "#7a4a1d", "#1c1310", "#b98b4e", "#5a5a5a", "#3a2418"];

// A bead: red ones are dark with a white ring inside, white ones are pale and plain.
function bead(x, y, red, order) {
  const parts = red
    ? [s("circle", { r: 10.5, fill: "#a3112b", stroke: "#5e0615", "stroke-width": 1.5 }),
      s("circle", { r: 4.5, fill: "none", stroke: "#ffffff", "stroke-width": 2.5 })]
    : [s("circle", { r: 9.5, fill: "#ffffff", stroke: "#76858f", "stroke-width": 1.5 }),
      s("path", { d: "M-5 -3A6 6 0 0 1 0 -6", fill: "none", stroke: "#d3dbe0", "stroke-width": 2 })];
  const made = s("g", { class: "qi-red-beads__bead" }, parts);
  made.style.setProperty("--order", order);
  return s("g", { transform: `translate(${x} ${y})` }, made);
}

// The paddle with its beads: `holes` are those with a red bead, null while it is empty.
export function stage(spec, { holes, share, said, moving }) {
  const rows = Math.ceil(spec.holes / ACROSS);
  const at = (hole) => [46 + (hole % ACROSS) * GAP, 34 + Math.floor(hole / ACROSS) * GAP];
  const pits = [...Array(spec.holes).keys()].map((hole) => {
    const [x, y] = at(hole);
    return s("circle", { cx: x, cy: y, r: 11.5, fill: "#8a6238", stroke: "#6b4a26" });
  });
  const beads = holes === null ? [] : [...Array(spec.holes).keys()].map((hole) =>
    bead(...at(hole), holes.includes(hole), hole));
  const board = s("g", { class: `qi-red-beads__paddle${moving ? " qi-red-beads__paddle--dips" : ""}` },
    s("rect", { x: 312, y: 70, width: 62, height: 40, rx: 16, fill: "#b5834c", stroke: "#6b4a26",
      "stroke-width": 2 }),
    s("rect", { x: 22, y: 10, width: 300, height: GAP * rows + 20, rx: 16, fill: "#c9965c",
      stroke: "#6b4a26", "stroke-width": 2 }), pits, beads);
  const bottom = GAP * rows + 50;
  return s("svg", { class: "qi-red-beads__stage", viewBox: `0 0 384 ${bottom + 62}`, role: "img",
    "aria-label": said }, heap(bottom, share, true), board, heap(bottom, share, false),
  s("rect", { x: 6, y: bottom + 30, width: 372, height: 30, rx: 8, fill: "#dfe7ec",
    stroke: "#5f717d", "stroke-width": 2 }));
}

// Beads in the box, with as large a share of red ones as it holds: one row behind the paddle.
function heap(level, share, behind) {
  const many = 20;
  const every = Math.round(1 / share);
  return s("g", {}, [...Array(many).keys()].map((n) => {
    const spot = behind ? n : n + many;
    const group = bead(24 + n * 17.7 + (behind ? 0 : -4), level + (behind ? 12 : 26),
      (spot * 7 + 3) % every === 0, 0);
    group.firstChild.setAttribute("class", "");
    return group;
  }));
}

// The six workers with today's counts; badges say what the manager did.
export function team(spec, { counts, turn, move, before, moving }) {
  const fresh = moving ? counts.length - 1 : -1;
  const sets = (w) => ["", w === turn ? "--now" : null, w === fresh ? "--new" : null]
    .filter((each) => each !== null).map((each) => `qi-red-beads__worker${each}`).join(" ");
  return h("ol", { class: "qi-red-beads__team" }, spec.workers.map((name, w) => {
    const badge = badgeOf(move, before, w, spec);
    const open = counts[w] === undefined;
    return h("li", { class: sets(w) },
      face(w, counts[w], spec), h("span", { class: "qi-red-beads__name" }, name),
      h("span", { class: "qi-red-beads__count" }, open ? "–" : String(counts[w]),
        h("span", { class: "qi-unseen" }, open ? " not yet" : " red")),
      badge && h("span", { class: `qi-red-beads__badge qi-red-beads__badge--${move}` }, badge));
  }));
}

function badgeOf(move, before, w, spec) {
  if (move === "bonus" && w === best(before)) return "★ Bonus";
  if (move === "warning" && w === worst(before)) return "! Warned";
  return move === "target" ? `≤ ${spec.target}` : null;
}

function face(w, count, spec) {
  const usual = spec.boxes[0].centre;
  const bend = count === undefined ? 3 : Math.max(-4, Math.min(6, 1.5 * (usual - count)));
  return s("svg", { viewBox: "0 0 48 48", "aria-hidden": "true", class: "qi-red-beads__face" },
    s("circle", { cx: 24, cy: 24, r: 23, fill: "#f0f4f5" }),
    s("path", { d: "M6 47C6 36 14 32 24 32S42 36 42 47Z", fill: COATS[w % COATS.length] }),
    s("circle", { cx: 24, cy: 20, r: 12, fill: SKINS[w % SKINS.length] }),
    s("path", { d: "M11 20C10 8 17 5 24 5S38 8 37 20C34 15 30 13 24 13S14 15 11 20Z",
      fill: HAIR[w % HAIR.length] }),
    s("circle", { cx: 20, cy: 20, r: 1.6, fill: "#212b32" }),
    s("circle", { cx: 28, cy: 20, r: 1.6, fill: "#212b32" }),
    s("path", { d: `M20 ${26 - bend / 4}Q24 ${26 + bend} 28 ${26 - bend / 4}`, fill: "none", stroke: "#212b32",
      "stroke-width": 1.5, "stroke-linecap": "round" }));
}
