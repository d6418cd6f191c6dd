// Two weeks side by side: what waited each evening before a change, and after it.

import { h, s } from "../../dom.js";

const [WIDE, HIGH, TOP, FOOT] = [320, 150, 18, 22];

export function compare({ id, days, before, after }) {
  const said = `What waits each evening. ${days.map((name, n) =>
    `${name}: ${before[n]} before, ${after[n]} now`).join(". ")}.`;
  const most = Math.max(...before, ...after, 1);
  const short = days.some((name) => name.length > 6);
  const room = WIDE / days.length;
  const bar = Math.min(26, room * 0.36);
  const tall = (size) => ((HIGH - TOP - FOOT) * size) / most;
  const parts = days.flatMap((name, n) => {
    const middle = room * (n + 0.5);
    return [
      ...column(middle - bar - 1, before[n], { fill: "#fff", stroke: "#6b7780", "stroke-width": 1.5 }),
      ...column(middle + 1, after[n], { fill: "#005eb8" }),
      s("text", { x: middle, y: HIGH - 6, "text-anchor": "middle", fill: "#425563" }, short ? name.slice(0, 3) : name),
    ];
  });

  function column(x, size, look) {
    const base = HIGH - FOOT;
    return [
      s("rect", { x, y: base - tall(size), width: bar, height: tall(size), ...look }),
      s("text", { x: x + bar / 2, y: base - tall(size) - 4, "text-anchor": "middle", fill: "#212b32" },
        String(size)),
    ];
  }

  return h("figure", { class: "qi-queue__compare", id },
    s("svg", { role: "img", "aria-label": said, viewBox: `0 0 ${WIDE} ${HIGH}`, width: WIDE, height: HIGH,
      "font-size": 12, "font-family": "system-ui, sans-serif" },
    s("line", { x1: 0, x2: WIDE, y1: HIGH - FOOT, y2: HIGH - FOOT, stroke: "#5f717d" }), parts),
    h("figcaption", {}, "What waits each evening. Outlined: the week as it was. Filled: with this change."));
}
