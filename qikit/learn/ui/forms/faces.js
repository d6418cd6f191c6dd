// What a form shows beside its fields: its sentence, its picture, its checks, a worked example, and
// the buttons that take it away.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { livechart } from "../livechart.js";
import { chartPoints, cycleLines, draw } from "./drawing.js";
import { findings } from "./findings.js";
import { nodes, SHAPE, tree } from "./graph.js";
import { csv, html, parts } from "./paper.js";
import { aimOf, sentence } from "./reading.js";
import { empty, partOf, title } from "./said.js";

const PAPER = 680;

export function sentenceOf(form) {
  const node = h("p", { class: "qi-form__sentence" });
  return { node, sync: (value) => {
    node.hidden = empty(value);
    node.textContent = node.hidden ? "" : sentence(form, value);
  } };
}

// SVG or HTML that we made ourselves, as elements.
function made(text) {
  const box = document.createElement("template");
  box.innerHTML = text;
  return box.content;
}

export function pictureOf(form, id) {
  const node = h("figure", { class: "qi-form__picture" });
  return { node, sync: (value) => {
    node.hidden = empty(value);
    if (node.hidden) return node.replaceChildren();
    const words = form.draw === "drivers" ? driverTree(form, value)
      : () => h("ul", { class: "qi-form__lines" },
        cycleLines(form, value).map((line) => h("li", {}, line)));
    const open = node.querySelector("details")?.open;
    node.replaceChildren(
      h("div", { class: "qi-form__wide" }, made(draw(form, value)),
        h("details", { class: "qi-form__more", open }, h("summary", {}, "Read it as an outline"),
          words())),
      h("div", { class: "qi-form__narrow" }, words()));
    const chart = form.draw === "ramp" ? runChart(value, id) : null;
    if (chart) node.append(chart);
  } };
}

function driverTree(form, value) {
  const found = nodes(form, value, SHAPE);
  return () => {
    const root = h("ul", { class: "qi-form__tree" });
    const top = h("li", {}, h("span", { class: "qi-form__node qi-form__node--aim" },
      h("b", {}, "Aim "), aimOf(form, value)));
    root.append(top);
    const path = [top];
    let loose = null;
    for (const [depth, place] of tree(found)) {
      const node = found[place];
      const one = title(partOf(form, node.list).one);
      const item = h("li", {}, h("span",
        { class: `qi-form__node${depth ? "" : " qi-form__node--loose"}` }, h("b", {}, `${one} `), node.text));
      if (depth) {
        const above = path[depth - 1];
        if (!above.querySelector(":scope > ul")) above.append(h("ul", {}));
        above.querySelector(":scope > ul").append(item);
        path[depth] = item;
        path.length = depth + 1;
      } else {
        loose ??= h("ul", {});
        loose.append(item);
      }
    }
    if (loose) root.append(h("li", {}, h("span", {}, "Not linked to the aim yet"), loose));
    return root;
  };
}

// The data of a ramp as a run chart, with its cycles marked on it; null while there is too little.
export function runChart(value, id, width = null) {
  const points = chartPoints(value);
  if (points.length < 2) return null;
  const y = points.map(([, size]) => size);
  return livechart({
    id: `${id}-chart`, title: "Data over time", x: points.map(([when]) => when), y, unit: "",
    centre: median(y), width,
    notes: points.flatMap(([, , begun], at) =>
      (begun.length ? [{ at: at + 1, text: `Cycle ${begun.join(" and ")}` }] : [])),
  });
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function checklist(form, checks) {
  const list = h("ul", { class: "qi-form__checks" });
  const count = h("summary", {});
  const node = h("details", { class: "qi-form__more" }, count, list);
  return { node, sync: (value) => {
    const found = findings(form, checks, value);
    const counted = found.filter((each) => each.weight > 0);
    const met = counted.filter((each) => each.met).length;
    count.textContent = empty(value) ? `What makes it good: ${counted.length} checks`
      : `What makes it good: ${met} of ${counted.length} so far`;
    list.replaceChildren(...found.map((each) => {
      const shown = each.met && !empty(value);
      return h("li", { "data-met": shown ? "yes" : null },
        icon(shown ? "right" : "not answered"),
        h("span", {}, h("span", { class: "qi-unseen" }, shown ? "Good: " : "Next: "),
          each.met && !shown ? checks.find(({ id }) => id === each.id).good : each.words));
    }));
  } };
}

export function example(form, value) {
  const body = h("div", { class: "qi-form__paper" });
  const node = h("details", { class: "qi-form__more qi-form__example" },
    h("summary", {}, "See a worked example"), body);
  node.addEventListener("toggle", () => {
    if (body.hasChildNodes()) return;
    if (form.sentence) body.append(h("p", { class: "paper-sentence" }, sentence(form, value)));
    body.append(made(parts(form, value, 4)));
  });
  return node;
}

export function takeAway(form, checks, id, value) {
  const said = h("div", { class: "qi-form__status", role: "status" });
  const button = (words, act) => h("button",
    { type: "button", class: "qi-form__take", onclick: () => act(value()) }, words);

  function page(now) {
    if (!ready(now)) return;
    const chart = form.draw === "ramp" ? (runChart(now, id, PAPER)?.outerHTML ?? "") : "";
    save(`${form.name}.html`, "text/html", html(form, now, checks, chart));
  }

  function table(now) {
    if (ready(now)) save(`${form.name}.csv`, "text/csv", csv(form, now));
  }

  function ready(now) {
    const open = empty(now) ? [] : findings(form, checks.filter((each) => form.needs.includes(each.id)), now)
      .filter((each) => !each.met);
    said.replaceChildren(...(open.length ? [
      h("p", {}, `Before you can download this ${form.title.toLowerCase()}:`),
      h("ul", {}, open.map((each) => h("li", {}, each.words)))] : []));
    return open.length === 0;
  }

  return h("div", { class: "qi-form__away" },
    h("p", { class: "qi-form__label" }, "Take it with you"),
    h("div", { class: "qi-form__takes" }, button("Page to print", page),
      button("Table for a spreadsheet", table)), said);
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
