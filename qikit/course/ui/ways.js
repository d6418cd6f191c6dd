// Ways to take a dose: what is done, and which lesson comes next.

export function ways(all) {
  for (const way of document.querySelectorAll(".qi-way")) {
    const steps = [...way.querySelectorAll("[data-takes]")];
    const left = steps.filter((step) => !all[step.dataset.takes]?.done);
    for (const step of steps) {
      step.querySelector(".qi-way__state").textContent = left.includes(step) ? "" : "Done";
    }
    const onward = way.querySelector(".qi-way__next");
    if (!left.length) onward.replaceChildren("All done. Thank you for taking part.");
    else if (left.length < steps.length) {
      const { href, textContent } = left[0].querySelector("a");
      const link = onward.querySelector("a");
      link.href = href;
      link.textContent = `Next: ${textContent}`;
    }
  }
}
