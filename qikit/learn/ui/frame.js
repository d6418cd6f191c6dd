// What every question looks like around its own control: heading, prompt, state, check, hints,
// result. A kind's module gives
//   control({ spec, id, figure, change, other }) -> { node, value(), show(value), focus(), busy?() }
// where other(id) is what another question of the page keeps,
//   tell(spec, value) -> the answer in words;  score(spec, key, value, why, partial)
// and, for a single field, `single = true`.

import { h, lines, paragraphs } from "./dom.js";
import { hints } from "./hints.js";
import { icon } from "./icons.js";
import { blank, same } from "./normal.js";
import { NOT_ANSWERED, RIGHT, SAVED } from "./verdict.js";

const WORDS = {
  "not answered": "Not answered yet",
  saved: "Saved",
  right: "Right",
  "partly right": "Partly right",
  "not yet": "Not yet",
};
const MARKED = "Saved. Marked after you hand in.";
const KEPT = "Saved.";

export function frame(el, spec, kind, store) {
  const now = spec.feedback === "now";
  const id = `${spec.id}-field`;
  const control = kind.control({ spec, id, figure: el.querySelector(".qi-figure"), change,
    other: (name) => store.get(name)?.value });
  const tag = h("p", { class: "qi-tag" });
  const result = h("div", { class: "qi-result", role: "status", "aria-live": "polite" });
  const check = h("button", { type: "submit", class: "qi-button" },
    now ? "Check my answer" : "Save my answer");
  const ladder = hints(spec, kind, check);

  function change(value) {
    store.draft(spec.id, value);
    refresh();
  }

  function submit(event) {
    event.preventDefault();
    const value = control.value();
    if (blank(value)) {
      say(NOT_ANSWERED, ["Put in an answer first, then try again."]);
      control.focus();
    } else if (now) {
      const found = kind.score(spec, spec.key, value, spec.why, spec.partial);
      store.attempt(spec.id, value, found.state);
      refresh();
    } else {
      store.draft(spec.id, value);
      refresh();
      say(SAVED, [], value);
    }
  }

  function refresh() {
    const entry = store.get(spec.id);
    const last = entry?.attempts?.at(-1);
    const checked = last && last.state && same(last.value, entry.value);
    const state = !entry || blank(entry.value) ? NOT_ANSWERED : checked ? last.state : SAVED;
    const tries = now ? (entry?.attempts?.length ?? 0) : 0;
    ladder.rest(state === RIGHT);
    mark(state, state === SAVED && now && !kind.shown ? "Saved, not checked yet" : WORDS[state]);
    if (state === NOT_ANSWERED || (state === SAVED && now)) say(null);
    else if (state === SAVED) say(SAVED, [], entry.value);
    else {
      const found = kind.score(spec, spec.key, entry.value, spec.why, spec.partial);
      say(state, found.messages, entry.value, tries);
    }
  }

  function mark(state, words) {
    el.dataset.state = state;
    tag.dataset.state = state;
    tag.replaceChildren(icon(state), h("span", {}, words));
  }

  function say(state, messages = [], value, tries = 0) {
    result.dataset.state = state ?? "";
    if (!state) return result.replaceChildren();
    const answer = value === undefined ? "" : kind.tell(spec, value);
    result.replaceChildren(
      h("p", { class: "qi-result__state" }, icon(state),
        h("strong", {}, state === SAVED ? (spec.points ? MARKED : KEPT) : WORDS[state])),
      ...messages.flatMap((words) => paragraphs(words)),
      ...(answer.length
        ? [h("div", { class: "qi-result__answer" }, "Your answer: ", ...lines(answer))]
        : []),
      ...(tries > 1 || (tries && state !== RIGHT)
        ? [h("p", { class: "qi-result__tries" }, triesInWords(tries, state))]
        : []),
    );
  }

  const worth = spec.points ? `${spec.points} point${spec.points === 1 ? "" : "s"}` : "Practice";
  const head = h("h3", { class: "qi-head" }, [spec.label, worth].filter(Boolean).join(" · "));
  const prompt = paragraphs(spec.prompt, "span", { class: "qi-prompt__part" });
  const figure = el.querySelector(".qi-figure");
  const body = kind.single
    ? h("div", { class: "qi-set" },
        h("label", { class: "qi-prompt", for: id }, prompt), figure, control.node)
    : h("fieldset", { class: "qi-set" },
        h("legend", { class: "qi-prompt" }, prompt), figure, control.node);
  if (figure && !figure.hasChildNodes()) figure.remove();
  const buttons = h("div", { class: "qi-actions" }, kind.shown ? null : check, ladder.button);
  control.show(store.get(spec.id)?.value ?? null);
  refresh();
  el.classList.add("qi-question--live");
  el.replaceChildren(
    h("div", { class: "qi-top" }, head, tag),
    h("form", { novalidate: true, onsubmit: submit }, body, ladder.list, buttons),
    result,
  );
  store.subscribe(spec.id, () => {
    const value = store.get(spec.id)?.value ?? null;
    if (!control.busy?.() && !same(value, control.value())) control.show(value);
    refresh();
  });
}

function triesInWords(tries, state) {
  const so = tries === 1 ? "Tried once" : tries === 2 ? "Tried twice" : `Tried ${tries} times`;
  return state === RIGHT ? `${so}.` : `${so}. Try as often as you like.`;
}
