// Draw a form: a driver diagram, or a ramp of cycles, as SVG with a name that says what it shows.
// qikit/learn/forms/drawing.py draws the same, letter for letter.

import { number } from "../normal.js";
import { nodes, SHAPE, states } from "./graph.js";
import { aimOf, outline, spoken } from "./reading.js";
import { at, day, fieldOf, filled, joined, partOf, rows, short, words } from "./said.js";
import { box, element, lettering, picture, wrapped } from "./svg.js";

const [WIDE, GAP, LINE, PAD, SPACE] = [148, 26, 17, 9, 12];
const COLUMNS = ["Aim", "Primary drivers", "Secondary drivers", "Change ideas"];
const [STEP, RISE, WHEEL] = [150, 34, 34];
const half = (size) => Math.floor(size / 2);

export function draw(form, value) {
  return form.draw === "drivers" ? drivers(form, value) : ramp(form, value);
}

export function drivers(form, value) {
  const found = nodes(form, value, SHAPE);
  const known = states(found);
  const names = Object.keys(SHAPE);
  const used = ["aim", ...names.filter((name) => found.some((node) => node.list === name))];
  const columns = [[{ text: aimOf(form, value), state: "aim" }],
    ...used.slice(1).map((name) => found
      .map((node, place) => ({ ...node, state: known[place], at: place }))
      .filter((node) => node.list === name))];
  for (const each of columns.flat()) {
    each.lines = wrapped(each.text, 17, 12);
    each.high = each.lines.length * LINE + 2 * PAD;
  }
  const tall = Math.max(...columns.map(height));
  const top = 30;
  columns.forEach((column, n) => {
    let y = top + half(tall - height(column));
    for (const each of column) {
      each.x = 2 + n * (WIDE + GAP);
      each.y = y;
      y += each.high + SPACE;
    }
  });
  const placed = new Map(columns.slice(1).flat().map((each) => [each.at, each]));
  const heads = used.map((name, n) => lettering(2 + n * (WIDE + GAP), 16,
    COLUMNS[["aim", ...names].indexOf(name)], { "font-weight": "700", fill: "#425563" }));
  const joins = [...placed.values()].flatMap((each) => [
    ...(each.root ? [join(columns[0][0], each)] : []),
    ...each.up.filter((up) => placed.has(up)).map((up) => join(placed.get(up), each))]);
  const width = columns.length * (WIDE + GAP) - GAP + 4;
  return picture(width, top + tall + 4, "Driver diagram", outline(form, value).join(". "),
    [...heads, ...joins, ...columns.flat().map(node)]);
}

const height = (column) =>
  column.reduce((sum, each) => sum + each.high, 0) + SPACE * (column.length - 1);

function join(left, right) {
  const [x1, y1] = [left.x + WIDE, left.y + half(left.high)];
  const [x2, y2] = [right.x, right.y + half(right.high)];
  const bend = x2 <= left.x ? x1 + GAP - 8 : half(x1 + x2);
  const end = x2 <= left.x ? x1 : x2;
  return element("path", { d: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${end} ${y2}`,
    fill: "none", stroke: "#5f717d", "stroke-width": "1.5" });
}

const LOOKS = {
  aim: ["#005eb8", "#005eb8", "", "#ffffff"],
  linked: ["#ffffff", "#005eb8", "", "#212b32"],
  orphan: ["#fff5e0", "#7a4300", "6 4", "#212b32"],
  loop: ["#fff5e0", "#7a4300", "2 3", "#212b32"],
};

function node(each) {
  const [paper, line, dash, ink] = LOOKS[each.state];
  return box(each.x, each.y, WIDE, each.high, paper, line, dash) + each.lines.map((said, n) =>
    lettering(each.x + PAD, each.y + PAD + 13 + n * LINE, said, { fill: ink, "font-size": 13 })).join("");
}

export function ramp(form, value) {
  const part = partOf(form, "cycles");
  const cycles = rows(value, "cycles");
  const high = 152 + RISE * Math.max(cycles.length - 1, 0);
  const width = Math.max(STEP * cycles.length, STEP) + 20;
  const parts = [];
  if (cycles.length) {
    const last = 10 + STEP * cycles.length;
    const [y0, y1] = [10, last].map((x) => high - Math.floor((RISE * (x - 10)) / STEP));
    parts.push(element("path", {
      d: `M10 ${y0}L${last} ${y1}L${last} ${high + 2}L10 ${high + 2}Z`, fill: "#e8f2fb" }));
    parts.push(element("path", { d: `M10 ${y0}L${last} ${y1}`, stroke: "#005eb8",
      "stroke-width": "3", fill: "none" }));
  }
  cycles.forEach(([place, row], n) => {
    const x = 10 + STEP * n + half(STEP);
    const y = high - Math.floor((RISE * (x - 10)) / STEP) - WHEEL - 3;
    parts.push(wheel(x, y, stages(part).map((stage) => [stage, stageDone(part, row, stage)])));
    const notes = [`Cycle ${place}`, words(at(row, "scale")), words(at(row, "decision"))]
      .filter(Boolean).map((note) => short(note, 20));
    notes.forEach((note, line) => {
      const up = WHEEL + 10 + (notes.length - 1 - line) * LINE;
      parts.push(lettering(x, y - up, note, { "text-anchor": "middle",
        "font-weight": line === 0 ? "700" : "400", fill: "#212b32" }));
    });
  });
  const about = cycleLines(form, value).join(" ") || "No cycles yet.";
  return picture(width, high + 6, form.title, about, parts);
}

// The steps of a cycle, in order: the groups of its fields.
function stages(part) {
  return [...new Set(part.fields.map((field) => field.group).filter(Boolean))];
}

function stageDone(part, row, stage) {
  const asked = part.fields.filter((field) => field.group === stage
    && field.type !== "link" && !field.optional);
  return asked.length > 0 && asked.every((field) => filled(at(row, field.name)));
}

const QUARTERS = [[0, -1, 1, 0], [1, 0, 0, 1], [0, 1, -1, 0], [-1, 0, 0, -1]];
const LETTERS = [[13, -8], [13, 18], [-13, 18], [-13, -8]];

export function wheel(x, y, done, r = WHEEL) {
  return done.slice(0, QUARTERS.length).map(([stage, whole], n) => {
    const [x1, y1, x2, y2] = QUARTERS[n];
    return element("path", {
      d: `M${x} ${y}L${x + x1 * r} ${y + y1 * r}A${r} ${r} 0 0 1 ${x + x2 * r} ${y + y2 * r}Z`,
      fill: whole ? "#005eb8" : "#ffffff", stroke: whole ? "#ffffff" : "#5f717d",
      "stroke-width": "1.5",
    }) + lettering(x + LETTERS[n][0], y + LETTERS[n][1], stage[0], {
      "text-anchor": "middle", "font-weight": "700", fill: whole ? "#ffffff" : "#425563",
    });
  }).join("");
}

// The ramp in words, one line a cycle.
export function cycleLines(form, value) {
  const part = partOf(form, "cycles");
  return rows(value, "cycles").map(([place, row]) => {
    const said = [["scale", "scale"], ["predicted", "predicted"], ["result", "found"],
      ["decision", "decision"]].map(([name, verb]) => {
      const heard = words(spoken(form, fieldOf(form, part, name), at(row, name), value));
      return heard ? `${verb} ${heard}` : "";
    }).filter(Boolean);
    const done = joined(stages(part).filter((stage) => stageDone(part, row, stage)));
    return `${[`Cycle ${place}`, ...said].join(", ")}. Filled in: ${done || "nothing whole yet"}.`;
  });
}

// The run chart of a ramp: time, value, and the numbers of the cycles that began then. Points stand
// as they were typed, and in order of time where all of them are dates.
export function chartPoints(value) {
  const cycles = rows(value, "cycles").map(([place, row]) => [place, words(at(row, "started"))]);
  const points = rows(value, "points")
    .map(([, row]) => [words(at(row, "when")), number(at(row, "value"))])
    .filter(([when, size]) => when && size !== null);
  if (points.every(([when]) => day(when))) {
    points.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  }
  return points.map(([when, size], n) => [when, size, cycles
    .filter(([, begun]) => begun && day(when) && day(begun)
      && (n === 0 || points[n - 1][0] < begun) && begun <= when)
    .map(([place]) => String(place))]);
}
