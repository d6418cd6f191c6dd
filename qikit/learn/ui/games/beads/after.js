// What is seen when days are over: the table, the chart, and what happened in words.

import { h } from "../../dom.js";
import { livechart } from "../../livechart.js";
import { done, followed, mean, tenth, wholeDay } from "./play.js";

const NOTES = { bonus: "Bonus", warning: "Warning", target: "Target", none: "" };
const TRIED = { ...NOTES, none: "Nothing", "": "–" };

export function table(spec, state) {
  const played = state.days.filter((day) => day.counts.length);
  const many = (words) => h("td", { class: "qi-table__number" }, words);
  const row = (name, cells) => h("tr", {}, h("th", { scope: "row" }, name), cells);
  const tried = (day) => (day.red === spec.boxes[0].red ? TRIED[day.move] : "New box");
  return h("div", { class: "qi-scroll", tabindex: 0, role: "group", "aria-label": "Counts by day" },
    h("table", { class: "qi-table qi-red-beads__table" }, h("caption", {}, "Red beads, day by day"),
      h("thead", {}, h("tr", {}, ["Worker", ...played.map((_, d) => `Day ${d + 1}`)].map((head) =>
        h("th", { scope: "col" }, head)))),
      h("tbody", {}, row("You tried", played.map((day) => h("td", {}, tried(day)))),
        spec.workers.map((name, w) => row(name, played.map((day) =>
          many(day.counts[w] === undefined ? "" : String(day.counts[w]))))),
        row("Mean", played.map((day) => many(wholeDay(spec, day) ? tenth(mean(day.counts)) : ""))))));
}

// Every count in order, with the limits of the box that the game began with.
export function chart(spec, state, id) {
  const played = state.days.filter((day) => wholeDay(spec, day));
  const many = spec.workers.length;
  const start = (d) => d * many + 1;
  const notes = played.flatMap((day, d) => {
    const changed = d > 0 && day.red !== played[d - 1].red;
    const text = changed ? `${day.red} red` : NOTES[day.move] ?? "";
    return text ? [{ at: start(d), text }] : [];
  });
  const { centre, lower, upper } = spec.boxes[0];
  return livechart({ id, title: "Red beads in each paddle", y: played.flatMap((day) => day.counts),
    x: played.flatMap((_, d) => spec.workers.map((name) => `${name} ${d + 1}`)), centre, lower, upper,
    notes });
}

export function story(spec, state) {
  const first = state.days.slice(0, spec.days);
  const counts = first.flatMap((day) => day.counts);
  const [box] = spec.boxes;
  const out = counts.filter((each) => each > box.upper || each < box.lower).length;
  const met = counts.filter((each) => each <= spec.target).length;
  const moves = first.flatMap((day, d) => (d ? [followed(spec, first[d - 1], day, d)] : []));
  const later = done(spec, state) > spec.days;
  return h("details", { class: "qi-red-beads__story", open: !later },
    h("summary", { "data-play": "first" }, `What happened on days 1 to ${spec.days}`),
    h("p", {}, `The mean was ${tenth(mean(counts))} red beads. You expected ${state.guess}. `
      + `The counts went from ${Math.min(...counts)} to ${Math.max(...counts)}.`),
    h("ul", {}, moves.map((words) => h("li", {}, words))),
    h("p", {}, `The box gives ${box.centre} on average, and chance alone gives `
      + `${tenth(box.lower)} to ${tenth(box.upper)}. ${counts.length - out} of ${counts.length} `
      + "counts lie inside these limits. "
      + `${met} met the target of ${spec.target}: its chance is about ${percent(spec.chance)} a dip.`),
    h("p", {}, "Every worker did the same work with the same box. Nothing that you tried touched "
      + "the box."));
}

const percent = (share) => `${(share * 100).toFixed(1)}%`;

// After the box was changed.
export function better(spec, state) {
  const whole = state.days.filter((day) => wholeDay(spec, day));
  const before = whole.slice(0, spec.days).flatMap((day) => day.counts);
  const last = whole.at(-1);
  return `With ${last.red} red beads in the box the day's mean was ${tenth(mean(last.counts))}. `
    + `Before it was ${tenth(mean(before))}. Same workers, same paddle, no bonus and no warning.`;
}

export function told(spec, state) {
  const days = done(spec, state);
  if (!days) return "";
  const counts = state.days.slice(0, days).flatMap((day) => day.counts);
  return `You expected ${state.guess} red beads. ${days} day${days === 1 ? "" : "s"} played: `
    + `mean ${tenth(mean(counts))}, from ${Math.min(...counts)} to ${Math.max(...counts)}.`;
}
