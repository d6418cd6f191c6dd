// One field of a form: its label, its hint and its control, and whether it is open.
//
// field({ def, part, row, id, desk }) gives { node, sync(), focus(), typing? }. `row` is where its
// value is kept; `desk` is the form it belongs to: { form, value, changed() }.

import { h, whileTyping } from "../dom.js";
import { at, filled, rowName, rows } from "./said.js";
import { closed, fixed } from "./times.js";

const MOST_CHIPS = 3;

export function field({ def, part, row, id, desk }) {
  const hint = `${id}-hint`;
  const described = def.hint ? hint : null;
  const keep = (value) => {
    if (filled(value)) row[def.name] = value;
    else delete row[def.name];
    desk.changed();
  };
  const made = CONTROLS[kind(def, part)]({ def, part, row, id, desk, keep, described });
  const label = made.label ?? h("label", { class: "qi-form__label", for: id }, named(def));
  const note = h("p", { class: "qi-form__fixed", hidden: true });
  const node = h("div", { class: `qi-form__field${def.wide || def.type === "text" ? " qi-form__field--wide" : ""}` },
    label, def.hint ? h("p", { class: "qi-form__hint", id: hint }, def.hint) : null, made.node, note);

  function sync() {
    node.hidden = Boolean(def.after) && closed(part, row, def.after);
    made.sync?.();
    if (!def.until) return;
    const still = fixed(row, def.until);
    made.input.readOnly = still;
    note.hidden = !still;
    note.textContent = still
      ? "Kept as you predicted it. To predict anew, add another cycle." : "";
  }

  made.show(at(row, def.name));
  return { node, sync, focus: () => made.input.focus(), typing: made.typing };
}

function kind(def, part) {
  if (def.type !== "pick") return def.type;
  return !part.compact && def.options.length <= MOST_CHIPS ? "chips" : "pick";
}

const named = (def) => [def.label,
  def.optional ? h("span", { class: "qi-form__optional" }, " (if you like)") : null];

const shown = (value) => (typeof value === "string" ? value : "");

// Enter keeps what was typed; it does not check the whole form.
function onEnter(typing) {
  return (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    typing().now();
  };
}

function typed(tag, properties) {
  return ({ def, id, keep, described }) => {
    let typing = null;
    const input = h(tag, { id, class: "qi-cell", autocomplete: "off", "aria-describedby": described,
      onkeydown: tag === "input" ? onEnter(() => typing) : null, ...properties(def) });
    typing = whileTyping(input, keep);
    return { node: input, input, typing, show: (value) => { input.value = shown(value); } };
  };
}

function grown(given) {
  const made = typed("textarea", () => ({ rows: 2 }))(given);
  const node = h("div", { class: "qi-form__grow" }, made.input);
  const grow = () => { node.dataset.text = made.input.value; };
  made.input.addEventListener("input", grow);
  return { ...made, node, show: (value) => { made.show(value); grow(); } };
}

function measured(given) {
  const made = typed("input", () => ({ type: "text", inputmode: "decimal" }))(given);
  if (!given.def.unit) return made;
  return { ...made, node: h("span", { class: "qi-numberline" }, made.input,
    h("span", { class: "qi-unit" }, given.def.unit)) };
}

function dated({ id, keep, described }) {
  const input = h("input", { id, type: "date", class: "qi-cell", "aria-describedby": described,
    max: "9999-12-31", onchange: () => keep(input.value) });
  return { node: input, input, show: (value) => { input.value = shown(value); } };
}

function picked({ def, id, keep, described }) {
  const input = h("select", { id, class: "qi-cell", "aria-describedby": described,
    onchange: () => keep(input.value) },
  h("option", { value: "" }, "Choose"), def.options.map((each) => h("option", {}, each)));
  return { node: input, input, show: (value) => { input.value = shown(value); } };
}

function chips({ def, id, keep, described }) {
  const boxes = def.options.map((each, n) => h("input", { type: "radio", name: id, value: each,
    id: n ? `${id}-${n}` : id, onchange: () => keep(each) }));
  const label = h("span", { class: "qi-form__label", id: `${id}-label` }, named(def));
  const node = h("div", { class: "qi-form__chips", role: "radiogroup",
    "aria-labelledby": label.id, "aria-describedby": described },
  boxes.map((box) => h("label", { class: "qi-chip" }, box, h("span", {}, box.value))));
  return { node, label, input: boxes[0],
    show: (value) => boxes.forEach((box) => { box.checked = box.value === value; }) };
}

function ticked({ def, id, keep, described }) {
  const input = h("input", { id, type: "checkbox", "aria-describedby": described,
    onchange: () => keep(input.checked) });
  const node = h("label", { class: "qi-chip qi-form__tick" }, input, h("span", {}, named(def)));
  return { node, label: h("span", { hidden: true }), input,
    show: (value) => { input.checked = value === true; } };
}

function linked({ def, part, row, id, desk, keep, described }) {
  const input = h("select", { id, class: "qi-cell", "aria-describedby": described,
    onchange: () => keep(input.value) });

  function sync() {
    const chosen = shown(at(row, def.name));
    const groups = def.lists.map((name) => {
      const kind_ = desk.form.parts.find((each) => each.list === name);
      const found = rows(desk.value, name);
      const until = def.earlier ? found.findIndex(([, each]) => each.id === row.id) : found.length;
      return found.slice(0, until < 0 ? found.length : until)
        .filter(([, each]) => each.id !== row.id)
        .map(([place, each]) => [each.id, rowName(kind_, place, each)]);
    }).flat();
    const known = groups.some(([name]) => name === chosen);
    const nothing = def.earlier && !groups.length ? "The first one" : "Choose";
    const names = [["", nothing], ...groups].map(String).join("|");
    if (input.dataset.names !== names) {
      input.dataset.names = names;
      input.replaceChildren(h("option", { value: "" }, nothing),
        ...groups.map(([name, words]) => h("option", { value: name }, words)));
    }
    input.value = known ? chosen : "";
  }

  return { node: input, input, show: sync, sync };
}

const CONTROLS = {
  line: typed("input", () => ({ type: "text" })),
  text: grown, number: measured, date: dated, pick: picked, chips, tick: ticked, link: linked,
};
