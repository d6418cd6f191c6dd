// Card sort: one card at a time, each on its pile.

import { h } from "../dom.js";
import { draggable } from "../drag.js";
import { placed } from "../kinds/sort.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { reasons } from "../verdict.js";

export const shown = true;

export function control({ spec, id, change }) {
  let put = {};
  let held = null;
  let last = null; // the card put down a moment ago
  let order = spec.cards;
  const words = new Map(spec.cards);
  const pile = new Map(spec.piles);
  const numbered = spec.piles.map(([name, label], n) => [name, `${n + 1}. ${label}`]);
  const status = h("p", { class: "qi-card-sort__say", role: "status" });
  const screen = h("div", { class: "qi-card-sort__screen" });
  const big = room({ title: "Card sort", team: "Team", teams: ["Team 1", "Team 2", "Team 3", "Team 4"],
    rounds: spec.cards.map(([, said], n) => ({ name: `Card ${n + 1}`, options: numbered,
      say: [said, numbered.map(([, label]) => label).join("; ")].join("\n\n") })),
    value: null, chart: agreement, change: (next) => { held = next; change(value()); } });
  const node = h("div", { class: "qi-card-sort", onkeydown: byNumber }, screen, status,
    h("div", { class: "qi-card-sort__room" }, big.node));

  const value = () => (Object.keys(put).length || held ? { put, ...(held ? { room: held } : {}) } : null);
  const left = () => order.filter(([card]) => !(card in put));

  function place(card, to) {
    put = { ...put, [card]: to };
    last = card;
    change(value());
    paint(true);
    status.textContent = answer(card, to);
  }

  // What is said of one card: its answer where there is a key, else where it lies.
  function answer(card, to) {
    const lies = `“${words.get(card)}” lies on ${pile.get(to)}.`;
    if (!spec.key || spec.at_end) return lies;
    const found = one(card, to);
    return found.share === 1 ? `Yes. ${lies}` : `Not yet. ${why(card, to)}`;
  }

  const one = (card, to) => placed(spec, spec.cards.filter(([name]) => name === card),
    { [card]: spec.key[card] }, { [card]: to }, spec.why, null, "on the right pile");

  // Why a card does not lie there.
  const why = (card, to) => (spec.why ? one(card, to).messages.at(-1) : "Where else could it lie?");

  function byNumber(event) {
    const at = Number(event.key) - 1;
    const [next] = left();
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    if (Number.isInteger(at) && at >= 0 && at < spec.piles.length) {
      event.preventDefault();
      place(next[0], spec.piles[at][0]);
    }
  }

  function paint(moved = false) {
    const deck = left();
    screen.replaceChildren(...(deck.length ? playing(deck) : over()));
    if (!moved) return;
    (screen.querySelector("[data-pile]") ?? screen.querySelector("button"))?.focus({ preventScroll: true });
  }

  function playing(deck) {
    const [[card, said]] = deck;
    const face = h("div", { class: "qi-card-sort__card" },
      h("span", { class: "qi-card-sort__count" },
        `Card ${spec.cards.length - deck.length + 1} of ${spec.cards.length}`),
      h("span", { id: `${id}-card` }, said));
    const piles = spec.piles.map(([name, label], n) => h("button", { type: "button",
      class: "qi-card-sort__pile", "data-pile": "", "data-place": name, "aria-describedby": `${id}-card`,
      onclick: () => place(card, name) },
    h("kbd", { "aria-hidden": "true" }, String(n + 1)), h("span", {}, label),
    h("small", {}, count(name))));
    draggable(face, { ghost: true, start: () => face.classList.add("qi-card-sort__card--held"),
      drop: (el) => {
        const to = el?.closest("[data-place]");
        if (to && screen.contains(to)) place(card, to.dataset.place);
      },
      end: () => face.classList.remove("qi-card-sort__card--held") });
    return [face, h("p", { class: "qi-tip" },
      "Choose a pile, press its number, or drag the card there."),
    h("div", { class: "qi-card-sort__piles" }, piles), back()].filter(Boolean);
  }

  function count(name) {
    const many = Object.values(put).filter((to) => to === name).length;
    return many === 1 ? "1 card" : `${many} cards`;
  }

  function back() {
    if (!Object.keys(put).length) return null;
    return h("div", { class: "qi-card-sort__moves" },
      last !== null && last in put ? plain("Take the last card back", takeBack) : null,
      plain("Shuffle all together again", again));
  }

  function takeBack() {
    const { [last]: _, ...rest } = put;
    put = rest;
    last = null;
    status.textContent = "The card is back on the deck.";
    change(value());
    paint(true);
  }

  function again() {
    put = {};
    last = null;
    order = stream(fresh()).shuffled(spec.cards);
    status.textContent = "All cards are shuffled and back on the deck.";
    change(value());
    paint(true);
  }

  function over() {
    const found = spec.key ? score(spec, spec.key, { put }, spec.why, spec.partial) : null;
    const wrong = spec.key ? spec.cards.filter(([card]) => one(card, put[card]).share < 1) : [];
    return [
      ...(found ? found.messages.slice(0, 1).map((said) => h("p", { class: "qi-card-sort__sum" }, said))
        : [h("p", { class: "qi-card-sort__sum" }, "Every card lies on a pile.")]),
      h("div", { class: "qi-card-sort__done" }, spec.piles.map(([name, label]) => h("section", {},
        h("h4", {}, label), h("ul", {}, spec.cards.filter(([card]) => put[card] === name)
          .map(([card, said]) => h("li", {}, said, wrong.some(([each]) => each === card)
            ? h("small", {}, ` Not yet. ${why(card, name)}`) : null)))))),
      h("div", { class: "qi-card-sort__moves" },
        wrong.length ? plain(
          wrong.length === 1 ? "Sort that card again" : `Sort those ${wrong.length} cards again`,
          () => some(wrong)) : null,
        plain("Shuffle all together again", again)),
    ].filter(Boolean);
  }

  function some(wrong) {
    const names = wrong.map(([card]) => card);
    put = Object.fromEntries(Object.entries(put).filter(([card]) => !names.includes(card)));
    last = null;
    status.textContent = "";
    change(value());
    paint(true);
  }

  // How the teams placed each card, the cards they agree least on first.
  function agreement({ rows }) {
    const found = spec.cards.map(([, said], r) => {
      const votes = rows.map((row) => row[r]).filter((vote) => pile.has(vote));
      const counts = spec.piles.map(([name]) => votes.filter((vote) => vote === name).length);
      return { said, counts, all: votes.length, most: Math.max(...counts) };
    }).filter(({ all }) => all).sort((a, b) => a.most / a.all - b.most / b.all);
    if (!found.length) return null;
    return h("div", {}, h("h3", {}, "How the teams placed each card"),
      h("p", {}, "Talk about the first cards: the teams agree least on them."),
      h("div", { class: "qi-scroll", tabindex: 0, role: "group", "aria-label": "Agreement" }, h("table",
        { class: "qi-room__table qi-card-sort__agree", "aria-label": "How the teams placed each card" },
        h("thead", {}, h("tr", {}, ["Card", ...pile.values(), "Agreement"].map((head) =>
          h("th", { scope: "col" }, head)))),
        h("tbody", {}, found.map((each) => h("tr", {}, h("th", { scope: "row" }, each.said),
          each.counts.map((many) => h("td", {}, many ? tokens(many) : "–")),
          h("td", {}, `${each.most} of ${each.all}`)))))));
  }

  function show(given) {
    const known = Object.entries(reasons(given?.put))
      .filter(([card, to]) => words.has(card) && pile.has(to));
    put = Object.fromEntries(known);
    held = given?.room ?? null;
    big.show(held);
    paint();
  }

  show(null);
  return { node, value, show, focus: () => screen.querySelector("button")?.focus() };
}

// A number with as many dots as it says.
const tokens = (many) => h("span", {}, `${many} `,
  h("span", { class: "qi-card-sort__dots", "aria-hidden": "true" }, "●".repeat(many)));

const plain = (words, onclick) => h("button", { type: "button",
  class: "qi-button qi-button--plain", onclick }, words);

export function tell(spec, value) {
  const put = reasons(value?.put);
  return spec.piles.map(([name, label]) => {
    const inside = spec.cards.filter(([card]) => put[card] === name);
    return inside.length ? `${label}: ${inside.map(([, words]) => words).join("; ")}` : "";
  }).filter(Boolean);
}

export function score(spec, key, value, why, partial) {
  const given = value && typeof value === "object" && !Array.isArray(value) ? value.put : null;
  return placed(spec, spec.cards, key, given, why, partial, "on the right pile");
}
