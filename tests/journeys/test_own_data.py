"""A ward sister charts a messy spreadsheet, keeps it, and adds to it next month."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect


@pytest.fixture
def messy(tmp_path):
    """A workbook as people have them: a title, months as words, gaps, a total, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Ward 4, falls 2025/26"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["Month", "Falls", "Bed days"])
    for number in range(15):
        day = date(2025 + (number + 3) // 12, (number + 3) % 12 + 1, 1)
        falls = {2: "<5", 5: "n/a"}.get(number, 9 - number // 4 + number % 3)
        sheet.append([day.strftime("%b-%y"), falls, f"{900 + number:,}"])
    sheet.append(["Total", 90, 13605])
    book.create_sheet("staff").sheet_state = "hidden"
    book.save(tmp_path / "falls.xlsx")
    return tmp_path / "falls.xlsx"


def opened(page, link):
    page.goto(f"{link.partition('?')[0]}tools/own/")
    page.wait_for_selector("html[data-ready]")


def test_a_messy_spreadsheet_to_a_chart_kept_and_added_to(house, page, messy, tmp_path):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    link = house.start("learn")
    page.goto(link)
    opened(page, link)
    page.get_by_role("button", name="Read what I pasted").click()
    expect(page.locator("#told")).to_contain_text("Nothing is pasted yet")
    page.get_by_label("Paste from Excel").fill(
        "Month\tPatient name\n2025-01\tAda Smith\n2025-02\tBo Jones\n2025-03\tCy Brown\n")
    page.get_by_role("button", name="Read what I pasted").click()
    expect(page.locator("#told .qi-warned")).to_be_visible()
    expect(page.locator("#chart svg")).to_have_count(0)
    page.get_by_label("Or choose a CSV or Excel file").set_input_files(messy)
    expect(page.locator("#cautions")).to_contain_text("hidden sheet")
    expect(page.locator("#cautions")).to_contain_text("<5")
    page.locator("#f-about-what").select_option("events")
    page.locator("#f-about-n").select_option("Bed days")
    page.locator("#f-about-per").fill("1,000")
    page.locator("#f-about-better").select_option("lower")
    page.locator("#f-words-title").fill("Falls on ward 4")
    page.locator("#f-words-target").fill("5")
    page.locator("summary", has_text="A change that you made").click()
    page.get_by_role("button", name="Add a phase").click()
    page.locator("#f-phases-0-on").fill("2025-12-01")
    page.locator("#f-phases-0-reason").fill("New round")
    expect(page.locator("#chart")).to_contain_text("New round")
    expect(page.locator("#why")).to_contain_text("U chart")
    expect(page.locator("#saving")).to_have_text("Saved")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Save to go on next month").click()
    taken.value.save_as(tmp_path / "my.chart.json")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel with limits").click()
    taken.value.save_as(tmp_path / "chart.xlsx")
    assert load_workbook(tmp_path / "chart.xlsx")["Data and limits"].max_row == 16
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []

    server = house.running.pop()  # the power goes; nothing is lost
    server.kill()
    server.wait()
    server.stdout.close()
    link = house.start("learn")
    page.goto(link)
    opened(page, link)
    expect(page.locator("#f-words-title")).to_have_value("Falls on ward 4")
    page.get_by_role("button", name="Delete my data from here").click()
    expect(page.locator("#whole")).to_be_hidden()
    page.wait_for_selector("html[data-ready]")
    page.get_by_label("Or go on with a chart").set_input_files(tmp_path / "my.chart.json")
    expect(page.locator("#chart")).to_contain_text("New round")
    page.get_by_role("button", name="Add new rows").click()
    page.get_by_label("Paste from Excel").fill("Month\tFalls\tBed days\nJul-26\t3\t920\n")
    page.get_by_role("button", name="Read what I pasted").click()
    expect(page.locator("#chart")).to_contain_text("July 2026")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#chart")).not_to_contain_text("July 2026")
    assert errors == []
