// Read a form back: as parts and fields, as lines of text, as one sentence, as an outline.
// qikit/learn/forms/reading.py says the same in Python.

import { text } from "../normal.js";
import { nodes, SHAPE, tree } from "./graph.js";
import { at, empty, fieldOf, longDay, partOf, rowName, rows, table, title, words } from "./said.js";

const GAP = "…";

export function spoken(form, field, value, whole) {
  if (field.type === "tick") return value === true ? "Yes" : "";
  if (field.type === "date") return longDay(value);
  if (field.type === "link") return linked(form, field, value, whole);
  const said = typeof value === "string" ? value.replace(/^[ \n]+|[ \n]+$/g, "") : "";
  if (!words(said)) return "";
  if (field.type === "number" && field.unit) {
    return said.endsWith(field.unit) ? said : said + (field.unit === "%" ? "" : " ") + field.unit;
  }
  return said;
}

function linked(form, field, value, whole) {
  const id = text(value);
  for (const name of field.lists) {
    for (const [place, row] of rows(whole, name)) {
      if (id && text(at(row, "id")) === id) return title(rowName(partOf(form, name), place, row));
    }
  }
  return "";
}

export function read(form, value, blank = false) {
  const whole = table(value);
  const fields = (part, row) => part.fields
    .map((field) => [field.label, spoken(form, field, at(row, field.name), whole), field])
    .filter(([, said]) => blank || said);
  return form.parts.map((part) => {
    let found = part.list ? rows(whole, part.list) : [[0, whole]];
    if (blank && !found.length) {
      found = Array.from({ length: part.least }, (_, place) => [place + 1, {}]);
    }
    const items = found.map(([place, row]) =>
      ({ title: place ? `${title(part.one)} ${place}` : "", fields: fields(part, row) }));
    return {
      title: part.title, about: part.about, list: part.list ?? "", compact: part.compact ?? false,
      items: items.filter((item) => item.fields.length),
    };
  }).filter((part) => part.items.length);
}

export function lines(form, value) {
  const whole = form.sentence && !empty(value) ? [sentence(form, value)] : [];
  return [...whole, ...read(form, value).flatMap((part) => part.items.flatMap((item) =>
    item.fields.map(([label, said]) => `${item.title || part.title}. ${label}: ${said}`)))];
}

export function sentence(form, value) {
  const whole = table(value);
  const { by, says } = form.sentence;
  const chosen = by ? text(at(whole, by)).toLowerCase() : "";
  const pattern = Object.hasOwn(says, chosen) ? says[chosen] : says[""];
  return pattern.replace(/\{([a-z_]+)\}/g, (_, name) => {
    const field = fieldOf(form, null, name);
    return words(spoken(form, field, at(whole, name), whole)).replace(/[ .]+$/, "") || GAP;
  }).replaceAll(" %", "%").replaceAll("?.", "?").replaceAll("!.", "!");
}

export function aimOf(form, value) {
  return words(at(table(value), "aim")) || (form.sentence ? sentence(form, value) : GAP);
}

export function outline(form, value) {
  const found = nodes(form, value, SHAPE);
  const result = [`Aim: ${aimOf(form, value)}`];
  let apart = false;
  for (const [depth, place] of tree(found)) {
    if (depth === 0 && !apart) {
      result.push("Not linked to the aim yet:");
      apart = true;
    }
    const node = found[place];
    result.push(`${"  ".repeat(Math.max(depth, 1))}${title(partOf(form, node.list).one)}: ${node.text}`);
  }
  return result;
}
