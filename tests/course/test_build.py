"""Pages are made when something changed, and hold nothing that is the marker's."""

import json

import nbformat
import pytest

from qikit.course import build
from qikit.course.modules import module
from qikit.course.proof import prove
from qikit.course.sections import split
from qikit.errors import QIError


def source(project):
    return project / "curriculum" / "all_staff" / "A91_try_it" / "A91_try_it.ipynb"


def change(project, cell, to):
    notebook = nbformat.read(source(project), as_version=4)
    notebook.cells[cell].source = to
    nbformat.write(notebook, source(project))


def test_only_what_changed_is_made_again(project):
    assert build.build() == []
    change(project, 0, "# Try it\n\nBy the end you can try it twice.")
    assert build.build() == ["A91_try_it"]
    assert "try it twice" in (build.folder("A91_try_it") / "index.html").read_text()
    assert build.build() == []


def test_a_notebook_that_does_not_run_is_named_and_its_page_stays(project):
    before = (build.folder("A91_try_it") / "index.html").read_text()
    change(project, 3, "1 / 0")
    with pytest.raises(QIError, match=r"A91_try_it\.ipynb does not run to its end(.|\n)*by zero"):
        build.build()
    assert (build.folder("A91_try_it") / "index.html").read_text() == before


def test_a_page_holds_the_lesson_and_not_the_marking(project):
    page = (build.folder("A91_try_it") / "index.html").read_text()
    for words in ("By the end you can try it.", "Which one?", "<strong>Cause (2 points).</strong>"):
        assert words in page
    for secret in ("counted twice", "secret cause", "qi.score", "HIDDEN"):
        assert secret not in page


@pytest.mark.parametrize(
    ("leak", "words"),
    [
        ("<p>One is counted twice here.</p>", "what cell 'mark-q2' keeps for the marker"),
        ("<p>- 2: names the secret cause</p>", "what cell 'task-t1-cause' keeps"),
        ("<p>### BEGIN HIDDEN TESTS</p>", "shows 'BEGIN HIDDEN TESTS'"),
        ('<script src="https://cdn.example/x.js"></script>', "loads something from another"),
        ("<script>alert(1)</script>", "holds script or style of its own"),
        ('<p style="color: red">', "holds script or style of its own"),
    ],
)
def test_a_leak_is_caught_and_named(project, leak, words):
    notebook = nbformat.read(source(project), as_version=4)
    page = (build.folder("A91_try_it") / "index.html").read_text()
    prove("A91_try_it", notebook, page)
    with pytest.raises(QIError, match=words):
        prove("A91_try_it", notebook, page.replace("</main>", f"{leak}</main>"))


def test_a_folder_of_this_computer_is_caught(project):
    notebook = nbformat.read(source(project), as_version=4)
    with pytest.raises(QIError, match="shows a folder of this computer"):
        prove("A91_try_it", notebook, f"<p>{project}</p>")


def test_a_key_in_the_ask_cell_of_a_marked_question_is_caught(project):
    change(project, 6, '# Question 2\nqi.ask.number("q2", "How many?", key=7, points=2)')
    with pytest.raises(QIError, match="question q2 is marked after hand-in, but its ask cell"):
        build.build()


def test_steps_and_what_comes_after_them(project):
    cover, sections = split(nbformat.read(source(project), as_version=4))
    assert [(each.step, each.minutes, each.title) for each in sections] == [
        (1, 2, "Choose"), (2, 3, "Count"), (0, 0, "Write it down"), (0, 0, "In short"),
    ]
    assert "By the end" in cover
    assert "How this is marked" in sections[2].html


def test_the_stamp_follows_the_data(project):
    path = source(project)
    notebook = json.loads(path.read_text())
    notebook["metadata"]["qikit"]["data"] = ["dots"]
    path.write_text(json.dumps(notebook))
    data = project / "datasets" / "dots.csv"
    data.write_text("week,dots\n1,2\n")
    before = build.stamp(module("A91"))
    data.write_text("week,dots\n1,3\n")
    assert build.stamp(module("A91")) != before
