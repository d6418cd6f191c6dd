// The grid that dots are placed on. It says by tap or key which value is meant where.

import { h, s } from "./dom.js";

const LEFT = 46, RIGHT = 12, TOP = 14, BOTTOM = 32;
const FINGER = 24;
const GAP = 34;
const NAME = 44;

export function grid(spec, { put, go }) {
  const many = spec.labels.length;
  const drawing = s("svg", { class: "qi-grid__drawing", "aria-hidden": "true" });
  const node = h("div", { class: "qi-grid", role: "slider", tabindex: 0,
    "aria-orientation": "vertical", "aria-label": "Dot on the grid",
    "aria-valuemin": spec.low, "aria-valuemax": spec.high, onclick: tap, onkeydown: keys }, drawing);
  let dots = [], active = 0, wide = 640, tall = 340;
  new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width || Math.abs(contentRect.width - wide) < 1) return;
    wide = contentRect.width;
    tall = Math.round(Math.min(380, Math.max(300, wide * 0.55)));
    paint();
  }).observe(node);

  const column = () => (wide - LEFT - RIGHT) / many;
  const high = () => tall - TOP - BOTTOM;
  const x = (place) => LEFT + (place + 0.5) * column();
  const y = (size) => TOP + ((spec.high - size) / (spec.high - spec.low)) * high();

  // Where columns are thinner than a finger, the dot that is due comes first.
  function tap(event) {
    const box = drawing.getBoundingClientRect();
    const across = event.clientX - box.left;
    const nearest = Math.min(many - 1, Math.max(0, Math.floor((across - LEFT) / column())));
    const due = column() < FINGER && Math.abs(across - x(active)) <= FINGER;
    const place = due ? active : nearest;
    const share = (event.clientY - box.top - TOP) / high();
    put(place, snapped(spec.high - share * (spec.high - spec.low)));
    const next = dots.findIndex((dot, n) => n > place && dot === null);
    if (next >= 0) go(next);
  }

  function snapped(size) {
    const steps = Math.round((size - spec.low) / spec.step);
    return Math.round((spec.low + steps * spec.step) * 1e6) / 1e6;
  }

  function keys(event) {
    const from = dots[active] ?? snapped((spec.low + spec.high) / 2);
    const act = {
      ArrowUp: () => put(active, snapped(from + spec.step)),
      ArrowDown: () => put(active, snapped(from - spec.step)),
      ArrowLeft: () => go(active - 1),
      ArrowRight: () => go(active + 1),
      Home: () => go(0),
      End: () => go(many - 1),
      Delete: () => put(active, null),
      Backspace: () => put(active, null),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function draw(values, now) {
    [dots, active] = [values, now];
    const dot = dots[active];
    node.setAttribute("aria-valuenow", dot ?? spec.low);
    node.setAttribute("aria-valuetext",
      `${spec.labels[active]}, ${dot === null ? "no dot yet" : `${dot}${spec.unit}`}`);
    paint();
  }

  function paint() {
    let pen = "M";
    const line = dots.map((size, place) => {
      const step = size === null ? "" : `${pen}${x(place)} ${y(size)}`;
      pen = size === null ? "M" : "L";
      return step;
    });
    drawing.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    drawing.replaceChildren(
      s("rect", { class: "qi-grid__now", x: x(active) - column() / 2, y: TOP, width: column(),
        height: high() }),
      ...heights(),
      ...names(),
      s("path", { class: "qi-grid__line", d: line.join("") }),
      ...dots.map((size, place) => size === null ? null : s("circle", { class: "qi-grid__dot",
        cx: x(place), cy: y(size), r: place === active ? 7 : Math.min(5.5, column() / 2.4) }))
        .filter(Boolean),
    );
  }

  // Lines to read heights by, no closer than the eye likes.
  function heights() {
    const steps = Math.round((spec.high - spec.low) / spec.step);
    const every = [1, 2, 5, 10, 20, 50, 100].find((each) => (high() / steps) * each >= GAP) ?? steps;
    const apart = every * spec.step;
    const first = Math.ceil(spec.low / apart - 1e-9) * apart;
    return Array.from({ length: Math.floor((spec.high - first) / apart + 1e-9) + 1 }, (_, n) => {
      const size = Math.round((first + n * apart) * 1e6) / 1e6;
      const said = `${size}${spec.unit === "%" ? "%" : ""}`;
      return [
        s("path", { class: "qi-grid__rule", d: `M${LEFT} ${y(size)}H${wide - RIGHT}` }),
        s("text", { class: "qi-grid__name", x: LEFT - 8, y: y(size) + 5, "text-anchor": "end" }, said),
      ];
    }).flat();
  }

  function names() {
    const every = [1, 2, 4, 5, 10, 20].find((each) => column() * each >= NAME) ?? many;
    return spec.labels.flatMap((label, place) => (place + 1) % every && place ? []
      : [s("text", { class: "qi-grid__name", x: x(place), y: tall - 10, "text-anchor": "middle" },
          label.match(/[0-9.]+$/)?.[0] ?? label)]);
  }

  return { node, draw };
}
