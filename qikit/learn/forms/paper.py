"""Forms to take away: a table (CSV) and a page to print (HTML), one text in Python and JavaScript.

``ui/forms/paper.js`` makes the same, and the stylesheet below travels to it with the form.
"""

import html as _html

from qikit.learn import normal
from qikit.learn.forms import drawing, findings, said
from qikit.learn.forms.reading import read, sentence

STYLE = """
:root { color-scheme: light; --blue: #005eb8; --ink: #212b32; --soft: #425563; --line: #aeb7bd; }
* { box-sizing: border-box; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem; color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
h1 { margin: 0; padding-top: .5rem; border-top: 6px solid var(--blue); font-size: 1.75rem; }
h2 { margin: 1.75rem 0 .5rem; color: #003d78; font-size: 1.2rem; }
h3, h4 { margin: 0 0 .35rem; font-size: 1rem; }
h4 { color: var(--blue); }
p { margin: 0 0 .5rem; }
.paper-soft { color: var(--soft); font-size: .9rem; }
.paper-sentence { margin: 1rem 0; padding: .75rem 1rem; border-left: 5px solid var(--blue);
  background: #f0f4f5; font-size: 1.1rem; }
figure { margin: 1rem 0; }
svg { display: block; max-width: 100%; height: auto; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; margin: 0; }
dt, dd { margin: 0; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); font-weight: 600; }
dd { min-height: 2.2rem; white-space: pre-line; overflow-wrap: anywhere; }
dd.paper-tall:empty { min-height: 4.5rem; }
.paper-item { margin: 0 0 1rem; padding: .75rem 1rem;
  border: 1px solid var(--line); border-radius: 8px; }
.paper-groups { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
.paper-groups dl { grid-template-columns: 1fr; }
.paper-groups dt { padding-bottom: 0; border: 0; font-size: .9rem; }
.paper-groups dd { padding-top: 0; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .4rem .5rem; border: 1px solid var(--line); text-align: left;
  vertical-align: top; overflow-wrap: break-word; }
th { background: #f0f4f5; }
td:empty { height: 2.4rem; }
ul { padding-left: 1.2rem; }
@page { margin: 14mm; }
@media print { body { padding: 0; font-size: 10.5pt; } h2 { break-after: avoid; }
  .paper-item, tr, figure, .paper-sentence { break-inside: avoid; } }
""".strip()


def csv(form, value) -> str:
    """One row a field: part, which one, field, answer. Opens in a spreadsheet."""
    table = [["Part", "Which", "Field", "Answer"]]
    for part in read(form, value, blank=True):
        for item in part["items"]:
            table += [[part["title"], item["title"], label, words]
                      for label, words, _ in item["fields"]]
    return "\ufeff" + "".join(",".join(map(_cell, row)) + "\r\n" for row in table)


def _cell(words) -> str:
    """A cell in quotes; one that a spreadsheet would run as a formula is made plain text."""
    risky = words[:1] in ("=", "+", "-", "@", "\t", "\r") and normal.number(words) is None
    quoted = words.replace('"', '""')
    return f"\"{chr(39) if risky else ''}{quoted}\""


def html(form, value, checks=(), figure="") -> str:
    """A page of its own, to keep or to print; blank when there is no answer.

    ``figure`` is HTML to stand before the parts, such as a chart.
    """
    empty = said.empty(value)
    body = [f"<h1>{_text(form['title'])}</h1>", f'<p class="paper-soft">{_text(form["about"])}</p>']
    if form.get("sentence") and not empty:
        body.append(f'<p class="paper-sentence">{_text(sentence(form, value))}</p>')
    if form["draw"] and not empty:
        body.append(f"<figure>{drawing.draw(form, value)}</figure>")
    body += [figure, parts(form, value)]
    if checks and not empty:
        body.append(_checks(findings.findings(form, checks, value)))
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(form['title'])}</title><style>\n{STYLE}\n</style></head>\n<body><main>\n"
        + "\n".join(each for each in body if each)
        + "\n</main></body></html>\n"
    )


def parts(form, value, level=2) -> str:
    """The parts of a form as HTML; a blank one has room to write and boxes to tick.

    ``level`` is that of the parts' headings.
    """
    blank = said.empty(value)
    return "\n".join(_part(part, level, blank) for part in read(form, value, blank=True))


def _part(part, level, blank) -> str:
    about = f'<p class="paper-soft">{_text(part["about"])}</p>' if part["about"] else ""
    head = f"<h{level}>{_text(part['title'])}</h{level}>{about}"
    if part["compact"]:
        return head + _table(part, blank)
    if part["list"]:
        return head + "".join(
            f'<div class="paper-item"><h{level + 1}>{_text(item["title"])}</h{level + 1}>'
            f"{_item(item['fields'], level + 2, blank)}</div>"
            for item in part["items"]
        )
    return head + "".join(_item(item["fields"], level + 1, blank) for item in part["items"])


def _item(fields, level, blank) -> str:
    groups = list(dict.fromkeys(field.get("group", "") for *_, field in fields))
    if groups == [""]:
        return _list(fields, blank)
    boxes = [
        f"<div><h{level}>{_text(name)}</h{level}>"
        + _list([each for each in fields if each[2].get("group", "") == name], blank) + "</div>"
        for name in groups
    ]
    return f'<div class="paper-groups">{"".join(boxes)}</div>'


def _list(fields, blank) -> str:
    tall = {"text": ' class="paper-tall"'}
    rows = "".join(
        f"<dt>{_text(label)}</dt><dd{tall.get(field['type'], '')}>{_said(words, field, blank)}</dd>"
        for label, words, field in fields
    )
    return f"<dl>{rows}</dl>"


def _table(part, blank) -> str:
    heads = "".join(
        f'<th scope="col">{_text(label)}</th>' for label, *_ in part["items"][0]["fields"]
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{_said(words, field, blank)}</td>"
                         for _, words, field in item["fields"]) + "</tr>"
        for item in part["items"]
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _said(words, field, blank) -> str:
    """What was said; on a blank form, boxes to tick."""
    if not blank or words:
        return _text(words)
    if field["type"] == "tick":
        return "☐"
    return "<br>".join(f"☐ {_text(each)}" for each in field.get("options", ()))


def _checks(found) -> str:
    heads = [("What is good", True), ("What to add next", False)]
    return "".join(
        f"<h2>{title}</h2><ul>"
        + "".join(f"<li>{_text(each['words'])}</li>" for each in found if each["met"] is met)
        + "</ul>"
        for title, met in heads if any(each["met"] is met for each in found)
    )


def _text(words) -> str:
    return _html.escape(words)
