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
const MOST_LETTERS = 16;

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
  const hint = def.hint && def.type !== "tick"
    ? h("p", { class: "qi-form__hint", id: described }, def.hint) : null;
  const looks = ["qi-form__field", wide(def, part) ? "qi-form__field--wide" : "",
    def.type === "link" && part.compact ? "qi-form__field--beside" : ""];
  const node = h("div", { class: looks.filter(Boolean).join(" ") }, head ? null : label,
    hint, made.node);

  function sync() {
    node.hidden = Boolean(def.after) && closed(part, row, def.after);
    made.sync?.();
    if (!def.until) return;
    made.input.readOnly = fixed(row, def.until);
    const kept = part.short ? "Said first" : "Kept as you predicted it, before the result";
    hint.textContent = made.input.readOnly ? kept : def.hint;
  }

  made.show(at(row, def.name));
  return { node, label, sync, focus: () => made.input.focus(), typing: made.typing };
}

function wide(def, part) {
  return def.wide || ["text", "tick"].includes(def.type)
    || (kind(def, part) === "chips" && def.options.join("").length > MOST_LETTERS);
}

function kind(def, part) {
  if (def.type !== "pick") return def.type;
  return !part.compact && def.options.length <= MOST_CHIPS ? "chips" : "pick";
}
