// The controls of fields: each gives { node, input, show(value), label?, sync?(), typing? }.

import { h, whileTyping } from "../dom.js";
import { at, rowName, rows, title } from "./said.js";

export const named = (def) => [def.label,
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

function typed(tag, properties, { id, keep, described }) {
  const input = h(tag, { id, class: "qi-cell", autocomplete: "off", "aria-describedby": described,
    ...properties });
  return { node: input, input, typing: whileTyping(input, keep),
    show: (value) => { input.value = shown(value); } };
}

// A field as high as what is in it. A line holds no line breaks.
function grown(given, line) {
  const made = typed("textarea", { rows: line ? 1 : 2,
    onkeydown: line ? onEnter(() => made.typing) : null }, given);
  const node = h("div", { class: `qi-form__grow${line ? " qi-form__grow--line" : ""}` }, made.input);
  const grow = () => {
    if (line && made.input.value.includes("\n")) {
      made.input.value = made.input.value.replace(/\s*\n\s*/g, " ");
    }
    node.dataset.text = made.input.value;
  };
  made.input.addEventListener("input", grow);
  return { ...made, node, show: (value) => { made.show(value); grow(); } };
}

function measured(given) {
  const made = typed("input", { type: "text", inputmode: "decimal",
    onkeydown: onEnter(() => made.typing) }, given);
  if (!given.def.unit) return made;
  return { ...made, node: h("span", { class: "qi-numberline" }, made.input,
    h("span", { class: "qi-unit" }, given.def.unit)) };
}

// On paper, a choice that was not made is an empty line.
function note(input) {
  input.classList.toggle("qi-form__open", !input.value);
}

function dated({ id, keep, described }) {
  const input = h("input", { id, type: "date", class: "qi-cell", "aria-describedby": described,
    max: "9999-12-31", onchange: () => { note(input); keep(input.value); } });
  return { node: input, input, show: (value) => { input.value = shown(value); note(input); } };
}

function picked({ def, id, keep, described }) {
  const input = h("select", { id, class: "qi-cell", "aria-describedby": described,
    onchange: () => { note(input); keep(input.value); } },
  h("option", { value: "" }, "Choose"), def.options.map((each) => h("option", {}, each)));
  return { node: input, input, show: (value) => { input.value = shown(value); note(input); } };
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
  const node = h("label", { class: "qi-chip" }, input, h("span", {}, named(def),
    def.hint ? h("span", { class: "qi-form__aside", id: described }, def.hint) : null));
  return { node, label: null, input, show: (value) => { input.checked = value === true; } };
}

// A choice among other rows of the form; with `earlier`, among the rows above.
function linked({ def, row, id, desk, keep, described }) {
  const input = h("select", { id, class: "qi-cell", "aria-describedby": described,
    onchange: () => keep(input.value) });
  let before = "";

  function sync() {
    const chosen = shown(at(row, def.name));
    const offered = def.lists.flatMap((name) => {
      const part = desk.form.parts.find((each) => each.list === name);
      const here = desk.value[name]?.indexOf(row) ?? -1;
      return rows(desk.value, name)
        .filter(([place, each]) => each !== row && !(def.earlier && place - 1 > here))
        .map(([place, each]) => [each.id, title(rowName(part, place, each))]);
    });
    const nothing = def.earlier && !offered.length ? "The first one" : "Choose";
    const now = JSON.stringify([nothing, offered]);
    if (now !== before) {
      before = now;
      input.replaceChildren(h("option", { value: "" }, nothing),
        ...offered.map(([name, words]) => h("option", { value: name }, words)));
    }
    input.value = offered.some(([name]) => name === chosen) ? chosen : "";
    note(input);
  }

  return { node: input, input, show: sync, sync };
}

export const CONTROLS = {
  line: (given) => grown(given, true), text: (given) => grown(given, false), number: measured,
  date: dated, pick: picked, chips, tick: ticked, link: linked,
};
