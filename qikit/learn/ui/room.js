// The room version of a game: the facilitator's one big screen, for results of real or virtual play.
//
// room({ title, team, teams, rounds: [{ name, say, options: [[value, words]] }], unit,
//   draw(team, round, rows), chart({ teams, rounds, rows }), print, value, change })
//   -> { node, value(), show(value) }
// `node` is a button. `rows[t][r]` is a number, one of the round's options, or null. `draw` plays a
// round for one team; without it results are typed. What was done is { teams, rows, round }.

import { h, paragraphs } from "./dom.js";
import { number, same } from "./normal.js";

const MOST = 40;

export function room({ title, team = "Team", teams, rounds, unit = "", draw, chart, print, value,
  change }) {
  let state = begun(teams, rounds, value);
  let before = null;
  let dialog = null;
  const node = h("button", { type: "button", class: "qi-button qi-button--plain", onclick: open },
    "Room version");

  function open() {
    dialog = h("dialog", { class: "qi-room", "aria-label": `${title}: room version`,
      onclose: () => { dialog.remove(); dialog = null; node.focus(); } });
    document.body.append(dialog);
    dialog.showModal();
    paint();
  }

  function keep(next, focus) {
    before = state;
    state = next;
    change(state);
    paint(focus);
  }

  function paint(focus = "next") {
    if (!dialog) return;
    dialog.replaceChildren(...screen());
    dialog.querySelector(`[data-room="${focus}"]`)?.focus();
  }

  function screen() {
    const now = rounds[state.round];
    const said = now?.say ?? "That was the last round. What did you see? What will you try?";
    const picture = chart?.({ teams: state.teams, rounds, rows: state.rows });
    return [
      h("header", { class: "qi-room__top" }, h("h2", {}, title),
        button("Close", () => dialog.close(), "close")),
      h("section", { class: "qi-room__say", "aria-live": "polite" },
        h("p", { class: "qi-room__round" }, now
          ? `${now.name}: ${state.round + 1} of ${rounds.length}` : "All rounds are done"),
        ...paragraphs(said)),
      h("div", { class: "qi-room__moves" },
        now && h("button", { type: "button", class: "qi-button", "data-room": "next",
          onclick: next }, draw ? `Play ${now.name}` : `${now.name} is done`),
        before && button("Undo", undo, "undo"),
        button("Print", () => globalThis.print(), "print"),
        button("Start again", again, "again")),
      table(),
      picture && h("div", { class: "qi-room__chart" }, picture),
      print && h("div", { class: "qi-room__paper" }, print),
      names(),
    ].filter(Boolean);
  }

  // Play the round for every team that has no result typed in, or close it.
  function next() {
    const at = state.round;
    const rows = state.rows.map((row) => [...row]);
    if (draw) rows.forEach((row, t) => { row[at] ??= draw(t, at, rows); });
    keep({ ...state, rows, round: at + 1 }, at + 1 < rounds.length ? "next" : "close");
  }

  function undo() {
    state = before;
    before = null;
    change(state);
    paint();
  }

  function again() {
    keep({ ...begun(teams, rounds), teams: state.teams, rows: empty(state.teams, rounds) });
  }

  function table() {
    const corner = unit ? `${team} (${unit})` : team;
    return h("div", { class: "qi-scroll", tabindex: 0, role: "group", "aria-label": "Results" },
      h("table", { class: "qi-room__table" }, h("caption", {}, "Results. Change any cell."),
        h("thead", {}, h("tr", {}, [corner, ...rounds.map((each) => each.name)].map((head) =>
          h("th", { scope: "col" }, head)))),
        h("tbody", {}, state.teams.map((name, t) => h("tr", {}, h("th", { scope: "row" }, name),
          rounds.map((round, r) => h("td", {}, cell(name, round, t, r))))))));
  }

  function cell(name, round, t, r) {
    const held = state.rows[t][r];
    const common = { "aria-label": `${name}, ${round.name}`, "data-room": `${t}-${r}`,
      onchange: (event) => typed(t, r, event.target.value, Boolean(round.options)) };
    if (!round.options) {
      return h("input", { ...common, class: "qi-room__cell", inputmode: "decimal",
        value: held ?? "" });
    }
    const options = [["", "–"], ...round.options].map(([option, words]) =>
      h("option", { value: option, selected: option === (held ?? "") }, words));
    return h("select", { ...common, class: "qi-room__cell" }, options);
  }

  function typed(t, r, words, chosen) {
    const rows = state.rows.map((row) => [...row]);
    const size = number(words, unit);
    if (!words.trim()) rows[t][r] = null;
    else if (chosen) rows[t][r] = words;
    else if (size !== null) rows[t][r] = size;
    else return paint(`${t}-${r}`);
    keep({ ...state, rows }, after(t, r));
  }

  // Down the column, then to the button that goes on.
  const after = (t, r) => (t + 1 < state.teams.length ? `${t + 1}-${r}` : "next");

  function names() {
    const id = "qi-room-names";
    const field = h("textarea", { id, rows: Math.min(state.teams.length + 1, 8), spellcheck: false,
      "aria-describedby": `${id}-tip` });
    field.value = state.teams.join("\n");
    return h("details", { class: "qi-room__names" }, h("summary", {}, `Change the names: ${team.toLowerCase()}`),
      h("label", { for: id }, "One name a line"), field,
      h("p", { id: `${id}-tip` }, `Up to ${MOST}. Results stay with their line.`),
      button("Use these names", () => named(field.value), "names"));
  }

  function named(text) {
    const found = text.split("\n").map((each) => each.trim()).filter(Boolean).slice(0, MOST);
    if (!found.length) return;
    const rows = found.map((_, t) => state.rows[t] ?? rounds.map(() => null));
    keep({ ...state, teams: found, rows });
  }

  return {
    node,
    value: () => state,
    show(given) {
      const next = begun(teams, rounds, given);
      if (same(next, state)) return;
      state = next;
      paint();
    },
  };
}

function button(words, onclick, name) {
  return h("button", { type: "button", class: "qi-button qi-button--plain", onclick,
    "data-room": name }, words);
}

const empty = (teams, rounds) => teams.map(() => rounds.map(() => null));

// What stands at the start, or what was kept, as far as it fits the rounds there are.
function begun(teams, rounds, kept) {
  const held = Array.isArray(kept?.teams) && kept.teams.length && Array.isArray(kept.rows) ? kept : {};
  const named = (held.teams ?? teams).map(String).slice(0, MOST);
  const rows = named.map((_, t) => rounds.map((_, r) => held.rows?.[t]?.[r] ?? null));
  const round = Number.isInteger(held.round) ? Math.min(Math.max(held.round, 0), rounds.length) : 0;
  return { teams: named, rows, round };
}
