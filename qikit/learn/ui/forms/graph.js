// Rows that lead to other rows: who reaches the root, who stands alone, who goes in circles.
// qikit/learn/forms/graph.py says the same in Python.

import { text } from "../normal.js";
import { at, partOf, rowName, rows, words } from "./said.js";

export const SHAPE = { primary: [], secondary: ["to"], ideas: ["to", "also"] };

export function nodes(form, value, shape) {
  const found = [];
  const byId = new Map();
  for (const [name, fields] of Object.entries(shape)) {
    const part = partOf(form, name);
    for (const [place, row] of rows(value, name)) {
      const id = text(at(row, "id"));
      if (id && !byId.has(id)) byId.set(id, found.length);
      found.push({
        list: name, name: rowName(part, place, row), row,
        text: words(at(row, part.fields[0].name)) || `${part.one} ${place}`,
        to: fields.map((field) => text(at(row, field))), root: fields.length === 0,
      });
    }
  }
  for (const node of found) {
    node.up = [...new Set(node.to.filter((id) => byId.has(id)).map((id) => byId.get(id)))];
  }
  return found;
}

function above(found, place) {
  const seen = new Set();
  const wait = [...found[place].up];
  while (wait.length) {
    const here = wait.pop();
    if (seen.has(here)) continue;
    seen.add(here);
    wait.push(...found[here].up);
  }
  return seen;
}

const rooted = (found, place) =>
  found[place].root || [...above(found, place)].some((each) => found[each].root);

export function states(found) {
  return found.map((_, place) => {
    if (above(found, place).has(place)) return "loop";
    return rooted(found, place) ? "linked" : "orphan";
  });
}

export function orphans(form, value, shape) {
  const found = nodes(form, value, shape);
  return found.filter((_, place) => !rooted(found, place)).map((node) => node.name);
}

export function loops(form, value, shape) {
  const found = nodes(form, value, shape);
  const known = states(found);
  return found.filter((_, place) => known[place] === "loop").map((node) => node.name);
}

export function unfed(form, value, shape, name) {
  const found = nodes(form, value, shape);
  const fed = new Set(found.flatMap((node) => node.up));
  return found.filter((node, place) => node.list === name && !fed.has(place))
    .map((node) => node.name);
}

export function tree(found) {
  const result = [];
  const seen = new Set();
  const under = (place, depth) => {
    result.push([depth, place]);
    if (seen.has(place)) return;
    seen.add(place);
    found.forEach((node, below) => {
      if (node.up.includes(place)) under(below, depth + 1);
    });
  };
  found.forEach((node, place) => { if (node.root) under(place, 1); });
  return [...result,
    ...found.map((_, place) => [0, place]).filter(([, place]) => !seen.has(place))];
}
