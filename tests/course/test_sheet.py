"""Sheets: what was typed is read, or named by its field with what to type."""

from datetime import date

import pytest

from qikit.course.sheet import Field, Section, blank, spec, typed

SHEET = (
    Section("about", "About", (
        Field("people", "People", low=1, high=1000, whole=True, needed=True),
        Field("share", "Share", "percent", start="80"),
        Field("pay", "Pay", "pounds"), Field("name", "Name", "words"),
        Field("on", "On", "date"), Field("yes", "Yes", "tick"),
        Field("kind", "Kind", "choice", options=(("a", "A"), ("b", "B"))),
    )),
    Section("teams", "Teams", (Field("name", "Team", "words", needed=True),
                               Field("size", "Size", start="1")), many=True, line="team"),
)


def read(**fields):
    values, troubles = typed(SHEET, {"about": fields})
    return values["about"], {each["at"]: each["said"] for each in troubles}


def test_numbers_are_read_as_people_type_them():
    found, troubles = read(people=" 1,000 ", share="12.5%", pay="£ 1,250.50", name=" Ward 1 ",
                           on="2027-04-01", yes="yes", kind="b")
    assert troubles == {}
    assert found == {"people": 1000, "share": 0.125, "pay": 1250.5, "name": "Ward 1",
                     "on": date(2027, 4, 1), "yes": True, "kind": "b"}


def test_what_is_missing_is_as_at_first():
    found, troubles = read()
    assert found["share"] == 0.8 and found["pay"] is None and found["yes"] is False
    assert troubles == {"about.people": "About. People: this is needed."}


@pytest.mark.parametrize(("field", "text", "said"), [
    ("people", "many", "type a number, not 'many'"), ("people", "0", "from 1 to 1000"),
    ("people", "2.5", "whole number"), ("share", "120", "a percentage here is 0 to 100"),
    ("share", "-1", "0 to 100"), ("pay", "-1", "type 0 or more"), ("pay", "nan", "type a number"),
    ("pay", "inf", "type a number"), ("pay", "1e999", "type a number"),
    ("on", "1 April", "choose a day"), ("kind", "c", "choose one of the list"),
])
def test_what_cannot_be_is_named_with_what_to_type(field, text, said):
    found, troubles = read(**{"people": "5", field: text})
    assert found[field] is None and said in troubles[f"about.{field}"]


def test_lines_are_read_each_by_its_place_and_an_untouched_one_is_no_trouble():
    values, troubles = typed(SHEET, {"about": {"people": "1"}, "teams": [
        {"name": "A", "size": "3"}, {}, {"name": "", "size": "9"}, "no line"]})
    assert [line["size"] for line in values["teams"]] == [3, 1, 9, 1]
    assert [each["at"] for each in troubles] == ["teams.2.name"]
    assert typed(SHEET, {"about": "x", "teams": {}})[0]["teams"] == []


def test_a_sheet_is_plain_data_for_the_page():
    made = spec(SHEET)
    assert made[0]["fields"][6]["options"] == [["a", "A"], ["b", "B"]]
    assert blank(SHEET)["about"]["share"] == "80" and blank(SHEET)["teams"] == []
