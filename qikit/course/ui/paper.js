// The lesson on paper: one button, where the browser can print.

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
