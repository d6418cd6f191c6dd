// Choose one of several options.

import { h } from "../dom.js";
import { blank, text } from "../normal.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";

export function control({ spec, id, change }) {
  const fields = spec.options.map(([name], place) =>
    h("input", { type: "radio", name: id, id: `${id}-${place}`, value: name,
      onchange: () => change(name) }),
  );
  return {
    node: options(spec.options, fields),
    value: () => fields.find((field) => field.checked)?.value ?? null,
    show: (value) => fields.forEach((field) => { field.checked = text(field.value) === text(value); }),
    focus: () => fields[0].focus(),
  };
}

export function options(pairs, fields) {
  return h("div", { class: "qi-options" }, pairs.map(([, label], place) =>
    h("label", { class: "qi-option", for: fields[place].id }, fields[place], h("span", {}, label))));
}

export function tell(spec, value) {
  const named = [value].flat().map(text);
  return spec.options.filter(([name]) => named.includes(text(name))).map(([, label]) => label)
    .join(" or ");
}

export function score(spec, key, value, why) {
  if (blank(value)) return unanswered();
  const said = spoken(why);
  const answer = text(value);
  if ([key].flat().map(text).includes(answer)) {
    return verdict(1, 1, [said.get(answer) || reasons(why)["*right"]], { spec });
  }
  return verdict(0, 1, wrong([said.get(answer)], why), { spec });
}
