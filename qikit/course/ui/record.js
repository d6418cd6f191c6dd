// My record: my name and my thoughts, kept as I type; the PDF holds what is on the page.

import { whileTyping } from "../learn/dom.js";
import { openStore } from "../learn/store.js";
import { askWhich } from "./conflict.js";
import { watch } from "./saving.js";

const fields = [...document.querySelectorAll("[data-field]")];
const store = await openStore({ host: "server", module: "record", base: "../" });
watch(store);

const typing = fields.map((field) => {
  const id = field.dataset.field;
  const paper = document.querySelector(`[data-shows="${id}"]`);
  const show = (value) => {
    if (document.activeElement !== field || !field.value) field.value = value;
    paper.textContent = value;
  };
  if (typeof store.get(id)?.value === "string") show(store.get(id).value);
  store.subscribe(id, () => show(store.get(id)?.value ?? ""));
  field.addEventListener("input", () => { paper.textContent = field.value; });
  return whileTyping(field, (value) => store.draft(id, value));
});

const handles = fields.map((field) => ({
  id: field.dataset.field,
  tell: (value) => value,
  focus: () => field.focus(),
  el: field.closest(".qi-own"),
}));
store.on("conflict", (conflict) => askWhich(conflict, handles));

document.getElementById("print")?.addEventListener("click", () => print());
document.getElementById("pdf")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const { href } = event.currentTarget;
  typing.forEach((each) => each.now());
  await store.flush();
  location.assign(href);
});
document.documentElement.dataset.ready = "true";
