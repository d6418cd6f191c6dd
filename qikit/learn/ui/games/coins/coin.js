// The coin on its surface, seen from the side: how it spins, slows and falls.

import { s } from "../../dom.js";

const LONGEST = 1800;
const COPPER = ["#b87333", "#6b3f17", "#2f1a08"];
const SILVER = ["#c3ccd2", "#5f717d", "#212b32"];
const GOLD = ["#d9b44a", "#6b5410", "#2f2504"];
const LOOKS = { one: ["1p", COPPER, 30], two: ["2p", GOLD, 36], ten: ["10p", SILVER, 34],
  fifty: ["50p", SILVER, 37] };
const GROUND = { table: ["wood", "#a9743c", "#7c5122"], cloth: ["cloth", "#8fa3b0", "#61727e"],
  glass: ["glass", "#bfe3ee", "#5b9bb0"] };
const FLOOR = 106;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function drawing() {
  const face = s("g", {});
  const disc = s("g", { class: "qi-coin-spin__disc" }, face);
  const ground = s("rect", { x: 10, y: FLOOR, width: 280, height: 14, rx: 4, "stroke-width": 2 });
  const weave = s("g", { "stroke-width": 2, "stroke-linecap": "round", fill: "none" });
  const node = s("svg", { class: "qi-coin-spin__coin", viewBox: "0 0 300 126", role: "img",
    "aria-label": "A coin on a table", width: 300, height: 126 }, ground, weave,
  s("ellipse", { cx: 150, cy: FLOOR, rx: 34, ry: 4, fill: "#212b32", opacity: 0.2 }),
  s("g", { transform: `translate(150 ${FLOOR - 1})` }, disc));
  let moving = null;

  function upright() {
    moving?.cancel();
    moving = null;
    disc.classList.remove("qi-coin-spin__disc--flat");
  }

  return {
    node,
    dress({ coin, surface }) {
      upright();
      const [words, [fill, edge, ink], r] = LOOKS[coin] ?? LOOKS.one;
      face.replaceChildren(
        coin === "fifty"
          ? s("polygon", { points: corners(7, r), fill, stroke: edge, "stroke-width": 3,
            "stroke-linejoin": "round" })
          : s("circle", { cx: 0, cy: -r, r, fill, stroke: edge, "stroke-width": 3 }),
        s("circle", { cx: 0, cy: -r, r: r - 8, fill: "none", stroke: edge, "stroke-width": 1.5 }),
        s("text", { x: 0, y: 7 - r, "text-anchor": "middle", "font-size": 19, "font-weight": 700,
          fill: ink, "font-family": "system-ui, sans-serif" }, words));
      const [under, shade, line] = GROUND[surface] ?? GROUND.table;
      ground.setAttribute("fill", shade);
      ground.setAttribute("stroke", line);
      weave.setAttribute("stroke", line);
      weave.replaceChildren(...grain(under));
      node.setAttribute("aria-label", `A ${words} coin on ${under}`);
    },
    // Spin it; the promise is kept when it lies still, broken when it is stopped first.
    turn(seconds) {
      upright();
      disc.classList.add("qi-coin-spin__disc--flat");
      if (calm()) return Promise.resolve();
      moving = disc.animate(frames(Math.max(3, Math.round(seconds * 1.2))),
        { duration: Math.min(LONGEST, 500 + 120 * seconds), easing: "cubic-bezier(.2,.5,.5,1)" });
      return moving.finished;
    },
  };
}

// Half turns on the edge, then a fall.
function frames(halves) {
  const spinning = [...Array(halves * 2 + 1).keys()].map((n) => ({
    transform: `scale(${n % 2 ? 0.06 : 1}, 1)`, offset: (0.84 * n) / (halves * 2) }));
  return [...spinning, { transform: "scale(1.06, 0.45)", offset: 0.92 },
    { transform: "scale(1.1, 0.2)", offset: 1 }];
}

function corners(many, r) {
  return [...Array(many).keys()].map((n) => {
    const angle = (2 * Math.PI * n) / many - Math.PI / 2;
    return `${(r * Math.cos(angle)).toFixed(1)},${(r * Math.sin(angle) - r).toFixed(1)}`;
  }).join(" ");
}

// What the surface is made of can be seen without its colour.
function grain(under) {
  const along = [...Array(9).keys()].map((n) => 26 + n * 30);
  if (under === "wood") return [s("path", { d: `M24 ${FLOOR + 7}H130M150 ${FLOOR + 7}H276` })];
  if (under === "cloth") {
    return along.map((x) => s("path", { d: `M${x} ${FLOOR + 11}l5 -7l5 7` }));
  }
  return along.filter((_, n) => n % 3 === 1).map((x) => s("path", {
    d: `M${x} ${FLOOR + 10}l8 -7M${x + 10} ${FLOOR + 10}l8 -7` }));
}
