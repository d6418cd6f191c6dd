"""One configuration for the three courses, so that plain ``nbgrader`` commands are safe too."""

from pathlib import Path

from qikit import place
from qikit.mark import database
from qikit.mark.course import Course

STUB = "...  # your answer here"
IGNORED = [
    ".*", "*.pyc", "__pycache__", "feedback", "nbgrader_config.py", "*.tmp", "facilitator.md",
]
NOT_RELEASED = [*IGNORED, "answers.json"]  # answers are collected, and never given out


def configure(c, tier_folder) -> None:
    """Configure nbgrader for the tier whose folder holds ``nbgrader_config.py``.

    Everything nbgrader makes goes to ``work()/TIER``. Its ``autograde`` marks as ``qikit mark``
    does (nothing submitted runs in a trusted process), and its feedback pages lose hidden tests
    and mark schemes.
    """
    from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
    from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, GetGrades

    from qikit.mark.preprocess import Rebuild, Record

    course = Course(Path(tier_folder).resolve().name)
    exchange = place.work() / "exchange"
    for folder in (course.home, exchange):
        folder.mkdir(parents=True, exist_ok=True)
    directory = c.CourseDirectory
    directory.course_id = course.id
    directory.root = str(course.home)
    directory.db_url = database.url(course)
    directory.source_directory = str(course.source)
    directory.ignore = IGNORED
    c.GenerateAssignmentApp.CourseDirectory.ignore = NOT_RELEASED
    c.Exchange.root = str(exchange)
    c.Exchange.path_includes_course = True
    c.ExchangeFactory.release_feedback = "qikit.mark.exchange.ReleaseFeedback"
    c.ClearSolutions.code_stub = {"python": STUB}
    c.Autograde.sanitize_preprocessors = [Rebuild]
    c.Autograde.autograde_preprocessors = [Record]
    c.GenerateFeedback.preprocessors = [
        ClearHiddenTests, ClearMarkScheme, GetGrades, CSSHTMLHeaderPreprocessor
    ]
    c.TagRemovePreprocessor.enabled = True
    c.TagRemovePreprocessor.remove_input_tags = {"hide-input"}
