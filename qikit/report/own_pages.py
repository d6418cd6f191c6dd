"""The page "Chart your own data": bring a table, say what it is, keep and share the chart."""

import io
import json
from pathlib import Path

from tornado.web import HTTPError

from qikit.course.handlers import Api, Page
from qikit.course.page import render
from qikit.course.sheet import blank, spec
from qikit.course.tools import Tool
from qikit.errors import QIError
from qikit.report import own
from qikit.report.own_sheet import sections
from qikit.spc.html import html

TOOL = Tool("own/", "Chart your own data", "Paste a table from Excel, or choose a file. Chart it, "
            "keep it, add to it next month.")
_UP = "../../"
TEMPLATES = Path(__file__).with_name("templates")


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return [
        (TOOL.path, _Own),
        ("own/api/work", _Work),
        ("own/api/bring", _Bring),
        ("own/api/run", _Run),
        ("own/api/open", _Open),
        (r"own/chart\.(png|svg|html|xlsx|pdf|json)", _File),
    ]


def shown(document: dict) -> dict:
    """What the page draws of a document: its sheet, its chart in words and picture."""
    made = own.made(document) if document["table"] else None
    parts = sections(document["columns"], own.rows(document))
    return {
        "sections": spec(parts), "blank": blank(parts),
        "columns": document["columns"], "cautions": document["cautions"],
        "html": html(made["chart"]) if made and made["chart"] is not None else "",
        "why": made["why"] if made else "", "said": made["said"] if made else "",
        "troubles": made["troubles"] if made else [],
    }


def sent(handler) -> dict:
    """The document that a page sent, looked at."""
    return own.parsed(handler.request.body)


class _Own(Page):
    async def get(self):
        self.shown(render("own.html", folder=TEMPLATES, base=_UP, tool=TOOL))


class _Work(Api):
    async def get(self):
        self.json(await self.aside(own.read, self.learner))

    async def put(self):
        base = self.request.headers.get("If-Match", "").strip('"')
        if not base.isdigit():
            raise HTTPError(428, "A save has to name the revision it started from.")
        try:
            self.json(await self.aside(own.save, self.learner, sent(self), int(base)))
        except own.Moved as moved:
            self.json({"message": str(moved), "current": moved.current}, 409)

    async def delete(self):
        await self.aside(own.forget, self.learner)
        self.json({})


class _Bring(Api):
    """A file or a pasted table; with ``add``, more rows for the work that is kept."""

    async def post(self):
        name = self.get_query_argument("name", "") or None
        answers = json.loads(self.get_query_argument("answers", "{}"))
        body = self.request.body
        source = body if name else body.decode("utf-8", "replace")
        keep = self.get_query_argument("add", "")
        if keep:
            kept = await self.aside(own.read, self.learner)
            if kept is None:
                raise HTTPError(409, "There is no chart to add to yet. Bring a table first.")
            found = await self.aside(own.add, kept, source, name, answers, keep)
        else:
            found = await self.aside(own.bring, source, name, answers)
        self.json(found)


class _Open(Api):
    async def post(self):
        self.json(sent(self))


class _Run(Api):
    async def post(self):
        self.json(await self.aside(shown, sent(self)))


class _File(Page):
    async def get(self, kind: str):
        kept = await self.aside(own.read, self.learner)
        if kept is None:
            raise HTTPError(409, "There is no chart yet. Bring a table first.")
        try:
            media, data = await self.aside(exported, kept, kind)
        except QIError as error:
            raise HTTPError(409, str(error)) from None
        self.saved("my.chart.json" if kind == "json" else f"chart.{kind}", media, data)


def exported(document: dict, kind: str) -> tuple[str, bytes]:
    """A document's chart as a file: its media type and its bytes.

    Raises
    ------
    QIError
        When there is no chart yet.
    """
    if kind == "json":
        return "application/json", own.written(document)
    made = own.made(document)
    if made["chart"] is None:
        raise QIError(f"There is no chart to save yet. {made['said']}")
    return _WRITERS[kind](document, made)


def _png(document, made):
    out = io.BytesIO()
    made["chart"].draw().savefig(out, format="png", dpi=200, metadata={
        "Title": _title(document), "Description": made["chart"].words})
    return "image/png", out.getvalue()


def _svg(document, made):
    return "image/svg+xml", made["chart"].svg().encode()


def _html(document, made):
    found = made["chart"]
    text = render("own_export.html", folder=TEMPLATES, title=_title(document), svg=found.svg(),
                  words=found.words, caption=found.caption, points=_rows(found.points),
                  cautions=[*found.cautions, *document["cautions"]])
    return "text/html; charset=utf-8", text.encode()


def _xlsx(document, made):
    import pandas as pd

    out, found = io.BytesIO(), made["chart"]
    about = [found.words, found.caption, *found.cautions, *document["cautions"]]
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        for name, table in (("Data and limits", found.points), ("Signals", found.signals),
                            ("Summary", found.summary),
                            ("In words", pd.DataFrame({"In words": about}))):
            table.to_excel(book, sheet_name=name, index=False)
        for cell in (cell for sheet in book.sheets.values() for row in sheet for cell in row):
            if cell.data_type == "f":  # what somebody typed is never worked out
                cell.data_type = "s"
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return media, out.getvalue()


def _pdf(document, made):
    from qikit.report.pdf import pdf

    about = {"title": _title(document), "place": "", "cautions": document["cautions"],
             "why": made["why"]}
    return "application/pdf", pdf(made["chart"], about)


_WRITERS = {"png": _png, "svg": _svg, "html": _html, "xlsx": _xlsx, "pdf": _pdf}


def _title(document: dict) -> str:
    sheet = document["sheet"]
    return sheet.get("words", {}).get("title") or sheet.get("about", {}).get("y") or "Chart"


def _rows(points) -> list[list[str]]:
    used = points[["x", "y", "centre", "lower", "upper", "judgement"]]
    return [["" if each != each else f"{each:g}" if isinstance(each, float) else str(each)
             for each in row] for row in used.itertuples(index=False)]
