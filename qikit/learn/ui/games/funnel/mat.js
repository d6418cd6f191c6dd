// The mat with its target, seen from above; and the spread of all four rules side by side.

import { h, s } from "../../dom.js";
import { hundredth, marbles } from "./play.js";

const HALF = 160;
const VIEWS = [4, 8, 16, 32, 64, 128];

// How far to each side the mat must reach.
export function view(spots, aim = [0, 0]) {
  const far = Math.max(...[...spots, aim].flatMap((spot) => spot.map(Math.abs)), 0);
  return VIEWS.find((each) => far <= each * 0.95) ?? VIEWS.at(-1);
}

// A path that puts a round dot on each spot.
const dots = (spots, scale) => spots.map(([right, up]) =>
  `M${(right * scale).toFixed(1)} ${(-up * scale).toFixed(1)}h0`).join("");

function target(reach) {
  const scale = HALF / reach;
  const rings = [reach, reach / 2, reach / 4].map((size, n) => s("circle", { r: size * scale * 0.98,
    fill: ["#f4f8fb", "#e3eef7", "#cfe2f2"][n], stroke: "#5f717d", "stroke-width": 1 }));
  const cross = [[-HALF, 0, HALF, 0], [0, -HALF, 0, HALF]].map(([x1, y1, x2, y2]) =>
    s("line", { x1, y1, x2, y2, stroke: "#b6c4cd", "stroke-width": 1 }));
  return [...rings, ...cross, s("path", { d: "M-7 0H7M0 -7V7", stroke: "#212b32", "stroke-width": 2.5 })];
}

// The mat: every marble pale, the latest dark with a ring, the funnel as a dashed circle.
export function mat(said) {
  const marks = s("path", { fill: "none", stroke: "#005eb8", "stroke-width": 9, opacity: 0.55,
    "stroke-linecap": "round" });
  const last = s("g", { class: "qi-funnel-experiment__last" },
    s("circle", { r: 7, fill: "#002f5c", stroke: "#ffffff", "stroke-width": 2 }));
  const lastAt = s("g", {}, last);
  const funnel = s("g", { class: "qi-funnel-experiment__funnel" },
    s("circle", { r: 17, fill: "none", stroke: "#7a4300", "stroke-width": 3,
      "stroke-dasharray": "6 4" }),
    s("circle", { r: 3, fill: "#7a4300" }));
  const back = s("g", {});
  const edge = s("text", { x: HALF - 4, y: HALF - 6, "text-anchor": "end", "font-size": 12,
    fill: "#425563" });
  const node = s("svg", { viewBox: `${-HALF - 4} ${-HALF - 4} ${2 * HALF + 8} ${2 * HALF + 8}`,
    role: "img", "aria-label": said, class: "qi-funnel-experiment__mat" },
  s("rect", { x: -HALF, y: -HALF, width: 2 * HALF, height: 2 * HALF, rx: 12, fill: "#ffffff",
    stroke: "#5f717d" }), back, marks, lastAt, funnel, edge);
  let reach = null;

  function show(spots, aim, words, falling = false) {
    const next = view(spots, aim);
    if (next !== reach) {
      reach = next;
      back.replaceChildren(...target(reach));
      edge.textContent = `Edge ${reach}`;
    }
    const scale = HALF / reach;
    marks.setAttribute("d", dots(spots.slice(0, -1), scale));
    const newest = spots.at(-1);
    lastAt.setAttribute("visibility", newest ? "visible" : "hidden");
    if (newest) lastAt.setAttribute("transform", `translate(${newest[0] * scale} ${-newest[1] * scale})`);
    last.classList.toggle("qi-funnel-experiment__last--falls", falling);
    funnel.style.setProperty("transform", `translate(${aim[0] * scale}px, ${-aim[1] * scale}px)`);
    node.setAttribute("aria-label", words);
  }

  return { node, show };
}

// Four small mats at one scale.
export function mats(spec, all) {
  const reach = view(all.flat());
  const scale = HALF / reach;
  return h("ul", { class: "qi-funnel-experiment__mats" }, spec.rules.map((rule, r) => h("li", {},
    s("svg", { viewBox: `${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`, role: "img",
      "aria-label": `Rule ${r + 1}: ${marbles(all[r].length)}, on a mat that reaches ${reach}.` },
    s("rect", { x: -HALF + 1, y: -HALF + 1, width: 2 * HALF - 2, height: 2 * HALF - 2, rx: 12,
      fill: "#ffffff", stroke: "#5f717d", "stroke-width": 2 }), target(reach),
    s("path", { d: dots(all[r], scale), fill: "none", stroke: "#005eb8", "stroke-width": 9,
      opacity: 0.6, "stroke-linecap": "round" })),
    h("span", {}, `Rule ${r + 1}`))));
}

const [WIDE, ROW, LEFT] = [320, 34, 52];
const [LOW, HIGH] = [-2, 9];

// The variances on a scale of which each line is twice the one before. `rows`: lists of variances.
export function ladder(rows, names, said) {
  const bottom = ROW * rows.length + 8;
  const across = (size) => LEFT + ((WIDE - LEFT - 14)
    * (Math.min(Math.max(Math.log2(size), LOW), HIGH) - LOW)) / (HIGH - LOW);
  const lines = Array.from({ length: HIGH - LOW + 1 }, (_, n) => LOW + n).flatMap((power) => {
    const x = across(2 ** power);
    const line = s("line", { x1: x, x2: x, y1: 4, y2: bottom, stroke: power ? "#d3dbe0" : "#5f717d" });
    return power % 2 && power > 0 ? [line] : [line, s("text", { x, y: bottom + 16, "font-size": 12,
      "text-anchor": "middle", fill: "#425563" }, power < -1 ? "¼" : power < 0 ? "½" : String(2 ** power))];
  });
  const points = rows.flatMap((sizes, r) => {
    const y = ROW * r + ROW / 2 + 4;
    return [s("text", { x: 0, y: y + 4, "font-size": 13, fill: "#212b32" }, names[r]),
      ...sizes.filter((size) => size > 0).flatMap((size) => [
        s("circle", { cx: across(size), cy: y, r: 6, fill: "#005eb8", opacity: sizes.length > 1 ? 0.6 : 1 }),
        sizes.length > 1 ? null : s("text", { x: across(size) + (size > 60 ? -10 : 10), y: y + 4,
          "font-size": 12, "font-weight": 700, fill: "#212b32",
          "text-anchor": size > 60 ? "end" : "start" }, hundredth(size))])];
  });
  return h("figure", { class: "qi-chart qi-funnel-experiment__ladder" },
    s("svg", { viewBox: `0 0 ${WIDE} ${bottom + 24}`, role: "img", "aria-label": said,
      "font-family": "system-ui, sans-serif" }, lines, points),
    h("figcaption", {}, said));
}
