"""Second marking: blind until kept, compared, moderated where the two differ by much."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from qikit.errors import QIError
from qikit.mark import second
from qikit.mark.course import Course, find
from qikit.mark.feedback import document
from qikit.mark.gradebook import Book
from qikit.mark.plan import plan
from qikit.mark.standing import standing
from qikit.mark.teach import free_port

TASKS = {"task-t1-correct": 12, "task-t1-fit": 8}


@pytest.fixture
def written(school):
    """Ann's hand-in of an expert module with two criteria, marked by the machine."""

    def two(notebook):
        notebook.cells[-1] = school.task("task-t1-correct", "Correct", 12, "- **Full:** all.")
        notebook.cells.append(school.task("task-t1-fit", "Fit", 8, "- **Full:** each."))

    school.edit(school.CODE, two)
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.mark()
    return school


def first(school, correct, fit, learner="ann"):
    school.manual(learner, "task-t1-correct", correct, name=school.CODE)
    school.manual(learner, "task-t1-fit", fit, name=school.CODE)


def give(school, correct, fit, who="Sam", **settings):
    points = dict(zip(TASKS, (correct, fit), strict=True))
    words = {"task-t1-fit": "Too long."}
    return second.keep(school.CODE, "ann", who, points, words, **settings)


def stands(school):
    known = plan(find(school.CODE)[0])
    with Book(Course("experts")) as book:
        rows = book.rows(school.CODE)
        pair = second.pairs(known, book, rows)["ann"]
    return pair.state, standing(known, rows["ann"], pair)


def test_an_expert_passes_only_when_two_people_have_marked(written):
    assert stands(written)[0] == second.FIRST_WAITS
    first(written, 12, 6)
    state, now = stands(written)
    assert (state, now.passed, now.pending) == (second.SECOND_WAITS, None, True)
    assert now.waits == "second marks"
    assert give(written, 11, 5).state == second.AGREED
    _, now = stands(written)
    assert (now.passed, now.level, now.manual, now.pending) == (True, "Strong", 18, False)


@pytest.mark.parametrize(("ours", "theirs", "apart", "state"), [
    ((12, 6), (12, 6), 0, second.AGREED),
    ((12, 6), (11, 5), 2, second.AGREED),
    ((12, 6), (10, 5.5), 2.5, second.APART),
    ((12, 6), (9, 8), 3, second.APART),
    ((6, 6), (9, 3), 3, second.APART),
])
def test_more_than_two_points_in_all_or_on_one_criterion_go_to_moderation(
    written, ours, theirs, apart, state
):
    first(written, *ours)
    pair = give(written, *theirs)
    assert (pair.apart, pair.state) == (apart, state)


def test_a_moderator_decides_and_every_mark_is_kept(written):
    first(written, 12, 6)
    give(written, 6, 4)
    assert stands(written)[1].passed is None
    pair = give(written, 8, 6, "Ola", role=second.MODERATOR)
    assert pair.state == second.MODERATED
    _, now = stands(written)
    assert (now.manual, now.passed) == (14, True)
    kept = {cell: (row["first_points"], row["points"]) for cell, row in pair.moderated.items()}
    assert kept == {"task-t1-correct": (12, 8), "task-t1-fit": (6, 6)}
    assert pair.second["task-t1-correct"]["points"] == 6
    assert pair.second["task-t1-fit"]["comment"] == "Too long."


def test_second_marks_may_come_first_and_stay_once_compared(written):
    assert give(written, 6, 4).state == second.FIRST_WAITS
    assert give(written, 7, 4).second["task-t1-correct"]["points"] == 7
    first(written, 12, 6)
    assert stands(written)[0] == second.APART
    with pytest.raises(QIError, match="were compared, so they stay"):
        give(written, 12, 6)


def test_marking_again_keeps_second_marks_and_a_new_answer_asks_for_new_ones(written):
    first(written, 12, 6)
    give(written, 12, 6)
    written.mark(again=True)
    assert stands(written)[0] == second.AGREED
    shown = second.answers_of(written.receipt("ann", written.CODE))
    written.hand_in("ann", written.CODE, code=written.GOOD, values={"t1": "A new answer."},
                    when="2026-11-22 10:00:00.000000 UTC")
    written.mark()
    first(written, 12, 6)
    assert stands(written)[0] == second.SECOND_WAITS
    with pytest.raises(QIError, match="handed in again since you opened the page"):
        give(written, 12, 6, answer=shown)


def test_a_blank_answer_needs_no_second_marker(written):
    written.hand_in("ann", written.CODE, code=written.GOOD, values={"t1": " "},
                    when="2026-11-22 10:00:00.000000 UTC")
    written.mark()
    state, now = stands(written)
    assert (state, now.passed, now.level) == (second.AGREED, False, "Not yet")


@pytest.mark.parametrize(("points", "who", "said"), [
    ((13, 1), "Sam", "Correct: give points from 0 to 12"),
    ((float("nan"), 1), "Sam", "Correct: give points from 0 to 12"),
    ((1, ""), "Sam", "Fit: give points from 0 to 8"),
    ((1, 1), " ", "Say who marks"),
])
def test_points_out_of_range_and_nobody_are_refused(written, points, who, said):
    with pytest.raises(QIError, match=said):
        give(written, *points, who)
    assert stands(written)[0] == second.FIRST_WAITS


def test_the_summary_names_who_waits_for_a_second_marker_or_a_moderator(written):
    first(written, 12, 6)
    assert "ann: a second marker (qikit teach experts --second NAME)" in str(written.mark())
    give(written, 6, 6)
    assert "ann: the two markers differ (qikit teach experts)" in str(written.mark())
    give(written, 9, 6, "Ola", role=second.MODERATOR)
    assert "Needs a person" not in str(written.mark())


def test_only_experts_are_marked_twice(school):
    school.hand_in("ann")
    school.mark()
    with Book(Course("all_staff")) as book:
        assert second.pairs(plan(find(school.FREE)[0]), book) == {}


def test_a_second_marker_sees_first_marks_only_beside_her_own(written, formgrader, browser):
    first(written, 11, 7)
    link, said = formgrader("experts", free_port(19190), "Sam")
    assert "formgrader" not in said
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(link)
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Hand-in 1").click()
    assert page.get_by_text("The limits show what to expect.").count() == 1
    assert page.get_by_text("MARK SCHEME").count() == 0
    for secret in ("11", "The two sets", "ann"):
        assert secret not in page.inner_text("main")
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Correct: points").fill("6")
    page.get_by_label("Fit: points").fill("9")
    page.locator("form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Keep my marks").click()
    expect(page.get_by_role("alert")).to_contain_text("Fit: give points from 0 to 8")
    expect(page.get_by_label("Correct: points")).to_have_value("6")
    page.get_by_label("Fit: points").fill("4")
    page.get_by_label("Fit: comment").fill("<b>Too</b> long.")
    page.get_by_role("button", name="Keep my marks").click()
    expect(page.get_by_role("heading", name="The two sets of marks")).to_be_visible()
    expect(page.get_by_text("<b>Too</b> long.")).to_be_visible()
    expect(page.get_by_text("waits for moderation")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).response["violations"] == []
    refused = page.goto(f"{link.partition('/second')[0]}/formgrader/gradebook")
    assert refused.status == 404
    page.close()


def test_a_moderator_decides_in_the_browser(written, formgrader, browser):
    first(written, 12, 8)
    give(written, 6, 4)
    link, _ = formgrader("experts", free_port(19290))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(link)
    expect(page.get_by_text("For you:")).to_be_visible()
    page.get_by_role("link", name="Hand-in 1").click()
    page.get_by_label("Correct: points").fill("9")
    page.get_by_label("Fit: points").fill("6")
    page.get_by_label("Who decides").fill("Ola")
    page.get_by_role("button", name="Keep these as the marks").click()
    expect(page.get_by_text("Settled by moderation")).to_be_visible()
    page.close()
    assert written.rows(written.CODE)["ann"]["task-t1-correct"]["manual_score"] == 9
    assert stands(written)[1].manual == 15


def test_the_learner_is_told_that_a_second_person_still_marks(written):
    first(written, 12, 6)
    known = plan(find(written.CODE)[0])
    with Book(Course("experts")) as book:
        rows = book.rows(written.CODE)
        pair = second.pairs(known, book, rows)["ann"]
    said = document(known, written.receipt("ann", written.CODE), rows["ann"], pair)
    assert said["manual"]["pending"] is True
    assert said["passed"] is None


def test_the_learner_reads_what_the_moderator_wrote_where_one_decided(written):
    first(written, 12, 6)
    give(written, 6, 4)
    give(written, 8, 6, "Ola", role=second.MODERATOR)
    known = plan(find(written.CODE)[0])
    with Book(Course("experts")) as book:
        rows = book.rows(written.CODE)
        pair = second.pairs(known, book, rows)["ann"]
    rows["ann"]["task-t1-correct"]["manual_comment"] = "Clear."
    rows["ann"]["task-t1-fit"]["manual_comment"] = "Fine."
    said = document(known, written.receipt("ann", written.CODE), rows["ann"], pair)
    assert [task["comment"] for task in said["tasks"]] == ["Clear.", "Too long."]
