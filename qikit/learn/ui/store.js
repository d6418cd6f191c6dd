// Keep answers: at once in this browser, then where the host keeps them. Nothing is overwritten in
// silence: a save names the revision that it started from, and two windows merge or ask.
//
// openStore({ host: "server" | "browser", module, base }) gives
//   get(id), draft(id, value), attempt(id, value, state), subscribe(id, tell),
//   on("saving" | "saved" | "trouble" | "conflict" | "notice", tell), flush(), answers()
// "conflict" tells { id, mine, theirs, choose("mine" | "theirs") }.

import { browserKeeper, serverKeeper, Moved } from "./keepers.js";

const PAUSE = 250;
const LONGEST_WAIT = 30000;

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
  #known = { revision: 0, answers: {} };
  #mine = {};
  #before = new Map();
  #asked = new Set();
  #tellers = new Map();
  #saving = null;
  #timer = null;
  #wait = 1000;
  #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("qi-answers");

  constructor(keeper, module) {
    this.#keeper = keeper;
    this.#module = module;
  }

  async start() {
    const spare = this.#readSpare();
    try {
      this.#take(await this.#keeper.load());
    } catch (error) {
      this.#known = spare?.known ?? this.#known;
      this.#mine = structuredClone(this.#known.answers);
      queueMicrotask(() => this.#tell("trouble", error.message));
    }
    if (spare) this.#restore(spare);
    this.#channel?.addEventListener("message", ({ data }) => this.#elsewhere(data));
    addEventListener("pagehide", () => this.#leave());
    addEventListener("online", () => this.flush());
    if (this.#before.size) this.#soon(0);
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

  // Save now; kept when everything is where the host keeps it, or when saving is in trouble.
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#saving) await this.#saving;
    if (!this.unsaved) return true;
    this.#saving = this.#save();
    const done = await this.#saving;
    this.#saving = null;
    if (done && this.unsaved && !this.#asked.size) return this.flush();
    return done && !this.unsaved;
  }

  async #save() {
    this.#tell("saving");
    const sent = structuredClone(this.#mine);
    const names = [...this.#before.keys()];
    try {
      const { revision } = await this.#keeper.save(sent, this.#known.revision);
      this.#known = { revision, answers: sent };
      for (const id of names) {
        if (equal(this.#mine[id], sent[id])) this.#before.delete(id);
        else this.#before.set(id, sent[id]);
      }
      this.#wait = 1000;
      this.#spare();
      this.#channel?.postMessage({ module: this.#module, revision });
      if (!this.unsaved) this.#tell("saved", new Date());
      return true;
    } catch (error) {
      if (error instanceof Moved) return this.#merge(error.current);
      this.#tell("trouble", error.message);
      this.#soon(this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      return false;
    }
  }

  // Somebody saved before us. What only they changed is theirs, what only we changed is ours, and
  // what both changed is asked.
  #merge(current) {
    const theirs = current.answers;
    for (const [id, before] of [...this.#before]) {
      if (equal(theirs[id], this.#mine[id])) this.#before.delete(id);
      else if (!equal(theirs[id], before)) this.#ask(id, theirs[id]);
    }
    this.#take(current);
    return !this.#asked.size;
  }

  #ask(id, theirs) {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    const choose = (which) => {
      this.#asked.delete(id);
      if (which === "theirs") {
        this.#before.delete(id);
        this.#mine[id] = theirs;
      } else this.#before.set(id, theirs);
      this.#spare();
      this.#tell(`answer:${id}`);
      if (this.unsaved) this.#soon(0);
      else this.#tell("saved", new Date());
    };
    queueMicrotask(() => this.#tell("conflict", { id, mine: this.#mine[id], theirs, choose }));
  }

  // Start from what the host keeps, with our unsaved changes on top.
  #take(current) {
    this.#known = { revision: current.revision, answers: current.answers };
    const next = structuredClone(current.answers);
    for (const id of this.#before.keys()) next[id] = this.#mine[id];
    const touched = new Set([...Object.keys(next), ...Object.keys(this.#mine)]);
    const changed = [...touched].filter((id) => !equal(next[id], this.#mine[id]));
    this.#mine = next;
    this.#spare();
    for (const id of changed) this.#tell(`answer:${id}`);
    if (current.notice) queueMicrotask(() => this.#tell("notice", current.notice));
  }

  async #elsewhere({ module, revision }) {
    if (module !== this.#module || revision <= this.#known.revision || this.#saving) return;
    try {
      this.#merge(await this.#keeper.load());
    } catch {
      this.#soon(this.#wait);
    }
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
    if (this.unsaved && !this.#asked.size) this.#keeper.last(this.#mine, this.#known.revision);
  }

  #tell(event, ...given) {
    for (const tell of this.#tellers.get(event) ?? []) tell(...given);
  }

  // A spare copy of what the host has not confirmed yet. A browser may refuse to keep it.
  #spare() {
    const key = `qi-unsaved-${this.#module}`;
    try {
      if (!this.unsaved) return localStorage.removeItem(key);
      const before = [...this.#before];
      localStorage.setItem(key, JSON.stringify({ known: this.#known, mine: this.#mine, before }));
    } catch {
      return;
    }
  }

  #readSpare() {
    try {
      return JSON.parse(localStorage.getItem(`qi-unsaved-${this.#module}`));
    } catch {
      return null;
    }
  }

  #restore({ mine, before }) {
    for (const [id, was] of before) {
      const kept = this.#known.answers[id];
      if (equal(kept, mine[id])) continue;
      this.#mine = { ...this.#mine, [id]: mine[id] };
      this.#before.set(id, was);
      if (!equal(kept, was)) this.#ask(id, kept);
    }
    this.#spare();
  }
}
