// A sheet of fields drawn from data: sections that open, lines that are added and taken away,
// troubles beside their field. What is typed is kept as it was typed.

import { h } from "../learn/dom.js";

const LONG = 44;
const id = (at) => `f-${at.replaceAll(".", "-")}`;

function options(field, value) {
  const none = field.options.some(([name]) => name === "") ? [] : [["", "Choose ..."]];
  return [...none, ...field.options].map(([name, label]) =>
    h("option", { value: name, selected: name === value }, label));
}

function box(field, at, value) {
  const common = { id: id(at), "data-at": at, "aria-describedby": `${id(at)}-more` };
  if (field.kind === "tick") {
    return h("input", { ...common, type: "checkbox", checked: value === "yes" });
  }
  if (field.kind === "choice") return h("select", common, options(field, value));
  if (field.kind === "text") {
    const area = h("textarea", { ...common, rows: "2", maxlength: "4000" });
    area.value = value;
    return area;
  }
  const number = ["number", "percent", "pounds"].includes(field.kind);
  const input = h("input", {
    ...common,
    type: field.kind === "date" ? "date" : "text",
    inputmode: number && "decimal",
    autocomplete: "off",
    maxlength: number ? "20" : "200",
    class: number && "qi-sheet__number",
  });
  input.value = value;
  return input;
}

function slider(field, at, input, change) {
  if (!field.slider) return null;
  const high = field.high ?? 100;
  const range = h("input", {
    type: "range", min: String(field.low ?? 0), max: String(high), step: String(field.slider),
    "aria-label": `${field.label}: slider`, class: "qi-sheet__slider",
  });
  const follow = () => { range.value = String(Number.parseFloat(input.value.replace(/,/g, "")) || 0); };
  follow();
  range.addEventListener("input", () => {
    input.value = range.value;
    change();
  });
  input.addEventListener("input", follow);
  return range;
}

function field(one, at, value, change) {
  const input = box(one, at, value);
  const unit = { percent: "%", pounds: "£" }[one.kind] ?? one.unit;
  input.addEventListener("input", change);
  const label = h("label", { for: id(at) }, one.label, unit ? ` (${unit})` : "");
  const more = h("p", { class: "qi-hint", id: `${id(at)}-more` }, one.hint);
  const parts = one.kind === "tick"
    ? [h("span", { class: "qi-sheet__tick" }, input, label), more]
    : [label, input, slider(one, at, input, change), more];
  const long = one.kind === "text" || one.label.length > LONG;
  return h("div", { class: `qi-sheet__field${long ? " qi-sheet__field--long" : ""}` }, parts);
}

function read(root, at) {
  const input = root.querySelector(`[data-at="${at}"]`);
  return input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value;
}

// `value` by section and field; `changed(value)` is called with all that is typed.
export function sheet(root, sections, value, changed) {
  let now = value;
  const change = () => {
    now = collect();
    changed(now);
  };

  function collect() {
    const found = { ...now };
    for (const part of sections) {
      const all = (at) => Object.fromEntries(
        part.fields.map((one) => [one.key, read(root, `${at}.${one.key}`)]));
      found[part.key] = part.many
        ? now[part.key].map((_, place) => all(`${part.key}.${place}`))
        : all(part.key);
    }
    return found;
  }

  const first = (part) => Object.fromEntries(part.fields.map((one) => [one.key, one.start]));

  function line(part, place) {
    const at = `${part.key}.${place}`;
    const name = `${part.line} ${place + 1}`;
    const given = { ...first(part), ...now[part.key][place] };
    return h("fieldset", { class: "qi-sheet__line" },
      h("legend", {}, name[0].toUpperCase() + name.slice(1)),
      h("div", { class: "qi-sheet__fields" },
        part.fields.map((one) => field(one, `${at}.${one.key}`, given[one.key], change))),
      h("button", { type: "button", class: "qi-button qi-button--plain",
        onclick: () => take(part, place) }, `Take ${name} away`));
  }

  function lines(part) {
    const add = h("button", { type: "button", class: "qi-button qi-button--plain",
      onclick: () => put(part) }, `Add a ${part.line}`);
    return [...now[part.key].map((_, place) => line(part, place)), add];
  }

  function redraw(part, focus) {
    const body = root.querySelector(`[data-part="${part.key}"]`);
    body.replaceChildren(...lines(part));
    changed(now);
    focus(body);
  }

  function put(part) {
    now = collect();
    now = { ...now, [part.key]: [...now[part.key], first(part)] };
    redraw(part, (body) =>
      body.querySelector(".qi-sheet__line:last-of-type :is(input, select)")?.focus());
  }

  function take(part, place) {
    now = collect();
    now = { ...now, [part.key]: now[part.key].filter((_, at) => at !== place) };
    redraw(part, (body) => body.querySelector("button:last-of-type").focus());
  }

  function show(given) {
    now = { ...given };
    for (const part of sections) {
      now[part.key] = part.many
        ? (Array.isArray(given[part.key]) ? given[part.key] : [])
        : { ...first(part), ...given[part.key] };
    }
    const opened = new Set([...root.querySelectorAll("details[open]")].map((each) => each.id));
    root.replaceChildren(...sections.map((part) => h("details",
      { class: "qi-sheet__part", id: `part-${part.key}`,
        open: opened.has(`part-${part.key}`) || (!opened.size && part.open) },
      h("summary", {}, h("h2", {}, part.title)),
      part.hint ? h("p", { class: "qi-hint" }, part.hint) : null,
      h("div", { "data-part": part.key, class: part.many ? "" : "qi-sheet__fields" },
        part.many
          ? lines(part)
          : part.fields.map((one) =>
            field(one, `${part.key}.${one.key}`, now[part.key][one.key] ?? "", change))))));
  }

  // Mark the fields that could not be read, and say why beside each.
  function tell(troubles) {
    for (const each of root.querySelectorAll("[data-at]")) {
      const said = troubles.find(({ at }) => at === each.dataset.at)?.said ?? "";
      const words = said.slice(said.indexOf(". ") + 2);
      const more = document.getElementById(`${each.id}-more`);
      let told = more.querySelector(".qi-sheet__trouble");
      if (!said) {
        each.removeAttribute("aria-invalid");
        told?.remove();
        continue;
      }
      each.setAttribute("aria-invalid", "true");
      if (!told) {
        told = h("strong", { class: "qi-sheet__trouble" });
        more.prepend(told);
      }
      told.textContent = `${words} `;
    }
  }

  show(value);
  return { show, tell, value: () => now };
}
