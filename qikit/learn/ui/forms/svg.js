// The few pieces that pictures of forms are made of; qikit/learn/forms/svg.py makes the same text.

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

export const escape = (words) => String(words).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

export function element(tag, properties, inside = "") {
  const given = Object.entries(properties).map(([name, v]) => ` ${name}="${escape(v)}"`).join("");
  return `<${tag}${given}>${inside}</${tag}>`;
}

export function lettering(x, y, words, properties) {
  return element("text", { x, y, "font-size": 14, ...properties }, escape(words));
}

export function box(x, y, width, height, paper, line, dash) {
  return element("rect", { x, y, width, height, rx: 7, fill: paper, stroke: line,
    "stroke-width": 2, ...(dash ? { "stroke-dasharray": dash } : {}) });
}

export function picture(width, height, title, about, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" `
    + `width="${width}" height="${height}" font-family="${escape(FONT)}" `
    + `aria-label="${escape(`${title}. ${about}`)}">${parts.join("")}</svg>`;
}

export function wrapped(words, longest, most) {
  const lines = [""];
  for (const word of words.split(" ")) {
    let rest = [...word];
    while (rest.length > longest) {
      if (!lines.at(-1)) lines.pop();
      lines.push(`${rest.slice(0, longest - 1).join("")}-`);
      rest = rest.slice(longest - 1);
    }
    const last = lines.at(-1);
    const joined = last && !last.endsWith("-") ? `${last} ${rest.join("")}` : rest.join("");
    if (last && (last.endsWith("-") || [...joined].length > longest)) lines.push(rest.join(""));
    else lines[lines.length - 1] = joined;
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${[...lines[most - 1]].slice(0, longest - 1).join("")}…`];
}
