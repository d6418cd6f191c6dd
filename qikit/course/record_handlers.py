"""What the server answers about a learner's record, and the pages that are nobody's module."""

from types import SimpleNamespace

from jupyter_server.utils import url_path_join
from tornado.web import HTTPError

from qikit.course import build, certificates, cpd, handlers, record, record_pdf
from qikit.course.modules import usable
from qikit.course.page import render
from qikit.course.progress import progress
from qikit.errors import QIError

_RECORD = SimpleNamespace(name=record.NAME)


def routes(under: str) -> list:
    """Routes and what serves them; ``under`` is the address of the course."""
    return [
        (url_path_join(under, "(?P<name>record|glossary|gallery|terms)"), handlers._Slash),
        (url_path_join(under, "record/"), _Record),
        (url_path_join(under, "record/record-of-learning.pdf"), _Pdf),
        (url_path_join(under, "record/learning.csv"), _Table),
        (url_path_join(under, "record/certificate/([a-z_]+).pdf"), _Certificate),
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
        "record.html", base="../", record=found, field=record.field, company=record.company,
        certificates=certificates.certificates(found),
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
        made = await self.aside(record_pdf.pdf, found)
        self.saved("record-of-learning.pdf", "application/pdf", made)


class _Table(handlers.Page):
    async def get(self):
        found = await self.aside(record.record, self.learner)
        self.saved("record-of-learning.csv", "text/csv; charset=utf-8", cpd.table(found))


class _Certificate(handlers.Page):
    async def get(self, key: str):
        found = await self.aside(record.record, self.learner)
        try:
            whole = certificates.earned(found, key)
        except QIError as error:
            raise HTTPError(409, str(error)) from None
        made = await self.aside(record_pdf.certificate_pdf, whole, found.made)
        self.saved(f"certificate-{key}.pdf", "application/pdf", made)


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
