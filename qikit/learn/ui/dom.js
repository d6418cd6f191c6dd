// Make elements: h("button", { type: "button", onclick: go }, "Check my answer").

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function s(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

// Paragraphs of a text: an empty line starts a new one.
export function paragraphs(text, tag = "p", properties = {}) {
  return text.split("\n\n").map((part) => h(tag, properties, part));
}

// An answer in words: one line as it is, several as a list.
export function lines(words) {
  return Array.isArray(words)
    ? [h("ul", { class: "qi-lines" }, words.map((line) => h("li", {}, line)))]
    : [words];
}

// Call `keep(value)` a moment after typing stops, and at once when the field is left.
export function whileTyping(field, keep, pause = 400) {
  let timer = null;
  const now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    keep(field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  });
  field.addEventListener("change", now);
  addEventListener("pagehide", now);
  return { now, waiting: () => timer !== null };
}
