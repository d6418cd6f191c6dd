// Show one of several pictures drawn beforehand, chosen with a labelled control.

import { h } from "./dom.js";

const FEW = 5;

export function mountExplore(box) {
  const { names, start } = JSON.parse(box.querySelector(".qi-explore__states").textContent);
  const states = new Map(
    [...box.querySelectorAll(".qi-state")].map((state) => [state.dataset.state, state]),
  );
  const stage = box.querySelector(".qi-explore__stage");
  const words = h("p", { class: "qi-unseen", role: "status" });
  const at = [...start];
  const drawn = new Map([[start.join("-"), [...stage.childNodes]]]);

  function show() {
    const id = at.join("-");
    if (!drawn.has(id)) {
      drawn.set(id, [...states.get(id).content.cloneNode(true).childNodes]);
    }
    stage.replaceChildren(...drawn.get(id));
    words.textContent = states.get(id).dataset.words;
  }

  const controls = names.map(({ label, values }, n) => {
    const id = `${box.id}-${n}`;
    const choose = (place) => { at[n] = place; show(); };
    const control = values.length <= FEW ? buttons : values.every(counts) ? slider : list;
    return control({ id, label, values, at: start[n], choose });
  });
  box.querySelector(".qi-explore__controls").replaceChildren(...controls);
  box.append(words);
}

function counts(value) {
  return value.trim() !== "" && Number.isFinite(Number(value));
}

function list({ id, label, values, at, choose }) {
  const field = h("select", { id, class: "qi-cell", onchange: () => choose(field.selectedIndex) },
    values.map((value) => h("option", {}, value)));
  field.selectedIndex = at;
  return h("div", { class: "qi-explore__control" }, h("label", { for: id }, label), field);
}

function slider({ id, label, values, at, choose }) {
  const shown = h("output", { class: "qi-explore__value", for: id }, values[at]);
  const field = h("input", { type: "range", id, class: "qi-range", min: 0, max: values.length - 1,
    value: at, "aria-valuetext": values[at], oninput: () => {
      const place = Number(field.value);
      shown.textContent = values[place];
      field.setAttribute("aria-valuetext", values[place]);
      choose(place);
    } });
  return h("div", { class: "qi-explore__control" },
    h("label", { for: id }, label), shown, field);
}

function buttons({ id, label, values, at, choose }) {
  return h("fieldset", { class: "qi-explore__control" }, h("legend", {}, label),
    h("div", { class: "qi-segments" }, values.map((value, place) => {
      const field = h("input", { type: "radio", name: id, id: `${id}-${place}`,
        onchange: () => choose(place) });
      field.checked = place === at;
      return h("label", { class: "qi-segment", for: field.id }, field, h("span", {}, value));
    })));
}
