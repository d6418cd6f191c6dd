// The ladder of hints: a nudge, the method, show me. They cost nothing.

import { h, lines } from "./dom.js";

const NAMES = ["Nudge", "Method", "Show me"];
const SHOW = 2;

export function hints(spec, kind, check) {
  const steps = ladder(spec, kind);
  const list = h("ol", { class: "qi-hints", "aria-live": "polite" });
  let shown = 0;
  const button = h("button", { type: "button", class: "qi-button qi-button--plain", onclick: next });
  const name = () => {
    button.hidden = shown >= steps.length;
    if (shown >= steps.length) return;
    const last = steps[shown].name === NAMES[SHOW];
    button.textContent = last ? "Show me" : shown ? "Another hint" : "Give me a hint";
  };

  function next() {
    const step = steps[shown];
    shown += 1;
    list.append(h("li", {}, h("strong", {}, `${step.name}: `), ...lines(step.words)));
    name();
    if (button.hidden) check.focus();
  }

  name();
  return { list, button, rest: (done) => { button.hidden = done || shown >= steps.length; } };
}

function ladder(spec, kind) {
  const steps = spec.hints.map((words, place) => ({ name: NAMES[place], words }));
  const answer = spec.key === undefined || kind.open ? "" : kind.tell(spec, spec.key);
  if (steps.length <= SHOW && answer.length) steps.push({ name: NAMES[SHOW], words: answer });
  return steps;
}
