"""Gathering hand-ins: the latest of each learner, nothing moved, bad ones named."""

import json
import os

import nbformat
import pytest

from qikit.errors import QIError
from qikit.mark.collect import collect
from qikit.mark.course import Course, is_learner


def kept(learner, name, tier="all_staff"):
    return json.loads((Course(tier).submitted(learner, name) / "answers.json").read_text())


def download(folder, file, values, name="A90_small"):
    answers = {"answers": {key: {"value": value} for key, value in values.items()}, "revision": 1}
    notebook = nbformat.v4.new_notebook(metadata={"qikit": {"name": name, "answers": answers}})
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def test_the_latest_hand_in_counts_and_earlier_ones_stay(school):
    for day, value in ((20, "a"), (22, "b"), (21, "c")):
        when = f"2026-11-{day} 10:00:00.000000 UTC"
        school.hand_in("ann", values={"q1": value}, when=when)
    done = collect()
    assert done.new == [("ann", school.FREE)]
    assert kept("ann", school.FREE)["answers"]["q1"]["value"] == "b"
    assert len(list(Course("all_staff").inbound.iterdir())) == 3
    again = collect()
    assert (again.new, again.unchanged) == ([], 1)


def test_a_folder_of_downloads_is_collected_by_learner(school, tmp_path):
    folder = tmp_path / "downloads"
    download(folder, "ann.ipynb", {"q1": "b"})
    download(folder, "bo (1).ipynb", {"q1": "a"})
    download(folder, "cy+A90.ipynb", {"q1": "a"}, name="unknown")
    download(folder, "dee/anything.ipynb", {"q1": "b"})
    done = collect(folder)
    assert [learner for learner, _ in done.new] == ["ann", "bo", "cy", "dee"]
    assert school.mark().marked == 4
    assert school.points() == {"ann": 3, "bo": 0, "cy": 0, "dee": 3}


def test_bad_items_are_named_and_the_rest_goes_on(school, tmp_path):
    folder = tmp_path / "downloads"
    download(folder, "ann.ipynb", {"q1": "b"})
    download(folder, "Ann Smith.ipynb", {"q1": "b"})
    download(folder, "zed.ipynb", {"q1": "b"}, name="M99_unknown")
    (folder / "notes.txt").write_text("hello")
    (folder / "broken.ipynb").write_text("{")
    (folder / "linked.ipynb").symlink_to("/etc/passwd")
    (folder / "empty").mkdir()
    (folder / "huge+A90.ipynb").write_bytes(b"")
    os.truncate(folder / "huge+A90.ipynb", 21 << 20)
    done = collect(folder)
    assert [learner for learner, _ in done.new] == ["ann"]
    assert {name: why.split(".")[0] for name, why in done.refused} == {
        "Ann Smith.ipynb": "A learner's name has letters, digits and _ ",
        "zed.ipynb": "It does not say which module it belongs to",
        "notes.txt": "It is neither a notebook nor a folder with one",
        "broken.ipynb": "The notebook is damaged: it is not valid JSON",
        "linked.ipynb": "It is a link, and links are not followed",
        "empty": "The folder holds 0 notebooks; it should hold one",
        "huge+A90.ipynb": "huge+A90",
    }
    assert "Not collected: zed.ipynb." in str(done)


def test_links_and_strange_files_in_a_hand_in_are_not_taken(school):
    folder = school.hand_in("ann", raw={"extra.txt": "x"})
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to("/etc/passwd")
    school.hand_in("bo", raw={"extra.bin": b"x" * 1000})
    done = collect()
    assert done.new == [("bo", school.FREE)]
    assert "links are not followed" in done.refused[0][1]
    names = {path.name for path in Course("all_staff").submitted("bo", school.FREE).iterdir()}
    assert names == {f"{school.FREE}.ipynb", "answers.json", "timestamp.txt"}


def test_a_bad_time_stops_nobody(school):
    school.hand_in("ann", when="yesterday")
    assert school.mark().marked == 1


def test_an_older_download_does_not_replace_a_newer_hand_in(school, tmp_path):
    school.hand_in("ann", values={"q1": "b"}, when="2026-11-20 10:00:00.000000 UTC")
    collect()
    path = download(tmp_path / "downloads", "ann.ipynb", {"q1": "a"})
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert collect(path.parent).new == []
    assert kept("ann", school.FREE)["answers"]["q1"]["value"] == "b"


def test_a_folder_that_is_not_there_is_said(school):
    with pytest.raises(QIError, match="There is no folder and no zip called nowhere"):
        collect("nowhere")


@pytest.mark.parametrize(("name", "good"), [
    ("ann", True), ("a.b_c@d-e", True), ("..", False), (".", False), ("", False), ("a/b", False),
    ("a b", False), ("å", False), ("a\n", False), ("x" * 129, False),
])
def test_learner_names_are_strict(name, good):
    assert is_learner(name) is good
