// Drag by mouse, by pen or by finger. A finger drags by the grip alone, so that the page still
// scrolls; a mouse drags by the whole thing. Escape gives up.

import { h } from "./dom.js";

const START = 6;
const EDGE = 56;
const SPEED = 12;

// draggable(node, { start(), over(el, event), drop(el, event), end() }): `el` lies under the
// pointer; `end` follows every drag. A copy of the node goes with the pointer where `ghost` is true.
export function draggable(node, { start, over, drop, end, ghost = false }) {
  const grip = h("span", { class: "qi-grip", "aria-hidden": "true" });
  node.prepend(grip);
  node.addEventListener("dragstart", (event) => event.preventDefault());
  node.addEventListener("pointerdown", (down) => {
    const byMouse = down.pointerType === "mouse";
    if (down.button !== 0 || (!byMouse && down.target !== grip)) return;
    follow(down);
  });

  function follow(down) {
    const stop = new AbortController();
    let copy = null;
    let held = false;
    let last = down;
    let frame = 0;
    const on = (name, fn) => addEventListener(name, fn, { signal: stop.signal, capture: true });

    function begin() {
      held = true;
      document.documentElement.classList.add("qi-dragging");
      if (ghost) copy = ghostOf(node);
      start();
      frame = requestAnimationFrame(roll);
    }

    // Near the upper and the lower edge of the window the page moves along.
    function roll() {
      const up = last.clientY < EDGE;
      if (up || last.clientY > innerHeight - EDGE) {
        scroller(node).scrollBy(0, up ? -SPEED : SPEED);
        over?.(under(last), last);
      }
      frame = requestAnimationFrame(roll);
    }

    function finish(dropped) {
      stop.abort();
      cancelAnimationFrame(frame);
      if (!held) return;
      const target = under(last);
      copy?.remove();
      document.documentElement.classList.remove("qi-dragging");
      if (dropped) {
        swallowClick();
        drop(target, last);
      }
      end?.();
    }

    on("pointermove", (event) => {
      if (event.pointerId !== down.pointerId) return;
      last = event;
      if (!held && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < START) {
        return;
      }
      if (!held) begin();
      event.preventDefault();
      copy?.style.setProperty("transform",
        `translate(${event.clientX - down.clientX}px, ${event.clientY - down.clientY}px)`);
      over?.(under(event), event);
    });
    on("pointerup", (event) => event.pointerId === down.pointerId && finish(true));
    on("pointercancel", (event) => event.pointerId === down.pointerId && finish(false));
    on("keydown", (event) => {
      if (event.key !== "Escape" || !held) return;
      event.stopPropagation();
      finish(false);
    });
  }
}

const under = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY);

function ghostOf(node) {
  const box = node.getBoundingClientRect();
  const copy = node.cloneNode(true);
  copy.classList.add("qi-ghost");
  copy.setAttribute("aria-hidden", "true");
  copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  for (const side of ["left", "top", "width"]) copy.style.setProperty(side, `${box[side]}px`);
  document.body.append(copy);
  return copy;
}

// What scrolls a node: JupyterLab scrolls a part of its window, a page scrolls itself.
function scroller(node) {
  let each = node.parentElement;
  while (each && each !== document.body) {
    const moves = /auto|scroll/.test(getComputedStyle(each).overflowY);
    if (moves && each.scrollHeight > each.clientHeight) return each;
    each = each.parentElement;
  }
  return document.scrollingElement;
}

// The click that ends a drag presses no button.
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
}
