// Put items in order: with buttons, with the arrow keys, or by dragging.

import { h } from "../dom.js";
import { blank, text } from "../normal.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";

const EACH_ONCE = "Put every item in the list once.";

export function control({ spec, change }) {
  let names = spec.items.map(([name]) => name);
  const said = h("p", { class: "qi-unseen", role: "status" });
  const list = h("ol", { class: "qi-order" });
  const rows = new Map(spec.items.map(([name, label]) => [name, row(name, label)]));

  function row(name, label) {
    const button = (step, sign, word) => h("button", { type: "button", class: "qi-move",
      "aria-label": `Move ${word}: ${label}`, onclick: () => move(name, step) }, sign);
    const item = h("li", { class: "qi-order__item", draggable: "true",
      onkeydown: (event) => keys(event, name),
      ondragstart: (event) => { event.dataTransfer.setData("text/plain", name);
        item.classList.add("qi-order__item--held"); },
      ondragend: () => item.classList.remove("qi-order__item--held"),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => drop(event, name) },
      h("span", { class: "qi-order__label" }, label),
      h("span", { class: "qi-order__moves" }, button(-1, "↑", "up"), button(1, "↓", "down")));
    return item;
  }

  function keys(event, name) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(name, step, event.target);
  }

  function drop(event, onto) {
    event.preventDefault();
    const name = event.dataTransfer.getData("text/plain");
    if (rows.has(name)) put(name, names.indexOf(onto));
  }

  function move(name, step, held = document.activeElement) {
    const place = names.indexOf(name) + step;
    if (place >= 0 && place < names.length) put(name, place);
    const other = rows.get(name).querySelectorAll("button")[step < 0 ? 1 : 0];
    (held?.disabled ? other : held)?.focus();
  }

  function put(name, place) {
    names = names.filter((each) => each !== name);
    names.splice(place, 0, name);
    draw();
    said.textContent = `Now number ${place + 1} of ${names.length}.`;
    change([...names]);
  }

  function draw() {
    list.replaceChildren(...names.map((name) => rows.get(name)));
    names.forEach((name, place) => {
      const [up, down] = rows.get(name).querySelectorAll("button");
      up.disabled = place === 0;
      down.disabled = place === names.length - 1;
    });
  }

  return {
    node: h("div", {}, h("p", { class: "qi-tip" }, "Move each item up or down until the order is right."),
      list, said),
    value: () => [...names],
    show: (value) => { names = arranged(spec, value); draw(); },
    focus: () => list.querySelector("button:enabled").focus(),
  };
}

// The items in the order of an answer; those it does not name keep their place at the end.
function arranged(spec, value) {
  const all = spec.items.map(([name]) => name);
  const kept = Array.isArray(value) ? value.filter((name) => all.includes(name)) : [];
  return [...new Set([...kept, ...all])];
}

export function tell(spec, value) {
  const labels = new Map(spec.items);
  return arranged(spec, value).map((name, place) => `${place + 1}. ${labels.get(name)}`);
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const given = Array.isArray(value) ? value.map(text) : [];
  const right = key.map(text);
  if (JSON.stringify([...given].sort()) !== JSON.stringify([...right].sort())) {
    return verdict(0, right.length, [EACH_ONCE], { spec, partial });
  }
  const astray = given.filter((each, place) => each !== right[place]);
  const placed = right.length - astray.length;
  if (placed === right.length) {
    return verdict(placed, placed, [reasons(why)["*right"]], { spec });
  }
  const said = spoken(why);
  const named = astray.find((each) => said.has(each));
  const count = `${placed} of ${right.length} are in their place.`;
  return verdict(placed, right.length, [count, ...wrong([said.get(named)], why)], { spec, partial });
}
