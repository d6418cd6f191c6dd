"""What the server answers about a learner's record, and the pages that are nobody's module."""

from types import SimpleNamespace

from jupyter_server.utils import url_path_join

from qikit.course import build, handlers, record, record_pdf
from qikit.course.modules import usable
from qikit.course.page import render
from qikit.course.progress import progress

_RECORD = SimpleNamespace(name=record.NAME)


def routes(under: str) -> list:
    """Routes and what serves them; ``under`` is the address of the course."""
    return [
        (url_path_join(under, "(?P<name>record|glossary|gallery|terms)"), handlers._Slash),
        (url_path_join(under, "record/"), _Record),
        (url_path_join(under, "record/record-of-learning.pdf"), _Pdf),
        (url_path_join(under, "(glossary|gallery|terms)/"), _Made),
        (url_path_join(under, "(glossary/[a-z0-9_]+)"), handlers._Slash),
        (url_path_join(under, "(glossary/[a-z0-9_]+)/"), _Made),
        (url_path_join(under, r"(?P<name>\w+)/before"), handlers._Slash),
        (url_path_join(under, r"(?P<name>\w+)/before/"), _Before),
        (url_path_join(under, "api/(?P<name>record)/answers"), _Words),
    ]


def shown(learner: str) -> str:
    """The page of a learner's record."""
    found = record.record(learner)
    done = {entry.module.name for entry in found.entries}
    far = [(each, progress(each, learner)) for each in usable()[0] if each.name not in done]
    return render(
        "record.html", base="../", record=found, field=record.field,
        started=[(module, now) for module, now in far if now["started"]],
    )


class _Record(handlers.Page):
    async def get(self):
        text = await self.aside(shown, self.learner)
        assert self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(text)


class _Pdf(handlers.Page):
    async def get(self):
        found = await self.aside(record.record, self.learner)
        self.set_header("Content-Type", "application/pdf")
        self.set_header(
            "Content-Disposition", 'attachment; filename="record-of-learning.pdf"'
        )
        self.set_header("Cache-Control", "no-store")
        self.finish(await self.aside(record_pdf.pdf, found))


class _Made(handlers.Page):
    """A page that the build made and that is the same for everybody."""

    def get(self, name):
        self.html(build.folder(name) / "index.html")


class _Before(handlers.Page):
    """The questions before a lesson."""

    def get(self, name: str):
        self.html(build.folder(self.which(name).name) / "before" / "index.html")


class _Words(handlers._Answers):
    """The learner's name and reflections, kept and merged like the answers of a module."""

    def which(self, name: str):
        return _RECORD
