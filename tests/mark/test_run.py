"""Marking modules without code: right marks, nothing lost, only what changed."""

import json

from qikit.mark.course import Course
from qikit.mark.summary import Summary


def test_right_wrong_and_blank_answers_earn_their_points(school):
    school.hand_in("ann")
    school.hand_in("bo", values={"q1": "a", "q2": "0.68", "q3": 4, "t1": ""})
    school.hand_in("cy", values={})
    done = school.mark()
    assert school.points() == {"ann": 10, "bo": 3, "cy": 0}
    assert done.marked == 3
    assert done.people == [("ann", "A90", "a written answer to mark (qikit teach all_staff)")]
    said = school.receipt("bo")["marks"]["mark-q2"]["messages"]
    assert said == ["You typed the share, not the per cent."]


def test_a_blank_written_answer_earns_zero_and_needs_nobody(school):
    school.hand_in("cy", values={"t1": "  "})
    school.mark()
    row = school.rows()["cy"]["task-t1-cause"]
    assert (row["auto_score"], row["manual_score"], row["needs_manual_grade"]) == (0, None, False)


def test_a_second_run_marks_only_what_changed(school):
    school.hand_in("ann")
    school.hand_in("bo")
    school.mark()
    school.hand_in("bo", values={"q1": "a"}, when="2026-11-21 10:00:00.000000 UTC")
    done = school.mark()
    assert (done.marked, done.unchanged) == (1, 1)
    assert school.points() == {"ann": 10, "bo": 0}


def test_only_the_named_learner_is_marked(school):
    school.hand_in("ann")
    school.hand_in("bo")
    assert school.mark(module="A90", learner="bo").marked == 1
    assert set(school.points()) == {"bo"}


def test_a_corrected_key_marks_all_again_and_keeps_the_person_s_marks(school):
    school.hand_in("ann", values=school.RIGHT[school.FREE] | {"q2": 70})
    school.mark()
    school.manual("ann", "task-t1-cause", 1.5, "Which week?")
    assert school.points() == {"ann": 6}

    def correct(notebook):
        cell = next(cell for cell in notebook.cells if cell.id == "q2-mark")
        cell.source = cell.source.replace("68.25", "70")

    school.edit(school.FREE, correct)
    assert school.mark().marked == 1
    assert school.points() == {"ann": 10}
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (1.5, "Which week?")
    assert row["needs_manual_grade"] is False


def test_again_keeps_manual_marks_and_comments(school):
    school.hand_in("ann")
    school.mark()
    school.manual("ann", "task-t1-check", 2, "Good check.")
    assert school.mark(again=True).marked == 1
    row = school.rows()["ann"]["task-t1-check"]
    assert (row["manual_score"], row["manual_comment"]) == (2, "Good check.")
    assert not row["needs_manual_grade"]


def test_a_changed_written_answer_keeps_the_mark_and_asks_for_another_look(school):
    school.hand_in("ann")
    school.mark()
    for cell in ("task-t1-cause", "task-t1-check"):
        school.manual("ann", cell, 2, "Good.")
    changed = school.RIGHT[school.FREE] | {"t1": "Something else altogether."}
    school.hand_in("ann", values=changed, when="2026-11-22 10:00:00.000000 UTC")
    done = school.mark()
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (2, "Good.")
    assert row["needs_manual_grade"]
    assert "changed since a person marked it" in str(done)


def test_an_overruled_automatic_mark_stands(school):
    school.hand_in("ann", values={"q1": "a"})
    school.mark()
    school.manual("ann", "mark-q1", 3)
    school.mark(again=True)
    row = school.rows()["ann"]["mark-q1"]
    assert (row["auto_score"], row["manual_score"], row["needs_manual_grade"]) == (0, 3, False)


def test_what_cannot_be_read_is_recorded_with_its_reason_and_the_others_go_on(school):
    broken = {
        "not_json": {"answers.json": "{", f"{school.FREE}.ipynb": "not a notebook"},
        "empty": {"answers.json": "", f"{school.FREE}.ipynb": ""},
        "deep": {"answers.json": "[" * 100_000, f"{school.FREE}.ipynb": None},
        "other": {"answers.json": json.dumps({"answers": {}, "module": "M02_x"})},
    }
    school.hand_in("ann")
    for learner, raw in broken.items():
        school.hand_in(learner, raw=raw)
    school.hand_in("zoe")
    done = school.mark()
    assert {learner for learner, _, _ in done.unreadable} == set(broken)
    assert school.points() == {"ann": 10, "zoe": 10} | dict.fromkeys(broken)
    assert "another module" in {one[0]: one[2] for one in done.unreadable}["other"]
    assert "could not be marked" in school.shown("deep")


def test_an_unreadable_second_hand_in_leaves_the_first_marks(school):
    school.hand_in("ann")
    school.mark()
    school.manual("ann", "task-t1-cause", 2)
    school.hand_in(
        "ann", raw={"answers.json": "{", f"{school.FREE}.ipynb": "{"},
        when="2026-11-22 10:00:00.000000 UTC",
    )
    done = school.mark()
    assert done.unreadable[0][0] == "ann"
    assert school.points() == {"ann": 10}
    assert school.rows()["ann"]["task-t1-cause"]["manual_score"] == 2


def test_answers_of_unexpected_forms_cost_only_their_question(school):
    odd = {"q1": {"a": [1] * 50}, "q2": [[["x"]]], "q3": 4, "t1": {"not": "text"}}
    school.hand_in("ann", values=odd)
    school.hand_in("bo", raw={"answers.json": json.dumps(
        {"answers": {"q1": {"value": "b"}, "q2": {"value": float("nan")}, "q3": 7}}
    )})
    school.mark()
    assert school.points() == {"ann": 3, "bo": 3}


def test_the_marked_copy_shows_the_answers_escaped(school):
    evil = "<script>alert(1)</script> **bold** $\\href{javascript:x}{y}$"
    school.hand_in("ann", values={"q1": "a", "t1": evil})
    school.mark()
    copy = json.loads(school.shown("ann"))
    html = [
        "".join(output["data"]["text/html"])
        for cell in copy["cells"] for output in cell.get("outputs", []) if "data" in output
    ]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in each for each in html)
    assert not any("<script>" in each for each in html)
    assert not any("alert" in "".join(cell["source"]) for cell in copy["cells"])
    assert any("Answered: One point" in each and "0 of 3" in each for each in html)
    ids = [cell["id"] for cell in copy["cells"]]
    assert ids.index("answer-t1") == ids.index("task-t1-cause") - 1


def test_the_run_says_what_it_did_in_plain_words(school):
    school.hand_in("ann")
    folder = Course("all_staff").inbound / "ann bee+A90_small+2026-01-01 10:00:00 UTC+1"
    folder.mkdir()
    said = str(school.mark())
    assert said.startswith("1 hand-in marked, 0 unchanged.")
    assert "A90: ann: a written answer to mark (qikit teach all_staff)" in said
    assert "A learner's name has letters, digits and _ . @ - only." in said


def test_everybody_who_needs_a_person_is_named_in_a_file(school):
    """The summary names eight of a module; the file has all, and goes when nobody waits."""
    for number in range(10):
        school.hand_in(f"learner{number}")
    summary = school.mark()
    assert "learner7 and 2 more: a written answer" in str(summary)
    assert f"All of them by name: {summary.listed}" in str(summary)
    head, *rows = summary.listed.read_text("utf-8-sig").splitlines()
    assert head == "learner,module,why"
    assert [row.split(",")[0] for row in rows] == [f"learner{number}" for number in range(10)]
    Summary().keep(summary.listed)
    assert not summary.listed.exists()
