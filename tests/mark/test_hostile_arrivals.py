"""What arrives in the exchange under odd names, at odd times, as links: nothing of it harms."""

import json
import os
import shutil

import pytest

FREE = "A90_small"
HONEST = ("a_first", "m_middle", "z_last")
DAY = "2026-11-20 10:00:00.000000 UTC"

ODD_NAMES = [
    f"ann bee+{FREE}+{DAY}+1", f"+{FREE}+{DAY}+1", f"é+{FREE}+{DAY}+1",
    f"ann\n+{FREE}+{DAY}+1", f"ann\x1b[2J+{FREE}+{DAY}+1", f"{'x' * 129}+{FREE}+{DAY}+1",
    f"$(id)+{FREE}+{DAY}+1", f"ann;rm+{FREE}+{DAY}+1", f"'or1=1--+{FREE}+{DAY}+1",
    f"ann+A99_none+{DAY}+1", f"ann+..+{DAY}+1", f"ann+{FREE}", "ann", f"{FREE}",
]
GOOD_NAMES = ["-rf", "o.brien@trust.nhs.uk", "_", "0", "x" * 128, "null", "None"]
TIMES = [
    "yesterday", "", "9999-99-99 99:99:99 UTC", "0001-01-01 00:00:00 UTC", "NaN",
    "9999-12-31 23:59:59 UTC", "99999-01-01 00:00:00 UTC", "2026-11-20 10-00-00 UTC",
    "\x1b[2J", "2026-11-20", "1e9", "-1",
]
LINKS = ["linked_answers", "linked_notebook", "linked_folder", "linked_out", "folder_for_file",
         "pipe", "wrong_file_name", "nothing_in_it"]


@pytest.fixture(scope="module")
def marked(one_school):
    """All of them beside honest work, in one run."""
    for name in HONEST:
        one_school.hand_in(name)
    inbound = one_school.hand_in("pattern").parent
    pattern = next(inbound.glob("pattern+*"))
    for name in ODD_NAMES:
        shutil.copytree(pattern, inbound / name)
    for name in GOOD_NAMES:
        one_school.hand_in(name)
    for number, when in enumerate(TIMES):
        shutil.copytree(pattern, inbound / f"time{number}+{FREE}+{when}+1")
        (inbound / f"time{number}+{FREE}+{when}+1" / "timestamp.txt").write_text(when)
    folders = {name: inbound / f"{name}+{FREE}+{DAY}+1" for name in LINKS}
    for name in set(LINKS) - {"linked_folder"}:
        shutil.copytree(pattern, folders[name])
    folders["linked_folder"].symlink_to(pattern)
    for name, file, target in (
        ("linked_answers", "answers.json", pattern / "answers.json"),
        ("linked_notebook", f"{FREE}.ipynb", one_school.source(FREE)),
        ("linked_out", "answers.json", "/etc/passwd"),
    ):
        (folders[name] / file).unlink()
        (folders[name] / file).symlink_to(target)
    for name, make in (("folder_for_file", os.mkdir), ("pipe", os.mkfifo)):
        (folders[name] / "answers.json").unlink()
        make(folders[name] / "answers.json")
    for file in folders["nothing_in_it"].iterdir():
        file.unlink()
    (folders["wrong_file_name"] / "answers.json").rename(folders["wrong_file_name"] / "answer.json")
    notebook = folders["wrong_file_name"] / f"{FREE}.ipynb"
    notebook.rename(notebook.with_name("A90 small (1).ipynb"))
    done = one_school.mark(workers=2)
    return one_school, done, one_school.points()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_folder_of_an_odd_name_is_refused_in_words(marked, name):
    _, done, found = marked
    assert name.split("+")[0] not in found
    refused = dict(done.refused)
    assert refused[name].endswith(".")


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_name_that_only_looks_odd_is_marked(marked, name):
    assert marked[2][name] == 10


@pytest.mark.parametrize("number", range(len(TIMES)))
def test_a_bad_time_costs_no_mark(marked, number):
    assert marked[2][f"time{number}"] == 10


@pytest.mark.parametrize("name", LINKS)
def test_what_is_no_plain_file_is_not_followed(marked, name):
    school, done, found = marked
    assert name not in found
    assert any(what.startswith(name) for what, _ in done.refused)
    assert not (school.work / "all_staff" / "submitted" / name).exists()


def test_honest_work_in_the_same_run_is_marked_right(marked):
    school, done, found = marked
    assert [found[name] for name in HONEST] == [10, 10, 10]
    assert [who for who, *_ in done.unreadable] == []
    assert not any(ord(sign) < 32 and sign != "\n" for sign in str(done)), "for the terminal"
    outside = {path.name for path in school.work.parent.iterdir()}
    assert outside == {"root", "work"}


@pytest.mark.parametrize("gap", ["00.000000", "00.000001"])
def test_of_two_hand_ins_at_once_one_counts_whole(school, gap):
    wrong = {"q1": "a", "q2": 1, "q3": 1, "t1": "Two."}
    school.hand_in("ann", when=DAY)
    school.hand_in("ann", values=wrong, when=DAY.replace("00.000000", gap))
    school.hand_in("bo")
    assert school.mark().marked == 2
    assert school.points() == {"ann": 0, "bo": 10}, "the later one, or the last of two"
    kept = school.work / "all_staff" / "submitted" / "ann" / FREE / "answers.json"
    assert json.loads(kept.read_text())["answers"]["t1"]["value"] == "Two."
    assert school.mark().marked == 0
