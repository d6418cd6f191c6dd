// Keep answers: at once in this browser, then where the host keeps them. Nothing is overwritten in
// silence: a save names the revision that it started from, and two windows merge or ask.
//
// openStore({ host: "server" | "browser", module, base }) gives
//   get(id), draft(id, value), attempt(id, value, state), subscribe(id, tell),
//   on("saving" | "saved" | "trouble" | "conflict" | "notice", tell), flush(), answers(),
//   unsaved, spared
// "conflict" tells { id, mine, theirs, choose("mine" | "theirs") }.

import { browserKeeper, serverKeeper, Moved } from "./keepers.js";
import { spares } from "./spares.js";

const PAUSE = 250;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const KEPT = "Your answers are kept in this browser.";
const OTHER = "Somebody else is learning in this browser now. Load the page again to go on as that "
  + "person, or come back as yourself first.";
const NOT_KEPT = "Keep this page open, and download your work before you leave.";

const equal = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export async function openStore({ host, module, base }) {
  const keeper = host === "browser" ? browserKeeper(module) : serverKeeper(module, base);
  const store = new Store(keeper, module);
  await store.start();
  return store;
}

class Store {
  #keeper;
  #module;
  #spares;
  #known = { revision: 0, answers: {}, learner: "" };
  #mine = {};
  #before = new Map();
  #asked = new Set();
  #opened = false;
  #notice = "";
  #tellers = new Map();
  #saving = null;
  #timer = null;
  #wait = FIRST_WAIT;
  #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("qi-answers");

  // Whether this browser holds a spare copy of what is not saved yet.
  spared = true;

  constructor(keeper, module) {
    this.#keeper = keeper;
    this.#module = module;
    this.#spares = spares(module);
  }

  async start() {
    await this.#open();
    for (const [id, { mine, before }] of this.#spares.take(this.#known.learner)) {
      this.#mine = { ...this.#mine, [id]: mine };
      this.#before.set(id, before);
    }
    if (this.#opened) this.#settle();
    this.#spare();
    this.#channel?.addEventListener("message", ({ data }) => this.#elsewhere(data));
    addEventListener("pagehide", () => this.#leave());
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => this.#look());
    if (this.#waiting.length) this.#soon(0);
  }

  get(id) {
    return this.#mine[id];
  }

  answers() {
    return this.#mine;
  }

  get unsaved() {
    return this.#before.size > 0;
  }

  draft(id, value) {
    const entry = this.#mine[id] ?? { value: null, attempts: [] };
    if (equal(entry.value, value)) return;
    this.#change(id, { ...entry, value }, PAUSE);
  }

  attempt(id, value, state) {
    const attempts = this.#mine[id]?.attempts ?? [];
    const at = new Date().toISOString();
    this.#change(id, { value, attempts: [...attempts, { at, value, state }] }, 0);
  }

  subscribe(id, tell) {
    this.on(`answer:${id}`, tell);
  }

  on(event, tell) {
    this.#tellers.set(event, [...(this.#tellers.get(event) ?? []), tell]);
  }

  // Save now; gives whether everything is where the host keeps it.
  async flush() {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    while (!this.#opened || this.#waiting.length) {
      this.#saving = this.#opened ? this.#save(this.#waiting) : this.#open();
      const done = await this.#saving;
      this.#saving = null;
      if (!done) return false;
    }
    return !this.unsaved;
  }

  // Questions that changed here and are not being asked about.
  get #waiting() {
    return [...this.#before.keys()].filter((id) => !this.#asked.has(id));
  }

  // What the host is to hold: all that it holds, with these questions as they are here.
  #with(ids) {
    return { ...this.#known.answers, ...Object.fromEntries(ids.map((id) => [id, this.#mine[id]])) };
  }

  #document(answers) {
    return { answers, learner: this.#known.learner };
  }

  async #open() {
    try {
      this.#take(await this.#keeper.load());
      this.#opened = true;
      this.#settle();
      return true;
    } catch (error) {
      this.#trouble(error);
      return false;
    }
  }

  async #save(ids) {
    this.#tell("saving");
    const sent = structuredClone(this.#with(ids));
    try {
      const { revision } = await this.#keeper.save(this.#document(sent), this.#known.revision);
      this.#known = { ...this.#known, revision, answers: sent };
      for (const id of ids) {
        if (equal(this.#mine[id], sent[id])) this.#before.delete(id);
        else this.#before.set(id, sent[id]);
      }
      this.#wait = FIRST_WAIT;
      this.#spare();
      this.#channel?.postMessage({ module: this.#module, revision });
      if (!this.unsaved) this.#tell("saved", new Date());
      return true;
    } catch (error) {
      if (error instanceof Moved && this.#ours(error.current)) {
        this.#merge(error.current);
        return true;
      }
      this.#trouble(error);
      return false;
    }
  }

  // The host holds something else than we thought. What only it changed is taken, what only we
  // changed is ours, and what both changed is asked. A host that fell back to an older copy is given
  // again what it confirmed before.
  #merge(current) {
    if (current.revision < this.#known.revision) {
      for (const [id, entry] of Object.entries(this.#known.answers)) {
        const held = current.answers[id];
        if (!this.#before.has(id) && !equal(held, entry)) this.#before.set(id, held);
      }
      for (const id of this.#before.keys()) this.#before.set(id, current.answers[id]);
    }
    this.#take(current);
    this.#settle();
    this.#spare();
    if (!this.unsaved) this.#tell("saved", new Date());
  }

  // Compare what changed here with what the host holds.
  #settle() {
    for (const [id, before] of [...this.#before]) {
      const theirs = this.#known.answers[id];
      if (equal(theirs, this.#mine[id])) this.#before.delete(id);
      else if (!equal(theirs, before)) this.#ask(id, theirs);
    }
  }

  #ask(id, theirs) {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    const choose = (which) => {
      this.#asked.delete(id);
      const now = this.#known.answers[id];
      if (which === "theirs") {
        this.#before.delete(id);
        this.#mine = { ...this.#mine, [id]: now };
      } else this.#before.set(id, now);
      this.#spare();
      this.#tell(`answer:${id}`);
      if (this.unsaved) this.#soon(0);
      else this.#tell("saved", new Date());
    };
    setTimeout(() => this.#tell("conflict", { id, mine: this.#mine[id], theirs, choose }));
  }

  // Start from what the host holds, with our unsaved changes on top.
  #take(current) {
    const { revision, answers, learner } = current;
    this.#known = { revision, answers, learner };
    const next = structuredClone(answers);
    for (const id of this.#before.keys()) next[id] = this.#mine[id];
    const touched = new Set([...Object.keys(next), ...Object.keys(this.#mine)]);
    const changed = [...touched].filter((id) => !equal(next[id], this.#mine[id]));
    this.#mine = next;
    for (const id of changed) this.#tell(`answer:${id}`);
    const { notice } = current;
    if (notice && notice !== this.#notice) setTimeout(() => this.#tell("notice", notice));
    this.#notice = notice ?? "";
  }

  // Another window has saved.
  #elsewhere({ module, revision }) {
    if (module === this.#module && revision > this.#known.revision) this.#catchUp();
  }

  // Back at this window, perhaps from another device.
  #look() {
    if (this.#opened && document.visibilityState === "visible") this.#catchUp();
  }

  async #catchUp() {
    try {
      const current = await this.#keeper.load();
      if (!this.#ours(current)) throw new Error(OTHER);
      if (!this.#saving && current.revision > this.#known.revision) this.#merge(current);
    } catch (error) {
      if (error.message === OTHER) this.#trouble(error);
      else this.#soon(this.#wait);
    }
  }

  #ours({ learner }) {
    return !learner || !this.#known.learner || learner === this.#known.learner;
  }

  #change(id, entry, pause) {
    if (!this.#before.has(id)) this.#before.set(id, this.#known.answers[id]);
    this.#mine = { ...this.#mine, [id]: entry };
    this.#spare();
    this.#tell(`answer:${id}`);
    this.#soon(pause);
  }

  #soon(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  #leave() {
    const ids = this.#waiting;
    if (ids.length) this.#keeper.last(this.#document(this.#with(ids)), this.#known.revision);
  }

  // Say it, and try again after a while.
  #trouble(error) {
    setTimeout(() => {
      this.#tell("trouble", `${error.message} ${this.spared ? KEPT : NOT_KEPT}`);
    });
    this.#soon(this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #tell(event, ...given) {
    for (const tell of this.#tellers.get(event) ?? []) tell(...given);
  }

  #spare() {
    const entries = [...this.#before].map(([id, before]) => [id, { mine: this.#mine[id], before }]);
    this.spared = this.#spares.keep(this.#known.learner, entries);
  }
}
