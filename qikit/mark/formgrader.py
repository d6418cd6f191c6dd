"""nbgrader's formgrader as we serve it: no mark typed over another, the rubric beside the answer.

The pages are nbgrader's own. Ours are the requests that keep a mark or a comment: they are refused
when somebody else has changed it, or the learner has handed in again, since the page was opened.
"""

import json
from pathlib import Path

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web

from qikit.mark import database, marking
from qikit.mark.course import Course

UI = Path(__file__).with_name("ui")
SOURCE = "qi_gradebook"
OURS = (
    '<link rel="stylesheet" href="{0}/formgrader/qi/marking.css">'
    '<script src="{0}/formgrader/qi/marking.js" defer></script></head>'
)


class _Fresh:
    """Reads what the gradebook holds now, not what an earlier request read."""

    async def prepare(self):
        await super().prepare()
        self.gradebook.db.rollback()


class _List(_Fresh):
    """Adds to each grade or comment what the page shows of it, to be sent back with a change."""

    def write(self, chunk):
        rows = json.loads(chunk) if isinstance(chunk, str) else None
        if isinstance(rows, list) and rows:
            shown = marking.seen(self.settings[SOURCE], self.get_argument("submission_id"))
            chunk = json.dumps([row | {"seen": shown[row["id"]]} for row in rows])
        super().write(chunk)


class _One(_Fresh):
    """Keeps one grade or comment, or answers 409 with what stands there instead."""

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    def put(self, id):
        data = self.get_json_body()
        saw = data.get("seen")
        saw = saw if isinstance(saw, list) else None
        given = self.keep(id, data, saw)
        if given is None:
            raise web.HTTPError(404)
        if not given.kept:
            self.set_status(409)
            self.write({"before": given.before, "newer": given.newer})
            return
        row = self.row(id)
        shown = marking.seen(self.settings[SOURCE], row.notebook_id)[id]
        self.write(json.dumps(row.to_dict() | {"seen": shown}))


class Grades(_List, apihandlers.GradeCollectionHandler):
    """The grades of one hand-in."""


class Comments(_List, apihandlers.CommentCollectionHandler):
    """The comments of one hand-in."""


class Grade(_One, apihandlers.GradeHandler):
    """One criterion's points."""

    def keep(self, id, data, saw):
        return marking.give_points(self.settings[SOURCE], id, data, saw)

    def row(self, id):
        return self.gradebook.find_grade_by_id(id)


class Comment(_One, apihandlers.CommentHandler):
    """One comment."""

    def keep(self, id, data, saw):
        return marking.give_comment(self.settings[SOURCE], id, data.get("manual_comment"), saw)

    def row(self, id):
        return self.gradebook.find_comment_by_id(id)


class Page(_Fresh, handlers.SubmissionHandler):
    """The page of one hand-in, with our style sheet and script."""

    def write(self, chunk):
        if isinstance(chunk, str):
            chunk = chunk.replace("</head>", OURS.format(self.base_url), 1)
        super().write(chunk)


class Formgrader(FormgradeExtension):
    """nbgrader's extension with our handlers before its own."""

    def init_handlers(self, webapp):
        ours = [
            (r"/formgrader/api/grades", Grades),
            (r"/formgrader/api/grade/([^/]+)", Grade),
            (r"/formgrader/api/comments", Comments),
            (r"/formgrader/api/comment/([^/]+)", Comment),
            (r"/formgrader/submissions/([^/]+)/?", Page),
            (r"/formgrader/qi/(.*)", web.StaticFileHandler, {"path": str(UI)}),
        ]
        base = webapp.settings["base_url"]
        routes = [(url_path_join(base, path), *rest) for path, *rest in ours]
        webapp.add_handlers(".*$", routes)
        super().init_handlers(webapp)


def _load_jupyter_server_extension(app):
    course = Course(app.web_app.settings["qi_tier"])
    app.web_app.settings[SOURCE] = database.engine(course)
    made = Formgrader(parent=app)
    made.root_dir, made.log = app.root_dir, app.log
    made.initialize([])
    made.init_tornado_settings(app.web_app)
    made.init_handlers(app.web_app)
