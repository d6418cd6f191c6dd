"""Every form: its example is whole, it reads back, it goes to paper."""

import csv
import io
import json
import random
from html.parser import HTMLParser
from pathlib import Path

import pytest

import qikit as qi
from qikit import pdsa
from qikit.errors import QIError
from qikit.learn import session
from qikit.learn.forms import findings
from qikit.learn.forms.rules import _RULES

EACH = pytest.mark.parametrize("make", pdsa.FORMS, ids=lambda make: make.__name__)
HARSH = {"wrong", "incorrect", "error", "invalid", "must"}


def asked(form, **more):
    with session.plan():
        return qi.ask.form("q1", "Fill it in.", form, **more)


def test_one_small_file_a_form():
    files = {file.stem for file in Path(pdsa.__file__).parent.glob("*.py")}
    assert files - {"__init__", "take_away"} == {make.__name__ for make in pdsa.FORMS}
    assert len(pdsa.FORMS) == 18


@EACH
def test_the_worked_example_meets_every_check(make):
    form = make()
    open_ = [each for each in pdsa.review(form, form.example) if not each["met"]]
    assert open_ == []
    assert asked(form, points=4).score(form.example).points == 4


@EACH
def test_nothing_is_not_an_answer(make):
    for value in (None, {}, "", {"aim": " "}, [1], {"cycles": [{"id": "cycles-1"}]}):
        found = asked(make(), points=4).score(value)
        assert (found.state, found.points) == ("not answered", 0)


@EACH
def test_one_field_is_not_yet_a_whole_form(make):
    form = make()
    first = form.parts[0]["fields"][0]["name"]
    value = {first: "Something"} if "list" not in form.parts[0] else {
        form.parts[0]["list"]: [{"id": "x-1", first: "Something"}]
    }
    found = asked(form, points=4).score(value)
    assert found.state in ("partly right", "not yet")
    assert found.points < 4
    assert any(words.startswith("Next: ") for words in found.messages)


@EACH
def test_the_spec_is_plain_json_and_ids_are_its_own(make):
    question = asked(make(), filled=True, points=4)
    spec = question.spec()
    assert json.loads(json.dumps(spec)) == spec
    form = spec["form"]
    plain = [field["name"] for part in form["parts"] if "list" not in part
             for field in part["fields"]]
    assert len(plain) == len(set(plain))
    lists = [part["list"] for part in form["parts"] if "list" in part]
    assert not set(plain) & set(lists)
    assert len({each["id"] for each in spec["key"]}) == len(spec["key"])
    assert set(form["needs"]) <= {each["id"] for each in spec["key"]}


def names_in(rule, fields):
    """Field names a rule speaks of, for the rules that only take names."""
    name, *given = rule
    assert name in _RULES
    if name in ("all", "any", "not"):
        for each in given:
            yield from names_in(each, fields)
    elif name in ("each", "count", "first", "later"):
        assert given[0] in fields
        if given[1] is not None:
            for field in names_in(given[1], fields):
                assert field in fields[given[0]], field
    elif name in ("filled", "number", "date", "private", "below", "before", "entered"):
        yield from given
    elif name in ("is", "words", "starts"):
        yield given[0]
    elif name == "lacks":
        yield from given[1:]
    elif name in ("earlier", "rising"):
        assert given[1] in fields[given[0]]


@EACH
def test_checks_speak_of_fields_that_exist(make):
    form = make()
    fields = {part["list"]: {field["name"] for field in part["fields"]}
              for part in form.parts if "list" in part}
    plain = {field["name"] for part in form.parts if "list" not in part
             for field in part["fields"]}
    for each in form.checks:
        for name in names_in(each["rule"], fields):
            assert name in plain, (each["id"], name)


@EACH
def test_words_are_kind(make):
    for each in make().checks:
        for words in (each["good"], each["next"], each.get("otherwise", "A sentence.")):
            assert words[0].isupper() and words.endswith((".", "?")), words
            assert not HARSH & set(words.lower().split())


@EACH
def test_every_message_names_what_it_speaks_of(make, chance_of):
    form = make()
    chance = random.Random(form.name)
    spec = {"form": form.spec(), "points": 4}
    for turn in range(200):
        value = (chance_of.answer_of(form.spec(), chance) if turn % 2
                 else chance_of.changed(form.example, form.spec(), chance))
        found = findings.judged(spec, form.checks, value)
        assert 0 <= found["share"] <= 1
        for words in found["messages"]:
            assert "{" not in words and ": ." not in words, (words, value)


class Reader(HTMLParser):
    """The tags and words of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.words, self.heads = [], [], []

    def handle_starttag(self, tag, given):
        names = dict(given)
        assert "style" not in names and not any(name.startswith("on") for name in names)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        self.words.append(words)
        if self.open and self.open[-1] == "h2":
            self.heads.append(words)


def read(html):
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


@EACH
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "blank"])
def test_a_page_to_print(make, filled):
    form = make()
    reader = read(pdsa.html(form, form.example if filled else None))
    titles = [part["title"] for part in form.parts]
    assert [head for head in reader.heads if head in titles] == titles
    words = "".join(reader.words)
    for part in form.parts:
        for field in part["fields"]:
            assert field["label"] in words
    assert ("What is good" in words) == filled


@EACH
def test_a_table_for_a_spreadsheet(make):
    form = make()
    rows = list(csv.reader(io.StringIO(pdsa.csv(form, form.example).removeprefix("\ufeff"))))
    assert rows[0] == ["Part", "Which", "Field", "Answer"]
    assert len(rows) > 5 and all(len(row) == 4 for row in rows)
    assert {row[0] for row in rows[1:]} == {part["title"] for part in form.parts}


@EACH
def test_the_blank_form_reads_without_scripts(make):
    question = asked(make(), points=0)
    reader = read(f"<main>{question.body()}</main>")
    assert len(reader.words) > 4
    for part in question.form.parts:
        assert part["title"] in str(question)


def test_a_cell_that_a_spreadsheet_would_run_is_made_plain():
    form = pdsa.issue()
    text = pdsa.csv(form, {"what": "=HYPERLINK(1)", "where": "-5", "effect": 'A "quote"'})
    assert "\"'=HYPERLINK(1)\"" in text
    assert '"-5"' in text
    assert '"A ""quote"""' in text


def test_a_charter_is_downloaded_with_its_measures_and_baseline():
    form = pdsa.charter()
    value = {name: v for name, v in form.example.items() if name != "baseline_plan"}
    with pytest.raises(QIError) as caught:
        pdsa.html(form, value)
    assert str(caught.value) == (
        "This project charter cannot be downloaded yet. Say how and by when you will have a "
        "baseline. Still empty: “How you will get a baseline”. Your answers are kept."
    )
    with pytest.raises(QIError, match="Name one or two balancing measures"):
        pdsa.csv(form, value | {"measures": value["measures"][:3]})
    assert "<h1>Project charter</h1>" in pdsa.html(form, form.example)


def test_the_charter_weighs_as_the_curriculum_says():
    weights = {each["id"]: each["weight"] for each in pdsa.charter().checks}
    aim = sum(weights[name] for name in ("how_much", "by_when", "for_whom", "of_what"))
    family = sum(weights[name] for name in ("outcome", "process", "balancing"))
    graph = weights["linked"] + weights["loops"]
    rest = [weights[name] for name in ("definitions", "lived", "register", "means")]
    assert [aim, family, graph, *rest] == [4, 4, 4, 3, 2, 1, 2]


def test_the_spin_log_of_the_small_tests_module():
    form = pdsa.ramp(cycles=4, data=0, scale=False, features=False)
    assert [each["id"] for each in form.checks] == [
        "cycle_1", "cycle_2", "cycle_3", "cycle_4", "linked"
    ]
    question = asked(form, points=5)
    cycles = [dict(each) for each in form.example["cycles"]]
    assert question.score({"cycles": cycles}).points == 4
    cycles[1].pop("first")
    assert question.score({"cycles": cycles}).points == 3
    assert question.score({"cycles": cycles[:1]}).points == 1


def test_checks_are_chosen_and_weighed():
    form = pdsa.aim(checks={"how_much": 2, "by_when": 1})
    found = asked(form, points=3).score({"baseline": "63", "target": "80", "better": "Higher"})
    assert (found.points, found.state) == (2, "partly right")
    assert found.messages[0] == "1 of 2 is there."
    with pytest.raises(QIError, match="The form 'Aim builder' has no check called 'smart'. It has"):
        pdsa.aim(checks=["smart"])


def test_partial_points_go_by_the_number_of_checks():
    question = asked(pdsa.aim(), points=3, partial=[(2, 1), (3, 2)])
    value = {"whom": "People going home", "where": "Ward 7", "start": "2026-09-01",
             "by": "2027-03-31"}
    assert question.score(value).points == 1


def test_what_weighs_nothing_is_advice():
    value = {**pdsa.issue().example, "effect": "It is the fault of the night staff."}
    found = asked(pdsa.issue(), points=3).score(value)
    assert (found.points, found.state) == (3, "right")
    assert found.messages[-1].startswith("Think about this too: Keep to what happens")


def test_a_marked_form_ships_no_checks():
    question = asked(pdsa.control_plan(), marked=True, points=3)
    assert "key" not in question.spec() and question.feedback == "marked"
    assert question.score(pdsa.control_plan().example, key=pdsa.control_plan().checks).points == 3


def test_a_form_without_checks_goes_to_a_person():
    question = asked(pdsa.charter(checks=[]), points=10)
    assert question.by_person and question.feedback == "marked"
    with pytest.raises(QIError, match="whose checks are its key"):
        asked(pdsa.aim(), key=[1])


def test_dates_and_numbers_of_an_author_are_kept_as_typed():
    import datetime

    question = asked(pdsa.aim(), start={"baseline": 63.5, "by": datetime.date(2027, 3, 31)})
    assert question.spec()["start"] == {"baseline": "63.5", "by": "2027-03-31"}


def test_a_sentence_reads_as_one():
    assert pdsa.text(pdsa.aim(), pdsa.aim().example).splitlines()[0] == (
        "Our aim: discharge letters sent within 24 hours, up from 63 to 80%, for people going home "
        "and their GPs, in Ward 7, by 31 March 2027."
    )


def test_a_form_of_ones_own():
    make = pdsa.make
    form = pdsa.Form("contract", "Coaching contract", "What coach and team agree.", (
        make.part("Who", make.line("coach", "Coach"), make.line("team", "Team")),
    ), (
        make.check("who", "Both are named.", "Still empty: {which}.", ["filled", "coach", "team"]),
    ))
    found = asked(form).score({"coach": "Sam"})
    assert found.messages == ("0 of 1 are there.", "Next: Still empty: “Team”.")


def test_the_run_chart_marks_the_cycles():
    chart = pdsa.run_chart(pdsa.ramp().example)
    assert chart.kind == "run" and len(chart.points) == 12
    page = pdsa.html(pdsa.ramp(), pdsa.ramp().example)
    assert "Cycle 3" in page and page.count("<svg") >= 2
    with pytest.raises(QIError, match="A run chart needs two points or more. This ramp has 0."):
        pdsa.run_chart({"cycles": []})
