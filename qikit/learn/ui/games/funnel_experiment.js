// The funnel experiment: four rules for where to aim next.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank, whole } from "../normal.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { drops, spread } from "./funnel/drops.js";
import { ladder, mat, mats } from "./funnel/mat.js";
import { aimed, begun, hundredth, marbles, place, read, spots, spreads } from "./funnel/play.js";

export const shown = true;

const LONGEST = 1400;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  let frame = 0;
  const say = h("p", { class: "qi-funnel-experiment__say", role: "status" });
  const table = mat("The mat, with no marbles yet.");
  const rules = h("fieldset", { class: "qi-funnel-experiment__rules" });
  const moves = h("div", { class: "qi-funnel-experiment__moves" });
  const after = h("div", { class: "qi-funnel-experiment__after" });
  const play = h("div", { class: "qi-funnel-experiment__play" }, rules, table.node, say, moves, after);
  const screen = h("div", {});
  const big = room({ title: "The funnel experiment", team: "Group",
    teams: ["Group 1", "Group 2", "Group 3"], rounds: spec.rounds, unit: "variance", value: null,
    draw: (_, r) => Number(spread(drops(stream(fresh()), r + 1, spec.enough)).toFixed(2)),
    chart: pooled, change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-funnel-experiment" }, screen,
    h("div", { class: "qi-funnel-experiment__room" }, big.node));

  function pooled({ rounds, rows }) {
    const found = rounds.map((_, r) => rows.map((row) => row[r]).filter((size) => size !== null));
    return found.some((sizes) => sizes.length) ? ladder(found, rounds.map((each) => each.name),
      "Variance of each group, rule by rule. From one number below to the next, the spread doubles "
      + "twice.") : null;
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  function value() {
    return begunHere ? state : null;
  }

  function paint() {
    cancelAnimationFrame(frame);
    if (state.guess === null) return screen.replaceChildren(...opening());
    if (!screen.contains(play)) screen.replaceChildren(play);
    const rule = state.rule;
    const landed = spots(state, rule);
    paintRules();
    paintMoves();
    table.show(landed, aimed(state, rule, landed), described(landed));
    after.replaceChildren(...results());
  }

  function opening() {
    const radios = choices("guess", null, (rule) => {
      keep({ ...state, guess: rule });
      paint();
      say.textContent = `You say rule ${rule}. Try rule 2 first, then leave the funnel alone.`;
      moves.querySelector("button")?.focus();
    });
    return [
      h("p", {}, "Marbles fall through a funnel on a mat. The target is its centre. Chance nudges "
        + "each marble a little. After each drop you may move the funnel."),
      h("fieldset", { class: "qi-funnel-experiment__rules" },
        h("legend", {}, "Guess first: which rule keeps the marbles closest together?"), radios),
    ];
  }

  // One button for each rule; the page says what the rule does, and where we meet it.
  function choices(name, chosen, pick) {
    return spec.rules.map((rule, r) => h("button", { type: "button", "data-play": `${name}-${r + 1}`,
      class: "qi-funnel-experiment__rule", onclick: () => pick(r + 1),
      "aria-pressed": name === "guess" ? null : String(chosen === r + 1) },
    h("strong", {}, `${r + 1}. ${rule.name}`),
    h("span", { class: "qi-funnel-experiment__how" }, rule.how),
    name === "guess" ? null : h("span", { class: "qi-funnel-experiment__tally" },
      marbles(state.dropped[r]))));
  }

  function paintRules() {
    rules.replaceChildren(h("legend", {}, "Which rule do you use?"),
      ...choices("rule", state.rule, (rule) => {
        keep({ ...state, rule });
        paint();
        say.textContent = `Rule ${rule}. ${spec.rules[rule - 1].how}`;
        rules.querySelector(`[data-play="rule-${rule}"]`).focus();
      }),
      h("p", { class: "qi-tip" }, `In our work: ${spec.rules[state.rule - 1].like}`));
  }

  function paintMoves() {
    const left = spec.most - state.dropped[state.rule - 1];
    const buttons = left > 0
      ? spec.steps.map((step) => button(`Drop ${step}`, () => drop(Math.min(step, left)), step))
      : [h("p", { class: "qi-funnel-experiment__full" },
        `All ${spec.most} marbles of rule ${state.rule} are down.`)];
    moves.replaceChildren(...buttons,
      button("Start all over", again, "again", true));
  }

  function drop(many) {
    const focused = document.activeElement?.dataset.play;
    const rule = state.rule;
    const before = state.dropped[rule - 1];
    keep({ ...state, dropped: state.dropped.map((each, r) => (r === rule - 1 ? each + many : each)) });
    paint();
    const landed = spots(state, rule);
    say.textContent = described(landed);
    (moves.querySelector(`[data-play="${focused}"]`)
      ?? rules.querySelector(`[data-play="rule-${rule}"]`)).focus({ preventScroll: true });
    if (!calm()) fall(rule, landed, before);
  }

  // Show the newest marbles one after the other.
  function fall(rule, landed, before) {
    const many = landed.length - before;
    const each = Math.min(320, LONGEST / many);
    const start = performance.now();
    let seen = -1;
    const step = (now) => {
      const count = before + Math.min(many, 1 + Math.floor((now - start) / each));
      if (count !== seen) {
        seen = count;
        const part = landed.slice(0, count);
        table.show(part, aimed(state, rule, part), described(landed), many === 1);
      }
      if (count < landed.length) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }

  function described(landed) {
    if (!landed.length) return `Rule ${state.rule}: no marbles yet.`;
    const found = spread(landed);
    return `Rule ${state.rule}: ${marbles(landed.length)}. The last one lies ${place(landed.at(-1))}.`
      + (found === null ? "" : ` Variance ${hundredth(found)}.`);
  }

  function results() {
    const found = spreads(state);
    const used = found.filter((each) => each !== null).length;
    const landed = spots(state, state.rule);
    const parts = [];
    if (landed.length >= 2) {
      parts.push(livechart({ id: `${id}-line`, 
        title: `Rule ${state.rule}: right (+) or left (-) of the target`,
        x: landed.map((_, n) => n + 1), y: landed.map((spot) => spot[0]), target: 0 }));
    }
    if (used) parts.push(comparison(found));
    if (used > 1) {
      parts.push(h("p", {}, "All four on mats of one size:"),
        mats(spec, state.dropped.map((_, r) => spots(state, r + 1))));
    }
    const full = state.dropped.every((each) => each >= spec.enough);
    if (full) parts.push(lesson(found));
    return parts;
  }

  function comparison(found) {
    const head = ["Rule", "Marbles", "Variance", "Theory for so many"];
    const said = found.flatMap((size, r) => (size === null ? [] : [`rule ${r + 1} ${hundredth(size)}`]));
    const many = (words) => h("td", { class: "qi-table__number" }, words);
    return h("div", {}, h("div", { class: "qi-scroll", tabindex: 0, role: "group",
      "aria-label": "Variance of each rule" },
    h("table", { class: "qi-table qi-funnel-experiment__table" },
      h("caption", {}, "Spread of each rule"),
      h("thead", {}, h("tr", {}, head.map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, spec.rules.map((rule, r) => h("tr", {},
        h("th", { scope: "row" }, String(r + 1)), many(String(state.dropped[r])),
        many(found[r] === null ? "–" : hundredth(found[r])),
        many(state.dropped[r] >= spec.enough ? rule.theory[state.dropped[r] - spec.enough].toFixed(1) : "?")))))),
    ladder(found.map((size) => (size === null ? [] : [size])), spec.rules.map((_, r) => `Rule ${r + 1}`),
      `Variance: ${said.join(", ")}. Each line is twice the line before.`));
  }

  function lesson(found) {
    const least = found.indexOf(Math.min(...found)) + 1;
    const right = state.guess === least ? "as you said" : `you said rule ${state.guess}`;
    return h("div", { class: "qi-funnel-experiment__lesson" },
      h("p", {}, h("strong", {}, `Rule ${least} kept the marbles closest together; ${right}.`)),
      h("p", {}, `Rule 2 has ${hundredth(found[1] / found[0])} times the variance of rule 1. In the `
        + "long run it is twice. Rules 3 and 4 go further and further away."),
      h("p", {}, "The funnel was never the trouble. Each miss was chance, and each answer to chance "
        + "added more. To come closer, change the process: a lower funnel, a softer mat."));
  }

  function again() {
    keep({ ...begun(spec, spec.seed ?? fresh()), room: state.room });
    say.textContent = "";
    paint();
    screen.querySelector("button")?.focus();
  }

  paint();
  return {
    node,
    value,
    show(kept) {
      begunHere = !blank(kept);
      if (begunHere) state = read(spec, kept);
      else if (state.guess !== null) state = begun(spec);
      big.show(state.room ?? null);
      say.textContent = "";
      paint();
    },
    focus: () => screen.querySelector("button")?.focus(),
  };
}

function button(words, onclick, name, plain = false) {
  return h("button", { type: "button", onclick, "data-play": name,
    class: plain ? "qi-button qi-button--plain" : "qi-button" }, words);
}

export function tell(spec, value) {
  const state = read(spec, value);
  if (state.guess === null) return "";
  const found = spreads(state).flatMap((size, r) => (size === null ? []
    : [`rule ${r + 1} ${hundredth(size)} (${marbles(state.dropped[r])})`]));
  return `You guessed rule ${state.guess}.${found.length ? ` Variance: ${found.join(", ")}.` : ""}`;
}

// The share of rules that were given enough marbles.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const total = spec.rules.length;
  const dropped = Array.isArray(value?.dropped) ? value.dropped.slice(0, total) : [];
  const done = dropped.map(whole).filter((each) => each !== null && each >= spec.enough).length;
  return verdict(done, total, [`${done} of ${total} rules have ${spec.enough} marbles or more.`],
    { share: done / total, spec, partial });
}
