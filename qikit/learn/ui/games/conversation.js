// Conversation: choose what to say, see what it leads to.

import { h } from "../dom.js";
import { blank, whole } from "../normal.js";
import { room } from "../room.js";
import { reasons, unanswered, verdict } from "../verdict.js";

export const shown = true;

const LONGEST = 60;

// The steps of a path that hold together, from the start: [scene, number from 0].
export function walked(spec, path) {
  const steps = [];
  let here = spec.start;
  for (const step of Array.isArray(path) ? path : []) {
    if (!(Array.isArray(step) && step.length === 2 && step[0] === here)) break;
    const at = whole(step[1]);
    if (at === null || at < 0 || at >= spec.scenes[here].choices.length) break;
    if (steps.length >= LONGEST) break;
    steps.push([here, at]);
    here = spec.scenes[here].choices[at].to;
  }
  return steps;
}

const arrived = (spec, steps) =>
  (steps.length ? spec.scenes[steps.at(-1)[0]].choices[steps.at(-1)[1]].to : spec.start);

export function control({ spec, id, change }) {
  let path = [];
  let held = null;
  const said = h("ol", { class: "qi-conversation__said" });
  const moves = h("div", { class: "qi-conversation__moves", role: "group", "aria-label": "What you say" });
  const status = h("p", { class: "qi-unseen", role: "status" });
  const asked = Object.keys(spec.scenes).filter((name) => spec.scenes[name].choices.length);
  const rounds = asked.map((name, n) => ({ name: `Line ${n + 1}`,
    say: [`${spec.scenes[name].who}: ${spec.scenes[name].says}`, "What would you say?",
      ...spec.scenes[name].choices.map(numbered)].join("\n\n"),
    options: spec.scenes[name].choices.map((each, at) => [String(at + 1), numbered(each, at)]) }));
  const big = room({ title: "The conversation", team: "Team", teams: ["Team 1", "Team 2", "Team 3"],
    rounds, value: null, chart: votes,
    change: (next) => { held = next; change(value()); } });
  const node = h("div", { class: "qi-conversation" }, said, moves, status,
    h("div", { class: "qi-conversation__room" }, big.node));

  function value() {
    if (!path.length && !held) return null;
    return held ? { path, room: held } : { path };
  }

  function say(at) {
    path = [...path, [arrived(spec, path), at]];
    change(value());
    paint(true);
  }

  function back() {
    path = path.slice(0, -1);
    change(value());
    paint(true);
  }

  function paint(moved = false) {
    const here = spec.scenes[arrived(spec, path)];
    said.replaceChildren(...path.flatMap(([name, at]) => {
      const scene = spec.scenes[name];
      return [line(scene.who, scene.says), mine(scene.choices[at])];
    }), line(here.who, here.says, true));
    const full = path.length >= LONGEST;
    moves.replaceChildren(...(full ? [] : here.choices).map(({ say: words }, at) =>
      h("button", { type: "button", class: "qi-conversation__choice", "data-say": at,
        onclick: () => say(at) }, words)),
    ...(here.choices.length && !full ? [] : [summary()]),
    ...(path.length ? [h("div", { class: "qi-conversation__steps" },
      plain("Go back one step", back), plain("Begin again", again))] : []));
    if (!moved) return;
    status.textContent = `${here.who}: ${here.says}`;
    (moves.querySelector("[data-say]") ?? moves.querySelector("button"))?.focus({ preventScroll: true });
    said.lastChild.scrollIntoView({ block: "nearest" });
  }

  function again() {
    path = [];
    change(value());
    paint(true);
  }

  // What the way showed, once the talk is at its end.
  function summary() {
    const chosen = path.map(([name, at]) => spec.scenes[name].choices[at]);
    const kinds = new Map();
    chosen.forEach(({ shows }) => shows && kinds.set(shows, (kinds.get(shows) ?? 0) + 1));
    const found = spec.key ? score(spec, spec.key, { path }, spec.why, spec.partial) : null;
    return h("div", { class: "qi-conversation__end" }, h("h4", {}, "The talk is over"),
      kinds.size ? h("p", {}, `You used ${[...kinds].map(([name, many]) =>
        `${name} (${many})`).join(", ")}.`) : null,
      ...(found?.messages ?? []).map((words) => h("p", {}, words)),
      h("p", {}, "You can go back and try another way."));
  }

  // What the teams would say at each line, and where each answer leads.
  function votes({ teams, rounds: all, rows }) {
    const done = all.map((round, r) => [round, r, rows.map((row) => row[r]).filter((vote) => vote !== null)])
      .filter(([, , given]) => given.length);
    if (!done.length) return null;
    return h("div", {}, done.map(([round, r, given]) => h("div", {}, h("h3", {}, round.name),
      h("ul", {}, spec.scenes[asked[r]].choices.map(({ say: words, to }, at) => {
        const many = given.filter((vote) => vote === String(at + 1)).length;
        return h("li", {}, `${many} of ${teams.length}: ${words} `,
          h("span", { class: "qi-conversation__leads" }, leads(to)));
      })))));
  }

  function leads(to) {
    const { who, says } = spec.scenes[to];
    const at = asked.indexOf(to);
    return at < 0 ? `The talk ends. ${who}: ${says}` : `Go on at line ${at + 1}.`;
  }

  function show(given) {
    path = walked(spec, given?.path);
    held = given?.room ?? null;
    big.show(held);
    paint();
  }

  show(null);
  return { node, value, show, focus: () => moves.querySelector("button")?.focus() };
}

const numbered = ({ say }, at) => `${at + 1}. ${say}`;

function line(who, says, now = false) {
  return h("li", { class: `qi-conversation__line${now ? " qi-conversation__line--now" : ""}` },
    h("strong", {}, who), h("span", {}, says));
}

function mine({ say, shows, note }) {
  return h("li", { class: "qi-conversation__line qi-conversation__line--mine" },
    h("strong", {}, "You"), h("span", {}, say),
    shows || note ? h("small", {}, [shows, note].filter(Boolean).join(": ")) : null);
}

const plain = (words, onclick) => h("button", { type: "button",
  class: "qi-button qi-button--plain", onclick }, words);

export function tell(spec, value) {
  const steps = walked(spec, value?.path);
  return steps.map(([name, at]) => spec.scenes[name].choices[at].say);
}

// The points of the choices made, each once, of out_of; all when it says no points.
export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const steps = walked(spec, value?.path);
  if (!steps.length) return unanswered();
  const total = spec.out_of;
  if (!total || !key || !Object.keys(key).length) return verdict(1, 1, [], { spec });
  const once = new Map(steps.map(([name, at]) => [`${at} ${name}`, key[name][at]]));
  const earned = [...once.values()].reduce((sum, points) => sum + points, 0);
  const told = steps.map(([name, at]) => reasons(reasons(why)[name])[String(at + 1)]).filter(Boolean);
  const right = Math.min(Math.max(earned, 0), total);
  return verdict(right, total, [`${right} of ${total} for what you chose to say.`, ...new Set(told)],
    { share: right / total, spec, partial, reached: right });
}
