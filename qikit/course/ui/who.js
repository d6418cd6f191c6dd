// In a room: who is learning in this browser.

const told = document.getElementById("who");
const response = await fetch(told.dataset.from, { cache: "no-store" }).catch(() => null);
if (response?.ok) {
  const name = document.createElement("strong");
  name.textContent = (await response.json()).name;
  told.replaceChildren("You are ", name);
}
