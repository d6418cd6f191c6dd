// What the bar says about saving, and leaving a page that has something to save.

const saving = document.getElementById("saving");

function say(words, kind = "") {
  saving.textContent = words;
  saving.dataset.kind = kind;
}

function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function watch(store) {
  store.on("saving", () => say("Saving ..."));
  store.on("saved", (at) => say(`Saved at ${clock(at)}`, "saved"));
  store.on("trouble", (words) => say(words, "trouble"));
  addEventListener("beforeunload", (event) => {
    if (store.unsaved && !store.spared) event.preventDefault();
  });
}
