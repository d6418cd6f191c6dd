// A module's page: one step at a time, answers saved as they are given, back where you were.

import { h } from "../learn/dom.js";
import { mountAll } from "../learn/host.js";
import { openStore } from "../learn/store.js";
import { askWhich } from "./conflict.js";
import { finish } from "./finish.js";
import { stepper } from "./steps.js";

const BASE = "../";
const about = JSON.parse(document.getElementById("about").textContent);
const saving = document.getElementById("saving");

function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function say(words, kind = "") {
  saving.textContent = words;
  saving.dataset.kind = kind;
}

function watch(store, handles) {
  store.on("saving", () => say("Saving ..."));
  store.on("saved", (at) => say(`Saved at ${clock(at)}`, "saved"));
  store.on("trouble", (words) => say(words, "trouble"));
  store.on("notice", (words) => note(words));
  store.on("conflict", (conflict) => askWhich(conflict, handles));
  addEventListener("beforeunload", (event) => {
    if (store.unsaved && !store.spared) event.preventDefault();
  });
}

function note(...words) {
  const box = h("p", { class: "qi-note", role: "status" }, ...words);
  document.getElementById("main").prepend(box);
  addEventListener("hashchange", () => box.remove(), { once: true });
}

async function lesson() {
  const store = await openStore({ host: "server", module: about.name, base: BASE });
  const handles = mountAll(document.getElementById("main"), store);
  watch(store, handles);
  await Promise.all(handles.map((handle) => handle.ready));
  const steps = stepper(handles);
  await finish({ about, base: BASE, store, handles, show: steps.show });
  const given = handles.filter((handle) => handle.state() !== "not answered");
  if (!given.length) {
    steps.start();
    return;
  }
  const scored = handles.filter((handle) => handle.points && handle.kind !== "text");
  const left = scored.filter((handle) => handle.state() === "not answered");
  const words = left.length
    ? `Welcome back. You have answered ${scored.length - left.length} of ${scored.length}. `
    : "Welcome back. You have answered everything. ";
  steps.resume(left[0]);
  note(words, h("a", { href: "#cover" }, "Go to the start"));
}

async function notebook() {
  document.getElementById("begin").append(
    h("a", { class: "qi-button", href: "open" }, "Open the notebook"),
    h("p", { class: "qi-hint" }, "It opens in JupyterLab. When you have finished, save it there "
      + "(Ctrl+S) and come back to this page to hand it in."),
  );
  await finish({ about, base: BASE, store: null, handles: [], show: () => {} });
}

await (about.code ? notebook() : lesson());
document.documentElement.dataset.ready = "true";
