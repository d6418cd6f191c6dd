"""A directorate leader: from three organisations' inputs to three printed strategies."""

import io
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from qikit.plan.readiness import LEGACY

PLACES = ("Marlow Vale (acute)", "Tarn and Fell (mental health and community)",
          "Brook Street (general practice)")


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found
            if each["impact"] in ("serious", "critical")]


@pytest.fixture
def tool(house, page):
    """``tool(name)`` opens a planning tool."""
    link = house.start("learn")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(link)

    def open_(name):
        page.goto(f"{link.partition('?')[0]}tools/plan/{name}/")
        page.wait_for_selector("html[data-ready]")
        assert errors == []
        return page

    yield open_
    assert errors == []


def saved(page):
    expect(page.locator("#saving")).to_have_text("Saved")


def new_plan(page, keys, name):
    keys.follow(page.locator(".qi-plans summary").first)
    keys.write(page.get_by_label("Start a new plan, called"), name)
    keys.follow(page.get_by_role("button", name="Start it"))
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".qi-plans summary").first).to_have_text(f"Plan: {name}")


def test_three_organisations_to_three_strategies(house, tool, page, hands):
    keys = hands(page)
    for place in PLACES:
        name = place.partition(" (")[0]
        new_plan(tool("dose"), keys, name)
        keys.follow(page.locator("summary", has_text="Start from an invented example"))
        keys.follow(page.get_by_role("button", name=place))
        expect(page.locator("#results")).to_contain_text(f"{name}:")
        saved(page)
        tool("strategy")
        expect(page.locator("#missing")).to_contain_text("Record the legacy first")
        tool("readiness")
        for key, words in LEGACY.items():
            keys.write(page.get_by_label(words), f"We heard about {key}.")
        saved(page)
        tool("strategy")
        expect(page.locator("#strategy-title")).to_have_text(
            f"{name}: training strategy for improvement")
        expect(page.locator("#strategy")).to_contain_text("We heard about trust.")
        with page.expect_download() as taken:
            keys.follow(page.get_by_role("link", name="Save as a PDF"))
        text = "".join(each.extract_text() for each in
                       PdfReader(io.BytesIO(taken.value.path().read_bytes())).pages)
        assert f"{name}: training strategy" in " ".join(text.split())
        with page.expect_download() as taken:
            keys.follow(page.get_by_role("link", name="Save for Word"))
        assert Document(taken.value.path()).paragraphs[0].text.startswith(name)
    kept = sorted((house.work / "plans").glob("*.json"))
    assert [path.stem for path in kept] == ["brook-street", "marlow-vale", "our-plan",
                                            "tarn-and-fell"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["dose", "readiness", "business", "strategy"])
def test_every_planning_page_is_for_everybody(tool, page, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    tool(name)
    if name in ("dose", "business"):
        page.locator("summary", has_text="Start from an invented example").click()
        page.locator("[data-example]").first.click()
        expect(page.locator("#results table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []


def test_what_is_typed_survives_and_what_is_wrong_is_said(house, tool, page):
    tool("dose")
    page.locator("summary", has_text="Start from an invented example").click()
    page.get_by_role("button", name=PLACES[1]).click()
    expect(page.locator("#results")).to_contain_text("61.8%")
    page.locator("summary", has_text="All staff").click()
    people = page.locator("#f-group_all_staff-headcount")
    people.fill("many")
    expect(page.locator("#results")).to_contain_text("type a number, not 'many'")
    expect(people).to_have_attribute("aria-invalid", "true")
    saved(page)
    tool("dose")
    page.locator("summary", has_text="All staff").click()
    expect(people).to_have_value("many")
    people.fill("3,000")
    expect(people).not_to_have_attribute("aria-invalid", "true")
    page.locator("#part-group_all_staff .qi-sheet__slider").first.fill("30")
    expect(page.locator("#f-group_all_staff-leavers")).to_have_value("30")
    saved(page)
    [path] = (house.work / "plans").glob("*.json")
    assert json.loads(path.read_text())["parts"]["dose"]["group_all_staff"]["leavers"] == "30"
    page.locator("summary", has_text="Release roster").click()
    page.get_by_role("button", name="Add a team").click()
    page.locator("#f-teams-0-name").fill("Ward 1")
    saved(page)
    assert json.loads(path.read_text())["parts"]["dose"]["teams"][0]["name"] == "Ward 1"


def test_two_windows_never_overwrite_each_other(tool, page):
    tool("business")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-ready]")
    page.locator("#f-about-name").fill("From the first window")
    saved(page)
    other.locator("#f-about-name").fill("From the second")
    expect(other.locator("#saving")).to_contain_text("changed in another window")
    expect(other.locator("#f-about-name")).to_have_value("From the first window")


def test_a_plan_goes_out_as_a_file_and_comes_back(tool, page, tmp_path):
    tool("business")
    page.locator("#f-about-name").fill("Calmer nights")
    saved(page)
    page.locator(".qi-plans summary").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Save a copy of this plan").click()
    copy = tmp_path / "copy.plan.json"
    copy.write_bytes(taken.value.path().read_bytes())
    (tmp_path / "not.json").write_text("{}")
    page.get_by_label("Load a plan from a file").set_input_files(tmp_path / "not.json")
    expect(page.locator(".qi-plans__told")).to_contain_text("This is not a plan")
    page.get_by_label("Load a plan from a file").set_input_files(copy)
    expect(page.locator(".qi-plans summary").first).to_have_text("Plan: Our plan (2)")
    expect(page.locator("#f-about-name")).to_have_value("Calmer nights")
