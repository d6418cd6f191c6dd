// A module's page: one step at a time, answers saved as they are given, back where you were.

import { h } from "../learn/dom.js";
import { mountAll } from "../learn/host.js";
import { openStore } from "../learn/store.js";
import { askWhich } from "./conflict.js";
import { finish } from "./finish.js";
import { gone } from "./gone.js";
import { reading } from "./reading.js";
import { watch } from "./saving.js";
import { stepper } from "./steps.js";
import { words } from "./words.js";

const BASE = "../";
const about = JSON.parse(document.getElementById("about").textContent);

function note(said) {
  const box = h("p", { class: "qi-note", role: "status" }, said);
  document.getElementById("main").prepend(box);
  addEventListener("hashchange", () => box.remove(), { once: true });
}

// Questions that the module waits for; written work is optional for awareness.
function needed(handles) {
  return handles.filter((each) => each.points && !about.optional.includes(each.id));
}

// So that the first paint of the next visit is the right screen already.
function remember(at) {
  try {
    if (at === null) localStorage.removeItem(`qi-at-${about.name}`);
    else localStorage.setItem(`qi-at-${about.name}`, at);
  } catch {
    return;
  }
}

async function lesson() {
  const main = document.getElementById("main");
  words(main);
  const steps = stepper();
  const store = await openStore({ host: "server", module: about.name, base: BASE });
  reading(about, store);
  const handles = mountAll(main, store);
  watch(store);
  store.on("notice", note);
  store.on("conflict", (conflict) => askWhich(conflict, handles));
  await Promise.all(handles.map((handle) => handle.ready));
  const unanswered = () => needed(handles).filter((handle) => handle.state() === "not answered");
  const answered = () => handles.some((handle) => handle.state() !== "not answered");
  const next = () => unanswered()[0]?.el ?? document.getElementById("finish");
  const keep = () => remember(answered() ? steps.screenOf(next()) : null);
  handles.forEach((handle) => store.subscribe(handle.id, keep));
  keep();
  if (answered()) {
    const left = unanswered().length;
    const all = needed(handles).length;
    document.getElementById("welcome-words").textContent = left
      ? `You have answered ${all - left} of ${all}.`
      : "You have answered everything.";
    steps.resume(next());
  } else steps.start();
  await finish({ about, base: BASE, store, handles, show: steps.show });
  document.getElementById("finish").append(gone(store, handles) ?? "");
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
