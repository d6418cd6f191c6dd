// The parts of a form: fields under a heading, in stages where they have some. Rows are in rows.js.
//
// plainPart(part, desk, id) gives { node, sync(), focus(), typing() }.

import { h } from "../dom.js";
import { field } from "./fields.js";
import { closed } from "./times.js";

export function plainPart(part, desk, id) {
  const box = fieldsOf(part, desk.value, desk, id, "h5");
  return { ...box, node: section(part, id, box.node) };
}

export function section(part, id, ...inside) {
  return h("div", { class: "qi-form__part", role: "group", "aria-labelledby": `${id}-title` },
    h("h4", { class: "qi-form__title", id: `${id}-title` }, part.title),
    part.about ? h("p", { class: "qi-form__about" }, part.about) : null, inside);
}

// The fields of one row, in their stages where they have some. With `head` the first label says that
// and is left to the caller to place.
export function fieldsOf(part, row, desk, id, level, head = null) {
  const made = part.fields.map((def, at) => ({
    def, ...field({ def, part, row, desk, id: `${id}-${def.name}`, head: at ? null : head }),
  }));
  const names = [...new Set(part.fields.map((def) => def.group ?? ""))];
  const stages = names.map((name) => {
    const inside = made.filter(({ def }) => (def.group ?? "") === name);
    const grid = h("div", { class: "qi-form__grid" }, inside.map((each) => each.node));
    return name ? stage(name, part, row, inside, grid, level) : { node: grid, sync: () => {} };
  });
  return {
    node: h("div", { class: "qi-form__stages" }, stages.map((each) => each.node)),
    sync: () => { made.forEach((each) => each.sync()); stages.forEach((each) => each.sync()); },
    label: made[0].label,
    focus: () => made[0].focus(),
    typing: () => made.map((each) => each.typing).filter(Boolean),
  };
}

function stage(name, part, row, inside, grid, level) {
  const after = inside[0].def.after;
  const note = h("p", { class: "qi-form__closed", hidden: true }, "Opens when your prediction is kept");
  const node = h("div", { class: "qi-form__stage", "data-stage": name },
    h("div", { class: "qi-form__stagehead" },
      h("span", { class: "qi-form__letter", "aria-hidden": "true" }, name.slice(0, 1)),
      h(level, { class: "qi-form__stagename" }, name), note), grid);
  return { node, sync: () => {
    const shut = Boolean(after) && closed(part, row, after);
    node.classList.toggle("qi-form__stage--closed", shut);
    note.hidden = !shut;
    grid.hidden = shut;
  } };
}
