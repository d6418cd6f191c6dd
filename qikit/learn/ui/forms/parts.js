// The parts of a form: fields under a heading, and rows that are added, moved and removed.
//
// plainPart(...) and rowsPart(...) give { node, sync(), focus(), typing() }.

import { h } from "../dom.js";
import { field } from "./fields.js";
import { closed } from "./times.js";
import { title } from "./said.js";

export function plainPart(part, desk, id) {
  const box = fieldsOf(part, desk.value, desk, id, "h5");
  return { ...box, node: section(part, id, box.node) };
}

function section(part, id, ...inside) {
  return h("div", { class: "qi-form__part", role: "group", "aria-labelledby": `${id}-title` },
    h("h4", { class: "qi-form__title", id: `${id}-title` }, part.title),
    part.about ? h("p", { class: "qi-form__about" }, part.about) : null, inside);
}

// The fields of one row, in their groups where they have some.
function fieldsOf(part, row, desk, id, level) {
  const made = part.fields.map((def) => ({
    def, ...field({ def, part, row, desk, id: `${id}-${def.name}` }),
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

export function rowsPart(part, desk, id) {
  const kept = () => (desk.value[part.list] ??= []);
  const list = h("ol", { class: `qi-form__rows${part.compact ? " qi-form__rows--compact" : ""}` });
  const status = h("div", { class: "qi-form__status", role: "status" });
  const add = h("button", { type: "button", class: "qi-button qi-button--plain qi-form__add",
    onclick: () => { place(kept().length, fresh()); made.at(-1).box.focus(); } }, `Add a ${part.one}`);
  const node = section(part, id, list, status, add);
  let made = [];

  function fresh() {
    const taken = kept().map((row) => Number(String(row.id).split("-").at(-1)) || 0);
    desk.used[part.list] = Math.max(desk.used[part.list] ?? 0, 0, ...taken) + 1;
    return { id: `${part.list}-${desk.used[part.list]}` };
  }

  function place(where, row) {
    kept().splice(where, 0, row);
    draw();
    desk.changed();
  }

  function move(from, to, which) {
    const [row] = kept().splice(from, 1);
    kept().splice(to, 0, row);
    draw();
    desk.changed();
    const [first, other] = which === "up" ? ["up", "down"] : ["down", "up"];
    (made[to][first].disabled ? made[to][other] : made[to][first]).focus();
    status.replaceChildren(h("p", {}, `${title(part.one)} is now number ${to + 1}.`));
  }

  function remove(from) {
    const before = structuredClone(desk.value);
    const [row] = kept().splice(from, 1);
    unlink(row.id);
    if (kept().length < part.least) kept().push(fresh());
    draw();
    desk.changed();
    const back = h("button", { type: "button", class: "qi-form__undo",
      onclick: () => { desk.restore(before); add.focus(); } }, "Put it back");
    status.replaceChildren(h("p", {}, `${title(part.one)} ${from + 1} was removed. `, back));
    back.focus();
  }

  // What led to a removed row leads nowhere now.
  function unlink(id_) {
    for (const other of desk.form.parts.filter((each) => each.list)) {
      const links = other.fields.filter((def) => def.type === "link").map((def) => def.name);
      for (const row of desk.value[other.list] ?? []) {
        for (const name of links) if (row[name] === id_) delete row[name];
      }
    }
  }

  function draw() {
    status.replaceChildren();
    while (kept().length < part.least) kept().push(fresh());
    const rows = kept();
    made = rows.map((row, at) => {
      row.id ??= fresh().id;
      const box = fieldsOf(part, row, desk, `${id}-${row.id}`, "h6");
      const named = `${part.one} ${at + 1}`;
      const tool = (words, sign, act, off) => h("button", { type: "button", class: "qi-form__tool",
        "aria-label": `${words} ${named}`, title: words, disabled: off, onclick: act }, sign);
      const up = tool("Move up", "↑", () => move(at, at - 1, "up"), at === 0);
      const down = tool("Move down", "↓", () => move(at, at + 1, "down"), at === rows.length - 1);
      const away = tool("Remove", "×", () => remove(at), false);
      const item = h("li", { class: "qi-form__row", role: "group", "aria-label": title(named) },
        h("div", { class: "qi-form__rowhead" }, h("h5", { class: "qi-form__rowname" }, title(named)),
          h("span", { class: "qi-form__tools" }, up, down, away)), box.node);
      return { box, up, down, item };
    });
    list.replaceChildren(...made.map((each) => each.item));
    add.hidden = rows.length >= part.most;
  }

  draw();
  return {
    node,
    sync: () => made.forEach((each) => each.box.sync()),
    focus: () => made[0].box.focus(),
    typing: () => made.flatMap((each) => each.box.typing()),
  };
}
