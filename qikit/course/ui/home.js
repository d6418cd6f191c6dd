// The home page: my role, my pathway, how far I am.

const doses = [...document.querySelectorAll(".qi-dose")];
const cards = [...document.querySelectorAll(".qi-card")];
const picks = [...document.querySelectorAll("#role input")];
const KEY = "qi-role";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(role) {
  try {
    localStorage.setItem(KEY, role);
  } catch {
    return;
  }
}

const roleOf = (pick) => pick.dataset.as ?? pick.value;

function choose(pick) {
  pick.checked = true;
  document.body.classList.remove("qi-home--new");
  const mine = doses.find((dose) => dose.dataset.group === pick.value);
  const names = mine.dataset.modules.split(" ");
  doses.forEach((dose) => { dose.hidden = dose !== mine; });
  cards.forEach((card) => { card.hidden = !names.includes(card.dataset.module); });
  document.getElementById("pathway-title").textContent = "Your pathway";
}

function state({ answered, handed_in: handedIn, marked }) {
  if (marked) return ["marked", "Marked: read your feedback"];
  if (handedIn) return ["handed-in", "Handed in"];
  if (answered) return ["part", `Part way: ${answered} answered`];
  return ["new", "Not started"];
}

async function progress() {
  const response = await fetch("api/progress", { cache: "no-store" });
  if (!response.ok) return;
  const all = await response.json();
  let resume = null;
  for (const card of cards) {
    const mine = all[card.dataset.module];
    if (!mine) continue;
    const [name, words] = state(mine);
    const line = card.querySelector(".qi-card__state");
    line.dataset.state = name;
    line.textContent = words;
    if (name === "part" && !card.hidden) resume ??= card;
  }
  if (!resume) return;
  const link = resume.querySelector("a");
  document.getElementById("resume-words").textContent =
    `You are part way through ${link.textContent}. Every answer is kept.`;
  document.getElementById("resume-link").href = link.getAttribute("href");
  document.getElementById("resume").hidden = false;
}

for (const pick of picks) {
  pick.addEventListener("change", () => {
    choose(pick);
    remember(roleOf(pick));
  });
}

const before = picks.find((pick) => roleOf(pick) === remembered());
if (before) choose(before);
else document.body.classList.add("qi-home--new");
progress().catch(() => {});
document.documentElement.dataset.ready = "true";
