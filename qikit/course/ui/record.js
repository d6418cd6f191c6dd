// My record: my name and my thoughts, kept as I type; the PDF holds what is on the page.

import { whileTyping } from "../learn/dom.js";
import { openStore } from "../learn/store.js";
import { askWhich } from "./conflict.js";
import { watch } from "./saving.js";

const every = [...document.querySelectorAll("[data-field]")];
const ticks = every.filter((field) => field.type === "checkbox");
const fields = every.filter((field) => field.type !== "checkbox");
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

for (const tick of ticks) {
  const id = tick.dataset.field;
  const show = () => { tick.checked = store.get(id)?.value === "yes"; };
  if (store.get(id)) show();
  store.subscribe(id, show);
  tick.addEventListener("change", () => store.draft(id, tick.checked ? "yes" : ""));
}

const handles = every.map((field) => ({
  id: field.dataset.field,
  tell: (value) => (field.type === "checkbox" ? (value ? "with others" : "alone") : value),
  focus: () => field.focus(),
  el: field.closest(".qi-own, .qi-company"),
}));
store.on("conflict", (conflict) => askWhich(conflict, handles));

document.getElementById("print")?.addEventListener("click", () => print());
// What is saved holds what stands on the page: typing is kept first.
for (const link of document.querySelectorAll("[data-takes]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    typing.forEach((each) => each.now());
    await store.flush();
    location.assign(link.href);
  });
}
document.documentElement.dataset.ready = "true";
