// One screen at a time: the cover, each step, then everything after the steps.
// The page holds the screens and their links; which one is seen is `data-at` on the root.

const root = document.documentElement;

export function stepper() {
  const screens = [...document.querySelectorAll(".qi-screen")];
  const steps = [...document.querySelectorAll(".qi-section")].filter(
    (section) => section.dataset.step !== "0");
  const place = document.getElementById("place");
  const meter = document.getElementById("meter");
  const whole = place.textContent;
  const end = screens.length - 1;

  function screenOf(node) {
    return screens.indexOf(node?.closest(".qi-screen"));
  }

  function show(at, focus) {
    const moved = root.dataset.at !== String(at);
    root.dataset.at = at;
    place.textContent = at === 0 ? whole : at === end ? "Finish" : left(at);
    meter.hidden = at === 0;
    meter.firstElementChild.style.setProperty("--qi-part", (at - 1) / Math.max(end - 1, 1));
    if (!focus || !moved) return;
    root.classList.remove("qi-back");
    scrollTo(0, 0);
    const target = at === 0 ? document.getElementById("main") : screens[at].querySelector("h2");
    target?.focus({ preventScroll: true });
  }

  function left(at) {
    const minutes = steps.slice(at - 1).reduce((sum, step) => sum + Number(step.dataset.minutes), 0);
    return `Step ${at} of ${steps.length}, about ${minutes} minute${minutes === 1 ? "" : "s"} left`;
  }

  function go() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const at = screenOf(target);
    if (at < 0) return false;
    show(at, true);
    if (!target.matches(".qi-section, .qi-cover, .qi-screen")) target.scrollIntoView();
    return true;
  }

  addEventListener("hashchange", go);
  return {
    screenOf,
    show: (node) => show(screenOf(node), true),
    start() {
      if (!go()) show(0, false);
    },
    resume(node) {
      if (go()) return;
      const at = node ? screenOf(node) : end;
      const id = at === end ? "the-end" : steps[at - 1]?.id ?? "cover";
      root.classList.add("qi-back");
      history.replaceState(null, "", `#${id}`);
      show(at, false);
    },
  };
}
