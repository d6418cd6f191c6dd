// The same question answered differently in two windows, or on two devices: show both, let the learner choose.

import { h, lines } from "../learn/dom.js";
import { blank } from "../learn/normal.js";

const waiting = [];

// One dialog at a time; the next when the one before was answered.
export function askWhich(conflict, handles) {
  waiting.push(() => show(conflict, handles));
  if (waiting.length === 1) waiting[0]();
}

function show({ id, mine, theirs, choose }, handles) {
  const handle = handles.find((each) => each.id === id);
  const name = handle?.el.querySelector(".qi-head")?.textContent.split(" · ")[0] ?? id;
  const asked = handle?.el.querySelector(".qi-prompt")?.textContent ?? "";
  const words = (entry) => {
    if (!entry || blank(entry.value)) return ["No answer"];
    return handle?.tell ? lines(handle.tell(entry.value)) : [JSON.stringify(entry.value)];
  };
  const pick = (which) => () => {
    dialog.remove();
    choose(which);
    handle?.focus();
    waiting.shift();
    waiting[0]?.();
  };
  const side = (title, entry, keep, which) => h("div", { class: "qi-both__side" },
    h("h3", {}, title), h("div", { class: "qi-both__answer" }, ...words(entry)),
    h("button", { type: "button", class: "qi-button", onclick: pick(which) }, keep));
  const dialog = h("dialog", { class: "qi-dialog", "aria-labelledby": "which" },
    h("h2", { id: "which" }, "Two answers to the same question"),
    h("p", {}, `You answered ${name} here and in another window. `
      + "It may be on another device. Which answer do you want to keep?"),
    asked ? h("p", { class: "qi-hint" }, asked) : null,
    h("div", { class: "qi-both" },
      side("In this window", mine, "Keep this one", "mine"),
      side("In the other window", theirs, "Keep the other one", "theirs")));
  dialog.addEventListener("close", () => {
    if (dialog.isConnected) dialog.showModal();
  });
  document.body.append(dialog);
  dialog.showModal();
}
