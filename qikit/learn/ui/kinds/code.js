// Write a function. It is written and tried in the notebook; this shows what came of it.

import { h } from "../dom.js";
import { whole } from "../normal.js";
import { unanswered, verdict, wrong } from "../verdict.js";

export const shown = true;

export function control({ spec }) {
  let kept = null;
  const names = spec.functions.map((name) => h("code", {}, name));
  return {
    node: h("div", {},
      h("p", { class: "qi-tip" }, "Write ", ...names.flatMap((name, n) => (n ? [", ", name] : [name])),
        " in the cell below. Then run the check under it."),
      spec.cases.length
        ? h("details", { class: "qi-cases" }, h("summary", {}, "What the check tries"),
            h("ul", {}, spec.cases.map((name) => h("li", {}, name))))
        : null),
    value: () => kept,
    show: (value) => { kept = value; },
    focus: () => {},
  };
}

// The result itself says how many cases pass.
export function tell() {
  return "";
}

export function score(spec, key, value, why, partial) {
  const passed = whole(value?.passed ?? null);
  const total = whole(value?.of ?? null);
  if (passed === null || total === null || total === 0 || passed < 0 || passed > total) {
    return unanswered();
  }
  if (passed === total) {
    const all = total === 1 ? "The case passes." : `All ${total} cases pass.`;
    return verdict(total, total, [all], { spec });
  }
  return verdict(passed, total, wrong([`${passed} of ${total} cases pass.`]),
    { share: passed / total, spec, partial });
}
