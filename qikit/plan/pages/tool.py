"""What the planning pages share: a page with its sheet, and what comes out of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qikit.course.handlers import Api, Page
from qikit.course.page import render
from qikit.course.sheet import Section, blank, spec, typed
from qikit.course.tools import Tool
from qikit.plan import file
from qikit.plan.pages.plans import sent

TEMPLATES = Path(__file__).parents[1] / "templates"
UP = "../../../"


@dataclass(frozen=True)
class Kind:
    """One planning tool.

    ``part`` is its part of the plan file; ``work(values, plan)`` works out what its template
    ``results`` shows from the values of the sheet and the whole plan, and says it in a sentence
    under ``said``; ``examples`` are values of the sheet by name, that a button fills in.
    """

    tool: Tool
    part: str
    sections: Callable[[], tuple[Section, ...]]
    results: str
    work: Callable[[dict, dict], dict]
    page: str = "plan_base.html"
    examples: Callable[[], dict] = field(default=dict)


def routes(kind: Kind) -> list:
    """The paths of a tool: its page, and what comes out of its sheet."""
    own = {"kind": kind}
    return [(kind.tool.path, _Tool, own), (f"{kind.tool.path}api/run", _Run, own)]


def results(kind: Kind, value: dict, plan: dict) -> dict:
    """What a tool's page shows for what was typed: ``html``, ``said`` and ``troubles``."""
    values, troubles = typed(kind.sections(), value)
    shown = kind.work(values, plan)
    troubles += shown.pop("troubles", [])
    said = troubles[0]["said"] if troubles else shown["said"]
    html = render(kind.results, folder=TEMPLATES, base=UP, troubles=troubles, **shown)
    return {"html": html, "said": said, "troubles": troubles}


class _Tool(Page):
    def initialize(self, kind: Kind):
        self.kind = kind

    async def get(self):
        from qikit.plan.server import ROOM

        kind, sections = self.kind, self.kind.sections()
        examples = kind.examples()
        about = {
            "part": kind.part, "base": UP, "sections": spec(sections), "blank": blank(sections),
            "examples": examples,
        }
        self.shown(render(
            kind.page, folder=TEMPLATES, base=UP, tool=kind.tool, tools=ROOM.tools,
            about=json.dumps(about).replace("<", "\\u003c"), examples=list(examples),
        ))


class _Run(Api):
    def initialize(self, kind: Kind):
        self.kind = kind

    async def post(self):
        given = sent(self)
        self.json(await self.aside(self._worked, given.get("value", {}), given.get("plan", "")))

    def _worked(self, value: dict, slug: str) -> dict:
        plan = file.read(slug)
        plan["parts"] = {**plan["parts"], self.kind.part: value}
        return results(self.kind, value, plan)
