// Forms to take away: a table (CSV) and a page to print (HTML).
// qikit/learn/forms/paper.py makes the same text; its stylesheet comes with the form.

import { number } from "../normal.js";
import { draw } from "./drawing.js";
import { findings } from "./findings.js";
import { read, sentence } from "./reading.js";
import { empty } from "./said.js";
import { escape } from "./svg.js";

export function csv(form, value) {
  const table = [["Part", "Which", "Field", "Answer"],
    ...read(form, value, true).flatMap((part) => part.items.flatMap((item) =>
      item.fields.map(([label, said]) => [part.title, item.title, label, said])))];
  return `\ufeff${table.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(words) {
  const risky = ["=", "+", "-", "@", "\t", "\r"].includes(words.slice(0, 1))
    && number(words) === null;
  return `"${risky ? "'" : ""}${words.replaceAll('"', '""')}"`;
}

export function html(form, value, checks = [], figure = "") {
  const blank = empty(value);
  const body = [`<h1>${escape(form.title)}</h1>`, `<p class="paper-soft">${escape(form.about)}</p>`];
  if (form.sentence && !blank) {
    body.push(`<p class="paper-sentence">${escape(sentence(form, value))}</p>`);
  }
  if (form.draw && !blank) body.push(`<figure>${draw(form, value)}</figure>`);
  body.push(figure, parts(form, value));
  if (checks.length && !blank) body.push(checked(findings(form, checks, value)));
  return '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
    + '<meta name="viewport" content="width=device-width, initial-scale=1">'
    + `<title>${escape(form.title)}</title><style>\n${form.style}\n</style></head>\n<body><main>\n`
    + `${body.filter(Boolean).join("\n")}\n</main></body></html>\n`;
}

export function parts(form, value, level = 2) {
  const blank = empty(value);
  return read(form, value, true).map((part) => partOn(part, level, blank)).join("\n");
}

function partOn(part, level, blank) {
  const about = part.about ? `<p class="paper-soft">${escape(part.about)}</p>` : "";
  const head = `<h${level}>${escape(part.title)}</h${level}>${about}`;
  if (part.compact) return head + table(part, blank);
  if (!part.list) return head + part.items.map((each) => item(each.fields, level + 1, blank)).join("");
  return head + part.items.map((each) =>
    `<div class="paper-item"><h${level + 1}>${escape(each.title)}</h${level + 1}>`
    + `${item(each.fields, level + 2, blank)}</div>`).join("");
}

function item(fields, level, blank) {
  const groups = [...new Set(fields.map(([, , field]) => field.group ?? ""))];
  if (groups.length === 1 && groups[0] === "") return list(fields, blank);
  const boxes = groups.map((name) => `<div><h${level}>${escape(name)}</h${level}>`
    + `${list(fields.filter(([, , field]) => (field.group ?? "") === name), blank)}</div>`);
  return `<div class="paper-groups">${boxes.join("")}</div>`;
}

function list(fields, blank) {
  const rows = fields.map(([label, words, field]) => `<dt>${escape(label)}</dt>`
    + `<dd${field.type === "text" ? ' class="paper-tall"' : ""}>${said(words, field, blank)}</dd>`);
  return `<dl>${rows.join("")}</dl>`;
}

function table(part, blank) {
  const heads = part.items[0].fields.map(([label]) => `<th scope="col">${escape(label)}</th>`);
  const rows = part.items.map((each) => `<tr>${each.fields
    .map(([, words, field]) => `<td>${said(words, field, blank)}</td>`).join("")}</tr>`);
  return `<table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function said(words, field, blank) {
  if (!blank || words) return escape(words);
  if (field.type === "tick") return "☐";
  return (field.options ?? []).map((each) => `☐ ${escape(each)}`).join("<br>");
}

function checked(found) {
  return [["What is good", true], ["What to add next", false]]
    .map(([title, met]) => [title, found.filter((each) => each.met === met)])
    .filter(([, some]) => some.length)
    .map(([title, some]) => `<h2>${title}</h2><ul>`
      + `${some.map((each) => `<li>${escape(each.words)}</li>`).join("")}</ul>`).join("");
}
