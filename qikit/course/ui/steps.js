// One screen at a time: the cover, each step, then everything after the steps.

import { h } from "../learn/dom.js";

export function stepper(handles) {
  const sections = [...document.querySelectorAll(".qi-section")];
  const steps = sections.filter((section) => section.dataset.step !== "0");
  const after = sections.filter((section) => section.dataset.step === "0");
  const cover = document.getElementById("cover");
  const end = document.getElementById("finish");
  const screens = [[cover], ...steps.map((step) => [step]), [...after, end]];
  const bar = document.querySelector(".qi-bar");
  const meter = h("div", { class: "qi-meter", hidden: true }, h("span", { class: "qi-meter__fill" }));
  const place = h("p", { class: "qi-place" });
  bar.append(meter);
  bar.querySelector(".qi-bar__home").after(place);
  document.body.classList.add("qi-stepped");
  screens.forEach((screen, at) => screen.at(-1).append(buttons(at)));
  let current = -1;

  function title(at) {
    if (at === 0) return "The start";
    return at <= steps.length ? heading(steps[at - 1]).textContent : "Finish";
  }

  function buttons(at) {
    const back = at > 0 ? h("a", { class: "qi-button qi-button--plain", href: `#${name(at - 1)}` }, "Back") : null;
    const next = at < screens.length - 1
      ? h("a", { class: "qi-button", href: `#${name(at + 1)}` },
          at === 0 ? "Start" : `Next: ${title(at + 1)}`)
      : null;
    return h("nav", { class: "qi-turn", "aria-label": "Steps" }, back, next);
  }

  function name(at) {
    return screens[at][0].id;
  }

  function screenOf(node) {
    return screens.findIndex((screen) => screen.some((part) => part === node || part.contains(node)));
  }

  function show(at, focus) {
    if (at === current) return;
    current = at;
    screens.forEach((screen, index) => screen.forEach((part) => { part.hidden = index !== at; }));
    const left = steps.slice(Math.max(at - 1, 0)).reduce((sum, step) => sum + minutes(step), 0);
    const here = at === 0 || at > steps.length ? "" : `Step ${at} of ${steps.length}`;
    place.textContent = here ? `${here}, about ${left} minute${left === 1 ? "" : "s"} left` : "";
    meter.hidden = at === 0;
    meter.firstChild.dataset.part = Math.round((12 * (at - 1)) / Math.max(steps.length, 1));
    if (!focus) return;
    scrollTo(0, 0);
    const target = at === 0 ? document.getElementById("main") : heading(screens[at][0]);
    target?.focus({ preventScroll: true });
  }

  function go() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const at = target ? screenOf(target) : -1;
    if (at < 0) return false;
    show(at, true);
    if (target && !screens[at].includes(target)) target.scrollIntoView();
    return true;
  }

  addEventListener("hashchange", go);
  return {
    show: (node) => show(screenOf(node), true),
    start() {
      if (!go()) show(0, false);
    },
    resume(handle) {
      if (go()) return;
      const at = handle ? screenOf(handle.el) : screens.length - 1;
      history.replaceState(null, "", `#${name(at)}`);
      show(at, false);
    },
  };
}

const heading = (section) => section.querySelector("h2");
const minutes = (step) => Number(step.dataset.minutes);
