// The rules of the portfolio game: qikit/games/portfolio.py says the same.

import { stream } from "../../prng.js";

// The event of each quarter, or an empty word: each comes with its chance, and only once.
export function eventsOf(chance, events, quarters) {
  const found = [];
  for (let each = 0; each < quarters; each += 1) {
    const drawn = chance.share();
    let [passed, met] = [0, ""];
    for (const event of events) {
      if (!met && passed <= drawn && drawn < passed + event.chance) met = event.id;
      passed += event.chance;
    }
    found.push(found.includes(met) ? "" : met);
  }
  return found;
}

const sum = (list) => list.reduce((total, each) => total + each, 0);

// What came of each quarter: event, days there were and were needed, work, what is done.
export function played(spec, seed, quarters) {
  const coming = eventsOf(stream(seed), spec.events, spec.quarters);
  const work = Object.fromEntries(spec.projects.map(({ id }) => [id, 0]));
  const met = new Set([""]);
  return quarters.slice(0, spec.quarters).map((chosen, at) => {
    const event = spec.events.find(({ id }) => id === coming[at]);
    met.add(coming[at]);
    const live = spec.projects.filter((each) =>
      chosen.includes(each.id) && work[each.id] < each.work && met.has(each.waits_for));
    const over = Math.max(0, live.length - spec.limit);
    let there = Math.floor((spec.days * (event ? event.days : 100)) / 100);
    there = Math.floor((there * Math.max(spec.least, 100 - spec.lost * over)) / 100);
    const wanted = live.map((each) => Math.min(each.days, each.work - work[each.id]));
    const needed = sum(wanted);
    const got = {};
    live.forEach(({ id }, n) => {
      got[id] = needed <= there ? wanted[n] : Math.floor((wanted[n] * there) / needed);
      work[id] += got[id];
    });
    const done = live.filter((each) => work[each.id] >= each.work).map(({ id }) => id);
    return { event: coming[at], there, needed, got, work: { ...work }, done };
  });
}

// Benefit of what is done, days in all, days to an objective, and days in unfinished work.
export function summed(spec, results) {
  const done = results.flatMap((result) => result.done);
  const work = results.at(-1)?.work ?? {};
  const days = (test) => sum(spec.projects.filter(test).map(({ id }) => work[id] ?? 0));
  return {
    benefit: sum(spec.projects.filter(({ id }) => done.includes(id)).map((each) => each.benefit)),
    done,
    days: days(() => true),
    aligned: days((each) => each.objective),
    unfinished: days(({ id }) => !done.includes(id)),
  };
}
