"""The feedback of one hand-in as a page of its own, to read, print or keep."""

from html import escape
from pathlib import Path

from qikit.mark.plan import Plan

STYLE = "feedback.css"
_STATES = {
    "right": "✓ Right", "partly right": "◐ Partly right", "not yet": "○ Not yet",
    "not answered": "– Not answered", "needs a person": "… Your trainer will look",
}
LEVELS = {
    "Not yet": "a criterion is still without points",
    "Emerging": "below a pass, so far",
    "Secure": "a pass",
    "Strong": "85% of the points or more",
}


def style() -> str:
    """The page's style sheet, which lies beside it."""
    return Path(__file__).with_name("ui").joinpath(STYLE).read_text(encoding="utf-8")


def page(known: Plan, said: dict) -> str:
    """A complete HTML page; everything in it is escaped."""
    title = f"{known.module.title}: your marks and feedback"
    parts = [f"<h1>{escape(title)}</h1>", _sum(said)]
    parts += [f"<p>{escape(words)}</p>" for words in (*said["says"], said["comment"]) if words]
    parts += [_question(known, name, one) for name, one in said["questions"].items()]
    if said["tasks"]:
        parts.append("<section><h2>What you wrote</h2>")
        parts += [_task(one) for one in said["tasks"]]
        parts.append("</section>")
    parts.append(f"<p><small>Isolation when marking: {escape(said['isolation'])}.</small></p>")
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{STYLE}"></head>'
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _sum(said: dict) -> str:
    auto, manual = said["auto"], said["manual"]
    lines = [f"Questions: <strong>{auto['points']:g} of {auto['out_of']:g}</strong>"]
    if manual["out_of"]:
        points = "still being marked" if manual["pending"] else (
            f"<strong>{manual['points']:g} of {manual['out_of']:g}</strong>"
        )
        lines.append(f"What you wrote: {points}")
    if said["level"]:
        passed = {True: ", passed", False: ""}[said["passed"]]
        means = LEVELS.get(said["level"], "")
        lines.append(f"Level: <strong>{escape(said['level'])}</strong>{passed} ({means})")
    return f'<div class="sum"><p>{"<br>".join(lines)}</p></div>'


def _question(known: Plan, name: str, one: dict) -> str:
    question = known.questions[name]
    said = "".join(f"<p>{escape(words)}</p>" for words in one["messages"])
    state = _STATES.get(one["state"], one["state"])
    told = one["answered"]
    given = f'<p class="said">You answered: {escape(told)}</p>' if told else ""
    look = f"<p>To look at again: {escape(one['look'])}</p>" if one["look"] else ""
    return (
        f"<section><h2>{escape(question.label or name)}</h2>"
        f'<p class="prompt">{escape(question.prompt)}</p>{given}'
        f"<p><strong>{escape(state)}</strong>: {one['points']:g} of {one['out_of']:g}</p>"
        f"{said}{look}</section>"
    )


def _task(one: dict) -> str:
    points = "still being marked" if one["points"] is None else f"{one['points']:g}"
    comment = f'<p class="said">{escape(one["comment"])}</p>' if one["comment"] else ""
    return (
        f"<h3>{escape(one['criterion'])}</h3><p>{points}, of {one['out_of']:g}</p>{comment}"
    )
