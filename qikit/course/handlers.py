"""What the server answers under ``/qi/``: pages, answers, hand-in, feedback, progress."""

import asyncio
import json
import time
from functools import lru_cache
from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, RequestHandler

from qikit import place
from qikit.course import build, handin, parcels
from qikit.course.modules import Module, module, usable
from qikit.course.page import trouble
from qikit.course.progress import progress
from qikit.errors import QIError
from qikit.learn import answers

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_NO_COOKIE = (
    "This browser keeps no cookies for the course, or this page was open for too long. Allow "
    "cookies, then load the page again."
)
_OTHER = (
    "Somebody else is learning in this browser now, so this was not saved. Load the page again to "
    "go on as that person, or come back as yourself first."
)
_SECONDS = 2
_NAME = r"(?P<name>[A-Za-z0-9_]+)"


def handlers(base: str) -> list:
    """Routes and what serves them."""
    from qikit.course.record_handlers import routes

    under = url_path_join(base, "qi")
    return [
        *routes(under),
        (f"{under}", _Slash),
        (f"{under}/", _Home),
        (f"{under}/ui/(?:v-([0-9a-f]+)/)?([a-z]+)/(.+)", _Part),
        (f"{under}/api/progress", _Progress),
        (f"{under}/api/{_NAME}/answers", _Answers),
        (f"{under}/api/{_NAME}/submit", _Submit),
        (f"{under}/api/{_NAME}/feedback", _Feedback),
        (f"{under}/api/{_NAME}/work", _Work),
        (f"{under}/{_NAME}", _Slash),
        (f"{under}/{_NAME}/", _Module),
        (f"{under}/{_NAME}/open", _Open),
        (f"{under}/{_NAME}/paper", _Paper),
        (f"{under}/{_NAME}/(?P<picture>[A-Za-z0-9_.-]+)", _Picture),
    ]


class Page(JupyterHandler):
    """Common to all: who is learning, which module, and errors as one sentence."""

    @property
    def content_security_policy(self):
        return _CSP

    @property
    def learner(self) -> str:
        """Who is learning: the server that these handlers are on knows."""
        return self.settings["qi_host"].learner(self.current_user)

    async def prepare(self) -> None:
        """Nobody gets further without the link's token or the cookie that it left."""
        try:
            await super().prepare()
        except HTTPError as error:
            if "_xsrf" not in (error.log_message or ""):
                raise
            if not self.current_user:
                self.unknown()
            raise HTTPError(403, _NO_COOKIE) from None
        if not self.current_user:
            self.unknown()

    def unknown(self) -> None:
        """Somebody whom the server does not know gets no further; its host says how to come in."""
        self.settings["qi_host"].stranger(self)

    def write_error(self, status_code: int, **given) -> None:
        self.set_status(status_code)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(trouble(_sentence(given) or "This page could not be shown. Try once more."))

    def which(self, name: str) -> Module:
        try:
            return _module(name, int(time.monotonic() // _SECONDS))
        except QIError as error:
            raise HTTPError(404, str(error)) from None

    async def aside(self, work, *given):
        """Do work that touches files without holding up other learners."""
        return await asyncio.to_thread(work, *given)

    def html(self, path: Path) -> None:
        if not path.is_file():
            raise HTTPError(404, "This page is not made yet. Ask your trainer to run: qikit build")
        assert self.xsrf_token
        dress = self.settings["qi_host"].dress
        base = url_path_join(self.base_url, "qi/")
        edition = parcels.edition(parcels.ROOMS)
        made = parcels.page(path, path.stat().st_mtime_ns, dress, base, edition)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        parcels.send(self, made)

    def shown(self, text: str) -> None:
        """A page that is made for the one who asks."""
        assert self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(parcels.marked(text.encode(), parcels.edition(parcels.ROOMS)))

    def saved(self, name: str, media: str, data: bytes) -> None:
        """A file that is made for the one who asks, to be saved under a name."""
        self.set_header("Content-Type", media)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(data)

    def json(self, value, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(value, ensure_ascii=False, allow_nan=False))


@lru_cache(maxsize=256)
def _module(name: str, when: int) -> Module:
    """A module; looked for again every few seconds, not with every answer."""
    return module(name)


def _sentence(given: dict) -> str | None:
    """The words of an error that a person can put right."""
    error = given.get("exc_info", (None, None))[1]
    return str(error) if isinstance(error, QIError) else getattr(error, "log_message", None)


class Api(Page):
    def write_error(self, status_code: int, **given) -> None:
        said = _sentence(given)
        status = 507 if said and status_code == 500 else status_code
        self.json({"message": said or "The course could not do that. Try once more."}, status)


class _Slash(Page):
    def get(self, name: str | None = None):
        self.redirect(f"{self.request.path}/", permanent=False)


class _Home(Page):
    def get(self):
        self.html(build.folder() / "index.html")


class _Module(Page):
    def get(self, name: str):
        self.html(build.folder(self.which(name).name) / "index.html")


class _Paper(Page):
    def get(self, name: str):
        self.html(build.folder(self.which(name).name) / "paper.html")


class _Picture(Page):
    def get(self, name: str, picture: str):
        path = build.folder(self.which(name).name) / picture
        if picture.startswith(".") or path.suffix in (".html", ".json") or not path.is_file():
            raise HTTPError(404)
        kinds = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
        self.set_header("Content-Type", kinds.get(path.suffix, "image/jpeg"))
        self.set_header("Cache-Control", "no-cache")
        self.finish(path.read_bytes())


class _Part(RequestHandler):
    """Scripts and styles of the course: no secrets in them."""

    def get(self, edition: str | None, room: str, name: str):
        root = parcels.ROOMS.get(room)
        if root is None:
            raise HTTPError(404)
        path = (root / name).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", _KINDS.get(path.suffix, "application/octet-stream"))
        self.set_header("X-Content-Type-Options", "nosniff")
        known = edition == parcels.edition(parcels.ROOMS)
        self.set_header("Cache-Control", parcels.FOR_GOOD if known else "no-cache")
        parcels.send(self, parcels.part(path, path.stat().st_mtime_ns))


class _Answers(Api):
    async def get(self, name: str):
        found = await self.aside(handin.document, self.which(name), self.learner)
        self.set_header("ETag", f'"{found["revision"]}"')
        self.json(found)

    async def put(self, name: str):
        which = self.which(name)
        base = self.request.headers.get("If-Match", "").strip('"')
        if not base.isdigit():
            raise HTTPError(428, "A save has to name the revision it started from.")
        try:
            kept = await self.aside(self.keep, which, self.learner, int(base))
        except answers.Conflict as conflict:
            self.set_header("ETag", f'"{conflict.current["revision"]}"')
            self.json(conflict.current, 412)
            return
        except answers.Unfit as error:
            raise HTTPError(400, f"These answers cannot be kept. {error}") from None
        self.set_header("ETag", f'"{kept["revision"]}"')
        self.json({"revision": kept["revision"]})

    def keep(self, which, learner: str, base: int) -> dict:
        """Save what was sent as the learner's next revision."""
        try:
            given = answers.parse(self.request.body)
            sent = given["answers"]
        except (ValueError, KeyError, TypeError):
            raise HTTPError(400, "These answers did not arrive whole. Try once more.") from None
        if given.get("learner", learner) != learner:
            raise HTTPError(409, _OTHER)
        path = handin.folder(which, learner) / "answers.json"
        return answers.save(path, answers.empty(which.name, learner) | {"answers": sent}, base)


class _Submit(Api):
    async def post(self, name: str):
        self.json(await self.aside(handin.drop, self.which(name), self.learner))


class _Feedback(Api):
    def get(self, name: str):
        path = handin.folder(self.which(name), self.learner) / "feedback.json"
        self.json(json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None)


class _Work(Api):
    async def get(self, name: str):
        import nbformat

        which = self.which(name)
        notebook = await self.aside(handin.pack, which, self.learner)
        made = nbformat.writes(notebook).encode()
        self.saved(f"{which.name}.ipynb", "application/x-ipynb+json", made)


class _Progress(Api):
    async def get(self):
        self.json(
            {each.name: await self.aside(progress, each, self.learner) for each in usable()[0]}
        )


class _Open(Page):
    """Open a module's notebook in JupyterLab: the learner's own copy, made when there is none."""

    async def get(self, name: str):
        which = self.which(name)
        mine = handin.folder(which, self.learner) / f"{which.name}.ipynb"
        if not mine.exists():
            copy = place.work() / which.tier / "release" / which.name / f"{which.name}.ipynb"
            if not copy.is_file():
                raise HTTPError(404, "The learner copy is not made yet. Ask your trainer.")
            await self.aside(place.write, mine, copy.read_bytes())
        self.redirect(url_path_join(self.base_url, "lab/tree", which.name, mine.name))
