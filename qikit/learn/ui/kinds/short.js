// Type a word or two.

import { h, whileTyping } from "../dom.js";
import { blank, text } from "../normal.js";
import { reasons, setVerdict, spoken, unanswered, verdict, wrong } from "../verdict.js";

const CLOSE = "Very close. Check the spelling.";
const ENDS = /^[ .,;:!?"']+|[ .,;:!?"']+$/g;
const BETWEEN = /[,;]| AND | & /;
const SHORTEST = 5;

export const single = true;

export function control({ spec, id, change }) {
  const tip = spec.listed
    ? h("p", { class: "qi-tip", id: `${id}-tip` }, "Put a comma between them. Any order will do.")
    : null;
  const field = h("input", { type: "text", id, class: "qi-short", autocomplete: "off",
    autocapitalize: "none", "aria-describedby": tip?.id });
  const typing = whileTyping(field, change);
  return {
    node: h("div", {}, tip, field),
    value: () => (typing.now(), field.value),
    show: (value) => { field.value = blank(value) ? "" : String(value); },
    focus: () => field.focus(),
    busy: () => typing.waiting(),
  };
}

// The key is a list: the first accepted answer, or with `listed` every name.
export function tell(spec, value) {
  if (!Array.isArray(value)) return blank(value) ? "" : String(value);
  return spec.listed ? value.join(", ") : value[0];
}

const plain = (value) => text(value).replace(ENDS, "");

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const said = spoken(why, plain);
  const answers = key.map(plain);
  if (spec.listed) {
    const given = text(value).split(BETWEEN).map(plain).filter(Boolean);
    return setVerdict(spec, answers, [...new Set(given)], said, why, partial);
  }
  const answer = plain(value);
  if (answers.includes(answer)) {
    return verdict(1, 1, [said.get(answer) || reasons(why)["*right"]], { spec });
  }
  const near = answers.some((each) => oneAstray(answer, each)) ? CLOSE : null;
  return verdict(0, 1, wrong([said.get(answer) || near], why), { spec });
}

// Whether one letter is missing, added, changed, or swapped with the next.
function oneAstray(typed, right) {
  const [mine, theirs] = [[...typed], [...right]];
  if (Math.min(mine.length, theirs.length) < SHORTEST) return false;
  if (Math.abs(mine.length - theirs.length) > 1) return false;
  while (mine.length && theirs.length && mine[0] === theirs[0]) {
    mine.shift();
    theirs.shift();
  }
  if (!mine.length || !theirs.length) return mine.length !== theirs.length;
  const [one, other, ...rest] = mine;
  const is = (...parts) => parts.join("") === theirs.join("");
  return is(...(other === undefined ? [one] : [other, one]), ...rest)
    || is(theirs[0], ...mine.slice(1)) || is(...mine.slice(1))
    || mine.join("") === theirs.slice(1).join("");
}
