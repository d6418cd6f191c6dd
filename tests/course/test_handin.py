"""What is handed in carries every answer, whole, and never takes the place of an earlier one."""

import json
import os

import nbformat
import pytest

from qikit.course import handin
from qikit.course.modules import module
from qikit.course.outputs import refresh
from qikit.course.progress import progress
from qikit.errors import QIError
from qikit.learn import answers


def answer(project, name="A91", value="b", learner="nurse"):
    found = module(name)
    path = handin.folder(found, learner) / "answers.json"
    kept = answers.read(path, found.name, learner)
    return answers.save(path, answers.record(kept, "q1", value, "right"), kept["revision"])


def inbound(course="qi-all-staff"):
    folder = handin.place.work() / "exchange" / course / "inbound"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_packed_notebook_carries_the_answers_and_says_what_it_is(project):
    kept = answer(project)
    notebook = handin.pack(module("A91"), "nurse")
    nbformat.validate(notebook)
    said = notebook.metadata["qikit"]
    assert (said["id"], said["name"], said["handin"]) == ("A91", "A91_try_it", True)
    assert said["answers"] == kept
    assert [cell.cell_type for cell in notebook.cells] == ["markdown"]


def test_handing_in_with_nothing_answered_is_fine(project):
    handin.drop(module("A91"), "nurse")
    (handed,) = inbound()
    assert json.loads((handed / "answers.json").read_text())["answers"] == {}


def test_handing_in_again_keeps_the_earlier_one(project):
    for value in "ab":
        answer(project, value=value)
        receipt = handin.drop(module("A91"), "nurse")
    first, second = inbound()
    assert first.name < second.name
    for folder, value in ((first, "a"), (second, "b")):
        learner, name, stamp, _ = folder.name.split("+")
        assert (learner, name) == ("nurse", "A91_try_it")
        assert (folder / "timestamp.txt").read_text().replace(":", "-") == stamp
        assert (folder / "submission_secret.txt").read_text()
        carried = nbformat.read(folder / "A91_try_it.ipynb", as_version=4).metadata["qikit"]
        assert carried["answers"]["answers"]["q1"]["value"] == value
        assert json.loads((folder / "answers.json").read_text()) == carried["answers"]
    assert receipt["revision"] == 2
    assert progress(module("A91"), "nurse")["handed_in"] == receipt["at"]


def test_a_hand_in_that_fails_leaves_nothing_half_done(project, monkeypatch):
    answer(project)
    replace = os.replace

    def refuse(source, target):
        if handin.Path(target).parent.name == "inbound":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(QIError, match=r"not handed in: No space left on device.*is kept"):
        handin.drop(module("A91"), "nurse")
    assert inbound() == []
    exchange = handin.place.work() / "exchange" / "qi-all-staff"
    assert [path.name for path in exchange.iterdir()] == ["inbound"]
    assert progress(module("A91"), "nurse")["handed_in"] is None


def test_a_module_with_code_hands_in_the_learners_own_notebook(project):
    code = module("E91")
    with pytest.raises(QIError, match="Open the notebook and answer something first"):
        handin.pack(code, "nurse")
    mine = handin.folder(code, "nurse") / "E91_code_it.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("{")
    with pytest.raises(QIError, match=r"E91_code_it\.ipynb cannot be read"):
        handin.pack(code, "nurse")
    notebook = nbformat.read(code.notebook, as_version=4)
    notebook.cells[2].source = "def mine():\n    return 2"
    nbformat.write(notebook, mine)
    kept = answer(project, "E91", 7)
    handin.drop(code, "nurse")
    (handed,) = inbound("qi-experts")
    carried = nbformat.read(handed / "E91_code_it.ipynb", as_version=4)
    assert carried.cells[2].source.startswith("def mine")
    assert carried.metadata["qikit"]["title"] == "Code it"
    assert carried.metadata["qikit"]["answers"] == kept


def test_a_refreshed_source_holds_words_alone_and_is_the_same_every_time(project):
    source = module("A91").notebook
    before = [cell.id for cell in nbformat.read(source, as_version=4).cells]
    refresh("A91")
    once = source.read_bytes()
    refresh("A91")
    assert source.read_bytes() == once
    notebook = nbformat.read(source, as_version=4)
    assert [cell.id for cell in notebook.cells] == before
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs and all(set(output.get("data", {})) <= {"text/plain"} for output in outputs)
    asked = next(cell for cell in notebook.cells if "ask-q1" in str(cell.metadata))
    assert "Which one?" in asked.outputs[0]["data"]["text/plain"]
    assert all("execution" not in cell.metadata for cell in notebook.cells)
    assert not (source.parent / "answers.json").exists()
