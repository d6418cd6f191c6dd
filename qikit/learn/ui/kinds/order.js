// Put items in order: with buttons, with the arrow keys, by two taps, or by dragging.

import { h } from "../dom.js";
import { draggable } from "../drag.js";
import { blank, text } from "../normal.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";

const EACH_ONCE = "Put every item in the list once.";

export function control({ spec, change }) {
  let names = spec.items.map(([name]) => name);
  let picked = null;
  const said = h("p", { class: "qi-unseen", role: "status" });
  const list = h("ol", { class: "qi-order", onkeydown: leave });
  const rows = new Map(spec.items.map(([name, label]) => [name, row(name, label)]));

  function row(name, label) {
    const button = (step, sign, word) => h("button", { type: "button", class: "qi-move",
      "aria-label": `Move ${word}: ${label}`, onclick: () => move(name, step) }, sign);
    const item = h("li", { class: "qi-order__item", "data-name": name,
      onkeydown: (event) => keys(event, name) },
      h("button", { type: "button", class: "qi-order__label", "aria-pressed": "false",
        onclick: () => tap(name) }, label),
      h("span", { class: "qi-order__moves" }, button(-1, "↑", "up"), button(1, "↓", "down")));
    let before = names;
    draggable(item, {
      start: () => {
        before = names;
        item.classList.add("qi-order__item--held");
      },
      over: (el) => {
        const onto = el?.closest(".qi-order__item")?.dataset.name;
        if (onto !== undefined && onto !== name && list.contains(el)) {
          shift(name, names.indexOf(onto));
          draw(item);
        }
      },
      drop: () => {
        const place = names.indexOf(name);
        if (before.indexOf(name) === place) return;
        put(name, place);
        before = names;
      },
      end: () => {
        item.classList.remove("qi-order__item--held");
        names = before;
        draw(item);
      },
    });
    return item;
  }

  // One tap picks an item, a tap on another puts it there.
  function tap(name) {
    const moved = picked;
    pick(moved === null ? name : null);
    if (moved !== null && moved !== name) put(moved, names.indexOf(name));
    rows.get(moved ?? name).querySelector(".qi-order__label").focus();
  }

  function pick(name) {
    picked = name;
    for (const [each, item] of rows) {
      item.querySelector(".qi-order__label").setAttribute("aria-pressed", String(each === name));
    }
    list.classList.toggle("qi-order--waits", name !== null);
    if (name !== null) said.textContent = "Picked. Choose the place to put it.";
  }

  function leave(event) {
    if (event.key === "Escape" && picked !== null) pick(null);
  }

  function keys(event, name) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(name, step, event.target);
  }

  function move(name, step, held = document.activeElement) {
    const place = names.indexOf(name) + step;
    if (place >= 0 && place < names.length) put(name, place);
    const other = rows.get(name).querySelectorAll(".qi-move")[step < 0 ? 1 : 0];
    (held?.disabled ? other : held)?.focus();
  }

  function shift(name, place) {
    names = names.filter((each) => each !== name);
    names.splice(place, 0, name);
  }

  function put(name, place) {
    shift(name, place);
    draw();
    said.textContent = `Now number ${place + 1} of ${names.length}.`;
    change([...names]);
  }

  // What a finger holds stays where it is in the page, and the others move around it.
  function draw(held = null) {
    const items = names.map((name) => rows.get(name));
    if (held) {
      const place = items.indexOf(held);
      held.before(...items.slice(0, place));
      held.after(...items.slice(place + 1));
    } else list.replaceChildren(...items);
    items.forEach((item, place) => {
      const [up, down] = item.querySelectorAll(".qi-move");
      up.disabled = place === 0;
      down.disabled = place === names.length - 1;
    });
  }

  return {
    node: h("div", {},
      h("p", { class: "qi-tip" }, "Move each item up or down until the order is right. You can also "
        + "tap an item and then its new place, or drag it."),
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
  let [reached, count] = [placed, `${placed} of ${right.length} are in their place.`];
  if (spec.pairs) {
    reached = rightWayRound(given, right);
    const total = (right.length * (right.length - 1)) / 2;
    count = `${reached} of ${total} pairs are the right way round.`;
  }
  return verdict(placed, right.length, [count, ...wrong([said.get(named)], why)],
    { spec, partial, reached });
}

// The number of pairs of items that stand in `given` as they do in `right`.
function rightWayRound(given, right) {
  const order = given.map((each) => right.indexOf(each));
  return order.reduce(
    (total, one, n) => total + order.slice(n + 1).filter((other) => one < other).length, 0);
}
