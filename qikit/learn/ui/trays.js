// Cards to put into places: choose a card and then a place, or drag it; all of it by keys as well.
//
// trays({ id, cards, places, many, again, tip, left, pairs, value, change }) is a kind's control.
// `cards` and `places` are lists of [name, words]; `many` cards go into one place, or one alone;
// with `again` a card goes into several places. A put is a pair [card, place].

import { h } from "./dom.js";
import { draggable } from "./drag.js";
import { text } from "./normal.js";

export function trays({ id, cards, places, many, again = false, tip, left, pairs, value, change }) {
  let put = [];
  let open = null; // what was chosen: { card, place } or { place }
  let mark = null; // where the focus goes after drawing
  const labelOf = { card: new Map(cards), place: new Map(places) };
  const said = h("p", { class: "qi-unseen", role: "status" });
  const count = h("p", { class: "qi-tray__left", id: `${id}-left` });
  const tray = h("ul", { class: "qi-tray__cards", "aria-labelledby": count.id });
  const inside = new Map(places.map(([place, words], n) => [place, section(place, words, n)]));
  const grid = h("div", { class: many ? "qi-spots" : "qi-spots qi-spots--lines" },
    [...inside.values()].map(({ node }) => node));
  const box = h("div", { class: "qi-tray", onkeydown: keys },
    h("p", { class: "qi-tip" }, tip), h("div", { class: "qi-tray__pool", "data-pool": "" }, count, tray),
    grid, said);

  function section(place, words, n) {
    const list = h("ul", { class: "qi-spot__cards" });
    const head = h("p", { class: "qi-spot__name", id: `${id}-place-${n}` }, words);
    const node = h("div", { class: "qi-spot", role: "group", "aria-labelledby": head.id,
      "data-place": place, onclick: (event) => tapped(event, place) }, head, list);
    return { node, list };
  }

  // A tap on a place itself puts the chosen card there.
  function tapped(event, place) {
    if (open?.card !== undefined && !event.target.closest("button, li")) move(open.card, open.place, place);
  }

  function keys(event) {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    choose(null);
  }

  function choose(what) {
    mark = what ?? open;
    open = what;
    draw();
  }

  // Put a card from one place (or from the tray) into another (or back into the tray).
  function move(card, from, to) {
    const before = put;
    const turn = loose().findIndex(([each]) => each === card);
    put = put.filter(([each, at]) => !(each === card && (at === from || !again)));
    if (to !== undefined) {
      if (!many) put = put.filter(([, at]) => at !== to);
      put = [...put.filter(([each, at]) => each !== card || at !== to), [card, to]];
    }
    open = null;
    mark = from === undefined ? { turn, card, place: to } : { card, place: to };
    draw();
    if (JSON.stringify(before) === JSON.stringify(put)) return;
    said.textContent = to === undefined ? `${labelOf.card.get(card)}: taken out.`
      : `${labelOf.card.get(card)}: now in ${labelOf.place.get(to)}. ${left(loose().length)}.`;
    change(held());
  }

  const held = () => (put.length ? value(put) : null);

  const loose = () => cards.filter(([card]) => again || !put.some(([each]) => each === card));

  function draw() {
    const free = loose();
    count.textContent = `${left(free.length)}.`;
    tray.replaceChildren(...free.map(([card, words]) => cardOf(card, words)));
    for (const [place, { node, list }] of inside) {
      const own = put.filter(([, at]) => at === place);
      list.replaceChildren(...own.map(([card]) => cardOf(card, labelOf.card.get(card), place)));
      if (!many && !own.length) list.append(slotOf(place));
      node.classList.toggle("qi-spot--waits", open?.card !== undefined);
    }
    focusMark();
  }

  function cardOf(card, words, place) {
    const chosen = open?.card === card && open.place === place;
    const name = h("button", { type: "button", class: "qi-traycard__name", "aria-expanded": String(chosen),
      onclick: () => choose(chosen ? null : { card, place }) }, words);
    const node = h("li", { class: chosen ? "qi-traycard qi-traycard--open" : "qi-traycard", "data-card": card },
      h("div", { class: "qi-traycard__top" }, name));
    if (chosen) {
      const others = places.filter(([each]) => each !== place);
      node.append(chooser(`Where to put: ${words}`, others.map(([each, label]) =>
        [label, () => move(card, place, each)]), place === undefined ? null
        : ["Take out", () => move(card, place, undefined)]));
    }
    draggable(node.firstChild, { ghost: true, start: () => node.classList.add("qi-traycard--held"),
      over: light,
      drop: (el) => {
        const to = el?.closest("[data-place]");
        if (to && box.contains(to)) move(card, place, to.dataset.place);
        else if (place !== undefined && box.contains(el?.closest("[data-pool]"))) move(card, place);
      },
      end: () => {
        node.classList.remove("qi-traycard--held");
        light(null);
      } });
    return node;
  }

  // An empty line of a match: it lists the answers that can go there.
  function slotOf(place) {
    const chosen = open?.place === place && open.card === undefined;
    const node = h("li", { class: "qi-trayslot" },
      h("button", { type: "button", class: "qi-trayslot__name", "aria-expanded": String(chosen),
        "aria-label": `Choose an answer for: ${labelOf.place.get(place)}`,
        onclick: () => (open?.card === undefined ? choose(chosen ? null : { place })
          : move(open.card, open.place, place)) },
      open?.card === undefined ? "Choose" : "Put it here"));
    if (chosen) {
      node.append(chooser(`Answers for: ${labelOf.place.get(place)}`, loose().map(([card, words]) =>
        [words, () => move(card, undefined, place)])));
    }
    return node;
  }

  function chooser(label, choices, last = null) {
    const button = ([words, onclick], plain) =>
      h("button", { type: "button", class: plain ? "qi-traypick qi-traypick--out" : "qi-traypick", onclick }, words);
    return h("div", { class: "qi-traypicks", role: "group", "aria-label": label },
      choices.map((each) => button(each, false)), last ? button(last, true) : null);
  }

  function light(el) {
    const at = el?.closest("[data-place], [data-pool]");
    for (const each of box.querySelectorAll("[data-place], [data-pool]")) {
      each.classList.toggle("qi-spot--over", each === at);
    }
  }

  // After a card was put, the next one that waits; after a choice, what was chosen.
  function focusMark() {
    if (mark === null) return;
    const { turn, card, place } = mark;
    mark = null;
    const own = place === undefined ? tray : inside.get(place).list;
    const named = [...own.children].find((each) => each.dataset.card === card);
    const follows = many ? (tray.children[turn] ?? tray).querySelector("button")
      : grid.querySelector(".qi-trayslot__name");
    const to = (turn !== undefined && follows) || named?.querySelector("button")
      || own.querySelector("button") || box.querySelector("button");
    to?.focus();
  }

  return {
    node: box,
    value: held,
    show: (kept) => {
      const named = (what, name) => [...labelOf[what].keys()].find((each) => text(each) === text(name));
      put = [];
      for (const [card, place] of pairs(kept)) {
        const pair = [named("card", card), named("place", place)];
        if (!pair.includes(undefined)) put.push(pair);
      }
      open = null;
      draw();
    },
    focus: () => (tray.querySelector("button") ?? box.querySelector("button")).focus(),
  };
}
