// Fill in a form. Each part stands under its heading; rows are added, moved and removed.

import { h } from "../dom.js";
import { carrier } from "../forms/carried.js";
import { checklist, example, pictureOf, sentenceOf, takeAway } from "../forms/faces.js";
import { judged } from "../forms/findings.js";
import { plainPart } from "../forms/parts.js";
import { lines } from "../forms/reading.js";
import { rowsPart } from "../forms/rows.js";
import { empty, filled } from "../forms/said.js";
import { stamp } from "../forms/times.js";

// A form has no one right answer for "show me" to tell.
export const open = true;

export function control({ spec, id, change, other }) {
  const { form } = spec;
  const checks = spec.key ?? [];
  const body = h("div", { class: "qi-form__parts" });
  const opened = h("div", { class: "qi-unseen", role: "status" });
  const faces = [];
  const desk = { form, value: {}, used: {}, changed, restore };
  let parts = [];

  function changed() {
    stampAll();
    sync();
    change(tidy(desk.value));
  }

  function stampAll() {
    const plain = form.parts.filter((part) => !part.list);
    plain.forEach((part) => stamp(part, desk.value));
    for (const part of form.parts.filter((each) => each.list)) {
      desk.value[part.list]?.forEach((row) => stamp(part, row));
    }
  }

  function sync() {
    const shut = body.querySelectorAll(".qi-form__stage--closed").length;
    parts.forEach((part) => part.sync());
    faces.forEach((face) => face.sync(desk.value));
    const still = body.querySelectorAll(".qi-form__stage--closed").length;
    if (still < shut) opened.textContent = "Your prediction is kept. The other boxes are open now.";
  }

  // What is brought over is timed as if it were typed, each prediction before its result.
  function bring(rows) {
    build({ ...desk.value, ...rows });
    changed();
  }

  function restore(value) {
    build(value);
    change(tidy(desk.value));
  }

  function build(value) {
    desk.value = structuredClone(value);
    desk.used = {};
    faces.length = 0;
    const first = form.sentence && Object.values(form.sentence.says)[0].match(/\{([a-z_]+)\}/)[1];
    const nodes = [];
    parts = form.parts.map((part, n) => {
      const made = (part.list ? rowsPart : plainPart)(part, desk, `${id}-${n}`);
      nodes.push(made.node);
      if (!part.list && part.fields.some((def) => def.name === first)) {
        faces.push(sentenceOf(form));
        nodes.push(faces.at(-1).node);
      }
      return made;
    });
    if (form.draw) {
      faces.push(pictureOf(form, id));
      nodes.push(faces.at(-1).node);
    }
    if (checks.length) {
      faces.push(checklist(form, checks));
      nodes.push(faces.at(-1).node);
    }
    body.replaceChildren(...nodes);
    sync();
    opened.textContent = "";
  }

  const typing = () => parts.flatMap((part) => part.typing());
  const value = () => (typing().forEach((each) => each.now()), tidy(desk.value));
  build(spec.start ?? {});
  return {
    node: h("div", { class: "qi-form" },
      h("p", { class: "qi-form__about" }, form.about),
      spec.filled ? example(form, spec.filled) : null,
      spec.carry && other ? carrier(spec.carry, other, bring) : null,
      body, opened, takeAway(form, checks, id, value)),
    value,
    show: (kept) => build(empty(kept) ? (spec.start ?? {}) : kept),
    focus: () => parts[0].focus(),
    busy: () => typing().some((each) => each.waiting()),
  };
}

// What is kept of a form: what was filled in, and nothing when nothing was.
function tidy(value) {
  if (empty(value)) return null;
  const kept = {};
  for (const [name, inside] of Object.entries(value)) {
    if (Array.isArray(inside)) {
      const rows = inside.filter((row) => !empty(row));
      if (rows.length) kept[name] = structuredClone(rows);
    } else if (filled(inside)) kept[name] = structuredClone(inside);
  }
  return kept;
}

// What was filled in, one line a field.
export function tell(spec, value) {
  return lines(spec.form, value);
}

export function score(spec, key, value, why, partial) {
  return judged(spec, key, value, partial, why);
}
