// One field of a form: its label, its hint and its control, and whether it is open.
//
// field({ def, part, row, id, desk }) gives { node, label, sync(), focus(), typing? }. `row` is where
// its value is kept; `desk` is the form it belongs to: { form, value, changed() }. With `head` the
// label says that, and the row puts it where it belongs.

import { h } from "../dom.js";
import { CONTROLS, named } from "./controls.js";
import { at, filled } from "./said.js";
import { closed, fixed } from "./times.js";

const MOST_CHIPS = 3;

export function field({ def, part, row, id, desk, head }) {
  const described = def.hint ? `${id}-hint` : null;
  const keep = (value) => {
    if (filled(value)) row[def.name] = value;
    else delete row[def.name];
    desk.changed();
  };
  const made = CONTROLS[kind(def, part)]({ def, row, id, desk, keep, described });
  const label = made.label !== undefined ? made.label
    : h("label", { class: "qi-form__label", for: id }, head ?? named(def));
  const note = h("p", { class: "qi-form__fixed", hidden: true },
    "Kept as you predicted it. To predict anew, add another cycle.");
  const looks = ["qi-form__field", def.wide || def.type === "text" ? "qi-form__field--wide" : "",
    def.type === "link" && part.compact ? "qi-form__field--beside" : ""];
  const node = h("div", { class: looks.filter(Boolean).join(" ") }, head ? null : label,
    def.hint ? h("p", { class: "qi-form__hint", id: described }, def.hint) : null, made.node,
    def.until ? note : null);

  function sync() {
    node.hidden = Boolean(def.after) && closed(part, row, def.after);
    made.sync?.();
    if (!def.until) return;
    made.input.readOnly = fixed(row, def.until);
    note.hidden = !made.input.readOnly;
  }

  made.show(at(row, def.name));
  return { node, label, sync, focus: () => made.input.focus(), typing: made.typing };
}

function kind(def, part) {
  if (def.type !== "pick") return def.type;
  return !part.compact && def.options.length <= MOST_CHIPS ? "chips" : "pick";
}
