"""E05 and E06 in JupyterLab: write code, check it, answer, hand in, be marked in the sandbox."""

import re

import nbformat
import pytest
from playwright.sync_api import TimeoutError, expect

from qikit.course.modules import module
from qikit.mark.plan import plan


def model_code(name):
    """What the model answer writes into each solution cell, by its first line."""
    notebook = nbformat.read(module(name).notebook, as_version=4)
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return {
        cell.metadata["nbgrader"]["grade_id"]: re.sub(
            r"^\s*### (BEGIN|END) SOLUTION\n?", "", cell.source, flags=re.M
        )
        for cell in cells
    }


def choose_python(asked):
    """Answer JupyterLab's question for a kernel."""
    python = asked.locator("select option", has_text="Python")
    if python.count():
        asked.locator("select").first.select_option(value=python.first.get_attribute("value"))
    asked.locator(".jp-mod-accept").first.click()


def run_all(page):
    """Run > Run All Cells until the last question is there: JupyterLab drops an early click."""
    last = page.locator(".qi-question--live#t1")
    asked = page.locator("dialog.jp-Dialog")  # on a slow machine JupyterLab may ask for the kernel
    page.add_locator_handler(asked, choose_python, no_wait_after=True)
    for _ in range(6):
        try:
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            last.wait_for(state="attached", timeout=30_000)
        except TimeoutError:
            continue
        return
    raise AssertionError("the cells did not run")


def write(page, first_line, code):
    """Replace what stands in the cell that begins so, and run it and the check below it."""
    cell = page.locator(".jp-CodeCell").filter(has_text=first_line).first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def answer(page, spec, value):
    """Answer one question by hand and save it."""
    box = page.locator(f".qi-question#{spec['id']}")
    box.scroll_into_view_if_needed()
    if spec["kind"] in ("points", "several"):
        for option in value:
            box.locator(f'input[value="{option}"]').check()
    elif spec["kind"] == "table":
        for row, (name, _) in enumerate(spec["rows"]):
            for column, (head, cell) in enumerate(spec["columns"]):
                field = box.locator(f"#{spec['id']}-field-{row}-{column}")
                if cell["type"] == "pick":
                    field.select_option(value[name][head])
                else:
                    field.fill(value[name][head])
    else:
        box.get_by_role("textbox").fill(value)
    box.get_by_role("button", name="Save my answer").click()


@pytest.mark.parametrize(("name", "right", "slip"), [
    ("E05_shewhart_charts", "np.diff", "np.cumsum"),
    ("E06_rare_events", "np.median(gaps)", "mean"),
])
def test_a_learner_writes_checks_and_hands_in(house, page, submissions, name, right, slip):
    reference, lesson = submissions(name), module(name)
    specs = {id: asked.spec() for id, asked in plan(lesson).questions.items()}
    link = house.start("learn")
    page.goto(link)
    page.goto(f"{link.partition('?')[0]}{name}/")
    page.get_by_role("link", name="Open the notebook").click()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    run_all(page)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert "HIDDEN" not in page.content()

    code = model_code(name)
    assert right in code["code-q1"]
    first = code["code-q1"].splitlines()[0]
    write(page, first, code["code-q1"].replace(right, slip, 1))
    checked = page.locator(".jp-CodeCell").filter(has_text='qi.check("q1")').first
    expect(checked).to_contain_text(re.compile("not yet|Not yet|partly|Partly"), timeout=30_000)
    for text in code.values():
        write(page, text.splitlines()[0], text)
    expect(checked).to_contain_text("Right", timeout=60_000)

    for id, value in reference.MODEL.items():
        answer(page, specs[id], value)
    expect(page.locator(".qi-question#t1")).to_contain_text("Saved. Marked after you hand in.")
    expect(page.locator("[data-saving=yes]")).to_have_count(0, timeout=60_000)
    page.keyboard.press("Control+S")
    page.wait_for_timeout(1500)

    page.goto(f"{link.partition('?')[0]}{name}/")
    page.get_by_role("button", name="Hand in my work").click()
    expect(page.locator(".qi-handed")).to_contain_text("Handed in on")
    house.say("mark", "--module", lesson.id)
    house.say("feedback")
    given = house.feedback(name)
    assert given["auto"] == {"points": 20, "out_of": 20}, given["questions"]
    assert given["manual"]["pending"] is True
    assert "bubblewrap" in given["isolation"]
    page.reload()
    expect(page.locator("#marks")).to_contain_text("20 of 20")
