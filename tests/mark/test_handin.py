"""Reading hand-ins: every form that answers come in, and none that do harm."""

import json
import os

import pytest

from qikit.mark import handin


def document(value, revision=1, **kept):
    answers = {"q1": {"value": value, "attempts": []}}
    return {"version": 1, "module": "A90_x", "revision": revision, "answers": answers} | kept


def notebook(answers=None, cells=(), **kept):
    carried = {} if answers is None else {"answers": answers}
    return {"cells": list(cells), "metadata": {"qikit": carried}, "nbformat": 4} | kept


def read(folder, *, has_code=False, **files):
    for name, content in files.items():
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path = {"notebook": "A90_x.ipynb", "answers": "answers.json"}[name]
        (folder / path).write_bytes(data)
    return handin.read(folder, "ann", "A90_x", has_code=has_code)


@pytest.mark.parametrize(("file", "carried", "winner"), [(3, 2, "file"), (2, 3, "notebook")])
def test_the_higher_revision_wins(tmp_path, file, carried, winner):
    found = read(
        tmp_path, answers=document("file", file), notebook=notebook(document("notebook", carried))
    )
    assert found.value("q1") == winner


def test_one_notebook_alone_carries_everything(tmp_path):
    assert read(tmp_path, notebook=notebook(document("b"))).value("q1") == "b"


def test_a_damaged_answers_file_is_noted_when_the_notebook_has_the_answers(tmp_path):
    found = read(tmp_path, answers=b"{", notebook=notebook(document("b")))
    assert found.trouble is None
    assert found.notes == ["The file answers.json is damaged: it is not valid JSON."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_answers_in_other_encodings_are_read(tmp_path, encoding):
    text = json.dumps(document("Ødegård"), ensure_ascii=False).encode(encoding)
    assert read(tmp_path, answers=text).value("q1") == "Ødegård"


@pytest.mark.parametrize("answers", [
    b"", b"{", b"null", b"[]", b'"text"', b"\xff\xfe\xfa", b"[" * 200_000,
    b'{"answers": []}', b'{"answers": {"q1": ' + b"[" * 900 + b"]" * 900 + b"}}",
    b'{"answers": {"q1": {"value": 1' + b"0" * 400 + b"}}}", b" " * (3 << 20),
])
def test_what_is_not_answers_is_trouble_in_words(tmp_path, answers):
    found = read(tmp_path, answers=answers)
    assert found.trouble.endswith(".")
    assert "Error" not in found.trouble


def test_nan_and_infinity_are_no_answers(tmp_path):
    text = b'{"answers": {"q1": {"value": NaN}, "q2": {"value": -Infinity}}}'
    found = read(tmp_path, answers=text)
    assert (found.value("q1"), found.value("q2"), found.value("q9")) == (None, None, None)


def test_links_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text(json.dumps(document("b")))
    (tmp_path / "answers.json").symlink_to(tmp_path / "secret")
    said = "The file answers.json is a link, and links are not followed."
    assert read(tmp_path).trouble == said


def test_a_pipe_is_not_waited_for(tmp_path):
    for name in ("answers.json", "timestamp.txt", "A90_x.ipynb"):
        os.mkfifo(tmp_path / name)
    assert read(tmp_path).trouble == "There are no answers in this hand-in."


def test_half_a_character_is_kept_as_a_sign_for_one(tmp_path):
    text = b'{"answers": {"q1": {"value": "cut \\ud83d here \\ud83d\\ude00"}}}'
    assert read(tmp_path, answers=text).value("q1") == "cut \ufffd here \U0001f600"


def test_a_file_with_too_many_parts_is_not_loaded(tmp_path):
    text = b'{"answers": {"q1": {"value": [' + b"[]," * 500_001 + b"1]}}}"
    assert len(text) < 2 << 20
    assert read(tmp_path, answers=text).trouble == "The file answers.json has too many parts."


def test_code_cells_are_found_in_old_and_odd_notebooks(tmp_path):
    odd = [
        7, {"cell_type": "code"}, {"cell_type": "code", "source": ["a\n", "b", 3], "metadata": []},
        {"cell_type": "code", "source": "c", "metadata": {"nbgrader": {"grade_id": ["x"]}}},
        {"cell_type": "code", "source": "d", "metadata": {"nbgrader": {"grade_id": "code-q1"}}},
    ]
    found = read(tmp_path, has_code=True, notebook=notebook(document("b"), odd))
    assert [(cell.name, cell.source) for cell in found.code] == [
        (None, ""), (None, "a\nb"), (None, "c"), ("code-q1", "d")
    ]
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}], "metadata": {}}
    found = read(tmp_path, has_code=True, notebook=old, answers=document("b"))
    assert [cell.source for cell in found.code] == ["x = 1"]
