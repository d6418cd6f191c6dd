"""The course's pages: HTML that reads without scripts and comes alive with them."""

import json
import re
from functools import cache
from pathlib import Path

from qikit.course import before, glossary, sections
from qikit.course.doses import COLUMNS, heat
from qikit.course.method import filled, method
from qikit.course.modules import Module, usable
from qikit.course.pathways import groups
from qikit.course.progress import AWARENESS
from qikit.course.ways import ways

_HERE = Path(__file__).parent
_CHART = re.compile(r'<figure class="qi-chart" id="([^"]+)">.*?</figure>', re.DOTALL)
_ID = re.compile(r' id="(qi-[0-9a-f]{10})')  # a chart has one, and one more for phones
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def page(module: Module, notebook) -> tuple[str, dict]:
    """The page of a module, from its executed notebook, and what the page asks.

    A module with code is a cover that opens the notebook; any other is the lesson itself.
    """
    cover, parts = sections.split(notebook)
    steps = [section for section in parts if section.step]
    asked = sections.asked(notebook, parts)
    people = [each["id"] for each in asked["questions"] if each["person"]]
    optional = people if module.tier == AWARENESS else []
    terms = [] if module.code else glossary.terms()
    for step in steps:
        step.explain(terms)
    text = render(
        "module.html",
        base="../",
        module=module,
        cover=without_title(cover),
        steps=steps,
        after=[section for section in parts if not section.step],
        about=_json({
            "name": module.name, "code": module.code, "optional": optional,
            "before": [each.id for each in before.questions(module)],
        }),
    )
    return charts_apart(text), asked


def charts_apart(text: str) -> str:
    """The same page; a chart that stands on it a second time has ids of its own."""
    return _CHART.sub(_apart({}), text)


def without_title(cover: str) -> str:
    """The cover without its title, which the page shows itself."""
    return _H1.sub("", cover, count=1)


def _apart(seen: dict[str, int]):
    def rename(found) -> str:
        times = seen[found[1]] = seen.get(found[1], 0) + 1
        text = found[0]
        for id in set(_ID.findall(text)) if times > 1 else ():
            text = re.sub(rf"{re.escape(id)}(?=[\"\- )])", f"{id}-{times}", text)
        return text

    return rename


def home() -> str:
    """The home page: which dose is mine, and my modules."""
    every, _ = usable()
    doses = [
        {"group": group, "modules": [module for module in every if group.takes(module)]}
        for group in groups()
    ]
    return render(
        "home.html", base="", doses=doses, ways=ways(every), heat=heat(), columns=COLUMNS,
        modules=[module for module in every if not module.practicum],
        practica=[module for module in every if module.practicum],
    )


def before_page(module: Module, questions: list) -> str:
    """The questions before a module, on a page of their own."""
    ids = [each.id for each in questions]
    about = {"name": module.name, "minutes": module.minutes, "before": ids}
    return render(
        "before.html", base="../../", module=module, questions=questions, about=_json(about)
    )


def words() -> str:
    """The glossary: every word, explained in plain English."""
    return render("glossary.html", base="../", terms=glossary.terms())


def term_pages() -> dict[str, str]:
    """A page for each word of the glossary, by its key."""
    texts = {module: glossary.text(module.notebook) for module in usable()[0]}
    known = theirs()
    return {
        term.key: render(
            "term.html", base="../../", term=term, programmes=known["programmes"],
            modules=[module for module, text in texts.items() if term.stands_in(text)],
            ideas=[idea for idea in known["ideas"] if idea["word"] == term.key],
        )
        for term in glossary.terms()
    }


def terms_page() -> str:
    """Our words beside those of national programmes."""
    return render("terms.html", base="../", **theirs())


def theirs() -> dict:
    """The words of other programmes, as ``curriculum/method.toml`` has them under ``map``."""
    said = filled(method().get("map", {}))
    programmes = said.get("programme", [])
    blank = {"word": "", "means": ""} | {each["key"]: "" for each in programmes}
    return {
        "programmes": {each["key"]: each["name"] for each in programmes},
        "about": {each["key"]: each["about"] for each in programmes},
        "ideas": [blank | idea for idea in said.get("idea", [])],
        "checked": said.get("checked", ""),
    }


def trouble(words: str) -> str:
    """A page that says what went wrong and what to do."""
    return _environment().get_template("trouble.html").render(words=words)


def render(template: str, folder: Path | None = None, **given) -> str:
    """A page of the course from its template; ``base`` leads to the home page.

    ``folder`` has templates of another room, which may extend those of the course.
    """
    found = _environment(folder).get_template(template)
    return found.render(contacts=method()["contacts"], **given)


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def day(text: str) -> str:
    """A date in full: "23 November 2026"."""
    from datetime import date

    day = date.fromisoformat(text[:10])
    return f"{day.day} {day:%B %Y}"


@cache
def _environment(folder: Path | None = None):
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*([folder] if folder else []), _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    return made
