// Rows that are added, moved, removed and put back: cycles, drivers, ideas, points.
//
// rowsPart(part, desk, id) gives { node, sync(), focus(), typing() }.

import { h } from "../dom.js";
import { fieldsOf, section } from "./parts.js";
import { empty, rows as filledRows, title } from "./said.js";

export function rowsPart(part, desk, id) {
  const kept = () => (desk.value[part.list] ??= []);
  const folds = part.fields.some((def) => def.group);
  const looks = ["tight", "compact", "short"].filter((name) => part[name]);
  const look = looks.length ? ` qi-form__rows--${looks[0]}` : "";
  const list = h("ol", { class: `qi-form__rows${look}` });
  const status = h("div", { class: "qi-form__status", role: "status" });
  const add = h("button", { type: "button", class: "qi-button qi-button--plain qi-form__add",
    onclick: another }, `Add a ${part.one}`);
  const heads = part.tight ? h("div", { class: "qi-form__heads", "aria-hidden": "true" },
    part.fields.map((def) => h("span", { class: "qi-form__label" }, def.label))) : null;
  const node = section(part, id, heads, list, status, add);
  const open = new Set();
  let made = [];

  function fresh() {
    const taken = kept().map((row) => Number(String(row.id).split("-").at(-1)) || 0);
    desk.used[part.list] = Math.max(desk.used[part.list] ?? 0, ...taken) + 1;
    return { id: `${part.list}-${desk.used[part.list]}` };
  }

  function another() {
    const row = fresh();
    open.add(row.id);
    kept().push(row);
    redraw();
    made.at(-1).box.focus();
  }

  function redraw() {
    draw();
    desk.changed();
  }

  function move(from, to, name) {
    const [row] = kept().splice(from, 1);
    kept().splice(to, 0, row);
    redraw();
    const { up, down } = made[to];
    const wanted = name === "up" ? up : down;
    (wanted.disabled ? (name === "up" ? down : up) : wanted).focus();
    say(`${title(part.one)} is now number ${to + 1}.`);
  }

  function remove(from) {
    const before = structuredClone(desk.value);
    const [row] = kept().splice(from, 1);
    unlink(row.id);
    redraw();
    if (empty(row)) {
      say(`${title(part.one)} ${from + 1} was removed.`);
      return add.focus();
    }
    const back = h("button", { type: "button", class: "qi-form__undo",
      onclick: () => { desk.restore(before); } }, "Put it back");
    say(`${title(part.one)} ${from + 1} was removed. `, back);
    back.focus();
  }

  function say(...words) {
    status.replaceChildren(h("p", {}, ...words));
  }

  // What led to a removed row leads nowhere now.
  function unlink(gone) {
    for (const other of desk.form.parts.filter((each) => each.list)) {
      const links = other.fields.filter((def) => def.type === "link").map((def) => def.name);
      for (const row of desk.value[other.list] ?? []) {
        for (const name of links) if (row[name] === gone) delete row[name];
      }
    }
  }

  function draw() {
    status.replaceChildren();
    while (kept().length < part.least) kept().push(fresh());
    made = kept().map((row, at) => rowOf(row, at, kept().length));
    list.replaceChildren(...made.map((each) => each.item));
    add.hidden = kept().length >= part.most;
  }

  function rowOf(row, at, many) {
    row.id ??= fresh().id;
    const named = title(`${part.one} ${at + 1}`);
    const first = part.fields[0].label;
    const label = first === title(part.one) ? named : `${named}: ${first}`;
    const box = fieldsOf(part, row, desk, `${id}-${row.id}`, "h6", part.compact ? label : null);
    const tool = (words, sign, act, off) => h("button", { type: "button", class: "qi-form__tool",
      "aria-label": `${words} ${part.one} ${at + 1}`, title: words, disabled: off, onclick: act },
    sign);
    const up = tool("Move up", "↑", () => move(at, at - 1, "up"), at === 0);
    const down = tool("Move down", "↓", () => move(at, at + 1, "down"), at === many - 1);
    const away = tool("Remove", "×", () => remove(at), false);
    const fold = folds && many > 1 ? folder(row, named) : null;
    const head = h("div", { class: "qi-form__rowhead" },
      part.compact ? box.label : h("h5", { class: "qi-form__rowname" }, named),
      h("span", { class: "qi-form__tools" }, fold?.button,
        part.tight ? null : [up, down], away));
    const card = h("div", { class: "qi-form__row", role: "group", "aria-label": named },
      head, fold?.summary, box.node);
    fold?.set(card);
    return { box, up, down, item: h("li", {}, card) };
  }

  // A row that is done shows one line, until it is opened.
  function folder(row, named) {
    const summary = h("p", { class: "qi-form__summary" });
    const button = h("button", { type: "button", class: "qi-form__fold" });
    const set = (card) => {
      const shut = !open.has(row.id);
      card.classList.toggle("qi-form__row--folded", shut);
      button.setAttribute("aria-expanded", String(!shut));
      button.setAttribute("aria-label", `${shut ? "Show" : "Hide"} ${named}`);
      button.textContent = shut ? "Show" : "Hide";
      const first = part.fields.find((def) => def.type === "text");
      const ends = part.fields.filter((def) => def.type === "pick" && def.after);
      summary.textContent = [row[first.name], ...ends.map((def) => row[def.name])]
        .filter(Boolean).join(" · ");
      button.onclick = () => {
        if (shut) open.add(row.id);
        else open.delete(row.id);
        set(card);
      };
    };
    return { button, summary, set };
  }

  // What is not finished stands open to begin with.
  filledRows(desk.value, part.list).forEach(([, row], at, all) => {
    const ends = part.fields.filter((def) => def.group && !def.optional);
    if (at === all.length - 1 && ends.some((def) => !row[def.name])) open.add(row.id);
  });
  draw();
  kept().forEach((row) => { if (empty(row)) open.add(row.id); });
  draw();
  return {
    node,
    sync: () => made.forEach((each) => each.box.sync()),
    focus: () => made[0]?.box.focus(),
    typing: () => made.flatMap((each) => each.box.typing()),
  };
}
