// The gallery: everything on it is alive, and nothing of it is kept.

import { mountAll } from "../learn/host.js";
import { memoryStore } from "../learn/memory.js";

const handles = mountAll(document, memoryStore());
await Promise.all(handles.map((each) => each.ready));
document.documentElement.dataset.ready = "yes";
