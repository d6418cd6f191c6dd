// The log of spins: what changed, what was expected, what came.

import { h } from "../../dom.js";

export const tenth = (size) => Math.floor(size * 10 + 0.5) / 10;
export const inSeconds = (size) => `${size} second${Number(size) === 1 ? "" : "s"}`;

const label = (spec, name, key) =>
  spec.parts.find(([each]) => each === name)[2].find(([each]) => each === key)?.[1] ?? "–";

// What changed from one spin to the next, for the chart.
export function changes(spec, spins) {
  return spins.slice(1).flatMap((each, n) => {
    const changed = spec.parts.filter(([name]) => each[name] !== spins[n][name]);
    if (!changed.length) return [];
    const last = label(spec, changed[0][0], each[changed[0][0]]).split(" ").at(-1);
    const text = changed.length > 1 ? `${changed.length} changes`
      : last[0].toUpperCase() + last.slice(1);
    return [{ at: n + 2, text }];
  });
}

export function log(spec, spins) {
  const heads = ["Spin", "Expected", "Seconds", "How"];
  return h("table", { class: "qi-table qi-coin-spin__log" }, h("caption", {}, "Your log"),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, spins.map((each, n) => h("tr", {},
      h("th", { scope: "row" }, `${n + 1}${each.real ? ", real" : ""}`),
      h("td", {}, String(each.expected)), h("td", {}, String(each.seconds)),
      h("td", {}, how(spec, each, spins[n - 1]))))));
}

// Coin, surface and technique, with what is new since the spin before.
function how(spec, each, before) {
  return spec.parts.flatMap(([name], at) => {
    const words = label(spec, name, each[name]);
    const changed = before && each[name] !== before[name];
    return [at ? ", " : null, changed ? h("strong", {}, `${words} (new)`) : words];
  });
}

// The log in words, a line for each spin: to put into a form or an e-mail.
export function inLines(spec, spins) {
  return spins.map((each, n) => {
    const set = spec.parts.map(([name]) => label(spec, name, each[name])).join(", ");
    return `Spin ${n + 1}${each.real ? " (real coin)" : ""}: ${set}. `
      + `Expected ${inSeconds(each.expected)}, took ${inSeconds(each.seconds)}.`;
  }).join("\n");
}

// A button that copies the log; where the browser does not let it, the words stand there to copy.
export function copier(words, id) {
  const said = h("p", { class: "qi-coin-spin__copied", role: "status" });
  const field = h("textarea", { id, class: "qi-text", readonly: true, rows: 6 });
  field.value = words;
  const shown = h("div", { hidden: true }, h("label", { for: id }, "Your log in words"), field);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      said.textContent = "Copied. Paste it where you keep your PDSA.";
    } catch {
      shown.hidden = false;
      field.focus();
      field.select();
      said.textContent = "Copy these words from here.";
    }
  };
  return h("div", { class: "qi-coin-spin__copy" }, h("button", { type: "button",
    class: "qi-button qi-button--plain", "data-play": "copy", onclick: copy }, "Copy my log in words"),
  said, shown);
}

// What the log says about predicting, once there is enough of it.
export function lesson(spins) {
  if (spins.length < 4) return null;
  const off = spins.map((each) => Math.abs(each.seconds - each.expected));
  const mean = (part) => tenth(part.reduce((sum, each) => sum + each, 0) / part.length);
  const half = Math.floor(spins.length / 2);
  const [early, late] = [mean(off.slice(0, half)), mean(off.slice(half))];
  const words = late < early ? "Your predictions are coming closer. That is learning."
    : "A prediction that misses is worth the most: what did you not know?";
  return h("p", { class: "qi-coin-spin__lesson" },
    `You were off by ${inSeconds(early)} on average in the first half, and by ${inSeconds(late)} in the `
    + `second. ${words}`);
}
