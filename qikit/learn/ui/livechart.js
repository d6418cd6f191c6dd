// A small chart that is drawn in the page, for values that the learner makes: games, ramps of tests.
//
// livechart({ id, title, x, y, unit, centre, lower, upper, target, notes: [{ at, text }],
//   marks: [{ at, state, code }], width }) gives <figure class="qi-chart">: a picture with its name, a
// caption in words, and the numbers in a table. `at` counts from 1. Under 480 pixels the picture is
// drawn anew for a narrow screen (charts.css shows that one); `width` fixes one size.

import { h, s } from "./dom.js";

const NARROW = 480;
const SIZES = { wide: [680, 300], narrow: [290, 270] };
const EDGE = { top: 44, right: 80, bottom: 40, left: 44 };
const LOOKS = {
  "common cause": ["#6b7780", "circle"], improvement: ["#005eb8", "triangle"],
  concern: ["#c05000", "square"], "special cause": ["#490092", "diamond"],
};
const LINES = [["centre", "#212b32", null], ["lower", "#6b7780", "5 4"], ["upper", "#6b7780", "5 4"],
  ["target", "#d4351c", "8 3"]];
const NAMES = { centre: "Centre", lower: "Lower", upper: "Upper", target: "Target" };

const known = (size) => typeof size === "number" && Number.isFinite(size);
const tidy = (size) => String(Math.round(size * 100) / 100);

export function livechart(given) {
  const data = { unit: "", notes: [], marks: [], ...given };
  const words = inWords(data);
  const picture = (name) => draw(data, SIZES[name], words, name);
  const pictures = data.width ? [picture(data.width < NARROW ? "narrow" : "wide")]
    : [h("div", { class: "qi-chart__wide" }, picture("wide")),
      h("div", { class: "qi-chart__narrow", hidden: true }, picture("narrow"))];
  return h("figure", { class: "qi-chart", id: data.id }, pictures,
    h("figcaption", {}, words), numbers(data));
}

function inWords({ title, x, y, unit: named, notes, ...lines }) {
  const unit = named && named !== "%" ? ` ${named}` : named;
  const points = y.filter(known);
  if (!points.length) return `${title}. No points yet.`;
  const said = LINES.filter(([name]) => known(lines[name]))
    .map(([name]) => `${NAMES[name]} ${tidy(lines[name])}${unit}`);
  const noted = notes.map(({ at, text }) => `${text} at ${x[at - 1]}`);
  const many = `${points.length} point${points.length === 1 ? "" : "s"}`;
  return [`${title}: ${many}, ${x[0]} to ${x.at(-1)}, latest ${tidy(points.at(-1))}${unit}`,
    ...said, ...noted].join(". ") + ".";
}

function draw(data, [width, height], words, name) {
  const { x, y, notes, marks } = data;
  const sizes = [...y, ...LINES.map(([line]) => data[line])].filter(known);
  const low = Math.min(...sizes, Infinity);
  const high = Math.max(...sizes, -Infinity);
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const right = width - EDGE.right;
  const bottom = height - EDGE.bottom;
  const across = (at) => EDGE.left + ((right - EDGE.left) * (at + 0.5)) / Math.max(x.length, 1);
  const up = (size) =>
    bottom - ((bottom - EDGE.top) * (size - low + room)) / (high - low + 2 * room);
  const parts = [];
  const text = (at, level, said, more = {}) =>
    parts.push(s("text", { x: at, y: level, "font-size": 12, fill: "#425563", ...more }, said));
  const line = (x1, y1, x2, y2, stroke, dash) =>
    parts.push(s("line", { x1, y1, x2, y2, stroke, "stroke-width": 1.5, "stroke-dasharray": dash }));

  line(EDGE.left, bottom, right, bottom, "#5f717d", null);
  if (sizes.length) {
    for (const size of [low, high]) {
      text(EDGE.left - 6, up(size) + 4, tidy(size), { "text-anchor": "end" });
    }
  }
  for (const [limit, stroke, dash] of LINES) {
    if (!known(data[limit])) continue;
    line(EDGE.left, up(data[limit]), right, up(data[limit]), stroke, dash);
    text(right + 5, up(data[limit]) + 4, `${NAMES[limit]} ${tidy(data[limit])}`, { "font-size": 11 });
  }
  const every = Math.ceil(x.length / (name === "narrow" ? 3 : 6));
  x.forEach((label, at) => {
    if (at % every === 0) text(across(at), bottom + 18, String(label), { "text-anchor": "middle" });
  });
  notes.forEach(({ at, text: said }, n) => {
    const level = 14 + (n % 2) * 15;
    line(across(at - 1), level + 4, across(at - 1), bottom, "#490092", "2 3");
    text(across(at - 1), level, said, { "text-anchor": "middle", fill: "#490092" });
  });
  const joined = y.map((size, at) => (known(size) ? `${across(at).toFixed(1)} ${up(size).toFixed(1)}`
    : null));
  const path = joined.map((point, at) =>
    (point === null ? "" : `${at > 0 && joined[at - 1] !== null ? "L" : "M"}${point}`)).join("");
  if (path) parts.push(s("path", { d: path, fill: "none", stroke: "#6b7780", "stroke-width": 1.5 }));
  y.forEach((size, at) => {
    if (known(size)) parts.push(dot(across(at), up(size), marks.find((mark) => mark.at === at + 1)));
  });
  return s("svg", { role: "img", "aria-label": words, viewBox: `0 0 ${width} ${height}`, width,
    height, "font-family": "system-ui, sans-serif" }, parts);
}

function dot(x, y, mark) {
  const [fill, shape] = LOOKS[mark?.state] ?? LOOKS["common cause"];
  const r = 5;
  const made = shape === "circle" ? s("circle", { cx: x, cy: y, r, fill })
    : shape === "square" ? s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill })
    : s("path", { fill, d: shape === "triangle"
      ? `M${x} ${y - r - 1}L${x + r + 1} ${y + r}L${x - r - 1} ${y + r}Z`
      : `M${x} ${y - r - 2}L${x + r + 2} ${y}L${x} ${y + r + 2}L${x - r - 2} ${y}Z` });
  if (!mark?.code) return made;
  return s("g", {}, made, s("text", { x, y: y - 9, "font-size": 11, "font-weight": 700, fill,
    "text-anchor": "middle" }, mark.code));
}

function numbers({ title, x, y, notes, unit }) {
  const said = (at) => notes.filter((note) => note.at === at + 1).map((note) => note.text).join(", ");
  return h("details", {}, h("summary", {}, "The numbers behind this chart"),
    h("table", { class: "qi-table" }, h("caption", {}, title),
      h("thead", {}, h("tr", {}, ["When", `Value${unit ? ` (${unit})` : ""}`, "Note"].map((head) =>
        h("th", { scope: "col" }, head)))),
      h("tbody", {}, x.map((label, at) => h("tr", {}, h("th", { scope: "row" }, String(label)),
        h("td", {}, known(y[at]) ? tidy(y[at]) : "–"), h("td", {}, said(at)))))));
}
