// The sign of each state: a shape of its own, so that colour is never the only signal.

import { s } from "./dom.js";

const SHAPES = {
  right: [["circle", { cx: 10, cy: 10, r: 9.5, fill: "currentColor" }],
    ["path", { d: "M5.2 10.4l3.2 3.2 6.4-7", class: "qi-icon__ink" }]],
  "partly right": [["circle", { cx: 10, cy: 10, r: 8.5, class: "qi-icon__line" }],
    ["path", { d: "M10 1.5a8.5 8.5 0 0 1 0 17z", fill: "currentColor" }]],
  "not yet": [["path", { d: "M16.8 6.2A8 8 0 1 0 18 10", class: "qi-icon__line" }],
    ["path", { d: "M18.6 1.6v5.6H13z", fill: "currentColor" }]],
  saved: [["rect", { x: 1.5, y: 1.5, width: 17, height: 17, rx: 3, class: "qi-icon__line" }],
    ["path", { d: "M5.6 10.4l3 3 5.8-6.4", class: "qi-icon__line" }]],
  "not answered": [["circle",
    { cx: 10, cy: 10, r: 8.5, class: "qi-icon__line", "stroke-dasharray": "3.3 2.6" }]],
};

export function icon(state) {
  return s(
    "svg",
    { class: "qi-icon", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    (SHAPES[state] ?? []).map(([tag, properties]) => s(tag, properties)),
  );
}
