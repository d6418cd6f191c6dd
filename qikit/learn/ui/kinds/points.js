// Pick points on a chart: on the picture, or in the list beneath it.

import { h, s } from "../dom.js";
import { blank, whole } from "../normal.js";
import { setVerdict, spoken, unanswered } from "../verdict.js";

const REACH = 24;

export function control({ spec, id, figure, change }) {
  const fields = spec.labels.map((label, place) => h("input", { type: "checkbox",
    id: `${id}-${place + 1}`, value: place + 1, onchange: () => chosen() }));
  const value = () => fields.filter((field) => field.checked).map((field) => Number(field.value));
  const rings = picture(figure, (position) => {
    const field = fields[position - 1];
    if (!field) return;
    field.checked = !field.checked;
    chosen();
  });
  const draw = () => fields.forEach((field, place) => rings.set(place + 1, field.checked));

  function chosen() {
    draw();
    change(value());
  }

  return {
    node: h("div", {},
      h("p", { class: "qi-tip" }, rings.found
        ? "Tap points on the chart, or tick them in this list."
        : "Tick the points in this list."),
      h("div", { class: "qi-chips" }, spec.labels.map((label, place) =>
        h("label", { class: "qi-chip", for: fields[place].id }, fields[place], name(label))))),
    value,
    show: (kept) => {
      const picked = new Set((Array.isArray(kept) ? kept : []).map(whole));
      fields.forEach((field) => { field.checked = picked.has(Number(field.value)); });
      draw();
    },
    focus: () => fields[0].focus(),
  };
}

// "Week 10, 43.7" breaks after its comma alone.
function name(label) {
  const at = label.lastIndexOf(", ") + 2;
  return h("span", {}, h("span", { class: "qi-chip__part" }, label.slice(0, at)),
    h("span", { class: "qi-chip__part" }, label.slice(at)));
}

// Make the chart's points pickable; a tap takes the nearest point in reach. A figure may hold the
// chart more than once, drawn for wide and for narrow screens; only one of them shows.
function picture(figure, toggle) {
  const points = [...(figure?.querySelectorAll(".qi-point[data-position]") ?? [])];
  const rings = new Map();
  for (const drawing of new Set(points.map((point) => point.ownerSVGElement))) {
    const own = points.filter((point) => point.ownerSVGElement === drawing);
    drawing.classList.add("qi-pickable");
    drawing.addEventListener("click", (event) => {
      const near = own
        .map((point) => ({ point, gap: gap(point.getBoundingClientRect(), event) }))
        .sort((a, b) => a.gap - b.gap)[0];
      if (near.gap <= REACH) toggle(Number(near.point.dataset.position));
    });
  }
  const draw = () => rings.forEach((ring, point) => circle(ring, point));
  if (points.length) new ResizeObserver(draw).observe(figure);
  return {
    found: points.length > 0,
    set(position, on) {
      for (const point of points.filter((each) => Number(each.dataset.position) === position)) {
        if (on && !rings.has(point)) {
          const ring = s("circle", { class: "qi-ring", transform: point.getAttribute("transform") });
          rings.set(point, ring);
          point.after(ring);
          circle(ring, point);
        } else if (!on) {
          rings.get(point)?.remove();
          rings.delete(point);
        }
      }
    },
  };
}

function gap(box, { clientX, clientY }) {
  return Math.hypot(box.x + box.width / 2 - clientX, box.y + box.height / 2 - clientY);
}

// A point that does not show has no size yet; its ring is drawn when the figure changes size.
function circle(ring, point) {
  if (!point.getClientRects().length) return;
  const box = point.getBBox();
  ring.setAttribute("cx", box.x + box.width / 2);
  ring.setAttribute("cy", box.y + box.height / 2);
  ring.setAttribute("r", Math.max(box.width, box.height) * 0.9 + 2);
}

export function tell(spec, value) {
  const one = Array.isArray(value?.[0]) ? value[0] : value;
  const picked = (Array.isArray(one) ? one : [one]).map(whole);
  return picked.map((position) => spec.labels[position - 1]).filter(Boolean).join("; ");
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const given = (Array.isArray(value) ? value : [value]).filter((each) => !blank(each));
  const chosen = [...new Set(given.map((each) => whole(each) ?? -1))].sort((a, b) => a - b);
  return setVerdict(spec, key, chosen, spoken(why, whole), why, partial);
}
