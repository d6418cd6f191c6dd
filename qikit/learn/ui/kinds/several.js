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
  const one = Array.isArray(value?.[0]) ? value[0] : value;
  const chosen = new Set((Array.isArray(one) ? one : []).map(text));
  return spec.options.filter(([name]) => chosen.has(text(name))).map(([, label]) => label).join("; ");
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const given = (Array.isArray(value) ? value : [value]).filter((each) => !blank(each));
  const chosen = [...new Set(given.map(text))];
  const sets = key.map((each) => (Array.isArray(each) ? each.map(text) : text(each)));
  return setVerdict(spec, sets, chosen, spoken(why), why, partial);
}
