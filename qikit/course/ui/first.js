// Runs before anything is painted, so that nothing jumps: which screen of a lesson, whose pathway.
// page.js and home.js take over from here.

(() => {
  const root = document.documentElement;
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  root.classList.add("qi-live");
  const module = root.dataset.module;
  if (!module) {
    root.dataset.role = remembered("qi-role") ?? "";
    return;
  }
  const resume = remembered(`qi-at-${module}`);
  root.dataset.at = location.hash.length > 1 ? "target" : resume ?? "0";
  root.classList.toggle("qi-back", root.dataset.at !== "target" && resume !== null);
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!root.dataset.ready && target?.closest(".qi-screen")) root.dataset.at = "target";
  });
})();
