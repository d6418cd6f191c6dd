// Portfolio: choose each quarter what to work on, meet events, see what is finished.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank } from "../normal.js";
import { fresh } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { played, summed } from "./quarters/rules.js";

export const shown = true;

const percent = (part, whole) => (whole ? Math.round((100 * part) / whole) : 0);

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  const project = new Map(spec.projects.map((each) => [each.id, each]));
  const event = new Map(spec.events.map((each) => [each.id, each]));
  const tags = new Map(); // what becomes of each project: goes on, starts, stops
  const say = h("p", { class: "qi-portfolio__say", role: "status" });
  const sum = h("p", { class: "qi-portfolio__needs", role: "status" });
  const screen = h("div", { class: "qi-portfolio__screen" });
  const big = room({ title: "Portfolio review", team: "Team", teams: ["Team 1", "Team 2", "Team 3"],
    rounds: spec.rounds, unit: "benefit so far", value: null, chart: pooled,
    change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-portfolio" }, rules(spec), screen, say,
    h("div", { class: "qi-portfolio__room" }, big.node));

  function pooled({ teams, rows }) {
    const last = rows.map((row) => row.filter((each) => each !== null).at(-1) ?? null);
    const top = Math.max(1, ...last);
    return last.some((each) => each !== null) ? h("div", {}, h("h3", {}, "Benefit of each team so far"),
      h("ul", { class: "qi-portfolio__teams" }, teams.map((team, t) => bar(team, last[t], top)))) : null;
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  const value = () => (begunHere ? state : null);
  const results = () => played(spec, state.seed, state.quarters);

  // Projects that can be worked on now: not done, and not waiting for an event.
  function open() {
    const so = results();
    const done = so.flatMap((each) => each.done);
    const met = ["", ...so.map((each) => each.event)];
    return spec.projects.filter((each) => !done.includes(each.id) && met.includes(each.waits_for));
  }

  function paint(moved = false) {
    const over = state.quarters.length === spec.quarters;
    const so = results();
    screen.replaceChildren(...[
      so.length ? story(so) : null,
      ...(over ? ending(so) : choosing(so)),
    ].filter(Boolean));
    if (moved) screen.querySelector("input, button")?.focus({ preventScroll: true });
  }

  function choosing(so) {
    const work = so.at(-1)?.work ?? {};
    const cards = open().map((each) => card(each, work[each.id] ?? 0));
    needs();
    return [
      h("fieldset", { class: "qi-portfolio__board" },
        h("legend", {}, `Quarter ${state.quarters.length + 1}: what do you work on?`),
        cards.length ? cards : h("p", {}, "Everything is finished.")),
      sum,
      h("div", { class: "qi-portfolio__moves" },
        button(`Play quarter ${state.quarters.length + 1}`, play)),
    ];
  }

  function card(each, done) {
    const box = h("input", { type: "checkbox", checked: state.chosen.includes(each.id),
      onchange: () => {
        const chosen = box.checked ? [...state.chosen, each.id]
          : state.chosen.filter((name) => name !== each.id);
        keep({ ...state, chosen });
        needs();
      } });
    const tag = h("small", { class: "qi-portfolio__move" });
    tags.set(each.id, tag);
    return h("label", { class: "qi-chip qi-portfolio__card" }, box,
      h("span", {}, h("strong", {}, each.title), tag, h("small", {},
        `${each.team}. ${each.objective || "Local work"}. Benefit ${each.benefit}.`),
      h("small", {}, `${done} of ${each.work} days done; up to ${each.days} a quarter.`)),
      h("meter", { min: 0, max: each.work, value: done, "aria-hidden": "true" }));
  }

  // Before quarter n, counted from 0, these were worked on.
  const before = (n) => (n ? state.quarters[n - 1]
    : spec.projects.filter((each) => each.live).map((each) => each.id));

  function moves(n, chosen, there) {
    const last = before(n);
    return {
      "goes on": there.filter((name) => last.includes(name) && chosen.includes(name)),
      starts: there.filter((name) => !last.includes(name) && chosen.includes(name)),
      stops: there.filter((name) => last.includes(name) && !chosen.includes(name)),
    };
  }

  function needs() {
    const found = moves(state.quarters.length, state.chosen, open().map((each) => each.id));
    for (const tag of tags.values()) tag.textContent = "";
    for (const [move, names] of Object.entries(found)) {
      for (const name of names) {
        tags.get(name).textContent = move;
        tags.get(name).dataset.move = move;
      }
    }
    const live = open().filter(({ id: name }) => state.chosen.includes(name));
    const work = results().at(-1)?.work ?? {};
    const days = live.reduce((total, each) =>
      total + Math.min(each.days, each.work - (work[each.id] ?? 0)), 0);
    const over = live.length - spec.limit;
    sum.textContent = `${live.length} project${live.length === 1 ? "" : "s"}, limit ${spec.limit}. `
      + `They could use ${days} days; there are ${spec.days}.`
      + (over > 0 ? ` Over the limit by ${over}: ${Math.min(over * spec.lost, 100 - spec.least)}% of all days go.` : "")
      + (days > spec.days ? " Each gets its share." : "");
  }

  function play() {
    const chosen = open().map((each) => each.id).filter((name) => state.chosen.includes(name));
    keep({ ...state, quarters: [...state.quarters, chosen] });
    const last = results().at(-1);
    const done = last.done.map((name) => project.get(name).title);
    say.textContent = [last.event ? event.get(last.event).text : "A quiet quarter.",
      done.length ? `Finished: ${done.join(", ")}.` : "Nothing was finished."].join(" ");
    paint(true);
  }

  function story(so) {
    return h("ol", { class: "qi-portfolio__story" }, so.map((each, n) => h("li", {},
      h("strong", {}, `Quarter ${n + 1}. `),
      changed(so, n),
      each.event ? `${event.get(each.event).text} ` : "A quiet quarter. ",
      `${each.there} days were there, ${each.needed} were wanted. `,
      each.done.length ? `Finished: ${each.done.map((name) => project.get(name).title).join(", ")}.`
        : "Nothing was finished.")));
  }

  // What was begun and stopped at the start of a quarter that was played.
  function changed(so, n) {
    const done = so.slice(0, n).flatMap((each) => each.done);
    const there = spec.projects.map(({ id: name }) => name).filter((name) => !done.includes(name));
    const { starts, stops } = moves(n, state.quarters[n], there);
    const named = (names) => names.map((name) => project.get(name).title).join(", ");
    return (starts.length ? `Begun: ${named(starts)}. ` : "")
      + (stops.length ? `Stopped: ${named(stops)}. ` : "");
  }

  function ending(so) {
    const all = summed(spec, so);
    const share = percent(all.aligned, all.days);
    const benefits = so.map((_, n) => summed(spec, so.slice(0, n + 1)).benefit);
    const words = [
      `Benefit ${all.benefit} from ${all.done.length} finished project${all.done.length === 1 ? "" : "s"}.`,
      all.days ? `${share}% of the days went to an objective. ${2 * all.aligned < all.days
        ? "Less than half: would the board agree?" : all.aligned === all.days
          ? "Nothing local was left: what did teams lose?" : "Local work went on as well."}`
        : "No day went into a project this year.",
      `${all.unfinished} of ${all.days} days lie in work that is not finished.`,
    ];
    return [h("h4", {}, "The year is over"), ...words.map((line) => h("p", {}, line)),
      livechart({ id: `${id}-benefit`, title: "Benefit so far", x: so.map((_, n) => `Quarter ${n + 1}`),
        y: benefits }),
      h("div", { class: "qi-portfolio__moves" }, button("Play the year again, with the same events",
        () => again(state.seed)), button("A new year, with new events", () => again(fresh()), true))];
  }

  function again(seed) {
    keep({ ...begun(spec), seed, room: state.room });
    say.textContent = "A new year begins.";
    paint(true);
  }

  function show(given) {
    begunHere = Boolean(given);
    state = read(spec, given);
    big.show(state.room);
    say.textContent = "";
    paint();
  }

  show(null);
  return { node, value, show, focus: () => screen.querySelector("input, button")?.focus() };
}

function bar(team, benefit, top) {
  const length = h("span", { class: "qi-portfolio__bar", "aria-hidden": "true" });
  length.style.setProperty("--share", String(Math.max(benefit ?? 0, 0) / top));
  return h("li", {}, h("span", {}, `${team}: ${benefit ?? "no result yet"}`), length);
}

function rules(spec) {
  return h("details", { class: "qi-portfolio__rules" }, h("summary", {}, "The rules"),
    h("ul", {}, spec.rules.map((line) => h("li", {}, line))));
}

function button(words, onclick, plain = false) {
  return h("button", { type: "button", class: `qi-button${plain ? " qi-button--plain" : ""}`, onclick },
    words);
}

const begun = (spec) => ({ seed: spec.seed ?? fresh(), quarters: [],
  chosen: spec.projects.filter((each) => each.live).map((each) => each.id) });

// What was kept, as far as it can be played on.
function read(spec, given) {
  const held = given && typeof given === "object" ? given : {};
  const state = begun(spec);
  const names = spec.projects.map((each) => each.id);
  const known = (list) => (Array.isArray(list) ? list.filter((name) => names.includes(name)) : []);
  if (Number.isInteger(held.seed) && held.seed >= 0) state.seed = held.seed;
  if (Array.isArray(held.quarters)) state.quarters = held.quarters.slice(0, spec.quarters).map(known);
  if (Array.isArray(held.chosen)) state.chosen = known(held.chosen);
  if (held.room) state.room = held.room;
  return state;
}

export function tell(spec, value) {
  const state = read(spec, value);
  if (!state.quarters.length) return "No quarter is played yet.";
  const all = summed(spec, played(spec, state.seed, state.quarters));
  return `${state.quarters.length} of ${spec.quarters} quarters played; benefit ${all.benefit}.`;
}

// The share of quarters that were played.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const total = spec.quarters;
  const done = Array.isArray(value?.quarters) ? Math.min(value.quarters.length, total) : 0;
  return verdict(done, total, [`${done} of ${total} quarters are played.`],
    { share: done / total, spec, partial });
}
