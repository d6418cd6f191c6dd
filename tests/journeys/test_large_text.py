"""Text of twice the size: nothing is cut off, nothing scrolls sideways, everything can be done."""

import pytest
from playwright.sync_api import expect

LARGE = "document.documentElement.style.fontSize = '200%'"
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest("svg")
    && (node.matches("button, select, input, .qi-button")
      || [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim())))
  .filter((node) => {
    const look = getComputedStyle(node);
    const clips = node.matches("button, select, .qi-button")
      || [look.overflowX, look.overflowY].some((each) => each === "hidden" || each === "clip");
    return clips && node.clientWidth > 1
      && (node.scrollWidth > node.clientWidth + 2 || node.scrollHeight > node.clientHeight + 2);
  })
  .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`)"""


def large(page):
    page.evaluate(LARGE)
    assert float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) >= 32


def whole(page, width):
    """Everything on this screen can be read."""
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "width"), [("A03_plot_the_dots", 640), ("M02_rag_to_dots", 1280)]
)
def test_a_whole_lesson_at_twice_the_size(house, page, learner, submissions, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    person = learner(house.start("learn"), name)
    model = submissions(name).MODEL
    person.open()
    large(page)
    while True:
        whole(page, width)
        for id in person.visible():
            if id in model:
                person.answer(id, model[id])
        whole(page, width)
        if not person.next():
            break
    person.saved()
    page.get_by_role("button", name="Hand in my work").click()
    expect(page.locator(".qi-handed")).to_contain_text("Handed in on")
    person.clean()


@pytest.mark.parametrize("path", ["", "record/", "glossary/", "E05_shewhart_charts/"])
def test_the_other_pages_at_twice_the_size(house, page, path):
    link = house.start("learn")
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(link)
    page.goto(link.partition("?")[0] + path)
    page.wait_for_selector("html[data-ready], .qi-glossary")
    large(page)
    whole(page, 640)
