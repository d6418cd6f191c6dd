// Sort items into groups: by tapping, by dragging, or by keys.

import { blank, text } from "../normal.js";
import { trays } from "../trays.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";

export function control({ spec, id, change }) {
  return trays({ id, cards: spec.items, places: spec.groups, many: true,
    tip: "Choose a card, then choose its group. You can also drag it.",
    left: (count) => (count ? `${count} still to sort` : "Every card has a group"),
    pairs: (value) => Object.entries(reasons(value)),
    value: (pairs) => Object.fromEntries(pairs),
    change });
}

export function tell(spec, value) {
  return spec.groups
    .map(([group, name]) => {
      const inside = spec.items.filter(([item]) => first(reasons(value)[item]) === text(group));
      return inside.length ? `${name}: ${inside.map(([, label]) => label).join("; ")}` : "";
    })
    .filter(Boolean);
}

const first = (place) => text([place].flat()[0]);

export function score(spec, key, value, why, partial) {
  return placed(spec, spec.items, key, value, why, partial, "in the right group");
}

// The verdict on things put in places: { thing: place } against the key.
export function placed(spec, items, key, value, why, partial, words) {
  if (blank(value)) return unanswered();
  const given = reasons(value);
  const [said, pairs] = [[], []];
  let right = 0;
  for (const [name] of items) {
    const put = text(given[name]);
    const accepted = [key[name]].flat().map(text);
    pairs.push([accepted[0], put]);
    if (accepted.includes(put)) right += 1;
    else said.push(reason(why, name, put));
  }
  const total = items.length;
  if (right === total) return verdict(right, total, [reasons(why)["*right"]], { spec });
  let count = `${right} of ${total} ${right === 1 ? "is" : "are"} ${words}.`;
  const named = [...new Set(said.filter(Boolean))];
  let reached = right;
  if (spec.kappa) {
    const [kappa, hundredths] = agreement(pairs);
    reached = kappa;
    count += ` Agreement beyond chance (kappa): ${inWords(hundredths)}.`;
  }
  return verdict(right, total, [count, ...wrong(named, why)],
    { share: right / total, spec, partial, reached });
}

function reason(why, name, put) {
  const said = reasons(why)[name];
  if (!put) return null;
  if (said === null || typeof said !== "object") return said;
  return spoken(said).get(put) || said["*"];
}

// Cohen's kappa of two codings, and the same in whole hundredths, rounded half up.
function agreement(pairs) {
  const count = pairs.length;
  const same = pairs.filter(([mine, theirs]) => mine === theirs).length;
  const times = (code, side) => pairs.filter((pair) => pair[side] === code).length;
  const chance = [...new Set(pairs.flat())]
    .reduce((total, code) => total + times(code, 0) * times(code, 1), 0);
  const [above, room] = [count * same - chance, count * count - chance];
  if (room === 0) return [1, 100];
  return [above / room, Math.floor((200 * above + room) / (2 * room))];
}

function inWords(hundredths) {
  const size = Math.abs(hundredths);
  const part = String(size % 100).padStart(2, "0");
  return `${hundredths < 0 ? "-" : ""}${Math.floor(size / 100)}.${part}`;
}
