"""The pages of second marking and moderation, on the server that ``qikit teach`` starts.

A second marker's server (``--second NAME``) shows first marks only beside marks of hers that are
kept and can no longer be changed. Learners are shown by number, as in formgrader.
"""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from markupsafe import Markup
from nbconvert.filters import markdown2html
from tornado import web

from qikit.errors import QIError
from qikit.mark import course as courses
from qikit.mark import handin, receipts, second
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.plan import name_of, plan

HERE = Path(__file__)
UI = {"second.css": HERE.with_name("ui"), "tokens.css": HERE.parents[1] / "learn" / "ui"}
POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'"
_MARKERS = re.compile(r"^=== (BEGIN|END) MARK SCHEME ===[ \t]*$", re.M)


class _Base(JupyterHandler):
    """What every page knows: the tier, and the second marker whose server this is, if it is."""

    @property
    def tier(self) -> str:
        return self.settings["qi_tier"]

    @property
    def second(self) -> str:
        return self.settings["qi_second"]

    def show(self, name: str, **values) -> None:
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cache-Control", "no-store")
        home = url_path_join(self.base_url, "second/")
        self.finish(_templates().get_template(name).render(
            home=home, tier=self.tier, second=self.second, states=STATES, **values
        ))


STATES = {
    second.FIRST_WAITS: "the first marks are not complete yet",
    second.SECOND_WAITS: "waits for a second marker",
    second.APART: "the marks differ: waits for moderation",
    second.AGREED: "settled: the first marks stand",
    second.MODERATED: "settled by moderation",
}


class List(_Base):
    """Everything that two people mark, and how far it is."""

    @web.authenticated
    def get(self):
        found = []
        for module in courses.find(None):
            if module.tier == self.tier and Course(module.tier).handed_in(module.name):
                known = plan(module)
                with Book(Course(module.tier)) as book:
                    every = second.pairs(known, book)
                ordered = sorted(every.values(), key=lambda pair: pair.copy)
                if ordered:
                    found.append((module, [(n, p) for n, p in enumerate(ordered, 1)]))
        self.show("second_list.html", modules=found, is_mine=self._is_mine)

    def _is_mine(self, pair) -> bool:
        """Whether the person at this server has something to do with this hand-in."""
        if self.second:
            return not pair.second and pair.state in (second.FIRST_WAITS, second.SECOND_WAITS)
        return pair.state == second.APART


class Marks(_Base):
    """One hand-in: the answer, each criterion, and the marks to give or to compare."""

    @web.authenticated
    def get(self, name, copy):
        self._page(name, copy)

    @web.authenticated
    def post(self, name, copy):
        module, pair, _ = self._of(name, copy)
        known = plan(module)
        points = {task.cell: self.get_body_argument(task.cell, "") for task in known.tasks}
        comments = {
            task.cell: self.get_body_argument(f"{task.cell}-comment", "") for task in known.tasks
        }
        try:
            second.keep(
                module.name, pair.learner, self.second or self.get_body_argument("marker", ""),
                points, comments, role=second.SECOND if self.second else second.MODERATOR,
                answer=self.get_body_argument("answer", ""),
            )
        except QIError as error:
            self.set_status(400)
            self._page(name, copy, trouble=str(error), typed=points | {
                f"{cell}-comment": words for cell, words in comments.items()
            })
            return
        self.redirect(self.request.path)

    def _of(self, name, copy):
        for module in courses.find(None):
            if module.name == name and module.tier == self.tier:
                known = plan(module)
                with Book(Course(module.tier)) as book:
                    every = second.pairs(known, book)
                ordered = sorted(every.values(), key=lambda pair: pair.copy)
                for number, pair in enumerate(ordered, 1):
                    if pair.copy == copy:
                        return module, pair, number
        raise web.HTTPError(404)

    def _page(self, name, copy, trouble="", typed=None):
        module, pair, number = self._of(name, copy)
        known, course = plan(module), Course(module.tier)
        answer = second.answers_of(receipts.read(course.receipt(pair.learner, name)) or {})
        given = handin.read(
            course.submitted(pair.learner, name), pair.learner, name, has_code=module.code
        )
        written = [
            (known.questions[text].prompt, given.value(text) or "Nothing was written.")
            for text in known.texts
        ]
        compared = pair.state in (second.APART, second.AGREED, second.MODERATED)
        self.show(
            "second_marks.html", module=module, pair=pair, number=number, written=written,
            criteria=[(task, _scheme(known, task.cell)) for task in known.tasks],
            compared=compared and bool(pair.second), trouble=trouble, typed=typed or _typed(pair),
            asks=_asks(pair, self.second), answer=answer, far=second.FAR,
            xsrf=Markup(self.xsrf_form_html()),
        )


class Look(web.StaticFileHandler):
    """The two style sheets."""

    def initialize(self):
        super().initialize(path=str(HERE.parent))

    @classmethod
    def get_absolute_path(cls, root, path):
        return str(UI[path] / path)

    def validate_absolute_path(self, root, absolute_path):
        return absolute_path


def _asks(pair, marker: str) -> bool:
    """Whether this person may give marks now."""
    if marker:
        return pair.state in (second.FIRST_WAITS, second.SECOND_WAITS)
    return pair.state in (second.APART, second.MODERATED)


def _typed(pair) -> dict:
    """What was given before, to begin with."""
    earlier = pair.moderated or pair.second if pair.state not in (
        second.APART, second.MODERATED
    ) else pair.moderated
    given = {cell: f"{row['points']:g}" for cell, row in earlier.items()}
    return given | {f"{cell}-comment": row["comment"] for cell, row in earlier.items()}


def _scheme(known, cell: str) -> Markup:
    """A criterion with its levels, from our own source."""
    source = next(each.source for each in known.notebook.cells if name_of(each) == cell)
    return Markup(markdown2html(_MARKERS.sub("", source)))


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE.with_name("templates")), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )


def _load_jupyter_server_extension(app):
    base = app.web_app.settings["base_url"]
    routes = [
        (r"second/", List), (r"second/(second\.css|tokens\.css)", Look),
        (r"second/([A-Za-z0-9_]+)/([0-9a-f]{1,32})", Marks),
    ]
    app.web_app.add_handlers(
        ".*$", [(url_path_join(base, path), handler) for path, handler in routes]
    )
