"""What is the marker's is found on a page however it got there; what is the learner's is left."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from qikit.course.proof import prove
from qikit.errors import QIError

MARK = r"""### BEGIN HIDDEN TESTS
qi.score(
    "q2",
    key="leave it alone for now",
    why={
        "find the cause of it": "The word \"special\" is\n   not \u2264 meant here.",
        "q": {"x": f"Between {1} and the middle of them"},
    },
)
### END HIDDEN TESTS"""


def code(source, **graded):
    return new_code_cell(source, metadata={"nbgrader": graded})


def words(source, **graded):
    return new_markdown_cell(source, metadata={"nbgrader": graded})


def notebook(*cells):
    return new_notebook(cells=[code(MARK, grade_id="mark-q2", grade=True, points=2), *cells])


def spec(**more):
    said = json.dumps({"id": "q2", "kind": "choice", **more}).replace("<", "\\u003c")
    return f'<script type="application/json" class="qi-spec">{said}</script>'


@pytest.mark.parametrize(
    "page",
    [
        '<p>The word "special" is not ≤ meant here.</p>',
        "<p>The word &quot;special&quot; is\n\n not &le; <em>meant</em> here.</p>",
        spec(prompt='Do not say: The word "special" is not ≤ meant here.'),
        spec(hints=["and the middle of them"]),
        "<p>leave it alone for now</p>",
    ],
)
def test_a_leak_is_found_behind_tags_entities_and_json(project, page):
    with pytest.raises(QIError, match="A91 shows what cell 'mark-q2' keeps for the marker"):
        prove("A91", notebook(), page)


def test_a_key_may_be_one_option_of_many_but_a_reason_is_never_the_learners(project):
    options = {"a": "leave it alone for now", "b": "find the cause of it"}
    asks = code(f'qi.ask.choice("q2", "Which?", {options})')
    prove("A91", notebook(asks), "<li>leave it alone for now</li><li>find the cause of it</li>")
    told = words('Remember: The word "special" is not ≤ meant here.')
    with pytest.raises(QIError, match="cell 'mark-q2' keeps"):
        prove("A91", notebook(told), f"<p>{told.source}</p>")


def test_a_line_of_a_mark_scheme_is_found_without_its_marks(project):
    task = words(
        "**Cause.**\n\n=== BEGIN MARK SCHEME ===\n- **Full, 2:** names the `first` cause\n"
        "=== END MARK SCHEME ===",
        grade_id="task-t1-cause", task=True, points=2,
    )
    with pytest.raises(QIError, match="cell 'task-t1-cause' keeps .*Full, 2: names the first"):
        prove("A91", notebook(task), "<p><b>Full, 2:</b> names the first cause</p>")


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="" src="//cdn.example/x.png">',
        '<img srcset="https://cdn.example/x.png 2x">',
        '<svg><use href="https://cdn.example/x.svg#a"></use></svg>',
        '<form action="https://forms.example/">',
        "<LINK rel=stylesheet href=https://cdn.example/x.css>",
    ],
)
def test_nothing_is_fetched_from_another_machine(project, page):
    with pytest.raises(QIError, match="loads something from another machine"):
        prove("A91", notebook(), page)


def test_a_link_to_read_further_and_a_namespace_are_fine(project):
    page = (
        '<a href="https://www.example.org/report">The report</a>'
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    )
    prove("A91", notebook(), page)


def test_reasons_on_the_page_of_a_marked_question_are_found(project):
    with pytest.raises(QIError, match="q2 is marked after hand-in, .* carries key and why"):
        prove("A91", notebook(), spec(key="b", why={"a": "No."}))


def test_a_mark_cell_that_is_not_python_is_named(project):
    broken = code("%%time\nqi.score('q9'", grade_id="mark-q9", grade=True, points=1)
    with pytest.raises(QIError, match="Mark cell 'mark-q9' of A91 cannot be read"):
        prove("A91", notebook(broken), "")
