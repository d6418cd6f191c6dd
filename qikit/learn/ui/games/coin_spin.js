// Coin spin: say a number, change one thing, spin.

import { h } from "../dom.js";
import { livechart } from "../livechart.js";
import { blank, number } from "../normal.js";
import { fresh, stream } from "../prng.js";
import { room } from "../room.js";
import { unanswered, verdict } from "../verdict.js";
import { drawing } from "./coins/coin.js";
import { changes, copier, inLines, inSeconds, lesson, log, tenth } from "./coins/log.js";

export const shown = true;

const MOST = 60;

// How many seconds a coin spins: qikit/games/coin_spin.py says the same.
export function spin(chance, spec, picked) {
  const added = spec.parts.map(([name, , options]) =>
    options.find(([key]) => key === picked[name])[2]);
  const size = spec.base + added[0] + added[1] + added[2] + spec.noise * chance.normal();
  return Math.max(spec.shortest, tenth(size));
}

export function control({ spec, id, change }) {
  let state = begun(spec);
  let begunHere = false;
  let since = null; // when the stopwatch was started
  let latest = 0; // which spin is the one to tell of
  const say = h("p", { class: "qi-coin-spin__say", role: "status" },
    "Choose a coin, a surface and a way to spin.");
  const coin = drawing();
  const field = h("input", { id: `${id}-expected`, class: "qi-number", inputmode: "decimal",
    autocomplete: "off", "aria-describedby": `${id}-tip` });
  const tip = h("p", { class: "qi-tip", id: `${id}-tip` }, "A guess is all it takes.");
  const timed = h("input", { id: `${id}-timed`, class: "qi-number", inputmode: "decimal",
    autocomplete: "off" });
  const watch = button("Start the stopwatch", stopwatch, "watch", true);
  const go = button("Spin", turn, "spin");
  const picks = h("div", { class: "qi-coin-spin__picks" });
  const real = h("details", { class: "qi-coin-spin__real" },
    h("summary", {}, "I have a real coin"),
    h("div", { class: "qi-coin-spin__timing" },
      h("p", {}, "Say your number above. Then time the spin here, or type the seconds."),
      watch, h("div", {}, h("label", { for: timed.id }, "Seconds it took"), timed),
      button("Keep this spin", byHand, "hand", true)));
  const after = h("div", { class: "qi-coin-spin__after" });
  const big = room({ title: "Spin a coin", team: "Team",
    teams: ["Team 1", "Team 2", "Team 3", "Team 4"], rounds: spec.rounds, unit: "seconds",
    value: null, chart: pooled, change: (value) => keep({ ...state, room: value }) });
  const node = h("div", { class: "qi-coin-spin" }, picks, coin.node,
    h("div", { class: "qi-coin-spin__guess" },
      h("label", { for: field.id }, "How many seconds do you expect?"), field, tip),
    h("div", { class: "qi-coin-spin__moves" }, go), say, real, after,
    h("div", { class: "qi-coin-spin__room" }, big.node));
  for (const [box, act] of [[field, turn], [timed, byHand]]) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      act();
    });
  }

  function pooled({ teams, rounds, rows }) {
    const played = rounds.filter((_, r) => rows.some((row) => row[r] !== null));
    if (!played.length) return null;
    return livechart({ id: `${id}-pooled`, title: "Seconds, all teams", unit: "seconds",
      x: played.flatMap((_, r) => teams.map((name) => `${name}, ${r + 1}`)),
      y: played.flatMap((_, r) => rows.map((row) => row[r])),
      notes: played.map((round, r) => ({ at: r * teams.length + 1, text: round.name })) });
  }

  function keep(next) {
    state = next;
    begunHere = true;
    change(value());
  }

  const value = () => (begunHere ? state : null);

  // The number said first, or null with a word about it.
  function expected() {
    const size = number(field.value, "seconds");
    if (size !== null && size >= 0) return size;
    tip.textContent = "First say how many seconds you expect. That is what makes it a test.";
    tip.setAttribute("role", "alert");
    field.focus();
    return null;
  }

  function turn() {
    const said = expected();
    if (said === null) return;
    const chance = stream(state.seed);
    state.spins.filter((each) => !each.real).forEach(() => chance.normal());
    done({ ...state.picked, expected: said, seconds: spin(chance, spec, state.picked) });
  }

  function byHand() {
    const said = expected();
    if (said === null) return;
    const seconds = number(timed.value, "seconds");
    if (seconds === null || seconds <= 0) {
      say.textContent = "Put in the seconds that it took, for example 7.4.";
      return timed.focus();
    }
    timed.value = "";
    done({ ...state.picked, expected: said, seconds: tenth(seconds), real: true });
  }

  function stopwatch() {
    if (since === null) {
      if (expected() === null) return;
      since = performance.now();
      watch.textContent = "Stop";
      say.textContent = "The stopwatch runs.";
      return;
    }
    timed.value = String(tenth((performance.now() - since) / 1000));
    since = null;
    watch.textContent = "Start the stopwatch";
    say.textContent = `${inSeconds(timed.value)}. Keep this spin, or time it again.`;
  }

  function done(made) {
    if (state.spins.length >= MOST) {
      say.textContent = "Your log is full. Start again for a new one.";
      return;
    }
    keep({ ...state, spins: [...state.spins, made] });
    field.value = "";
    tip.removeAttribute("role");
    tip.textContent = "What did that teach you? Change one thing, and say a number again.";
    field.focus({ preventScroll: true });
    latest += 1;
    const mine = latest;
    const reveal = () => {
      if (mine !== latest) return;
      say.textContent = `${inSeconds(made.seconds)}. You expected ${made.expected}${verdictOf(made)}`;
      paint();
    };
    if (made.real) return reveal();
    say.textContent = "It spins …";
    coin.node.scrollIntoView({ block: "nearest" });
    coin.turn(made.seconds).then(reveal, reveal);
  }

  function choices() {
    return spec.parts.map(([name, words, options]) =>
      h("fieldset", { class: "qi-coin-spin__part" }, h("legend", {}, words),
        options.map(([key, label]) => h("label", { class: "qi-chip" },
          h("input", { type: "radio", name: `${id}-${name}`, value: key,
            checked: state.picked[name] === key,
            onchange: () => {
              keep({ ...state, picked: { ...state.picked, [name]: key } });
              coin.dress(state.picked);
            } }), h("span", {}, label)))));
  }

  function paint() {
    after.replaceChildren(...(state.spins.length ? [
      log(spec, state.spins),
      livechart({ id: `${id}-chart`, title: "Seconds, spin by spin", unit: "seconds",
        x: state.spins.map((_, n) => String(n + 1)), y: state.spins.map((each) => each.seconds),
        notes: changes(spec, state.spins) }),
      lesson(state.spins),
      copier(inLines(spec, state.spins), `${id}-words`),
      h("div", { class: "qi-coin-spin__moves" }, button("Start again", again, "again", true)),
    ].filter(Boolean) : []));
  }

  function again() {
    keep({ ...begun(spec), picked: state.picked, seed: fresh(), room: state.room });
    latest += 1;
    coin.dress(state.picked);
    say.textContent = "A new log. Say a number, and spin.";
    paint();
    field.focus();
  }

  function show(given) {
    begunHere = Boolean(given);
    state = read(spec, given);
    latest += 1;
    picks.replaceChildren(...choices());
    coin.dress(state.picked);
    big.show(state.room);
    paint();
  }

  show(null);
  return { node, value, show, focus: () => field.focus(),
    busy: () => field === document.activeElement && field.value !== "" };
}

function verdictOf({ expected, seconds }) {
  const off = tenth(Math.abs(seconds - expected));
  if (off === 0) return ": spot on.";
  return seconds > expected ? `: ${inSeconds(off)} more.` : `: ${inSeconds(off)} less.`;
}

function button(words, onclick, name, plain = false) {
  return h("button", { type: "button", class: `qi-button${plain ? " qi-button--plain" : ""}`,
    onclick, "data-play": name }, words);
}

const begun = (spec) => ({ seed: spec.seed ?? fresh(), spins: [],
  picked: Object.fromEntries(spec.parts.map(([name, , options]) => [name, options[0][0]])) });

const known = (each) => each && typeof each === "object" && number(each.expected) !== null
  && number(each.seconds) !== null;

// The spins that can be read, with their sizes as numbers.
const whole = (given) => (Array.isArray(given) ? given : []).filter(known).slice(0, MOST)
  .map((each) => ({ ...each, expected: number(each.expected), seconds: number(each.seconds) }));

// What was kept, as far as it can be played on.
function read(spec, given) {
  const held = given && typeof given === "object" ? given : {};
  const state = begun(spec);
  if (Number.isInteger(held.seed) && held.seed >= 0) state.seed = held.seed;
  state.spins = whole(held.spins);
  for (const [name, , options] of spec.parts) {
    const key = held.picked?.[name];
    if (options.some(([each]) => each === key)) state.picked[name] = key;
  }
  if (held.room) state.room = held.room;
  return state;
}

export function tell(spec, value) {
  const spins = whole(value?.spins);
  if (!spins.length) return "No spin yet.";
  const best = Math.max(...spins.map((each) => each.seconds));
  return `${spins.length} spin${spins.length === 1 ? "" : "s"}; the longest took ${inSeconds(best)}.`;
}

// The share of the spins asked for that were made, each with a number said before it.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const many = (Array.isArray(value?.spins) ? value.spins : []).filter(known).length;
  const made = Math.min(many, spec.enough);
  const said = `${many} ${many === 1 ? "spin has" : "spins have"} a number said first.`;
  return verdict(made, spec.enough, [said], { share: made / spec.enough, spec, partial });
}
