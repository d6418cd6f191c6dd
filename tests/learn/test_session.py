"""Where answers are kept, and the marker's mode."""

import json

import pytest

from qikit import QIError
from qikit.learn import answers, ask, scoring, session

OPTIONS = {"a": "A", "b": "B"}


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    (tmp_path / "curriculum" / "all_staff" / "A03_plot_the_dots").mkdir(parents=True)
    (tmp_path / "curriculum" / "pathways.toml").write_text("")
    (tmp_path / "mine" / "A03_plot_the_dots").mkdir(parents=True)
    monkeypatch.setenv("QI_ROOT", str(tmp_path))
    monkeypatch.setenv("QI_WORK", str(tmp_path / "work"))
    monkeypatch.setenv("QI_LEARNER", "sam")
    monkeypatch.delenv("QIKIT_FACE", raising=False)
    return tmp_path


def test_answers_lie_beside_the_notebook(home):
    folder = home / "mine" / "A03_plot_the_dots"
    here = session.here(folder)
    assert (here.module, here.path) == ("A03_plot_the_dots", folder / "answers.json")


def test_but_never_in_the_source(home):
    here = session.here(home / "curriculum" / "all_staff" / "A03_plot_the_dots")
    assert here.path == home / "work/learners/sam/A03_plot_the_dots/answers.json"


@pytest.mark.parametrize("face", ["text", "page"])
def test_nothing_is_read_or_written_while_building(home, monkeypatch, face):
    monkeypatch.setenv("QIKIT_FACE", face)
    here = session.here(home / "mine" / "A03_plot_the_dots")
    here.attempt("q1", "b", "right")
    assert here.answer("q1")["value"] == "b"
    assert list((home / "mine" / "A03_plot_the_dots").iterdir()) == []


def test_drafts_and_attempts_are_kept(home):
    here = session.here(home / "mine" / "A03_plot_the_dots")
    here.draft("q1", "a")
    here.attempt("q1", "b", "right")
    kept = json.loads(here.path.read_text("utf-8"))
    assert (kept["learner"], kept["revision"]) == ("sam", 2)
    assert kept["answers"]["q1"]["value"] == "b"
    assert [each["state"] for each in kept["answers"]["q1"]["attempts"]] == ["right"]


def test_another_window_is_never_overwritten(home, monkeypatch):
    here = session.here(home / "mine" / "A03_plot_the_dots")
    other = session.here(home / "mine" / "A03_plot_the_dots")
    save = answers.save
    first = []

    def late(path, document, base):
        if not first:
            first.append(True)
            other.draft("q2", "theirs")
        return save(path, document, base)

    monkeypatch.setattr(answers, "save", late)
    here.draft("q1", "mine")
    assert here.answer("q1")["value"] == "mine"
    assert here.answer("q2")["value"] == "theirs"


def test_a_file_that_never_rests_is_told_of(home, monkeypatch):
    here = session.here(home / "mine" / "A03_plot_the_dots")

    def always(path, document, base):
        raise answers.Conflict(answers.empty(here.module, "sam"))

    monkeypatch.setattr(answers, "save", always)
    with pytest.raises(QIError, match="Close other windows of this module"):
        here.draft("q1", "a")


def test_score_reads_what_was_kept(home):
    with session.use(session.here(home / "mine" / "A03_plot_the_dots")) as here:
        ask.choice("q1", "?", OPTIONS, key="b", points=2)
        assert scoring.score("q1") == 0
        here.draft("q1", "b")
        assert scoring.score("q1") == 2


def test_a_plan_records_and_shows_nothing():
    with session.plan() as plan:
        first = ask.choice("q1", "?", OPTIONS, key="b")
        ask.number("q2", "?", within=1, points=2)
        assert scoring.score("q1") == scoring.score("q2", key=68, why={67: "The mean."}) == 0
        assert first._repr_mimebundle_() == {"text/plain": ""}
    assert list(plan.questions) == ["q1", "q2"]
    one, two = plan.marks
    assert one.score("b").points == 1
    assert two.score("68.5").points == 2
    assert two.score("66").messages == ("The mean.",)
    assert two.score(None).state == "not answered"


def test_a_plan_refuses_the_same_question_twice():
    with session.plan(), pytest.raises(QIError, match="Two questions of this module are called"):
        ask.choice("q1", "?", OPTIONS)
        ask.choice("q1", "?", OPTIONS)


def test_in_a_notebook_a_cell_may_be_run_again():
    with session.use(session.Session("A03", None)) as here:
        ask.choice("q1", "?", OPTIONS)
        again = ask.choice("q1", "?", OPTIONS)
    assert here.questions == {"q1": again}


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (lambda: scoring.score("q9"), "There is no question 'q9' yet. Questions asked so far: q1"),
        (lambda: scoring.score("q1"), "needs one: key="),
        (lambda: scoring.score("q1", key="z"), "no option 'z'"),
        (lambda: scoring.score("q1", key="a", points=3), "says 1 points where it is asked and 3"),
        (lambda: scoring.score("t1"), "marked by a person"),
        (lambda: scoring.score("c1"), "Give qi.score its hidden cases"),
    ],
)
def test_a_mark_cell_that_cannot_mark_says_why(mark, said):
    with session.plan():
        ask.choice("q1", "?", OPTIONS)
        ask.text("t1", "Why?")
        ask.code("c1", "?", function="f")
        with pytest.raises(QIError) as refused:
            mark()
    assert said in str(refused.value)
