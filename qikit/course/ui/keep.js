// What is typed on a tool's page, kept until the server has it.

const PAUSE = 400;
const AGAIN = 4000;
const saving = document.getElementById("saving");

// What the bar says about saving.
export function say(words, kind = "") {
  saving.textContent = words;
  saving.dataset.kind = kind;
}

// A value of this browser: read, written, or taken away with null.
export function remembered(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return null;
  }
  return null;
}

// Keeps values until the server has them: a moment after the last change, again when it fails.
// What is not saved yet also stays in this browser, and is there after a reload.
export function keeper({ key, put, moved }) {
  let timer = null;
  let waiting = null;
  let busy = false;

  async function send() {
    clearTimeout(timer);
    if (busy || waiting === null) return;
    const value = waiting;
    busy = true;
    say("Saving ...");
    try {
      await put(value);
      if (waiting === value) {
        waiting = null;
        remembered(key, null);
        say("Saved", "saved");
      }
    } catch (error) {
      if (error.status === 409) {
        waiting = null;
        remembered(key, null);
        moved(error.said.current, error.message);
      } else {
        say(error.message, "trouble");
        timer = setTimeout(send, AGAIN);
      }
    } finally {
      busy = false;
      if (waiting !== null && waiting !== value) send();
    }
  }

  addEventListener("beforeunload", (event) => {
    if (waiting !== null) event.preventDefault();
  });
  addEventListener("pagehide", send);
  return {
    // Resolves once everything so far is kept, or could not be.
    async now() {
      await send();
      while (busy) await new Promise((done) => setTimeout(done, 20));
    },
    left: () => JSON.parse(remembered(key) ?? "null"),
    save(value) {
      waiting = value;
      remembered(key, JSON.stringify(value));
      say("Saving ...");
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE);
    },
  };
}
