"""A real kernel: what a notebook in JupyterLab shows and keeps."""

import json

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = [
    "import qikit as qi",
    'qi.ask.choice("q1", "What?", {"a": "A", "b": "B"}, key="b")',
    'qi.ask.code("q2", "Double it.", function="double", cases=[qi.case([1, 2], [2, 4])])',
    "def double(values):\n    return values / 0 if False else values * 2",
    'qi.check("q2")',
    'qi.score("q2", cases=[qi.case([3], [6])])',
    "def double(values):\n    wrong = 1\n    return values[99]",
    'qi.check("q2")',
    "qi.explore(lambda n: f'{n} beads', n=[1, 2])",
    "from qikit.learn import session, widget\n"
    "widget.view('', {'id': 'q1'})\n"
    "face = session.current().watchers['q1'].__closure__[0].cell_contents\n"
    "face._keep(face, {'type': 'attempt', 'value': 'b', 'state': 'right'}, [])\n"
    "face._keep(face, {'type': 'draft', 'value': 'a', 'number': 'two'}, [])\n"
    "face.answer['value'], len(face.answer['attempts']), face.trouble, face.kept",
    'qi.score("q1")',
    'qi.score("q9")',
]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The cells above, run in a folder of their own; outputs, and the folder."""
    folder = tmp_path_factory.mktemp("learner") / "E05_shewhart_charts"
    folder.mkdir()
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    client = NotebookClient(
        made, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return [cell.outputs for cell in made.cells], folder


def shown(outputs):
    return outputs[0]["data"]["text/plain"]


def test_a_question_is_alive(notebook):
    data = notebook[0][1][0]["data"]
    assert {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"} <= set(data)
    assert data["text/plain"].startswith("Question 1 (1 point). What?")


def test_a_picture_that_can_be_changed_is_alive(notebook):
    assert "application/vnd.jupyter.widget-view+json" in notebook[0][8][0]["data"]


def test_code_is_tried_and_scored(notebook):
    assert shown(notebook[0][4]).startswith("Question 2: the case passes.")
    assert shown(notebook[0][5]) == "1"


def test_code_that_stops_names_its_line(notebook):
    assert "double stopped at line 3 of its cell, `return values[99]`: it asked for a position" in (
        shown(notebook[0][7])
    )


def test_answers_are_kept_beside_the_notebook(notebook):
    outputs, folder = notebook
    assert shown(outputs[9]) == "('a', 1, '', 'two')"
    assert shown(outputs[10]) == "0"
    kept = json.loads((folder / "answers.json").read_text("utf-8"))
    assert kept["module"] == "E05_shewhart_charts"
    assert kept["answers"]["q1"]["value"] == "a"
    assert [each["state"] for each in kept["answers"]["q2"]["attempts"]] == ["right", "not yet"]


def test_a_mistake_shows_one_sentence_and_no_traceback(notebook):
    output = notebook[0][11][0]
    assert output["output_type"] == "error"
    assert output["traceback"] == [
        "There is no question 'q9' yet. Questions asked so far: q1, q2. "
        "Run the cell that asks it first, then this one again."
    ]
