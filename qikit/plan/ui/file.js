// The plan file of a page: which plan is open, its part saved as it changes, choose another.

import { ask } from "../course/ask.js";
import { keeper, remembered, say } from "../course/keep.js";
import { h } from "../learn/dom.js";

async function current(root) {
  const named = new URLSearchParams(location.search).get("plan") ?? remembered("qi-plan");
  const all = await ask(root);
  const slug = all.find((each) => each.slug === named)?.slug ?? all[0]?.slug;
  return slug ? ask(`${root}/${slug}`) : ask(root, { method: "POST", body: { name: "Our plan" } });
}

function chooser(root, doc, all) {
  const go = (slug) => { location.search = `?plan=${slug}`; };
  const pick = h("select", { id: "plan-pick", onchange: () => go(pick.value) },
    all.map(({ slug, name }) => h("option", { value: slug, selected: slug === doc.slug }, name)));
  const told = h("p", { role: "status", class: "qi-plans__told" });
  const tell = (error) => { told.textContent = error.message; };
  const name = h("input", { id: "plan-name", type: "text", maxlength: "80" });
  const load = h("input", { id: "plan-file", type: "file", accept: ".json,application/json",
    onchange: () => ask(`${root}/file`, { method: "POST", body: load.files[0] })
      .then(({ slug }) => go(slug), tell) });
  return h("details", { class: "qi-plans" },
    h("summary", {}, `Plan: ${doc.name}`),
    h("p", {}, h("label", { for: "plan-pick" }, "Open another plan "), pick),
    h("p", {}, h("label", { for: "plan-name" }, "Start a new plan, called "), name, " ",
      h("button", { type: "button", class: "qi-button qi-button--plain",
        onclick: () => ask(root, { method: "POST", body: { name: name.value } })
          .then(({ slug }) => go(slug), tell) }, "Start it")),
    h("p", {}, h("a", { class: "qi-button qi-button--plain", download: true,
      href: `${root}/${doc.slug}/file` }, "Save a copy of this plan")),
    h("p", {}, h("label", { for: "plan-file" }, "Load a plan from a file "), load),
    told);
}

// The plan whose `part` this page fills in: { doc, value, save(value) }.
export async function open(part, { base, moved }) {
  const root = `${base}tools/plan/api/plans`;
  const doc = await current(root);
  remembered("qi-plan", doc.slug);
  let { revision } = doc;
  const keep = keeper({
    key: `qi-plan-${doc.slug}-${part}`,
    async put(value) {
      const kept = await ask(`${root}/${doc.slug}/${part}`, {
        method: "PUT", body: value, headers: { "If-Match": `"${revision}"` },
      });
      ({ revision } = kept);
    },
    moved(now, words) {
      ({ revision } = now);
      say(words, "trouble");
      moved(now.parts[part] ?? {});
    },
  });
  document.getElementById("plans").replaceChildren(chooser(root, doc, await ask(root)));
  const left = keep.left();
  const value = left ?? doc.parts[part] ?? {};
  if (left) keep.save(left);
  return { doc, value, save: keep.save };
}
