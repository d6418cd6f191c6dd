// What the checks of a form find: what is good, and what to add next.
// qikit/learn/forms/findings.py says the same in Python.

import { unanswered, verdict } from "../verdict.js";
import { judge } from "./rules.js";
import { empty, joined } from "./said.js";

export function findings(form, checks, value) {
  return checks.map((check) => {
    const [met, which] = judge(form, check.rule, value);
    return { id: check.id, met, words: met ? check.good : nextOf(check, which),
      weight: check.weight ?? 1 };
  });
}

function nextOf({ next, otherwise }, which) {
  if (!which.length && otherwise !== undefined) return otherwise;
  return next.replaceAll("{which}", () => joined(which));
}

export function judged(spec, checks, value, partial) {
  if (empty(value)) return unanswered();
  const found = findings(spec.form, checks, value);
  const counted = found.filter((each) => each.weight > 0);
  const met = counted.filter((each) => each.met);
  const total = sum(counted);
  const share = total > 0 ? sum(met) / total : 0;
  const good = found.filter((each) => each.met).map((each) => each.words);
  const messages = [
    met.length < counted.length ? `${met.length} of ${counted.length} checks met.` : "",
    good.length ? ["What is good:", ...good].join(" ") : "",
    ...counted.filter((each) => !each.met).map((each) => `Next: ${each.words}`),
    ...found.filter((each) => each.weight === 0 && !each.met)
      .map((each) => `Think about this too: ${each.words}`),
  ];
  return verdict(met.length, counted.length, messages, { share, spec, partial });
}

const sum = (found) => found.reduce((total, each) => total + each.weight, 0);
