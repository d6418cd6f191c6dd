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
  mine.querySelector("h3").hidden = true;
  cards.forEach((card) => { card.hidden = !names.includes(card.dataset.module); });
  document.getElementById("pathway-title").textContent = "Your pathway";
}

function state({ started, answered, of, handed_in: handedIn, marked }) {
  if (marked) return ["marked", "Marked: read your feedback"];
  if (handedIn) return ["handed-in", "Handed in"];
  if (answered && answered === of) return ["answered", "All answered: ready to hand in"];
  if (started) return ["part", `Part way: ${answered} of ${of} answered`];
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
    if (["part", "answered"].includes(name) && !card.hidden) resume ??= card;
  }
  if (!resume) return;
  const link = resume.querySelector("a");
  const done = resume.querySelector(".qi-card__state").dataset.state === "answered";
  document.getElementById("resume-words").textContent = done
    ? `You have answered everything in ${link.textContent}. You can hand it in.`
    : `You are part way through ${link.textContent}. Every answer is kept.`;
  document.getElementById("resume-link").href = link.getAttribute("href");
  document.getElementById("resume").hidden = false;
}

for (const pick of picks) {
  pick.addEventListener("change", () => {
    choose(pick);
    remember(roleOf(pick));
  });
}

// Somebody who chose before sees one line; the choice is there for the asking.
function settled(pick) {
  const form = document.getElementById("role");
  const mine = document.getElementById("mine");
  document.getElementById("mine-name").textContent =
    pick.closest("label").querySelector("strong").textContent;
  document.getElementById("role-title").textContent = "Your role";
  form.hidden = true;
  mine.hidden = false;
  document.getElementById("change").addEventListener("click", () => {
    document.getElementById("role-title").textContent = "What is your role?";
    form.hidden = false;
    mine.hidden = true;
    picks.find((each) => each.checked).focus();
  });
}

const before = picks.find((pick) => roleOf(pick) === remembered());
if (before) {
  choose(before);
  settled(before);
} else document.body.classList.add("qi-home--new");
progress().catch(() => {});
document.documentElement.dataset.ready = "true";
