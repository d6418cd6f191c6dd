"""The board pack: an index with icons and exceptions, and tables of all measures by place."""

import re
from datetime import date
from html import escape
from importlib.resources import files
from pathlib import Path

import numpy as np

from qikit import place
from qikit.report.intake_time import say
from qikit.report.pack_csv import standings_csv
from qikit.report.pack_page import page
from qikit.report.pack_prompts import ACTION, CAUSE, DECISIONS, HELP
from qikit.report.pack_table import Standing
from qikit.spc.drawing.iconart import assurance, icon_svg, variation
from qikit.spc.faces import Markup, table_html
from qikit.spc.icons import ASSURANCE_WORDS, DIRECTION_WORDS

MOST_ON_INDEX = 60
"""So many measures are all shown on the first page; beyond that each place has a page."""
MOST_EXCEPTIONS = 60
MOST_ON_A_PAGE = 250
_FIGURE = re.compile(r'<figure class="qi-chart".*?</figure>', re.DOTALL)
HEADS = ["Measure", "Latest", "Target", "Variation", "Assurance", "Centre line (limits)", "Action"]
NUMERIC = [False, True, True, False, False, True, False]
_STYLES = {"tokens.css": "qikit.learn", "charts.css": "qikit.learn", "tables.css": "qikit.learn"}
ROWS, COLUMNS = ("improvement", "common cause", "concern"), ("passes", "hit and miss", "fails")


def write(out: Path, standings: list[Standing], title: str, cautions: list[str],
          problems: list[str], failed: dict[str, str]) -> None:  # fmt: skip
    """Write the pack's pages into ``out``.

    Parameters
    ----------
    out : the pack's folder
    standings : where each series stands
    title : the pack's name
    cautions : what is to be known of the file, a sentence each
    problems : measures without a report, a sentence each
    failed : reports that could not be made, by slug
    """
    good = [one for one in standings if not one.problem and one.series.slug not in failed]
    bad = [*problems]
    bad += [f"{one.series.name}: {one.problem or failed.get(one.series.slug, '')}"
            for one in standings if one.problem or one.series.slug in failed]  # fmt: skip
    bad = list(dict.fromkeys(bad))
    exceptions = sorted((one for one in good if one.exception), key=lambda one: one.order)
    style(out)
    pages = _places(out, good) if len(good) > MOST_ON_INDEX else []
    shapes = Shapes()
    parts = [
        '<p class="qi-kind">Board pack</p>',
        f"<h1>{escape(title)}</h1>",
        _lead(good, exceptions),
        _trouble(bad),
        _exceptions(exceptions, shapes),
        _where(good),
    ]
    if pages:
        parts.append(_links(pages))
    else:
        every = table("All measures", good, shapes)
        parts.append(f"<section><h2>All measures</h2>{every}</section>")
    if cautions:
        said = "".join(f"<li>{escape(one)}</li>" for one in cautions)
        listed = f'<ul class="qi-cautions">{said}</ul>'
        parts.append(f"<section><h2>About the file</h2>{listed}</section>")
    place.write(out / "index.html", page(title, shapes.svg() + "".join(parts)))
    place.write(out / "exceptions.html", _exception_pages(out, title, exceptions))
    place.write(out / "standings.csv", "\ufeff" + standings_csv(standings, failed))


def style(out: Path) -> None:
    """The styles and the mark that every page uses."""
    room = Path(__file__).parent
    learn = Path(str(files("qikit.learn"))) / "ui"
    text = "".join((learn / name).read_text(encoding="utf-8") for name in _STYLES)
    text += (room / "templates" / "report.css").read_text(encoding="utf-8")
    place.write(out / "style" / "report.css", text)
    mark = Path(str(files("qikit.course"))) / "ui" / "mark.svg"
    place.write(out / "style" / "mark.svg", mark.read_bytes())


def numbers(one: Standing) -> tuple[str, str, str]:
    """Latest value, target and centre line with limits, as words."""
    data = np.asarray(one.series.values, dtype=float)
    if one.series.n is not None:
        data = data / one.series.n * one.series.per
    finite = data[np.isfinite(data)]
    whole = finite.size and (finite % 1 == 0).all()
    places = 0 if whole else 1 if (np.round(finite, 1) == finite).all() else 2
    percent = "%" if one.series.unit == "%" else ""
    latest = f"{one.latest:,.{places}f}{percent}" if np.isfinite(one.latest) else ""
    target = f"{one.target:,.10g}{percent}" if np.isfinite(one.target) else ""
    if not np.isfinite(one.centre):
        return latest, target, ""
    low, high, more = one.lower, one.upper, min(places + 1, 2)
    if np.isfinite(finite).any() and finite.min() >= 0:
        low = max(low, 0.0)
        high = min(high, 100.0) if percent and finite.max() <= 100 else high
    limits = f" ({low:,.{more}f} to {high:,.{more}f})" if np.isfinite(one.upper) else ""
    return latest, target, f"{one.centre:,.{more}f}{limits}"


def words(one: Standing) -> tuple[str, str]:
    """Variation and assurance in words."""
    changed = f"{one.variation.capitalize()}{DIRECTION_WORDS.get(one.direction, '')}"
    return changed, ASSURANCE_WORDS.get(one.assurance, "No target")


class Shapes:
    """The icons of one page, each drawn once and used by every row."""

    def __init__(self) -> None:
        self.drawn: dict[tuple, tuple[str, str]] = {}

    def sign(self, kind: str, state: str, way: str, said: str) -> Markup:
        """An icon with its words beside it: ``kind`` is variation or assurance."""
        at = (kind, state, way)
        if at not in self.drawn:
            draw, shown = (variation, state or "common cause") if kind == "variation" else (
                assurance, state)  # fmt: skip
            art = draw(shown, way)
            inside = re.sub(r"^<svg[^>]*>|</svg>$", "", icon_svg(art))
            self.drawn[at] = (f"icon-{len(self.drawn) + 1}", inside)
        return Markup(
            '<span class="qi-sign"><svg xmlns="http://www.w3.org/2000/svg" width="36" height="36" '
            f'viewBox="0 0 48 48" aria-hidden="true" focusable="false"><use '
            f'href="#{self.drawn[at][0]}"/></svg> <span>{escape(said)}</span></span>'
        )

    def svg(self) -> str:
        """The drawings, out of sight."""
        each = "".join(
            f'<symbol id="{name}" viewBox="0 0 48 48">{art}</symbol>'
            for name, art in self.drawn.values()
        )
        return (
            '<svg class="qi-shapes" xmlns="http://www.w3.org/2000/svg" width="0" height="0" '
            f'aria-hidden="true" focusable="false">{each}</svg>'
        )


def table(caption: str, rows: list[Standing], shapes: Shapes, *, named: bool = True) -> str:
    """A table of icons with words, a row a series; each name leads to its report."""
    cells = []
    for one in rows:
        latest, target, centre = numbers(one)
        changed, sure = words(one)
        name = one.series.name if named else one.series.title
        cells.append([
            Markup(f'<a href="reports/{one.series.slug}.html">{escape(name)}</a>'), latest, target,
            shapes.sign("variation", one.variation, one.direction, changed),
            shapes.sign("assurance", one.assurance, one.series.better, sure), centre,
            one.decision[0],
        ])  # fmt: skip
    inside = table_html(caption, HEADS, cells, NUMERIC, cards=True)
    return f'<div class="qi-pack">{inside}</div>'


def _lead(good, exceptions) -> str:
    latest = max((one.series.times[-1] for one in good), key=str, default="")
    until = f" Data to {_when(latest)}." if latest else ""
    many = f"{len(good)} measure{'' if len(good) == 1 else 's'}"
    count = len(exceptions)
    worth = f"{count} worth the meeting's time" if count else "none needs the meeting"
    return (
        f'<p class="qi-lead">{many}, {worth}.{until} Start with the exceptions. Leave the rest '
        "alone: a red month of a stable process has no special cause.</p>"
    )


def _when(time) -> str:
    """A day as words; a numbered period as it is."""
    return say(date.fromisoformat(time)) if len(str(time)) == 10 else str(time)


def _trouble(bad: list[str]) -> str:
    if not bad:
        return ""
    said = "".join(f"<li>{escape(one)}</li>" for one in bad)
    return (
        '<section class="qi-trouble"><h2>Without a report</h2><p>These could not be made. The '
        f"rest is complete.</p><ul>{said}</ul></section>"
    )


def _exceptions(exceptions: list[Standing], shapes: Shapes) -> str:
    if not exceptions:
        none = "There is none. Use the time for something else."
        return f"<section><h2>Exceptions</h2><p>{none}</p></section>"
    shown = exceptions[:MOST_EXCEPTIONS]
    more = (
        f"<p>The first {MOST_EXCEPTIONS} of {len(exceptions)}, those that fail and worsen first. "
        'The file <a href="standings.csv">standings.csv</a> has all.</p>'
        if len(exceptions) > MOST_EXCEPTIONS else ""
    )  # fmt: skip
    return (
        f"<section><h2>Exceptions</h2>{table('Exceptions, most pressing first', shown, shapes)}"
        f"{more}"
        '<p><a href="exceptions.html">Exception pages, with prompts for the commentary</a></p>'
        "</section>"
    )


def _where(good: list[Standing]) -> str:
    """How many measures there are in each cell of the decision table."""
    heads = ["Variation, latest point", "Consistently passes", "Hit and miss", "Consistently fails"]
    rows = []
    for change in ROWS:
        cells = []
        for sure in COLUMNS:
            count = sum(one.variation == change and one.assurance == sure for one in good)
            many = f"{count} measure{'' if count == 1 else 's'}"
            cells.append(Markup(f"<strong>{many}</strong><br>{escape(DECISIONS[change, sure][0])}"))
        rows.append([change.capitalize(), *cells])
    inside = table_html("How many measures, and what to do", heads, rows, [False] * 4, cards=True)
    rest = sum((one.variation, one.assurance) not in DECISIONS for one in good)
    more = f"<p>{rest} more without a target or without a direction.</p>" if rest else ""
    framed = f'<div class="qi-pack">{inside}</div>'
    return f"<section><h2>Where they stand</h2>{framed}{more}</section>"


def _places(out: Path, good: list[Standing]) -> list[tuple[str, str, list[Standing]]]:
    """A page for each place, or for so many measures at a time."""
    groups: dict[str, list[Standing]] = {}
    for one in good:
        groups.setdefault(one.series.place or "All measures", []).append(one)
    made, number = [], 0
    for name, rows in groups.items():
        for start in range(0, len(rows), MOST_ON_A_PAGE):
            number += 1
            part = rows[start : start + MOST_ON_A_PAGE]
            whole = len(rows) <= MOST_ON_A_PAGE
            label = name if whole else f"{name}, {start + 1} to {start + len(part)}"
            file, shapes = f"place-{number}.html", Shapes()
            inside = table(label, part, shapes, named=False)
            main = f"{shapes.svg()}<h1>{escape(label)}</h1>{inside}"
            place.write(out / file, page(label, main, back="All measures"))
            made.append((file, label, part))
    return made


def _links(pages) -> str:
    items = "".join(
        f'<li><a href="{file}">{escape(label)}</a> ({len(rows)}; '
        f"{sum(one.exception for one in rows)} exceptions)</li>"
        for file, label, rows in pages
    )
    return f'<section><h2>All measures by place</h2><ul class="qi-places">{items}</ul></section>'


def _figure(out: Path, slug: str) -> str:
    """The chart on a report's page, for the exception pages."""
    try:
        text = (out / "reports" / f"{slug}.html").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = _FIGURE.search(text)
    return found[0] if found else ""


def _exception_pages(out: Path, title: str, exceptions: list[Standing]) -> str:
    shapes = Shapes()
    parts = [f'<p class="qi-kind">{escape(title)}</p><h1>Exceptions</h1>']
    for one in exceptions[:MOST_EXCEPTIONS]:
        action, more = one.decision
        cause = CAUSE.get(one.variation, CAUSE["other"])
        asked = "".join(
            f'<dt>{name}</dt><dd>{escape(said)}<span class="qi-write"></span></dd>'
            for name, said in (("Cause", cause), ("Action", ACTION), ("Help", HELP))
        )
        parts.append(
            f'<section class="qi-exception"><h2>{escape(one.series.name)}</h2>'
            f"{table(f'Where it stands: {one.series.name}', [one], shapes)}"
            f'<p class="qi-reading__action"><strong>{escape(action)}.</strong> {escape(more)}</p>'
            f'{_figure(out, one.series.slug)}<dl class="qi-prompts">{asked}</dl></section>'
        )
    if not exceptions:
        parts.append("<p>There is none.</p>")
    return page(f"Exceptions: {title}", shapes.svg() + "".join(parts), back="All measures")
