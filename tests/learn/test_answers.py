"""Answers on disk: whole or not at all, never overwritten in silence, never lost in silence."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from qikit import place
from qikit.errors import QIError
from qikit.learn import answers

WRITER = """
import sys
from pathlib import Path
from qikit.learn import answers

path = Path(sys.argv[1])
while True:
    kept = answers.read(path, "A91", "nurse")
    number = kept["revision"] + 1
    document = answers.record(kept, "q1", "x" * 5000 + str(number), "right")
    document["answers"]["q1"]["attempts"] = document["answers"]["q1"]["attempts"][-3:]
    print(answers.save(path, document, kept["revision"])["revision"], flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "A91" / "answers.json"


def answered(value="b", id="q1", base=None):
    return answers.record(base or answers.empty("A91", "nurse"), id, value, "right")


def read(path):
    return answers.read(path, "A91", "nurse")


def aside(path, why="*"):
    return sorted(path.parent.glob(f"answers.{why}-*.json"))


def test_nothing_kept_is_an_empty_document(path):
    found = read(path)
    assert found == answers.empty("A91", "nurse")
    assert (found["version"], found["revision"], found["answers"]) == (1, 0, {})
    assert not path.parent.exists()


def test_a_save_is_the_next_revision_and_is_read_back(path):
    kept = answers.save(path, answered("b"), 0)
    assert kept["revision"] == 1
    assert read(path) == kept
    assert json.loads(path.read_text())["answers"]["q1"]["value"] == "b"
    answers.save(path, answered("c", base=kept), 1)
    before = json.loads(answers.previous(path).read_text())
    assert {key: before[key] for key in kept} == kept
    assert read(path)["revision"] == 2


def test_recording_keeps_every_attempt_and_leaves_the_given_document_alone():
    empty = answers.empty("A91", "nurse")
    once = answers.record(empty, "q1", "a", "not yet", at="2026-11-23T12:41:00+00:00")
    twice = answers.record(once, "q1", "b", "right")
    draft = answers.record(twice, "q1", "c")
    assert empty["answers"] == {}
    assert once["answers"]["q1"]["attempts"] == [
        {"at": "2026-11-23T12:41:00+00:00", "value": "a", "state": "not yet"}
    ]
    assert [each["value"] for each in draft["answers"]["q1"]["attempts"]] == ["a", "b"]
    assert draft["answers"]["q1"]["value"] == "c"


def test_the_higher_revision_is_the_newer_one():
    old, new = {"revision": 3}, {"revision": 4}
    assert answers.newer(old, new) is answers.newer(new, old) is new
    assert answers.newer(None, old) is old
    assert answers.newer(None, None) is None


def test_a_save_from_an_older_revision_is_refused_and_gives_what_is_kept(path):
    kept = answers.save(path, answered("b"), 0)
    with pytest.raises(answers.Conflict) as caught:
        answers.save(path, answered("c"), 0)
    assert caught.value.current == kept
    assert read(path) == kept


def test_of_two_writers_at_once_one_wins_each_revision(path):
    def write(number):
        tries = 0
        while True:
            kept = read(path)
            try:
                document = answers.record(kept, f"q{number}", number)
                answers.save(path, document, kept["revision"])
                return tries
            except answers.Conflict:
                tries += 1

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(write, range(12))) >= 0
    found = read(path)
    assert found["revision"] == 12
    assert {id: entry["value"] for id, entry in found["answers"].items()} == {
        f"q{number}": number for number in range(12)
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in another way")
def test_killed_in_the_middle_of_saving_many_times_nothing_said_to_be_saved_is_lost(path):
    confirmed = 0
    for turn in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(turn % 3 + 1):
            confirmed = int(writer.stdout.readline())
        time.sleep(0.0013 * turn)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")
        writer.wait()
        writer.stdout.close()
        confirmed = max([confirmed, *(int(line) for line in rest[:-1] if line)])
        found = read(path)
        assert found["revision"] in (confirmed, confirmed + 1)
        assert "notice" not in found
        assert found["answers"]["q1"]["value"] == "x" * 5000 + str(found["revision"])
    assert aside(path) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"version": 1, "modu', "was damaged"),
        (b"\xff\xfe\x00", "was damaged"),
        (b"", "was damaged"),
        (b"[" * 100_000, "was damaged"),
        (b" " * (answers.LARGEST + 1), "was damaged"),
        (b'{"version": 1, "revision": NaN}', "was damaged"),
        (b'{"version": 1, "revision": 1e999}', "was damaged"),
        (b"[1, 2]", "It is not a file of answers."),
        ({"version": 2}, "It is of version 2, from a newer edition of the course"),
        ({"version": "one"}, "It does not say of which version it is."),
        ({"module": "A02"}, "It holds answers to A02, not to A91."),
        ({"revision": -1}, "It has no revision number."),
        (
            {"answers": {"q1": {"value": [[[[[[[[[[[1]]]]]]]]]]], "attempts": []}}},
            "Its answers are nested too deeply.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_put_aside_and_the_last_good_copy_used(path, content, said):
    first = answers.save(path, answered("good"), 0)
    answers.save(path, answered("better", base=first), 1)
    if isinstance(content, dict):
        content = json.dumps(json.loads(path.read_text()) | content).encode()
    path.write_bytes(content)
    found = read(path)
    assert said in found["notice"]
    assert "The copy from one save earlier is used: please look over your answers." in (
        found["notice"]
    )
    assert found["answers"]["q1"]["value"] == "good"
    (kept,) = aside(path)
    assert kept.name in found["notice"]
    assert kept.read_bytes() == content
    saved = answers.save(path, answered("again", base=found), found["revision"])
    assert "notice" not in saved and "notice" not in read(path)


def test_a_damaged_file_without_a_copy_starts_empty_and_says_so(path):
    path.parent.mkdir()
    path.write_text("{")
    found = read(path)
    assert found["answers"] == {}
    assert found["notice"].endswith("There was no earlier copy to use.")


def test_a_file_that_vanished_is_replaced_by_its_copy_and_said(path):
    kept = answers.save(path, answered("a"), 0)
    answers.save(path, answered("b", base=kept), 1)
    path.unlink()
    found = read(path)
    assert found["notice"].startswith("The file with your answers was gone.")
    assert found["answers"]["q1"]["value"] == "a"


def test_a_damaged_file_that_cannot_be_moved_never_replaces_the_good_copy(path, monkeypatch):
    kept = answers.save(path, answered("good"), 0)
    answers.save(path, answered("better", base=kept), 1)
    path.write_text("{")

    def refuse(*given):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "replace", refuse)
    found = read(path)
    assert "It could not be moved aside (Read-only file system)." in found["notice"]
    with pytest.raises(QIError, match="may not be written to"):
        answers.save(path, answered("new", base=found), found["revision"])
    assert json.loads(answers.previous(path).read_text())["answers"]["q1"]["value"] == "good"


def test_everybody_is_told_of_a_mended_file_until_the_next_save(path):
    path.parent.mkdir()
    path.write_text("{")
    said = read(path)["notice"]
    assert read(path)["notice"] == said
    found = read(path)
    answers.save(path, answered(base=found), found["revision"])
    assert "notice" not in read(path)
    assert len(aside(path, "damaged")) == 1


def test_a_file_of_the_first_version_becomes_one_of_this_and_is_kept_as_it_was(path):
    path.parent.mkdir()
    old = json.dumps({"module": "A91", "answers": {"q1": "b", "q2": [1, 2], "t1": {"a": "x"}}})
    path.write_text(old)
    found = read(path)
    assert {id: entry["value"] for id, entry in found["answers"].items()} == {
        "q1": "b", "q2": [1, 2], "t1": {"a": "x"}
    }
    assert (found["version"], found["revision"]) == (answers.VERSION, 1)
    assert found["notice"].startswith("The file with your answers came from an older version")
    (before,) = aside(path, "before")
    assert before.read_text() == old and before.name in found["notice"]
    assert answers.save(path, answered("c", base=found), 1)["answers"]["q2"]["value"] == [1, 2]


def test_the_save_after_a_mended_file_keeps_what_was_mended_as_its_copy(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"module": "A91", "answers": {"q1": "first"}}))
    mended = read(path)
    answers.save(path, answered("second", id="q2", base=mended), mended["revision"])
    path.write_text("{")
    found = read(path)
    assert "The copy from one save earlier is used" in found["notice"]
    assert found["revision"] == mended["revision"]
    assert found["answers"]["q1"]["value"] == "first"


def test_a_file_from_a_newer_course_is_kept_under_a_name_that_says_so(path):
    path.parent.mkdir()
    new = json.dumps({"version": 7, "module": "A91", "revision": 3, "answers": {"q1": {"v": 1}}})
    path.write_text(new)
    found = read(path)
    assert "Ask your trainer for the newer edition." in found["notice"]
    (kept,) = aside(path, "version-7")
    assert kept.read_text() == new and kept.name in found["notice"]


def edit(path, change):
    """Change the file by hand, as an editor does."""
    said = json.loads(path.read_text())
    change(said["answers"])
    path.write_text(json.dumps(said, indent=4))


def test_an_answer_changed_by_hand_is_used_and_said_and_no_open_page_overwrites_it(path):
    answers.save(path, answered("a"), 0)

    def change(said):
        said["q1"]["value"] = "b"
        said["q2"] = 7

    edit(path, change)
    mine = answers.record(answered("a"), "q3", "c")
    with pytest.raises(answers.Conflict) as caught:
        answers.save(path, mine, 1)
    for found in (caught.value.current, read(path)):
        assert found["revision"] == 2
        assert found["answers"]["q1"]["value"] == "b"
        assert found["answers"]["q2"] == {"value": 7, "attempts": []}
        assert "was changed outside the course" in found["notice"]
    (before,) = aside(path, "before")
    assert json.loads(before.read_text())["answers"]["q2"] == 7
    answers.save(path, answers.record(found, "q3", "c"), 2)
    assert {id: each["value"] for id, each in read(path)["answers"].items()} == {
        "q1": "b", "q2": 7, "q3": "c"
    }


def test_a_file_that_an_editor_only_set_out_anew_was_not_changed(path):
    kept = answers.save(path, answered("ü"), 0)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=8))
    assert read(path) == kept


def test_the_file_has_a_line_for_each_answer(path):
    kept = answers.save(path, answered("a"), 0)
    answers.save(path, answered("b", id="q2", base=kept), 1)
    lines = path.read_text().splitlines()
    assert sum(line.startswith(('  "q1": {', '  "q2": {')) for line in lines) == 2


def test_a_disk_that_knows_no_second_names_keeps_the_copy_all_the_same(path, monkeypatch):
    kept = answers.save(path, answered("a"), 0)

    def refuse(*given):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    answers.save(path, answered("b", base=kept), 1)
    assert json.loads(answers.previous(path).read_text())["answers"] == kept["answers"]


def test_a_byte_order_mark_from_an_editor_is_no_damage(path):
    answers.save(path, answered("b"), 0)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "notice" not in read(path)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "may not be written to, so answers.json was not saved"),
        (errno.ENOSPC, "The disk is full, so answers.json was not saved"),
    ],
)
def test_a_save_that_fails_says_why_and_leaves_what_was_kept(path, monkeypatch, number, said):
    kept = answers.save(path, answered("b"), 0)

    def refuse(*given, **more):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(place.tempfile, "mkstemp", refuse)
        with pytest.raises(QIError) as caught:
            answers.save(path, answered("c", base=kept), 1)
    assert said in str(caught.value)
    assert read(path) == kept
    assert answers.save(path, answered("c", base=kept), 1)["revision"] == 2


def test_a_folder_that_cannot_be_made_is_said_in_words(path):
    path.parent.write_text("a file stands where the folder should be")
    said = r"answers\.json was not saved in .*: (File exists|Not a dir)"
    with pytest.raises(QIError, match=said):
        answers.save(path, answered(), 0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "cannot be kept as a file"),
        (float("inf"), "cannot be kept as a file"),
        (object(), "cannot be kept as a file"),
        ("\ud800", "cannot be kept as a file"),
        ("x" * answers.LARGEST, "too large to keep"),
    ],
)
def test_an_answer_that_no_file_can_hold_is_refused_in_words(path, value, said):
    with pytest.raises(QIError, match=said):
        answers.save(path, answered(value), 0)
    assert not path.exists()
