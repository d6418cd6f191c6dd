// The coin on its surface, seen from the side, and how it turns.

import { s } from "../../dom.js";

const LONGEST = 1600;
const LOOKS = { one: ["1p", "#b87333"], two: ["2p", "#a9642a"], ten: ["10p", "#c3ccd2"],
  fifty: ["50p", "#c3ccd2"] };
const GROUND = { table: ["wood", "#a9743c"], cloth: ["cloth", "#8fa3b0"], glass: ["glass", "#bfe3ee"] };
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function drawing() {
  const disc = s("g", { class: "qi-coin-spin__disc" },
    s("circle", { cx: 0, cy: 0, r: 34, fill: "#b87333", stroke: "#6b3f17", "stroke-width": 3 }),
    s("circle", { cx: 0, cy: 0, r: 27, fill: "none", stroke: "#6b3f17", "stroke-width": 1.5 }));
  const worth = s("text", { x: 0, y: 8, "text-anchor": "middle", "font-size": 22, "font-weight": 700,
    fill: "#2f1a08" });
  disc.append(worth);
  const ground = s("rect", { x: 20, y: 96, width: 260, height: 12, rx: 4 });
  const node = s("svg", { class: "qi-coin-spin__coin", viewBox: "0 0 300 116", role: "img",
    "aria-label": "A coin on a table", width: 300, height: 116 },
  ground, s("ellipse", { cx: 150, cy: 97, rx: 30, ry: 4, fill: "#212b32", opacity: 0.18 }),
  s("g", { transform: "translate(150 60)" }, disc));
  let moving = null;
  return {
    node,
    dress({ coin, surface }) {
      const [words, fill] = LOOKS[coin] ?? LOOKS.one;
      worth.textContent = words;
      disc.firstChild.setAttribute("fill", fill);
      const [under, shade] = GROUND[surface] ?? GROUND.table;
      ground.setAttribute("fill", shade);
      node.setAttribute("aria-label", `A ${words} coin on ${under}`);
    },
    turn(seconds) {
      moving?.cancel();
      if (calm()) return;
      const turns = Math.max(2, Math.round(seconds));
      const frames = [...Array(turns * 2 + 1).keys()].map((n) => ({
        transform: `scaleX(${n % 2 ? 0.08 : 1})` }));
      moving = disc.animate(frames, { duration: Math.min(LONGEST, 150 * seconds), easing: "ease-out" });
    },
  };
}
