// Write a few sentences; a person marks them. Kept while it is typed.

import { h, whileTyping } from "../dom.js";
import { blank } from "../normal.js";
import { SAVED, unanswered } from "../verdict.js";

export const single = true;

export function control({ spec, id, change }) {
  const [fewest, most] = spec.words;
  const count = h("p", { class: "qi-count", id: `${id}-count` });
  const field = h("textarea", { id, class: "qi-text", rows: 6, "aria-describedby": count.id,
    oninput: () => grow() });
  const typing = whileTyping(field, change, 800);

  function grow() {
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const aim = words === 0 ? `Aim for ${fewest} to ${most} words.`
      : words < fewest ? `${words} words. Aim for ${fewest} to ${most}.`
      : words <= most ? `${words} words. A good length.`
      : `${words} words. A little long: ${most} is enough.`;
    count.textContent = words === 1 ? aim.replace("1 words", "1 word") : aim;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  }

  return {
    node: h("div", {}, field, count),
    value: () => (typing.now(), field.value),
    show: (value) => {
      field.value = typeof value === "string" ? value : "";
      grow();
      requestAnimationFrame(grow);
    },
    focus: () => field.focus(),
    busy: () => typing.waiting(),
  };
}

// What was written stands in the field itself.
export function tell() {
  return "";
}

export function score(spec, key, value) {
  return blank(value) ? unanswered() : { share: 0, state: SAVED, messages: [] };
}
