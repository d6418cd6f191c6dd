"""What the server answers under ``/qi/``: pages, answers, hand-in, feedback, progress."""

import asyncio
import json
from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, StaticFileHandler

from qikit import place
from qikit.course import build, handin
from qikit.course.modules import Module, module, usable
from qikit.course.page import trouble
from qikit.course.progress import progress
from qikit.errors import QIError
from qikit.learn import answers

_ROOMS = {
    "learn": Path(answers.__file__).with_name("ui"),
    "course": Path(build.__file__).with_name("ui"),
}
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_LINK = "Open the link that was printed when the course was started. Nothing is lost."
_NAME = r"(?P<name>[A-Za-z0-9_]+)"


def handlers(base: str) -> list:
    """Routes and what serves them."""
    from qikit.course.record_handlers import routes

    under = url_path_join(base, "qi")
    return [
        *routes(under),
        (f"{under}", _Slash),
        (f"{under}/", _Home),
        (f"{under}/ui/(learn|course)/(.+)", _Part),
        (f"{under}/api/progress", _Progress),
        (f"{under}/api/{_NAME}/answers", _Answers),
        (f"{under}/api/{_NAME}/submit", _Submit),
        (f"{under}/api/{_NAME}/feedback", _Feedback),
        (f"{under}/api/{_NAME}/work", _Work),
        (f"{under}/{_NAME}", _Slash),
        (f"{under}/{_NAME}/", _Page),
        (f"{under}/{_NAME}/open", _Open),
        (f"{under}/{_NAME}/(?P<picture>[A-Za-z0-9_.-]+)", _Picture),
    ]


class _Course(JupyterHandler):
    """Common to all: who is learning, which module, and errors as one sentence."""

    @property
    def content_security_policy(self):
        return _CSP

    @property
    def learner(self) -> str:
        """Who is learning."""
        return place.learner()

    async def prepare(self) -> None:
        """Nobody gets further without the link's token or the cookie that it left."""
        await super().prepare()
        if not self.current_user:
            raise HTTPError(403, _LINK)

    def write_error(self, status_code: int, **given) -> None:
        self.set_status(status_code)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(trouble(_sentence(given) or "This page could not be shown. Try once more."))

    def which(self, name: str) -> Module:
        try:
            return module(name)
        except QIError as error:
            raise HTTPError(404, str(error)) from None

    async def aside(self, work, *given):
        """Do work that touches files without holding up other learners."""
        return await asyncio.to_thread(work, *given)

    def html(self, path: Path) -> None:
        if not path.is_file():
            raise HTTPError(404, "This page is not made yet. Ask your trainer to run: qikit build")
        assert self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(path.read_bytes())

    def json(self, value, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _sentence(given: dict) -> str | None:
    """The words of an error that a person can put right."""
    error = given.get("exc_info", (None, None))[1]
    return str(error) if isinstance(error, QIError) else getattr(error, "log_message", None)


class _Api(_Course):
    def write_error(self, status_code: int, **given) -> None:
        said = _sentence(given)
        status = 507 if said and status_code == 500 else status_code
        self.json({"message": said or "The course could not do that. Try once more."}, status)


class _Slash(_Course):
    def get(self, name: str | None = None):
        self.redirect(f"{self.request.path}/", permanent=False)


class _Home(_Course):
    def get(self):
        self.html(build.folder() / "index.html")


class _Page(_Course):
    def get(self, name: str):
        self.html(build.folder(self.which(name).name) / "index.html")


class _Picture(_Course):
    def get(self, name: str, picture: str):
        path = build.folder(self.which(name).name) / picture
        if picture.startswith(".") or path.suffix in (".html", ".json") or not path.is_file():
            raise HTTPError(404)
        kinds = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
        self.set_header("Content-Type", kinds.get(path.suffix, "image/jpeg"))
        self.set_header("Cache-Control", "no-cache")
        self.finish(path.read_bytes())


class _Part(StaticFileHandler):
    """Scripts and styles of the course: no secrets in them."""

    def initialize(self):
        super().initialize(path="/")

    async def get(self, room: str, path: str):
        self.root = str(_ROOMS[room])
        await super().get(path)

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")


class _Answers(_Api):
    async def get(self, name: str):
        found = await self.aside(handin.document, self.which(name), place.learner())
        self.set_header("ETag", f'"{found["revision"]}"')
        self.json(found)

    async def put(self, name: str):
        which = self.which(name)
        base = self.request.headers.get("If-Match", "").strip('"')
        if not base.isdigit():
            raise HTTPError(428, "A save has to name the revision it started from.")
        try:
            given = answers.parse(self.request.body)
            sent = given["answers"]
        except (ValueError, KeyError, TypeError):
            raise HTTPError(400, "These answers did not arrive whole. Try once more.") from None
        learner = place.learner()
        document = {**answers.empty(which.name, learner), "answers": sent}
        try:
            answers.check(document, which.name)
        except QIError as error:
            raise HTTPError(400, f"These answers cannot be kept. {error}") from None
        path = handin.folder(which, learner) / "answers.json"
        try:
            kept = await self.aside(answers.save, path, document, int(base))
        except answers.Conflict as conflict:
            self.set_header("ETag", f'"{conflict.current["revision"]}"')
            self.json(conflict.current, 412)
            return
        self.set_header("ETag", f'"{kept["revision"]}"')
        self.json({"revision": kept["revision"]})


class _Submit(_Api):
    async def post(self, name: str):
        self.json(await self.aside(handin.drop, self.which(name), place.learner()))


class _Feedback(_Api):
    def get(self, name: str):
        path = handin.folder(self.which(name), place.learner()) / "feedback.json"
        self.json(json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None)


class _Work(_Api):
    async def get(self, name: str):
        import nbformat

        which = self.which(name)
        notebook = await self.aside(handin.pack, which, place.learner())
        self.set_header("Content-Type", "application/x-ipynb+json")
        self.set_header("Content-Disposition", f'attachment; filename="{which.name}.ipynb"')
        self.finish(nbformat.writes(notebook))


class _Progress(_Api):
    async def get(self):
        self.json(
            {each.name: await self.aside(progress, each, self.learner) for each in usable()[0]}
        )


class _Open(_Course):
    """Open a module's notebook in JupyterLab: the learner's own copy, made when there is none."""

    async def get(self, name: str):
        which = self.which(name)
        mine = handin.folder(which, place.learner()) / f"{which.name}.ipynb"
        if not mine.exists():
            copy = place.work() / which.tier / "release" / which.name / f"{which.name}.ipynb"
            if not copy.is_file():
                raise HTTPError(404, "The learner copy is not made yet. Ask your trainer.")
            await self.aside(place.write, mine, copy.read_bytes())
        self.redirect(url_path_join(self.base_url, "lab/tree", which.name, mine.name))
