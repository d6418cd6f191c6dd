"""The record of learning in a real browser: typed, kept, printed, saved as a PDF."""

import io
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from qikit.course import handin
from qikit.course.modules import module

THOUGHT = "I will plot our *missed* visits & #ask first."


@pytest.fixture
def address(serving, page):
    """Where the record is, for somebody who has passed a module."""
    mine = handin.folder(module("A91"), "nurse")
    mine.mkdir(parents=True)
    given = {"passed": True, "released": "2026-11-23T10:00:00+00:00", "level": "Secure"}
    (mine / "feedback.json").write_text(json.dumps(given))
    _, link = serving()
    page.goto(link)
    return link.partition("?")[0] + "record/"


def opened(page, address):
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def typed(page):
    page.get_by_label("Your name").fill("Nneka O’Brien")
    page.get_by_label("What I take from it").fill(THOUGHT)
    expect(page.locator("#saving")).to_contain_text("Saved at")


def test_words_are_kept_and_stand_in_the_pdf(page, address):
    opened(page, address)
    expect(page.locator("main")).to_contain_text("1 module done, 10 minutes of learning.")
    expect(page.locator(".qi-record")).to_contain_text("23 November 2026")
    typed(page)
    opened(page, address)
    expect(page.get_by_label("Your name")).to_have_value("Nneka O’Brien")
    expect(page.get_by_label("What I take from it")).to_have_value(THOUGHT)
    page.get_by_label("Your name").fill("Nneka O’Brien-Łukasz")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a PDF").click()
    said = PdfReader(io.BytesIO(saved.value.path().read_bytes())).pages[0].extract_text()
    for words in ("Nneka O’Brien-Łukasz", THOUGHT, "1 module done, 10 minutes", "try it"):
        assert words in said


def test_two_windows_merge_and_ask(page, address):
    opened(page, address)
    other = opened(page.context.new_page(), address)
    typed(page)
    expect(other.get_by_label("Your name")).to_have_value("Nneka O’Brien")


def test_paper_shows_the_words_and_no_boxes(page, address):
    typed(opened(page, address))
    page.emulate_media(media="print")
    expect(page.get_by_text(THOUGHT).locator("visible=true")).to_be_visible()
    expect(page.get_by_label("What I take from it")).to_be_hidden()
    expect(page.get_by_role("link", name="Save as a PDF")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_serious_for_axe(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    typed(opened(page, address))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_without_scripts_it_reads_and_says_what_needs_them(page, address, browser):
    typed(opened(page, address))
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(address)
    for words in ("Try it", "What I take from it", "turn on JavaScript"):
        expect(plain.locator("main")).to_contain_text(words)
    expect(plain.get_by_label("Your name")).to_have_value("Nneka O’Brien")
    context.close()


def test_what_is_on_the_way_is_there_too(page, address):
    mine = handin.folder(module("E91"), "nurse")
    mine.mkdir(parents=True)
    kept = {"value": 1, "attempts": []}
    document = {"version": 1, "module": "E91_code_it", "learner": "nurse", "revision": 1,
                "answers": {"p1": kept}}
    (mine / "answers.json").write_text(json.dumps(document))
    opened(page, address)
    expect(page.locator(".qi-on-the-way")).to_contain_text("Code it: started")


def test_a_certificate_and_a_table_are_saved_and_company_is_kept(page, address):
    opened(page, address)
    save = page.get_by_role("link", name="Save the Awareness certificate")
    save.click()
    expect(page.locator("body")).to_contain_text("A certificate needs a name.")
    opened(page, address)
    tick = page.get_by_label("I learned this with others")
    tick.check()
    typed(page)
    opened(page, address)
    expect(tick).to_be_checked()
    with page.expect_download() as saved:
        save.click()
    said = PdfReader(io.BytesIO(saved.value.path().read_bytes())).pages[0].extract_text()
    assert "Nneka O’Brien" in said and "Awareness" in said
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a table").click()
    row = saved.value.path().read_text("utf-8-sig").splitlines()[1]
    assert row.startswith("2026-11-23,A91,Try it,10,10,Secure,") and THOUGHT in row
