"""The feedback of one hand-in as a page of its own, to read, print or keep."""

from html import escape

from qikit.mark.plan import Plan

_STATES = {
    "right": "✓ Right", "partly right": "◐ Partly right", "not yet": "○ Not yet",
    "not answered": "– Not answered", "needs a person": "… Your trainer will look",
}
_STYLE = """
body{font:1.125rem/1.5 Arial,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;color:#212b32}
h1,h2,h3{line-height:1.25}section{border-top:1px solid #768692;margin-top:1.5rem}
.sum{border-left:.5rem solid #005eb8;padding:.25rem 1rem;background:#f0f4f5}
.prompt{white-space:pre-wrap}.said{white-space:pre-wrap;border-left:.25rem solid #768692;
padding-left:1rem}small{color:#4c6272}
"""


def page(known: Plan, said: dict) -> str:
    """A complete HTML page; everything in it is escaped."""
    title = f"{known.module.title}: your marks and feedback"
    parts = [f"<h1>{escape(title)}</h1>", _sum(said)]
    if said["comment"]:
        parts.append(f"<p>{escape(said['comment'])}</p>")
    parts += [_question(known, name, one) for name, one in said["questions"].items()]
    if said["tasks"]:
        parts.append("<section><h2>Your written work</h2>")
        parts += [_task(one) for one in said["tasks"]]
        parts.append("</section>")
    parts.append(f"<p><small>Isolation when marking: {escape(said['isolation'])}.</small></p>")
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _sum(said: dict) -> str:
    auto, manual = said["auto"], said["manual"]
    lines = [f"Questions: <strong>{auto['points']:g} of {auto['out_of']:g}</strong>"]
    if manual["out_of"]:
        points = "still being marked" if manual["pending"] else (
            f"<strong>{manual['points']:g} of {manual['out_of']:g}</strong>"
        )
        lines.append(f"Written work: {points}")
    if said["level"]:
        passed = {True: ", passed", False: ""}[said["passed"]]
        lines.append(f"Level: <strong>{escape(said['level'])}</strong>{passed}")
    return f'<div class="sum"><p>{"<br>".join(lines)}</p></div>'


def _question(known: Plan, name: str, one: dict) -> str:
    question = known.questions[name]
    said = "".join(f"<p>{escape(words)}</p>" for words in one["messages"])
    state = _STATES.get(one["state"], one["state"])
    return (
        f"<section><h2>{escape(question.label or name)}</h2>"
        f'<p class="prompt">{escape(question.prompt)}</p>'
        f"<p><strong>{escape(state)}</strong>: {one['points']:g} of {one['out_of']:g}</p>"
        f"{said}</section>"
    )


def _task(one: dict) -> str:
    points = "still being marked" if one["points"] is None else f"{one['points']:g}"
    comment = f'<p class="said">{escape(one["comment"])}</p>' if one["comment"] else ""
    return (
        f"<h3>{escape(one['criterion'])}</h3><p>{points}, of {one['out_of']:g}</p>{comment}"
    )
