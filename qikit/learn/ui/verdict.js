// From what was right to a share, a state and the words for it.
// qikit/learn/verdict.py says the same in Python.

import { text } from "./normal.js";

export const NOT_ANSWERED = "not answered";
export const RIGHT = "right";
export const PARTLY = "partly right";
export const NOT_YET = "not yet";
export const SAVED = "saved";

const LOOK_AGAIN = "Have another look. A hint is there when you want it.";
const ENOUGH = "That is enough for every point.";
const HAIR = 1e-9;

export function unanswered() {
  return { share: 0, state: NOT_ANSWERED, messages: [] };
}

// `reached` is the number right, unless the kind counts something else.
export function verdict(right, total, messages = [],
  { share = 0, spec = {}, partial, reached = right } = {}) {
  const points = spec.points ?? 0;
  if (right === total) share = 1;
  else if (partial && partial.length) {
    const earned = partial.filter(([needed]) => reached + HAIR >= needed).map(([, each]) => each);
    share = earned.length && points > 0 ? Math.max(...earned) / points : 0;
  }
  const state = share >= 1 ? RIGHT : share > 0 ? PARTLY : NOT_YET;
  const said = messages.filter(Boolean);
  if (right !== total && state === RIGHT) said.push(ENOUGH);
  return { share, state, messages: said };
}

// The table of reasons, however little was given.
export function reasons(why) {
  return why !== null && typeof why === "object" && !Array.isArray(why) ? why : {};
}

// The reasons by name, as `read` reads names; names it cannot read are left out.
export function spoken(why, read = text) {
  const said = new Map(Object.entries(reasons(why)).map(([name, words]) => [read(name), words]));
  said.delete(null);
  return said;
}

export function wrong(messages, why) {
  const said = messages.filter(Boolean);
  return said.length ? said : [reasons(why)["*"] || LOOK_AGAIN];
}

// The verdict on a set of picks: right picks less wrong picks, of all that are right. Where the key
// holds several sets, the one that earns most counts.
export function setVerdict(spec, key, chosen, said, why, partial) {
  const sets = key.some(Array.isArray) ? key : [key];
  const near = (each) => chosen.filter((one) => each.includes(one)).length;
  return [...sets].sort((one, other) => near(other) - near(one))
    .map((each) => oneSet(spec, new Set(each), chosen, said, why, partial))
    .reduce((best, each) => (each.share > best.share ? each : best));
}

function oneSet(spec, right, chosen, said, why, partial) {
  const hits = chosen.filter((each) => right.has(each));
  const extra = chosen.filter((each) => !right.has(each));
  const got = hits.length - extra.length;
  if (got === right.size) {
    return verdict(got, right.size, [reasons(why)["*right"]], { spec, partial });
  }
  const messages = extra.length
    ? extra.map((each) => said.get(each))
    : [
        reasons(why)["*missed"] ||
          `What you picked is right so far: ${hits.length} of ${right.size}.`,
      ];
  const named = wrong(messages, why);
  if (extra.length && hits.length) {
    named.unshift(
      `${hits.length} of your ${chosen.length} ${hits.length === 1 ? "is" : "are"} right.`);
  }
  return verdict(Math.max(got, 0), right.size, named, { spec, partial });
}
