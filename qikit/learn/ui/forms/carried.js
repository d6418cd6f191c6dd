// Bring over what another question keeps, as rows of this form: the spins of a game as tests.

import { h } from "../dom.js";
import { number } from "../normal.js";
import { at, table } from "./said.js";

// The rows to bring, the latest last; none when nothing whole is kept.
export function brought(carry, kept) {
  const held = at(table(kept), carry.held);
  const fields = Object.entries(carry.fields);
  return (Array.isArray(held) ? held : []).map(table)
    .filter((each) => fields.every(([, theirs]) => number(at(each, theirs)) !== null))
    .slice(-carry.most)
    .map((each, place) => ({
      id: `${carry.rows}-${place + 1}`,
      [carry.says.field]: carry.says.words.replace("{}", said(carry.says.names, each)),
      ...Object.fromEntries(fields.map(([ours, theirs]) => [ours, String(at(each, theirs))])),
    }));
}

const said = (names, each) => Object.entries(names)
  .map(([name, words]) => words[at(each, name)]).filter(Boolean).join(", ");

// The button; `bring` puts rows in the form, and `other` gives what another question keeps.
export function carrier(carry, other, bring) {
  const status = h("div", { class: "qi-form__status", role: "status" });
  const button = h("button", { type: "button", class: "qi-button qi-button--plain",
    onclick: () => {
      const rows = brought(carry, other(carry.from));
      status.replaceChildren(h("p", {}, rows.length
        ? `${rows.length} brought here. Now say what you decided after each.` : carry.none));
      if (rows.length) bring({ [carry.rows]: rows });
    } }, carry.button);
  return h("div", { class: "qi-form__carry" }, button, status);
}
