// Fill in a table. On a narrow screen each row becomes a card of its own.

import { h, whileTyping } from "../dom.js";
import { blank, near, number, text } from "../normal.js";
import { reasons, spoken, unanswered, verdict, wrong } from "../verdict.js";
import { misconception } from "./number.js";

export function control({ spec, id, change }) {
  const typing = [];
  const fields = spec.rows.map(([row, label], r) =>
    spec.columns.map(([column, kind], c) => field(row, label, column, kind, `${id}-${r}-${c}`)));

  function field(row, label, column, kind, name) {
    const named = { id: name, "aria-label": `${label}: ${column}`, class: "qi-cell" };
    if (kind.type === "pick") {
      return h("select", { ...named, onchange: () => change(value()) },
        h("option", { value: "" }, "Choose"), kind.options.map((each) => h("option", {}, each)));
    }
    const made = h("input", { ...named, type: "text", autocomplete: "off",
      inputmode: kind.type === "figure" ? "decimal" : null });
    typing.push(whileTyping(made, () => change(value())));
    return made;
  }

  function value() {
    typing.forEach((each) => each.now());
    const table = {};
    spec.rows.forEach(([row], r) => spec.columns.forEach(([column], c) => {
      if (!blank(fields[r][c].value)) (table[row] ??= {})[column] = fields[r][c].value;
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
      fields[r][c]))));
  return {
    node: h("div", { class: "qi-fillbox" },
      h("table", { class: "qi-table qi-fill", role: "table" },
        h("caption", {}, "Your answers"), h("thead", { role: "rowgroup" }, head),
        h("tbody", { role: "rowgroup" }, body))),
    value,
    show: (kept) => spec.rows.forEach(([row], r) => spec.columns.forEach(([column], c) => {
      const cell = reasons(reasons(kept)[row])[column];
      fields[r][c].value = blank(cell) ? "" : String(cell);
    })),
    focus: () => (fields.flat().find((each) => !each.value) ?? fields[0][0]).focus(),
    busy: () => typing.some((each) => each.waiting()),
  };
}

export function tell(spec, value) {
  return spec.rows
    .map(([row, label]) => {
      const cells = spec.columns.map(([column]) => reasons(reasons(value)[row])[column]);
      const filled = cells.filter((cell) => !blank(cell)).map((cell) => [cell].flat().join(" or "));
      return filled.length ? `${label}: ${filled.join(", ")}` : "";
    })
    .filter(Boolean);
}

export function score(spec, key, value, why, partial) {
  if (blank(value)) return unanswered();
  const table = reasons(value);
  let [cells, right, earned, weights] = [0, 0, 0, 0];
  const said = [];
  for (const [row] of spec.rows) {
    for (const [column, kind] of spec.columns) {
      if (!(column in (key[row] ?? {}))) continue;
      const given = reasons(table[row])[column];
      const weight = kind.weight ?? 1;
      cells += 1;
      weights += weight;
      if (cellRight(kind, key[row][column], given)) {
        right += 1;
        earned += weight;
      } else said.push(cellReason(why, row, column, kind, given));
    }
  }
  if (right === cells) return verdict(right, cells, [reasons(why)["*right"]], { spec });
  const named = [...new Set(said.filter(Boolean))];
  const messages = [`${right} of ${cells} ${right === 1 ? "is" : "are"} right.`, ...wrong(named, why)];
  return verdict(right, cells, messages, { share: earned / weights, spec, partial });
}

function cellRight(kind, key, given) {
  const accepted = Array.isArray(key) ? key : [key];
  if (blank(given)) return false;
  if (kind.type === "figure") {
    const size = number(given, kind.unit);
    return size !== null && accepted.some((each) => near(size, each, kind.within, kind.relative));
  }
  return accepted.map(text).includes(text(given));
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
  return spoken(said).get(text(given)) || said["*"];
}
