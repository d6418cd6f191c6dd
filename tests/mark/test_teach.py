"""Marking by hand in formgrader, in a real browser."""

import re
import socket

import pytest
from playwright.sync_api import expect

from qikit.errors import QIError
from qikit.mark.teach import free_port, teach


def test_a_mark_and_a_comment_typed_in_the_browser_are_kept(
    school, formgrader, browser, tmp_path
):
    evil = "<img src=x onerror=document.title='stolen'> The rota changed on 3 May."
    school.hand_in("ann", values=school.RIGHT[school.FREE] | {"t1": evil, "q1": "a"})
    school.hand_in("bo", values={"q1": "b"})
    school.mark()
    link, _ = formgrader("all_staff", free_port(18890))
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(link)
    page.get_by_role("link", name=school.FREE).click()
    page.get_by_role("link", name=school.FREE).last.click()
    for link in _submissions(page):
        page.goto(link)
        if "The rota changed" in page.content():
            break
    written = page.get_by_text("The rota changed on 3 May.")
    criterion = page.get_by_text("Full marks when it is plausible and dated.")
    answer, rubric = written.bounding_box(), criterion.bounding_box()
    assert answer["x"] + answer["width"] < rubric["x"]
    assert abs(answer["y"] - rubric["y"]) < 200
    page.set_viewport_size({"width": 800, "height": 1400})
    assert written.bounding_box()["y"] < criterion.bounding_box()["y"]
    page.set_viewport_size({"width": 1280, "height": 1400})
    assert page.title() != "stolen"
    assert page.get_by_text("Answered: One point").count() == 1
    page.locator("#task-t1-cause").fill("1.5")
    page.locator("#task-t1-cause-comment").fill("Which week was it?")
    page.locator("#task-t1-check").click()
    expect(page.locator("#statusmessage")).not_to_have_text("Saving", timeout=5000)
    page.wait_for_timeout(800)
    page.screenshot(path=str(tmp_path / "formgrader.png"), full_page=True)
    assert {url.split("/")[2] for url in asked} == {link.split("/")[2]}
    page.close()
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (1.5, "Which week was it?")
    assert row["needs_manual_grade"] is False
    school.mark(again=True)
    assert school.rows()["ann"]["task-t1-cause"]["manual_score"] == 1.5


def test_a_mark_typed_over_somebody_elses_is_not_kept_and_says_so(school, formgrader, browser):
    school.hand_in("ann")
    school.mark()
    link, _ = formgrader("all_staff", free_port(18890))
    pages = [browser.new_page() for _ in "ab"]
    for page in pages:
        page.goto(link)
        page.goto(f"{link.partition('?')[0]}/{school.FREE}/{school.FREE}")
        page.goto(_submissions(page)[0])
    points, comment = (f"#task-t1-cause{end}" for end in ("", "-comment"))
    first, second = pages
    first.locator(points).fill("2")
    first.locator(comment).fill("Dated and plausible.")
    first.locator(comment).blur()
    first.wait_for_timeout(500)
    second.locator(points).fill("0.5")
    second.locator(comment).click()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("Somebody else gave this 2 points since you opened this page")
    second.locator(comment).fill("Mine.")
    second.locator(comment).blur()
    expect(alert).to_contain_text("Another comment stands here now: “Dated and plausible.”")
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (2, "Dated and plausible.")
    second.get_by_role("button", name="Open the page again").click()
    expect(second.locator(points)).to_have_value("2")
    second.locator(points).fill("1")
    second.locator(comment).click()
    second.wait_for_timeout(500)
    assert school.rows()["ann"]["task-t1-cause"]["manual_score"] == 1
    school.hand_in("ann", values={"t1": "Another answer."}, when="2026-11-22 10:00:00.0 UTC")
    school.mark()
    second.locator(points).fill("2")
    second.locator(comment).click()
    expect(alert).to_contain_text("The learner handed in again since you opened this page")
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["needs_manual_grade"]) == (1, True)
    for page in pages:
        page.close()


def _submissions(page) -> list[str]:
    links = page.get_by_role("link", name=re.compile("Submission #"))
    links.first.wait_for()
    links = links.all()
    return [page.evaluate("link => link.href", link.element_handle()) for link in links]


def test_a_taken_port_gives_the_next_free_one_and_says_so(school, formgrader):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port(18990)))
        taken.listen()
        port = taken.getsockname()[1]
        link, said = formgrader("all_staff", port)
    assert said.startswith(f"Port {port} is taken, so port ")
    assert f":{port}/" not in link


def test_an_unknown_tier_is_said(school):
    with pytest.raises(QIError, match="no tier called 'nurses'. There are: all_staff, experts"):
        teach("nurses")
