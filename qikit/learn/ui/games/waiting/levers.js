// What the learner may change: where the slots are, what comes, and what is kept back.

import { h } from "../../dom.js";
import { whole } from "../../normal.js";
import { compare } from "./compare.js";
import { carved, matched, stepped, sum, without } from "./steps.js";

export function levers(spec, state) {
  return [["move", "Move slots between days"],
    spec.failure ? ["remove", "Remove half of the failure demand"] : null,
    spec.held ? ["held", `Keep ${spec.held[0]} slots a day for urgent ones`] : null]
    .filter(Boolean).map(([name, words]) => [name, words, state.lever === name]);
}

// The week under a change: what waits each evening, and what there is to say of it.
export function under(spec, state) {
  const { demand, capacity } = spec;
  if (state.lever === "remove") {
    const less = without(demand, spec.failure / 2);
    const share = Math.round(spec.failure * 1000) / 10;
    return [stepped(less, capacity)[0], `${share}% was failure demand: a slip made people come again. `
      + `With half of it gone, ${sum(less)} come in place of ${sum(demand)}.`];
  }
  if (state.lever === "held") {
    const [lefts, empty] = carved(demand, capacity, ...spec.held);
    return [lefts, `${spec.held[0]} slots a day are kept back, and ${spec.held[1]} of them are used. `
      + `${sum(empty)} slots stand empty in the week while others wait.`];
  }
  const plan = state.slots ?? capacity;
  const [lefts, unused] = stepped(demand, plan);
  const lost = sum(unused);
  return [lefts, `${sum(plan)} of ${sum(capacity)} slots are given out. ${lost
    ? `${lost} of them ${lost === 1 ? "goes" : "go"} unused.` : "None goes unused."}`];
}

export function outcome(spec, state, lefts) {
  const left = under(spec, state)[0].at(-1);
  return `At the end ${left} wait, in place of ${lefts.at(-1)}.`;
}

// The panel of the lever that was taken. `keep(state, words)` keeps what was done in it.
export function panel({ spec, state, lefts, id, keep }) {
  let now = state;
  const words = h("p", {});
  const result = h("div", {});
  const table = state.lever === "move" ? mover(spec, id, give) : null;

  // `share(plan)` gives the next plan; none puts every slot back.
  function give(share, said = "") {
    now = { ...now, slots: share(now.slots ?? spec.capacity) };
    paint();
    keep(now, `${said}${outcome(spec, now, lefts)}`);
  }

  function paint() {
    const [after, told] = under(spec, now);
    table?.paint(now.slots ?? spec.capacity, after);
    words.textContent = told;
    result.replaceChildren(
      compare({ id: `${id}-compare`, days: spec.days, before: lefts, after }),
      h("p", {}, h("strong", {}, outcome(spec, now, lefts))));
  }

  paint();
  return h("div", { class: "qi-queue__result" }, table?.node ?? null, words, result);
}

// A row for each day: one slot less, so many, one more.
function mover(spec, id, give) {
  const left = (plan) => sum(spec.capacity) - sum(plan);
  const to = (day, size) => give((plan) => plan.map((each, n) => (n === day
    ? Math.min(Math.max(size ?? each, 0), each + left(plan)) : each)), `${spec.days[day]}: `);
  let shown = spec.capacity;
  const rows = spec.days.map((name, day) => {
    const step = (by, sign, words) => h("button", { type: "button", class: "qi-queue__step",
      "aria-label": `${words} on ${name}`, onclick: () => to(day, shown[day] + by) }, sign);
    const [less, more] = [step(-1, "−", "One slot less"), step(1, "+", "One slot more")];
    const field = h("input", { id: `${id}-slots-${day}`, class: "qi-queue__slots", inputmode: "numeric",
      autocomplete: "off", "aria-label": `Slots on ${name}`, onchange: () => to(day, whole(field.value)) });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      to(day, whole(field.value));
    });
    const after = h("span", { class: "qi-queue__after" });
    const node = h("li", {},
      h("span", { class: "qi-queue__name" }, h("strong", {}, name), ` ${spec.demand[day]} come`),
      h("span", { class: "qi-queue__steps" }, less, field, more), after);
    return { node, less, more, field, after };
  });
  const spare = h("strong", {});
  const button = (words, share) => h("button", { type: "button", class: "qi-button qi-button--plain",
    onclick: () => give(share) }, words);
  const node = h("div", { class: "qi-queue__mover" },
    h("p", {}, spare, " Take slots from one day, then give them to another."),
    h("ul", { class: "qi-queue__days" }, rows.map((row) => row.node)),
    h("div", { class: "qi-queue__moves" },
      button("Spread them as demand comes", () => matched(spec.demand, spec.capacity)),
      button("Put them back", () => [...spec.capacity])));

  function paint(plan, lefts) {
    shown = plan;
    spare.textContent = `${left(plan)} slots to give out.`;
    rows.forEach(({ less, more, field, after }, day) => {
      field.value = plan[day];
      after.textContent = `${lefts[day]} wait`;
      less.setAttribute("aria-disabled", plan[day] <= 0);
      more.setAttribute("aria-disabled", left(plan) <= 0);
    });
  }

  return { node, paint };
}
