// The end of a page: what is answered, hand in, take your work with you, marks when they are there.

import { h } from "../learn/dom.js";
import { marks } from "./marks.js";

const STATE = {
  "not answered": "Not answered yet",
  saved: "Saved",
  right: "Right",
  "partly right": "Partly right",
  "not yet": "Not yet",
};

export async function finish({ about, base, store, handles, show }) {
  const root = document.getElementById("finish");
  const list = h("ul", { class: "qi-answered" });
  const told = h("p", { class: "qi-handed", role: "status" });
  const button = h("button", { type: "button", class: "qi-button", onclick: submit }, "Hand in my work");
  const given = await fetch(`${base}api/${about.name}/feedback`, { cache: "no-store" })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  const progress = await fetch(`${base}api/progress`, { cache: "no-store" })
    .then((response) => response.json())
    .catch(() => ({}));

  function refresh() {
    const asked = handles.filter((handle) => handle.points);
    list.replaceChildren(...asked.map((handle) => {
      const head = handle.el.querySelector(".qi-head")?.textContent ?? handle.id;
      const go = (event) => {
        event.preventDefault();
        show(handle.el);
        handle.el.scrollIntoView();
        handle.focus();
      };
      return h("li", { "data-state": handle.state() },
        h("a", { href: `#${handle.id}`, onclick: go }, head),
        h("span", { class: "qi-answered__state" }, STATE[handle.state()]));
    }));
    list.hidden = !asked.length;
  }

  async function submit() {
    button.disabled = true;
    told.textContent = "Handing in ...";
    try {
      if (store && !(await store.flush())) throw new Error("Your answers are not all saved yet.");
      const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
      const response = await fetch(`${base}api/${about.name}/submit`, {
        method: "POST",
        headers: { "X-XSRFToken": token },
      });
      const said = await response.json();
      if (!response.ok) throw new Error(said.message);
      handedIn(said.at);
    } catch (error) {
      const words = error instanceof TypeError ? "The course cannot be reached just now." : error.message;
      told.textContent = `${words} Nothing is lost. Try again in a moment.`;
    }
    button.disabled = false;
  }

  function handedIn(at) {
    const when = new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    told.textContent = `Handed in on ${when}. You can change answers and hand in again.`;
    button.textContent = "Hand in again";
  }

  const box = h("section", { class: "qi-panel", "aria-labelledby": "hand-in-title" },
    h("h2", { id: "hand-in-title" }, "Hand in"),
    list,
    h("p", {}, "Handing in makes a copy of your answers for your trainer. It is up to you, and you "
      + "can do it more than once."),
    h("div", { class: "qi-actions" }, button,
      h("a", { class: "qi-button qi-button--plain", href: `${base}api/${about.name}/work`, download: "" },
        "Download my work"),
      h("button", { type: "button", class: "qi-button qi-button--plain", onclick: () => print() },
        "Print")),
    told,
    h("p", {}, h("a", { href: base }, "Back to my modules")));
  root.prepend(box);
  if (given) {
    root.prepend(marks(given, handles));
    const link = h("a", { href: "#marks" }, "Read your marks and feedback");
    document.getElementById("begin").append(h("p", { class: "qi-note" }, "Your work is marked. ", link));
  }
  if (progress[about.name]?.handed_in) handedIn(progress[about.name].handed_in);
  handles.forEach((handle) => store.subscribe(handle.id, refresh));
  refresh();
}
