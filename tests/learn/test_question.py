"""What every question has: faces, feedback, hints."""

import json
import pickle
import re
import subprocess
import sys

import pytest

from qikit import QIError
from qikit.learn import ask, session
from qikit.learn.cases import CallFailed, case

OPTIONS = {"a": "A shift", "b": "Chance <alone>"}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setenv("QIKIT_FACE", "text")
    with session.use(session.Session("A03_plot_the_dots", None)):
        yield


def page_spec(question):
    """The spec as a page reads it."""
    return json.loads(re.search(r'class="qi-spec">(.*)</script>', question.html())[1])


def test_the_text_face_asks_and_never_tells():
    question = ask.choice("q1", "What is it?", OPTIONS, key="a", why={"b": "Look again."}, points=2)
    assert repr(question) == (
        "Question 1 (2 points). What is it?\n  a. A shift\n  b. Chance <alone>"
    )
    assert question._repr_mimebundle_() == {"text/plain": repr(question)}


def test_the_page_face_reads_without_scripts(monkeypatch):
    monkeypatch.setenv("QIKIT_FACE", "page")
    bundle = ask.choice("q1", "What <is> it?", OPTIONS, key="a")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<p>What &lt;is&gt; it?</p>" in bundle["text/html"]
    assert "<li>Chance &lt;alone&gt;</li>" in bundle["text/html"]
    assert bundle["text/html"].startswith('<div class="qi-question" data-qi="choice" id="q1">')


def test_the_spec_survives_a_script_element():
    question = ask.choice("q1", "</script><b>", OPTIONS, key="a")
    assert question.html().count("</script>") == 1
    assert page_spec(question) == question.spec()


def test_outside_a_kernel_there_is_no_widget(monkeypatch):
    monkeypatch.delenv("QIKIT_FACE")
    bundle = ask.choice("q1", "What?", OPTIONS)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}


def test_feedback_is_now_with_a_key_and_marked_without():
    assert ask.number("q1", "How many?", key=4).feedback == "now"
    marked = ask.number("q2", "How many?", hints=["Count.", "Skip those on the line."])
    assert marked.feedback == "marked"
    assert {"key", "why", "partial"}.isdisjoint(page_spec(marked))


@pytest.mark.parametrize("told", [{"why": {"5": "No."}}, {"hints": ["a", "b", "It is 4."]}])
def test_a_marked_question_may_not_carry_its_answer(told):
    with pytest.raises(QIError, match=r"marked after hand-in.*Move them to qi\.score"):
        ask.number("q1", "How many?", **told)


def test_four_hints_are_too_many():
    with pytest.raises(QIError, match="has 4 hints. Give three at most"):
        ask.number("q1", "How many?", key=4, hints=list("abcd"))


@pytest.mark.parametrize(("id", "label"), [("q12", "Question 12"), ("t1", "Written task 1"),
                                           ("dots", "")])
def test_labels_come_from_ids(id, label):
    question = ask.number(id, "How many?", key=1, points=0)
    assert question.label == label
    assert repr(question).startswith(f"{label} (practice). " if label else "Practice. ")


@pytest.mark.parametrize("id", ["", "Q1", "q 1", "q1<", "1q", "../q1"])
def test_an_id_that_could_break_things_is_refused(id):
    with pytest.raises(QIError, match="cannot name a question"):
        ask.number(id, "How many?", key=1)


def test_every_kind_is_found_by_looking():
    assert ask.kinds() == [
        "choice", "code", "form", "match", "number", "order", "place", "points", "several", "short",
        "sort", "table", "text",
    ]
    assert {*ask.kinds(), "about", "figure", "pick", "picks", "words"} == set(dir(ask))
    with pytest.raises(AttributeError, match="no kind of question called 'essay'"):
        ask.essay("q1", "Why?")


@pytest.mark.parametrize(
    ("ask_it", "said"),
    [
        (lambda: ask.choice("q1", "?", OPTIONS, key="z"), "no option 'z'. It has: a, b."),
        (lambda: ask.several("q1", "?", OPTIONS, key={"a", "z"}), "no option 'z'"),
        (lambda: ask.order("q1", "?", OPTIONS, key=["a"]), "must name each of its items once"),
        (lambda: ask.place("q1", "?", labels=["a"], values=[1, 2], y=(0, 3, 1)),
         "1 labels and 2 values"),
        (lambda: ask.table("q1", "?", rows={"a": "A"}, columns={"C": ask.pick("x")},
                           key={"b": {"C": "x"}}), "names the cell 'b', 'C'"),
        (lambda: ask.sort("q1", "?", OPTIONS, {"x": "X"}, key={"a": "x"}),
         "must give each item a group. They are: a, b."),
        (lambda: ask.sort("q1", "?", OPTIONS, {"x": "X"}, key={"a": "x", "b": "y"}),
         "has no group 'y'. It has: x."),
        (lambda: ask.match("q1", "?", OPTIONS, {"x": "X"}, key={"a": "x", "b": ["x", "z"]}),
         "has no right side 'z'. It has: x."),
        (lambda: ask.several("q1", "?", OPTIONS, key=[{"a"}, {"z"}]), "no option 'z'"),
        (lambda: ask.code("q1", "?", functions=["f", "g"], cases=[case(1, 2)]),
         "A case calls 'None'"),
    ],
)
def test_a_key_that_fits_nothing_is_refused(ask_it, said):
    with pytest.raises(QIError, match=re.escape(said)):
        ask_it()


def test_items_to_order_never_start_in_order():
    for count in range(2, 7):
        items = {letter: letter.upper() for letter in "abcdef"[:count]}
        for number in range(20):
            shown = [name for name, _ in ask.order(f"q{number}", "?", items).spec()["items"]]
            assert sorted(shown) == sorted(items)
            assert shown != list(items)
            turned = list(items)[::-1]
            keyed = ask.order(f"q{number}", "?", items, key=turned)
            if count > 2:
                assert [name for name, _ in keyed.spec()["items"]] not in (turned, list(items))


def test_sets_of_tens_stay_json():
    question = ask.several("q1", "?", OPTIONS, key={"b", "a"}, points=3)
    assert question.spec()["key"] == ["a", "b"]
    assert json.loads(json.dumps(question.spec())) == question.spec()


def test_a_result_has_points():
    question = ask.several("q1", "?", OPTIONS, key={"a", "b"}, points=4, partial=[(1, 3)])
    result = question.score(["a"])
    assert (result.share, result.points, result.out_of) == (0.75, 3, 4)
    assert result.state == "partly right"


def test_questions_travel_to_another_process():
    question = ask.table(
        "q1", "?", rows={"a": "A"}, columns={"C": ask.pick("x", "y")}, key={"a": {"C": "x"}}
    )
    copy = pickle.loads(pickle.dumps(question))
    assert copy.spec() == question.spec()
    assert copy.score({"a": {"C": "X"}}).points == 1


def test_asking_and_scoring_need_the_standard_library_alone():
    code = (
        "import sys, qikit as qi\n"
        "from qikit.learn import session\n"
        "with session.plan() as plan:\n"
        "    qi.ask.number('q1', 'How many?', key=4)\n"
        "    qi.score('q1')\n"
        "assert plan.marks[0].score('4').points == 1\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'anywidget', 'IPython', 'nbgrader'}\n"
        "assert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("q3", "Question 3"), ("q3b", "Question 3, second part"), ("t1", "Written task 1"),
        ("why", ""),
    ],
)
def test_a_label_is_made_from_the_id(id, label):
    assert ask.number(id, "How many?", key=1).label == label


def test_a_case_that_fails_may_be_decided_by_another():
    """Exact first and, where that fails, with room; a call that stops is not tried again."""
    asked = ask.code("q1", "?", function="f", cases=[case(1, 1)])
    sure = case(100, 50, within=5)
    quick = case(10, 4, otherwise=sure)
    for of_ten, of_hundred, points, calls in ((4, 0, 1, 1), (6, 52, 1, 2), (6, 70, 0, 2)):
        called = []

        def call(name, args, of_ten=of_ten, of_hundred=of_hundred, called=called):
            called.append(args)
            return of_ten if args == [10] else of_hundred

        assert asked.score_calls(call, [quick]).points == points
        assert len(called) == calls

    def stops(name, args):
        assert args == [10]
        raise CallFailed("f stopped.")

    assert asked.score_calls(stops, [quick]).points == 0
