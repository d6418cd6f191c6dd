"""From the first click to the returned mark, in a real browser, for the modules without code."""

import re

import pytest
from playwright.sync_api import expect

from qikit.course.pathways import pathway

A03, M02 = "A03_plot_the_dots", "M02_rag_to_dots"


def written_mark(page, house, tier, name, given, comment):
    """Mark a written answer by hand in formgrader, criterion by criterion."""
    page.goto(house.start("teach", tier))
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name=name).last.click()
    page.get_by_role("link", name=re.compile("Submission #")).first.click()
    page.wait_for_load_state("networkidle")
    for cell, mark in given.items():
        page.locator(f"#{cell}").fill(str(mark))
    page.locator(f"#{next(iter(given))}-comment").fill(comment)
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#statusmessage")).not_to_have_text("Saving")


def nothing_secret(house, name, shown):
    """What a learner gets holds neither hidden tests nor the mark scheme."""
    import nbformat

    from qikit.course.modules import module

    notebook = nbformat.read(module(name).notebook, as_version=4)
    schemes = re.findall(
        r"=== BEGIN MARK SCHEME ===(.*?)=== END MARK SCHEME ===",
        "\n".join(cell.source for cell in notebook.cells), re.DOTALL,
    )
    lines = [line.strip(" -*") for scheme in schemes for line in scheme.splitlines()]
    lines = [line for line in lines if len(line) > 20]
    assert lines
    mine = house.work / "learners" / "nurse" / name
    texts = [shown] + [path.read_text() for path in mine.iterdir() if path.is_file()]
    for text in texts:
        assert "HIDDEN TESTS" not in text and "MARK SCHEME" not in text
        assert not [line for line in lines if line in text]


def test_a_nurse_does_A03_in_two_sittings_and_gets_her_marks(
    house, page, browser, learner, submissions
):
    reference = submissions(A03)
    link = house.start("learn")
    page.goto(link)
    page.get_by_label("All staff").check()
    whole = sum(module.minutes for module in pathway("all_staff"))
    expect(page.locator(".qi-dose:visible")).to_contain_text(f", {whole} minutes.")
    me = learner(link, A03)
    me.open()
    assert me.page.get_by_role("heading", level=1).count() == 1

    me.next()
    answered = []
    while len(answered) < 5:
        for id in me.visible():
            if id in reference.MISCONCEPTION:
                me.answer(id, reference.MISCONCEPTION[id])
                said = me.box(id).locator(".qi-result")
                expect(said).to_be_visible()
                assert "incorrect" not in said.inner_text().lower()
            me.answer(id, reference.MODEL[id])
            expect(me.box(id).locator(".qi-tag")).to_have_text("Right")
            answered.append(id)
        me.next()
    me.saved()

    again = browser.new_context(storage_state=page.context.storage_state())
    me.page.close()
    me.page = again.new_page()
    me.open()
    expect(me.page.get_by_text("Welcome back.")).to_be_visible()
    assert house.answers(A03)[answered[0]]["value"] == reference.MODEL[answered[0]]
    me.open("#step-1")
    expect(me.box(answered[0]).locator(".qi-tag")).to_have_text("Right")

    while True:
        for id in me.visible():
            if id not in answered:
                me.answer(id, reference.MODEL[id])
        if not me.next():
            break
    me.page.get_by_role("button", name="Hand in my work").click()
    expect(me.page.locator(".qi-handed")).to_contain_text("Handed in on")
    me.clean()

    said = house.say("mark")
    assert re.search(r"1 .*marked|[Mm]arked 1", said) and "nurse" in said
    written_mark(
        me.page, house, "all_staff", A03,
        {"task-t1-cause": 1.5, "task-t1-check": 2}, "A good check, Priya.",
    )
    house.say("feedback")
    given = house.feedback(A03)
    assert (given["auto"]["points"], given["auto"]["out_of"]) == (10, 10)
    assert (given["manual"]["points"], given["manual"]["out_of"]) == (3.5, 4)
    me.open("#finish")
    marks = me.page.locator("#marks")
    for words in ("10 of 10", "3.5 of 4", "A good check, Priya.", "Strong"):
        expect(marks).to_contain_text(words)
    nothing_secret(house, A03, me.page.content())
    house.say("mark", "--again")
    house.say("feedback")
    assert house.feedback(A03)["manual"]["points"] == 3.5
    again.close()


def test_a_director_does_M02_and_learns_how_she_did_afterwards(
    house, page, learner, submissions
):
    reference = submissions(M02)
    link = house.start("learn")
    me = learner(link, M02)
    me.open()
    assessed = {id for id, spec in me.specs.items() if spec["points"]}
    assert all("key" not in me.specs[id] for id in assessed)
    while True:
        for id in me.visible():
            me.answer(id, reference.MODEL[id])
            if id in assessed:
                expect(me.box(id).locator(".qi-result")).to_contain_text(
                    "Saved. Marked after you hand in."
                )
        if not me.next():
            break
    me.page.get_by_role("button", name="Hand in my work").click()
    expect(me.page.locator(".qi-handed")).to_contain_text("Handed in on")
    me.clean()
    house.say("mark", "--module", "M02")
    house.say("feedback")
    given = house.feedback(M02)
    assert given["auto"] == {"points": 20, "out_of": 20}
    assert given["manual"]["pending"] is True
    me.open("#finish")
    expect(me.page.locator("#marks")).to_contain_text("20 of 20")
    expect(me.page.locator("#marks")).to_contain_text("still to be read by a person")
    nothing_secret(house, M02, me.page.content())


@pytest.mark.parametrize("name", [A03, M02])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_screen_fits_and_is_accessible(house, page, learner, name, width):
    from axe_playwright_python.sync_playwright import Axe

    me = learner(house.start("learn"), name)
    page.set_viewport_size({"width": width, "height": 900})
    me.open()
    screens = 0
    while True:
        screens += 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in serious] == []
        if not me.next():
            break
    assert screens >= 5
    me.clean()


def test_the_home_page_is_accessible(house, page):
    from axe_playwright_python.sync_playwright import Axe

    page.goto(house.start("learn"))
    page.wait_for_selector("html[data-ready]")
    for role in ("All staff", "Quality coaches"):
        page.get_by_label(role).check()
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
