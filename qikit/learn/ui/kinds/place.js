// Place dots on a grid: tap, or type the value, or use the arrow keys.

import { h, whileTyping } from "../dom.js";
import { grid } from "../grid.js";
import { blank, near, number } from "../normal.js";
import { reasons, unanswered, verdict } from "../verdict.js";

// The values to plot are shown, so there is nothing for "show me" to tell.
export const open = true;

export function control({ spec, id, change }) {
  const last = spec.labels.length - 1;
  let dots = spec.labels.map(() => null);
  let active = 0;
  const label = h("label", { for: id });
  const ask = h("p", { class: "qi-place__ask" });
  const field = h("input", { type: "text", id, class: "qi-number", inputmode: "decimal",
    autocomplete: "off", onkeydown: enter });
  const typing = whileTyping(field, (typed) => put(active, number(typed, spec.unit), false));
  const plane = grid(spec, { put, go });
  const button = (words, sign, act) =>
    h("button", { type: "button", class: "qi-move", "aria-label": words, onclick: act }, sign);

  function enter(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    typing.now();
    go(active + 1);
    field.select();
  }

  function put(place, size, retype = true) {
    active = place;
    dots[place] = size === null ? null : Math.min(spec.high, Math.max(spec.low, size));
    draw(retype);
    change([...dots]);
  }

  function go(place) {
    typing.now();
    active = Math.min(last, Math.max(0, place));
    draw();
  }

  function nudge(steps) {
    const middle = spec.low + Math.round((spec.high - spec.low) / spec.step / 2) * spec.step;
    const from = dots[active];
    const size = from === null ? middle : from + steps * spec.step;
    put(active, Math.round(size * 1e6) / 1e6);
  }

  function draw(retype = true) {
    const done = dots.filter((dot) => dot !== null).length;
    label.textContent = `Your dot for ${spec.labels[active]}`;
    ask.replaceChildren(
      h("span", {}, "Plot ", h("strong", {}, `${spec.labels[active]}: ${spec.key[active]}${spec.unit}`)),
      h("span", {}, `${done} of ${dots.length} dots placed`));
    if (retype) field.value = dots[active] === null ? "" : String(dots[active]);
    plane.draw(dots, active);
  }

  return {
    node: h("div", { class: "qi-place" },
      h("p", { class: "qi-tip" }, "Tap the grid to place each dot. Or type its value and press Enter."),
      ask, plane.node,
      h("div", { class: "qi-place__bar" },
        h("span", { class: "qi-place__moves" }, button("Previous", "←", () => go(active - 1)),
          button("Next", "→", () => go(active + 1))),
        h("span", { class: "qi-place__field" }, label, field),
        h("span", { class: "qi-place__moves" },
          button("Move the dot down", "↓", () => nudge(-1)),
          button("Move the dot up", "↑", () => nudge(1)))),
      values(spec)),
    value: () => (typing.now(), dots.every((dot) => dot === null) ? null : [...dots]),
    show: (kept) => {
      dots = spec.labels.map((_, n) => number(Array.isArray(kept) ? kept[n] : null));
      const empty = dots.indexOf(null);
      active = empty < 0 ? 0 : empty;
      draw();
    },
    focus: () => field.focus(),
    busy: () => typing.waiting(),
  };
}

function values(spec) {
  return h("details", { class: "qi-values" }, h("summary", {}, "All the values to plot"),
    h("table", { class: "qi-table" }, h("caption", {}, "Values to plot"),
      h("tbody", {}, spec.labels.map((label, n) => h("tr", {},
        h("th", { scope: "row" }, label), h("td", {}, `${spec.key[n]}${spec.unit}`))))));
}

export function tell(spec, value) {
  const dots = (Array.isArray(value) ? value : []).filter((dot) => !blank(dot));
  return dots.length ? `${dots.length} of ${spec.labels.length} dots placed` : "";
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const given = Array.isArray(value) ? value : [];
  const dots = key.map((_, place) => number(given[place]));
  const good = key.map((right, n) => dots[n] !== null && near(dots[n], right, spec.within));
  const placed = good.filter(Boolean).length;
  if (placed === key.length) return verdict(placed, placed, [reasons(why)["*right"]], { spec });
  const first = good.indexOf(false);
  const messages = [`${placed} of ${key.length} dots are in their place.`,
    lookAt(spec.labels[first], dots[first], key[first])];
  return verdict(placed, key.length, messages, { share: placed / key.length, spec, partial });
}

function lookAt(label, dot, right) {
  if (dot === null) return `${label} has no dot yet.`;
  return `${label} is too ${dot > right ? "high" : "low"}.`;
}
