"""A module's page, and the home page: HTML that reads without scripts and comes alive with them."""

import json
import re
from functools import cache
from pathlib import Path

from qikit.course.modules import Module, usable
from qikit.course.pathways import groups
from qikit.course.sections import split

_HERE = Path(__file__).parent
_CHART = re.compile(r'<figure class="qi-chart" id="([^"]+)">.*?</figure>', re.DOTALL)
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def page(module: Module, notebook) -> str:
    """The page of a module, from its executed notebook.

    A module with code is a cover that opens the notebook; any other is the lesson itself.
    """
    cover, sections = split(notebook)
    steps = [section for section in sections if section.step]
    text = _environment().get_template("module.html").render(
        module=module,
        cover=_H1.sub("", cover, count=1),
        sections=[] if module.code else sections,
        steps=steps,
        about=_json({"name": module.name, "code": module.code, "minutes": module.minutes}),
    )
    return _CHART.sub(_apart({}), text)


def _apart(seen: dict[str, int]):
    """Give a chart that stands on the page a second time ids of its own."""

    def rename(found) -> str:
        id = found[1]
        seen[id] = seen.get(id, 0) + 1
        if seen[id] == 1:
            return found[0]
        return re.sub(rf"{re.escape(id)}(?=[\"\- )])", f"{id}-{seen[id]}", found[0])

    return rename


def home() -> str:
    """The home page: which dose is mine, and my modules."""
    every, _ = usable()
    doses = [
        {
            "group": group,
            "modules": [module.name for module in every if group.takes(module)],
            "minutes": sum(module.minutes for module in every if group.takes(module)),
        }
        for group in groups()
    ]
    return _environment().get_template("home.html").render(modules=every, doses=doses)


def trouble(words: str) -> str:
    """A page that says what went wrong and what to do."""
    return _environment().get_template("trouble.html").render(words=words)


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _environment():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
