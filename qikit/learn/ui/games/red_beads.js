// The red bead ward: the learner is the manager.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank, number } from "../normal.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { better, chart, story, table, told } from "./beads/after.js";
import { paddle } from "./beads/draw.js";
import { MORE, begun, dawn, dip, done, followed, paddles, read, reds, shared, wholeDay }
  from "./beads/play.js";
import { stage, team } from "./beads/ward.js";

export const shown = true;

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  const say = h("p", { class: "qi-red-beads__say", role: "status" });
  const screen = h("div", { class: "qi-red-beads__screen" });
  const big = room({ title: "The red bead ward", team: "Worker", teams: spec.workers,
    rounds: spec.rounds, unit: "red beads", value: null,
    draw: (_, r) => paddle(stream(fresh()), spec.rounds[r].red, spec.beads, spec.holes).length,
    chart: pooled, change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-red-beads" }, screen,
    h("div", { class: "qi-red-beads__room" }, big.node));

  function pooled({ teams, rounds, rows }) {
    const { centre, lower, upper } = spec.boxes[0];
    const played = rounds.filter((_, r) => rows.some((row) => row[r] !== null));
    return played.length ? livechart({ id: `${id}-pooled`, title: "Red beads in each paddle", centre,
      lower, upper, x: played.flatMap((_, r) => teams.map((name) => `${name} ${r + 1}`)),
      y: played.flatMap((_, r) => rows.map((row) => row[r])),
      notes: played.length > spec.days ? [{ at: spec.days * teams.length + 1, text: "New box" }] : [],
    }) : null;
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  // The game as it is kept: nothing before the first move.
  function value() {
    if (!begunHere) return null;
    const { room: held, ...rest } = state;
    return held ? { ...rest, room: held } : rest;
  }

  function turn(next, words, { moving = false, focus = "next" } = {}) {
    keep(next);
    paint(moving);
    say.textContent = words;
    const to = screen.querySelector(`[data-play="${focus}"]`);
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: "nearest" });
  }

  function paint(moving = false) {
    const day = state.days.at(-1);
    if (!day) return screen.replaceChildren(...opening());
    const over = wholeDay(spec, day);
    const last = day.counts.length - 1;
    const holes = last < 0 ? null : paddles(spec, state)[state.days.length - 1][last];
    const words = last < 0 ? "The paddle is empty, over the box of beads."
      : `The paddle of ${spec.workers[last]}: ${reds(day.counts[last])} of ${spec.holes}.`;
    screen.replaceChildren(
      header(day),
      team(spec, { counts: day.counts, turn: over ? -1 : last + 1, move: day.move,
        before: state.days.at(-2)?.counts, moving }),
      stage(spec, { holes, share: day.red / spec.beads, said: words, moving }),
      say,
      ...(over ? evening() : [moves(day)]),
      ...(state.days.length > 1 ? [table(spec, state)] : []),
    );
  }

  function header(day) {
    const d = state.days.length;
    return h("p", { class: "qi-red-beads__day" },
      h("strong", {}, d > spec.days ? `Day ${d}, with a new box` : `Day ${d} of ${spec.days}`),
      h("span", {}, `In the box: ${spec.beads.toLocaleString("en-GB")} beads, ${day.red} red`),
      shared(spec, state) && spec.run ? h("span", {}, "The run that everyone has") : null);
  }

  function opening() {
    const field = h("input", { id: `${id}-guess`, class: "qi-number", inputmode: "numeric",
      autocomplete: "off", "aria-describedby": `${id}-tip` });
    const tip = h("p", { class: "qi-tip", id: `${id}-tip` },
      `A number from 0 to ${spec.holes}. A guess is all it takes.`);
    const go = () => {
      const guess = number(field.value);
      if (guess === null || guess < 0 || guess > spec.holes) {
        tip.textContent = `Put in a number from 0 to ${spec.holes} first.`;
        tip.setAttribute("role", "alert");
        return field.focus();
      }
      turn(dawn({ ...state, guess }, "", spec.boxes[0].red),
        `Day 1 begins. ${spec.workers[0]} holds the paddle.`);
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      go();
    });
    return [
      stage(spec, { holes: null, share: spec.boxes[0].red / spec.beads,
        said: "An empty paddle with 50 holes, over a box of red and white beads." }),
      h("p", {}, `Your ${spec.workers.length} willing workers dip a paddle into the box, once a day for `
        + `${spec.days} days. Of its ${spec.beads.toLocaleString("en-GB")} beads, `
        + `${spec.boxes[0].red} are red. `
        + "Patients want white beads alone. You are the manager."),
      h("div", { class: "qi-red-beads__guess" },
        h("label", { for: field.id }, `How many red beads do you expect in a paddle of ${spec.holes}?`),
        field, tip),
      h("div", { class: "qi-red-beads__moves" }, button("Start day 1", go, "next")),
    ];
  }

  function moves(day) {
    const name = spec.workers[day.counts.length];
    const d = state.days.length;
    return h("div", { class: "qi-red-beads__moves" },
      button(`${name} dips the paddle`, oneMore, "next"),
      button(`Play the rest of day ${d}`, theRest, "rest", true));
  }

  function oneMore() {
    const next = dip(spec, state);
    const { counts } = next.days.at(-1);
    const words = `${spec.workers[counts.length - 1]}: ${reds(counts.at(-1))}.`;
    const over = wholeDay(spec, next.days.at(-1));
    turn(next, over ? `${words} ${ended(next)}` : words,
      { moving: true, focus: over ? "first" : "next" });
  }

  function theRest() {
    let next = state;
    while (!wholeDay(spec, next.days.at(-1))) next = dip(spec, next);
    turn(next, ended(next), { moving: true, focus: "first" });
  }

  function ended(next) {
    const d = next.days.length - 1;
    const day = next.days[d];
    if (day.red !== spec.boxes[0].red || d >= spec.days) return better(spec, next);
    if (d === 0) return `Day 1 is done: ${day.counts.join(", ")}.`;
    return followed(spec, next.days[d - 1], day, d);
  }

  // Between two days, and after the last.
  function evening() {
    const played = done(spec, state);
    if (played < spec.days) return [decision()];
    const seen = [story(spec, state), chart(spec, state, `${id}-chart`)];
    const finished = played > spec.days ? seen.reverse() : seen;
    if (played < spec.days + MORE) finished.push(system());
    finished.push(h("div", { class: "qi-red-beads__moves" }, again()));
    return finished;
  }

  function decision() {
    const { counts } = state.days.at(-1);
    const d = state.days.length + 1;
    const [low, high] = [Math.min(...counts), Math.max(...counts)];
    const choices = [
      ["bonus", "Give a bonus", `${spec.workers[counts.indexOf(low)]} had fewest: ${low}`],
      ["warning", "Give a warning", `${spec.workers[counts.indexOf(high)]} had most: ${high}`],
      ["target", `Set a target of ${spec.target}`, "For everyone, on the wall"],
      ["none", "Change nothing", "Let them work"],
    ];
    return h("fieldset", { class: "qi-red-beads__choice" },
      h("legend", {}, `You are the manager. What will you do before day ${d}?`),
      choices.map(([move, name, more], at) => choice(name, more, () => tomorrow(move),
        at ? move : "first")));
  }

  function tomorrow(move) {
    turn(dawn(state, move, spec.boxes[0].red),
      `Day ${state.days.length + 1} begins. ${spec.workers[0]} holds the paddle.`);
  }

  function system() {
    return h("fieldset", { class: "qi-red-beads__choice" },
      h("legend", {}, "Now change the system, not the workers"),
      spec.boxes.slice(1).map((box, at) => choice(`A box with ${box.red} red beads`,
        `${fraction(box.red / spec.boxes[0].red)} of what it was`,
        () => turn(dawn(state, "none", box.red),
          `The new box holds ${box.red} red beads. ${spec.workers[0]} holds the paddle.`),
        `box-${at}`)));
  }

  function again() {
    const anew = (seed) => () => {
      turn({ ...begun(spec, seed), room: state.room }, "");
      screen.querySelector("input")?.focus();
    };
    const own = spec.seed !== null && !shared(spec, state);
    return [button("Play again with new beads", anew(fresh()), "again", true),
      own ? button("Back to the run that everyone has", anew(spec.seed), "shared", true) : null];
  }

  paint();
  return {
    node,
    value,
    show: (kept) => {
      begunHere = !blank(kept);
      if (begunHere) state = read(spec, kept);
      else if (state.days.length) state = begun(spec);
      big.show(state.room ?? null);
      say.textContent = "";
      paint();
    },
    focus: () => screen.querySelector("input, button")?.focus(),
  };
}

const fraction = (share) => (share === 0.5 ? "Half" : share === 0.25 ? "A quarter"
  : `${Math.round(share * 100)}%`);

function button(words, onclick, name, plain = false) {
  return h("button", { type: "button", onclick, "data-play": name,
    class: plain ? "qi-button qi-button--plain" : "qi-button" }, words);
}

function choice(name, more, onclick, key) {
  return h("button", { type: "button", class: "qi-red-beads__card", onclick, "data-play": key },
    h("strong", {}, name), h("span", {}, more));
}

export function tell(spec, value) {
  return told(spec, read(spec, value));
}

// The share of days that were played to their end.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const played = Array.isArray(value?.days) ? value.days : [];
  const total = spec.days;
  const full = played.filter((day) => Array.isArray(day?.counts)
    && day.counts.length === spec.workers.length).length;
  const right = Math.min(full, total);
  return verdict(right, total, [`You played ${right} of ${total} days.`],
    { share: right / total, spec, partial });
}
