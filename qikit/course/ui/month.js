// A month after a lesson, on the home page: did you try it? One tap, and a line if you like.

import { h, whileTyping } from "../learn/dom.js";
import { openStore } from "../learn/store.js";

const CHOICES = [
  ["yes", "Yes, I tried it"],
  ["not-yet", "Not yet"],
  ["no-chance", "There was no chance"],
];
const REPLY = {
  yes: "Thank you. Whether it worked or not, you know more now than before.",
  "not-yet": "Thank you for saying so. Days are full. We will ask you once more in a month.",
  "no-chance": "Thank you for saying so. What stood in the way may be the first thing to improve.",
};

// `due` holds what is to be asked: [{ name, title, meant }].
export function month(due) {
  const box = document.getElementById("month");
  const [first, ...rest] = due;
  if (!first) return;
  const status = h("div", { role: "status" });
  const title = h("h2", { id: "month-title", tabindex: "-1" }, `A month ago: ${first.title}`);
  let store = null;

  async function say(did, words = "") {
    store ??= await openStore({ host: "server", module: first.name, base: "" });
    store.attempt("month", { did, words }, "saved");
    const kept = await store.flush();
    const field = h("textarea", { id: "month-words", rows: "2", maxlength: "1000",
      "aria-describedby": "month-hint" });
    field.value = words;
    whileTyping(field, (value) => {
      store.draft("month", { did, words: value });
      store.flush();
    });
    buttons.forEach(([name, button]) => button.setAttribute("aria-pressed", name === did));
    status.replaceChildren(
      h("p", {}, h("strong", {}, REPLY[did]),
        kept ? " Your answer is kept, and stands on your record." : " It is kept in this browser."),
    );
    more.replaceChildren(
      h("label", { for: "month-words" }, "What happened? A line is enough, and it is up to you."),
      h("p", { class: "qi-hint", id: "month-hint" }, "Please name no patient and no colleague."),
      field,
      ...(rest.length ? [h("button", { type: "button", class: "qi-button qi-button--plain",
        onclick: next }, "Ask me about the next one")] : []),
    );
  }

  function next() {
    month(rest);
    document.getElementById("month-title").focus();
  }

  const more = h("div", { class: "qi-own" });
  const buttons = CHOICES.map(([did, words]) => [did, h("button", {
    type: "button", class: "qi-button qi-button--plain", "aria-pressed": "false",
    onclick: () => say(did, more.querySelector("textarea")?.value ?? ""),
  }, words)]);
  box.replaceChildren(
    title,
    ...(first.meant
      ? [h("p", {}, "The idea was this:"), h("blockquote", {}, first.meant)]
      : []),
    h("p", { id: "month-asks" }, "Did you try it? Any answer is a good answer."),
    h("div", { class: "qi-actions", role: "group", "aria-labelledby": "month-asks" },
      buttons.map(([, button]) => button)),
    status, more,
  );
  box.hidden = false;
}
