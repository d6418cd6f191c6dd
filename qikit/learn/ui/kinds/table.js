// Fill in a table. On a narrow screen each row becomes a card of its own.

import { h, whileTyping } from "../dom.js";
import { blank, near, number, text } from "../normal.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";
import { misconception, slip } from "./number.js";

const MANY = 4; // so many columns fit beside the row's heading

export function control({ spec, id, change }) {
  const typing = [];
  const fields = spec.rows.map(([row, label], r) =>
    spec.columns.map(([column, kind], c) => field(row, label, column, kind, `${id}-${r}-${c}`)));

  // One cell: what stands in it, what it holds, and how to fill it again.
  function field(row, label, column, kind, name) {
    const named = { id: name, "aria-label": `${label}: ${column}`, class: "qi-cell" };
    const keep = () => change(value());
    if (kind.type === "picks") return boxes(kind, name, named["aria-label"], keep);
    const node = kind.type === "pick"
      ? h("select", { ...named, onchange: keep }, h("option", { value: "" }, "Choose"),
          kind.options.map((each) => h("option", {}, each)))
      : h("input", { ...named, type: "text", autocomplete: "off",
          inputmode: kind.type === "figure" ? "decimal" : null });
    if (kind.type !== "pick") typing.push(whileTyping(node, keep));
    return { node, held: () => node.value, focus: () => node.focus(),
      fill: (cell) => { node.value = blank(cell) ? "" : String(cell); } };
  }

  function value() {
    typing.forEach((each) => each.now());
    const table = {};
    spec.rows.forEach(([row], r) => spec.columns.forEach(([column], c) => {
      const held = fields[r][c].held();
      if (!blank(held)) (table[row] ??= {})[column] = held;
    }));
    return table;
  }

  const unit = (kind) => (kind.unit ? ` (${kind.unit})` : "");
  const head = h("tr", { role: "row" }, h("td", { role: "cell" }, spec.corner),
    spec.columns.map(([column, kind]) =>
      h("th", { scope: "col", role: "columnheader" }, column + unit(kind))));
  const body = spec.rows.map(([, label], r) => h("tr", { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, label),
    spec.columns.map(([column, kind], c) => h("td", { role: "cell" },
      h("span", { class: "qi-cellname", "aria-hidden": "true" }, column + unit(kind)),
      fields[r][c].node))));
  return {
    node: h("div", { class: "qi-fillbox" },
      h("table", { role: "table",
        class: `qi-table qi-fill${spec.columns.length > MANY ? " qi-fill--many" : ""}` },
        h("caption", {}, "Your answers"), h("thead", { role: "rowgroup" }, head),
        h("tbody", { role: "rowgroup" }, body))),
    value,
    show: (kept) => spec.rows.forEach(([row], r) => spec.columns.forEach(([column], c) => {
      fields[r][c].fill(reasons(reasons(kept)[row])[column]);
    })),
    focus: () => (fields.flat().find((each) => blank(each.held())) ?? fields[0][0]).focus(),
    busy: () => typing.some((each) => each.waiting()),
  };
}

// A cell where all that apply are ticked.
function boxes(kind, id, label, keep) {
  const made = kind.options.map((each, n) =>
    h("input", { type: "checkbox", id: `${id}-${n}`, value: each, onchange: keep }));
  return {
    node: h("div", { class: "qi-cellpicks", role: "group", "aria-label": label },
      made.map((box) => h("label", { class: "qi-chip", for: box.id }, box, h("span", {}, box.value)))),
    held: () => made.filter((box) => box.checked).map((box) => box.value),
    focus: () => made[0].focus(),
    fill: (cell) => {
      const ticked = ticks(cell);
      made.forEach((box) => { box.checked = ticked.includes(text(box.value)); });
    },
  };
}

export function tell(spec, value) {
  const inWords = (cell, { type }) =>
    [cell].flat().map((each) => reasons(each).value ?? each).join(type === "picks" ? " and " : " or ");
  return spec.rows
    .map(([row, label]) => {
      const cells = spec.columns.map(([column, kind]) =>
        [reasons(reasons(value)[row])[column], kind]);
      const filled = cells.filter(([cell]) => !blank(cell)).map((each) => inWords(...each));
      return filled.length ? `${headOf(label)} ${filled.join(", ")}` : "";
    })
    .filter(Boolean);
}

// A question keeps its mark, and a full stop makes way for a colon.
const headOf = (label) => (/[?!]$/.test(label) ? label : `${label.replace(/[.:]+$/, "")}:`);

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const table = reasons(value);
  let [cells, right, reached, earned, weights] = [0, 0, 0, 0, 0];
  const said = [];
  for (const [row, label] of spec.rows) {
    for (const [column, kind] of spec.columns) {
      if (!(column in (key[row] ?? {}))) continue;
      const given = reasons(table[row])[column];
      const weight = kind.weight ?? 1;
      const credit = cellCredit(kind, key[row][column], given);
      cells += 1;
      weights += weight;
      reached += credit;
      earned += weight * credit;
      if (credit === 1) right += 1;
      else {
        said.push(cellReason(why, row, column, kind, given)
          || cellSlip(label, kind, key[row][column], given));
      }
    }
  }
  if (right === cells) return verdict(right, cells, [reasons(why)["*right"]], { spec });
  const named = [...new Set(said.filter(Boolean))];
  const count = `${right} of ${cells} ${right === 1 ? "is" : "are"} right.`
    + (reached > right ? " What is nearly right counts in part." : "");
  return verdict(right, cells, [count, ...wrong(named, why)],
    { share: weights ? earned / weights : 0, spec, partial, reached });
}

function cellCredit(kind, key, given) {
  const accepted = [key].flat();
  if (blank(given)) return 0;
  if (kind.type === "figure") {
    const size = number(given, kind.unit);
    return Number(size !== null && accepted.some((each) => near(size, ...bounds(kind, each))));
  }
  const right = new Set(accepted.map(text));
  if (kind.type === "words" || kind.type === "pick") return Number(right.has(text(given)));
  const ticked = ticks(given);
  const both = ticked.filter((each) => right.has(each)).length;
  return both / new Set([...right, ...ticked]).size;
}

// A number of the key with its tolerances, its own or those of the column.
function bounds(kind, key) {
  const own = typeof key === "object" ? key : { ...kind, value: key };
  return [own.value, own.within ?? 0, own.relative ?? 0];
}

function ticks(given) {
  const all = (Array.isArray(given) ? given : [given]).filter((each) => !blank(each));
  return [...new Set(all.map(text))];
}

function cellReason(why, row, column, kind, given) {
  if (blank(given)) return null;
  let said = reasons(why)[row];
  if (said !== null && typeof said === "object") said = said[column];
  if (said === null || typeof said !== "object") return said;
  if (kind.type === "figure") {
    const size = number(given, kind.unit);
    const known = size === null ? null : misconception(size, said, kind.within, kind.relative);
    return known || said["*"];
  }
  const plain = spoken(said);
  return ticks(given).map((each) => plain.get(each)).find(Boolean) || said["*"];
}

function cellSlip(label, kind, key, given) {
  const size = kind.type === "figure" ? number(given, kind.unit) : null;
  if (size === null) return null;
  for (const each of [key].flat()) {
    const [value, within, relative] = bounds(kind, each);
    const found = slip(size, value, { ...kind, within, relative });
    if (found) return `${label}: ${found}`;
  }
  return null;
}
