// On nbgrader's marking page: the rubric beside the answer, and words when a mark was not kept.

const NEWER =
  "The learner handed in again since you opened this page, so what you typed was not saved. " +
  "Note it, then open the page again and read the new answer.";
const SILENT =
  "What you typed was not saved: the marking page does not answer. Leave this page open, start " +
  "marking again, then type it once more.";

const lead = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

function stands(before) {
  if ("manual_comment" in before) {
    return before.manual_comment
      ? `another comment stands here now: “${before.manual_comment}”`
      : "the comment that stood here was taken away";
  }
  return before.manual_score === null
    ? "the points that stood here were taken away"
    : `somebody else gave this ${before.manual_score} points`;
}

function said(answer) {
  if (answer.status !== 409) return SILENT;
  const { before, newer } = answer.responseJSON;
  if (newer) return NEWER;
  return `${lead(stands(before))} since you opened this page. Yours was not saved. ` +
    "Open the page again to see it, and type yours if you both agree.";
}

function tell(words) {
  document.querySelector(".qi-not-kept")?.remove();
  const box = document.createElement("div");
  box.className = "qi-not-kept";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words;
  const again = document.createElement("button");
  again.textContent = "Open the page again";
  again.addEventListener("click", () => location.reload());
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => box.remove());
  box.append(text, again, close);
  document.body.append(box);
}

// Each written answer is followed by its criteria: put the two side by side.
function beside(answer) {
  const cell = answer.closest(".cell");
  const frame = document.createElement("div");
  frame.className = "qi-beside";
  const criteria = document.createElement("div");
  cell.before(frame);
  cell.classList.add("qi-answer");
  frame.append(cell, criteria);
  let next = frame.nextElementSibling;
  while (next?.querySelector('input.score[id^="task-"]')) {
    const following = next.nextElementSibling;
    criteria.append(next);
    next = following;
  }
}

function label(control) {
  const kind = control.matches(".score") ? "Points"
    : control.matches(".extra-credit") ? "Extra points" : "Comment";
  const name = control.id.replace(/(-comment|_extra_credit)$/, "");
  control.setAttribute("aria-label", `${kind} for ${name}`);
}

// The lines that set a mark scheme apart are for nbgrader, not for people.
function readable(scheme) {
  const walker = document.createTreeWalker(scheme, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    text.data = text.data.replace(/=== BEGIN MARK SCHEME ===/, "How to mark: ")
      .replace(/=== END MARK SCHEME ===/, "");
  }
}

document.querySelectorAll("pre.qi-written").forEach(beside);
document.querySelectorAll(".nbgrader_cell .text_cell_render").forEach(readable);
document.querySelectorAll(".score, .extra-credit, .comment").forEach(label);
window.jQuery(document).ajaxError((event, answer, asked) => {
  if (asked.type === "PUT") tell(said(answer));
});
