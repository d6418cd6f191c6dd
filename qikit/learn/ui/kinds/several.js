// Choose every option that applies.

import { h } from "../dom.js";
import { blank, text } from "../normal.js";
import { setVerdict, spoken, unanswered } from "../verdict.js";
import { options } from "./choice.js";

export function control({ spec, id, change }) {
  const fields = spec.options.map(([name], place) =>
    h("input", { type: "checkbox", id: `${id}-${place}`, value: name, onchange: () => change(value()) }),
  );
  const value = () => fields.filter((field) => field.checked).map((field) => field.value);
  return {
    node: h("div", {}, h("p", { class: "qi-tip" }, "Choose all that apply."),
      options(spec.options, fields)),
    value,
    show: (kept) => {
      const chosen = new Set((Array.isArray(kept) ? kept : []).map(text));
      fields.forEach((field) => { field.checked = chosen.has(text(field.value)); });
    },
    focus: () => fields[0].focus(),
  };
}

export function tell(spec, value) {
  const chosen = new Set((Array.isArray(value) ? value : []).map(text));
  return spec.options.filter(([name]) => chosen.has(text(name))).map(([, label]) => label).join("; ");
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const given = (Array.isArray(value) ? value : [value]).filter((each) => !blank(each));
  const chosen = [...new Set(given.map(text))];
  return setVerdict(spec, new Set(key.map(text)), chosen, spoken(why), why, partial);
}
