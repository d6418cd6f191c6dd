// What the checks of a form find: what is good, and what to add next.
// qikit/learn/forms/findings.py says the same in Python.

import { reasons, unanswered, verdict } from "../verdict.js";
import { judge } from "./rules.js";
import { at, empty, joined, table, words } from "./said.js";

export function findings(form, checks, value) {
  return checks.map((check) => {
    const [met, which] = judge(form, check.rule, value);
    return { id: check.id, met, words: met ? check.good : nextOf(form, check, which, value),
      weight: check.weight ?? 1 };
  });
}

function nextOf(form, { next, otherwise, slips = [] }, which, value) {
  const slip = slips.find(({ rule }) => judge(form, rule, value)[0]);
  if (slip) {
    return slip.words.replace(/\{([a-z_]+)\}/g, (_, name) => words(at(table(value), name)));
  }
  if (!which.length && otherwise !== undefined) return otherwise;
  return next.replaceAll("{which}", () => joined(which));
}

export function judged(spec, checks, value, partial, why) {
  if (empty(value)) return unanswered();
  const found = findings(spec.form, checks, value);
  const counted = found.filter((each) => each.weight > 0);
  const met = counted.filter((each) => each.met);
  const total = sum(counted);
  const share = total > 0 ? sum(met) / total : 0;
  const praise = met.length === counted.length ? reasons(why)["*right"] : null;
  const messages = [
    met.length < counted.length
      ? `${met.length} of ${counted.length} ${met.length === 1 ? "is" : "are"} there.` : "",
    met.length ? praise || ["What is good:", ...met.map((each) => each.words)].join(" ") : "",
    ...counted.filter((each) => !each.met).map((each) => `Next: ${each.words}`),
    ...found.filter((each) => each.weight === 0 && !each.met)
      .map((each) => `Think about this too: ${each.words}`),
  ];
  return verdict(met.length, counted.length, messages, { share, spec, partial });
}

const sum = (found) => found.reduce((total, each) => total + each.weight, 0);
