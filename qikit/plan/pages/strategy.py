"""The page of the training strategy: what is missing, a preview, three files."""

from tornado.web import HTTPError

from qikit.course.handlers import Api, Page
from qikit.course.page import render
from qikit.course.tools import Tool
from qikit.errors import QIError
from qikit.plan import document, file
from qikit.plan.pages.tool import TEMPLATES, UP
from qikit.plan.strategy import missing, strategy

TOOL = Tool("plan/strategy/", "Training strategy", "All of it in one document for the board: "
            "to read, to print, to change in Word.")
_FILES = {
    "html": (document.html, "text/html; charset=utf-8"),
    "pdf": (document.pdf, "application/pdf"),
    "docx": (document.docx,
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return [
        (TOOL.path, _Strategy),
        (f"{TOOL.path}api/shown", _Shown),
        (f"{TOOL.path}training-strategy.(html|pdf|docx)", _File),
    ]


class _Strategy(Page):
    async def get(self):
        from qikit.plan.server import ROOM

        self.shown(render("strategy.html", folder=TEMPLATES, base=UP, tool=TOOL, tools=ROOM.tools))


class _Shown(Api):
    async def get(self):
        self.json(await self.aside(_shown, self.get_query_argument("plan")))


class _File(Page):
    async def get(self, kind: str):
        write, media = _FILES[kind]
        try:
            made = await self.aside(_written, self.get_query_argument("plan"), write)
        except QIError as error:
            raise HTTPError(409, str(error)) from None
        self.saved(f"training-strategy.{kind}", media, made)


def _shown(slug: str) -> dict:
    """What the page shows of a plan: the sentences of what is missing, or the strategy."""
    plan = file.read(slug)
    open_ = missing(plan)
    if open_:
        return {"missing": open_, "html": "", "title": plan["name"], "about": ""}
    made = strategy(plan)
    return {"missing": [], "html": document.body(made), "title": made.title, "about": made.about}


def _written(slug: str, write) -> bytes:
    return write(strategy(file.read(slug)))
