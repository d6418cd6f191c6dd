"""A month after a lesson: whom to ask, and what is kept."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from qikit.course import build, handin, month, record
from qikit.course.modules import module
from qikit.course.progress import progress
from qikit.learn import answers

DONE = "2026-10-01T09:00:00+00:00"
THEN = datetime(2026, 10, 1, 9, tzinfo=UTC)


def said(did, at, words=""):
    value = {"did": did, "words": words}
    return {"value": value, "attempts": [{"at": at, "value": value, "state": "saved"}]}


@pytest.mark.parametrize(("days", "asks"), [(0, False), (29, False), (30, True), (400, True)])
def test_it_is_asked_after_thirty_days(days, asks):
    assert month.due(DONE, None, THEN + timedelta(days=days)) is asks


@pytest.mark.parametrize("did", ["yes", "no-chance"])
def test_an_answer_is_the_last(did):
    entry = said(did, "2026-11-02T09:00:00.000Z")
    assert month.due(DONE, entry, THEN + timedelta(days=400)) is False


def test_not_yet_is_asked_again_a_month_later():
    entry = said("not-yet", "2026-11-02T09:00:00.000Z")
    assert month.due(DONE, entry, datetime(2026, 12, 2, 8, tzinfo=UTC)) is False
    assert month.due(DONE, entry, datetime(2026, 12, 2, 9, tzinfo=UTC)) is True


def test_a_day_without_hours_and_a_time_that_is_none():
    assert month.due("2026-10-01", None, THEN + timedelta(days=30)) is True
    assert month.due("soon", None, THEN) is False


@pytest.mark.parametrize("value", [None, "yes", 3, {"did": "sold it", "words": 4}, {}])
def test_what_is_no_answer_is_empty(value):
    assert month.answer({"value": value, "attempts": []}) == ("", "")


def test_the_lesson_says_what_to_try_and_the_record_what_came_of_it(project):
    found = module("A91")
    asked = build.folder(found.name) / "asked.json"
    kept = json.loads(asked.read_text())
    assert kept["try"] == ""
    asked.write_text(json.dumps(kept | {"try": "Count one thing."}))
    mine = handin.folder(found, "nurse")
    mine.mkdir(parents=True)
    given = {"passed": True, "released": DONE, "level": "Secure"}
    (mine / "feedback.json").write_text(json.dumps(given))
    assert progress(found, "nurse")["month"] == "Count one thing."
    document = answers.empty(found.name, "nurse")
    value = {"did": "yes", "words": "The keys hang by the door now."}
    answers.save(mine / "answers.json", answers.record(document, "month", value, "saved"), 0)
    assert progress(found, "nurse")["month"] is None
    later = record.record("nurse").entries[0].later
    assert later == "I tried it. The keys hang by the door now."
