"""Forms in a real browser: kept as typed, closed until a prediction, rows, files, small screens."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

import qikit as qi
from qikit import pdsa
from qikit.learn import session

AIM = {"measure": "letters sent in time", "better": "Higher", "unit": "%", "baseline": "63",
       "target": "80", "whom": "people going home", "where": "Ward 7", "start": "2026-09-07",
       "by": "2027-03-31"}


@pytest.fixture(scope="session")
def gallery_of():
    """The module that writes a gallery page."""
    found = importlib.util.spec_from_file_location(
        "gallery", Path(__file__).with_name("gallery.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def forms(serve, tmp_path_factory, gallery_of):
    """Where each form stands on a page of its own: blank (x), filled (y) and marked (z)."""
    import shutil

    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(gallery_of.UI, folder / "ui")
    (folder / "store.js").write_text(gallery_of.STORE, "utf-8")
    for make in pdsa.FORMS:
        form = make()
        with session.plan():
            asked = [
                qi.ask.form("x", "Fill it in.", form, filled=True, points=4),
                qi.ask.form("y", "Look at it.", form, points=0),
                qi.ask.form("z", "Mend it.", form, start=form.example, marked=True, points=4),
            ]
        answers = {"y": {"value": form.example, "attempts": []}}
        parts = "\n".join(each.html() for each in asked)
        text = gallery_of.PAGE.format(
            parts=parts, answers=json.dumps(answers).replace("<", "\\u003c"))
        (folder / f"{form.name}.html").write_text(text, "utf-8")
    return serve(folder)


@pytest.fixture
def on(page, forms):
    """``on(name)``: the page of a form, alive; any error in it fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def go(name, width=1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{forms}/{name}.html")
        page.wait_for_selector("html[data-ready]")
        return page.locator("#x")

    yield go
    assert errors == []


def kept(page, id="x"):
    return page.evaluate(f"store.get('{id}')?.value ?? null")


def until_kept(page, test, id="x"):
    page.wait_for_function(
        f"(() => {{ const value = store.get('{id}')?.value; return {test}; }})()")


def download(page, box, words):
    with page.expect_download() as caught:
        box.get_by_role("button", name=words).click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes().decode()


EACH = pytest.mark.parametrize("make", pdsa.FORMS, ids=lambda make: make.__name__)


@EACH
def test_every_field_has_a_name_and_nothing_overflows(on, page, make):
    on(make.__name__, width=320)
    for id in ("x", "y"):
        page.locator(f"#{id} details").evaluate_all(
            "(all) => all.forEach((each) => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unnamed = page.evaluate("""() => [...document.querySelectorAll(
        ".qi-form :is(input, select, textarea)")].filter((field) =>
        !field.labels?.length || !field.labels[0].textContent.trim()).map((field) => field.id)""")
    assert unnamed == []
    small = page.evaluate("""() => [...document.querySelectorAll(".qi-form button")]
        .filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 1 && (box.width < 24 || box.height < 24);
        }).map((each) => each.outerHTML)""")
    assert small == []
    twice = page.evaluate("""() => { const ids = [...document.querySelectorAll("[id]")]
        .map((each) => each.id); return ids.filter((id, at) => ids.indexOf(id) !== at); }""")
    assert twice == []


@EACH
def test_what_was_kept_stands_in_the_form_unchanged(on, page, make):
    on(make.__name__)
    page.locator("#y").get_by_role("textbox").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("handles[1].el.querySelectorAll('.qi-form__part').length") > 0
    page.evaluate("store.draft('x', store.get('y').value)")
    box = page.locator("#x")
    box.get_by_role("button", name="Check my answer").click()
    form = make()
    assert kept(page) == form.example
    assert page.evaluate("handles[0].state()") == "right"
    said = page.evaluate("handles[0].tell(store.get('x').value)")
    assert "\n".join(said) == pdsa.text(form, form.example)


@EACH
def test_the_page_gives_the_same_files_as_python(on, page, make):
    on(make.__name__)
    form = make()
    box = page.locator("#y")
    name, table = download(page, box, "Table (CSV)")
    assert name == f"{form.name}.csv"
    assert table == pdsa.csv(form, form.example)
    name, text = download(page, box, "Page to print (HTML)")
    assert name == f"{form.name}.html"
    python = pdsa.html(form, form.example)
    if form.draw == "ramp":
        picture = re.compile(
            r"\n<figure( class=\"qi-chart\"[^>]*)?><svg(?!.{0,400}Ramp).*?</figure>(?=\n<h2>)",
            re.S)
        assert "Cycle 2" in picture.search(text)[0] and "Cycle 2" in picture.search(python)[0]
        text, python = picture.sub("", text, 1), picture.sub("", python, 1)
    assert text == python
    name, blank = download(page, page.locator("#x"), "Page to print (HTML)")
    assert blank == pdsa.html(form, None)


def test_an_aim_is_kept_as_it_is_typed_and_read_as_one_sentence(on, page):
    box = on("aim")
    for label, typed in (("What will be measured", AIM["measure"]), ("Counted in", "%"),
                         ("Where you are now (baseline)", "63"),
                         ("Where you want to be (target)", "80"),
                         ("For whom", AIM["whom"]), ("Where", AIM["where"]),
                         ("Start date", AIM["start"]), ("By when", AIM["by"])):
        box.get_by_label(label, exact=True).fill(typed)
    box.get_by_label("Higher").check()
    until_kept(page, "value && Object.keys(value).length === 9")
    assert kept(page) == AIM
    sentence = pdsa.text(pdsa.aim(), AIM).split("\n")[0]
    assert box.locator(".qi-form__sentence").inner_text() == sentence
    box.get_by_role("button", name="Check my answer").click()
    assert page.evaluate("handles[0].state()") == "right"
    assert box.locator("summary", has_text="4 of 4 so far").count() == 1


def test_a_vague_aim_is_told_kindly_what_to_add(on, page):
    box = on("aim")
    field = box.get_by_label("What will be measured", exact=True)
    field.fill("Improve discharge as soon as possible")
    field.press("Enter")
    assert page.evaluate("store.get('x').attempts.length") == 0
    box.get_by_role("button", name="Check my answer").click()
    words = box.locator(".qi-result").inner_text()
    assert "0 of 4 checks met." in words
    assert "Next: Give a start date and a later date to aim for." in words
    assert page.evaluate("handles[0].state()") == "not yet"


def test_results_stay_closed_until_a_prediction_is_kept(on, page):
    box = on("ramp")
    result = box.get_by_label("Result: a number")
    assert not result.is_visible()
    assert box.locator(".qi-form__stage--closed").count() == 3
    prediction = box.get_by_label("Prediction: a number")
    prediction.fill("about twenty")
    prediction.blur()
    assert not result.is_visible()
    prediction.fill("20")
    prediction.blur()
    until_kept(page, "value?.cycles?.[0].predicted === '20'")
    first = kept(page)["cycles"][0]["first"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first["predicted"])
    assert result.is_visible() and "result" not in first
    assert "Do, Study and Act are open" in box.locator(".qi-unseen[role=status]").inner_text()
    prediction.fill("25")
    result.fill("24")
    result.blur()
    until_kept(page, "value?.cycles?.[0].result === '24'")
    cycle = kept(page)["cycles"][0]
    assert cycle["predicted"] == "25"
    assert first["predicted"] == cycle["first"]["predicted"] < cycle["first"]["result"]
    assert prediction.evaluate("(el) => el.readOnly")
    assert "Kept as you predicted it" in box.inner_text()


def test_a_result_that_was_taken_out_does_not_free_the_prediction(on, page):
    box = on("cycle")
    box.get_by_label("Prediction: a number").fill("20")
    for typed in ("24", ""):
        box.get_by_label("Result: a number").fill(typed)
        box.get_by_label("Result: a number").blur()
    until_kept(page, "value && !('result' in value)")
    assert box.get_by_label("Prediction: a number").evaluate("(el) => el.readOnly")
    assert set(kept(page)["first"]) == {"predicted", "result"}


def test_a_clock_set_back_never_puts_a_result_before_its_prediction(on, page):
    on("ramp")
    first = page.evaluate("""async () => {
      const { stamp } = await import("./ui/forms/times.js");
      const part = handles[0].el && JSON.parse(JSON.stringify({ fields: [
        { name: "predicted", type: "number", timed: true },
        { name: "result", type: "number", timed: true, after: "predicted" }] }));
      const row = { predicted: "5" };
      stamp(part, row, new Date("2026-10-05T12:00:00Z"));
      row.result = "6";
      stamp(part, row, new Date("2026-10-05T09:00:00Z"));
      return row.first;
    }""")
    assert first == {"predicted": "2026-10-05T12:00:00.000Z", "result": "2026-10-05T12:00:00.001Z"}


def test_rows_by_keyboard_alone(on, page):
    box = on("driver_diagram", width=320)
    box.get_by_role("button", name="Add a primary driver").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Third driver")
    page.keyboard.press("Tab")
    until_kept(page, "value?.primary?.length === 1")
    assert kept(page)["primary"][0]["name"] == "Third driver"
    box.get_by_role("button", name="Move up primary driver 3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    row = box.get_by_role("group", name="Primary driver 1", exact=True)
    assert row.get_by_role("textbox").first.input_value() == "Third driver"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Move down primary driver 1")
    box.get_by_role("button", name="Remove primary driver 1").focus()
    page.keyboard.press("Enter")
    assert kept(page) is None
    assert page.evaluate("document.activeElement.textContent") == "Put it back"
    page.keyboard.press("Enter")
    until_kept(page, "value?.primary?.length === 1")


def test_links_follow_their_rows(on, page):
    box = on("driver_diagram")
    box.get_by_label("Primary driver 1", exact=True).last.fill("Letters begin early")
    box.get_by_label("Primary driver 1", exact=True).last.blur()
    idea = box.get_by_role("group", name="Change idea 1")
    idea.get_by_role("textbox").fill("A poster")
    idea.get_by_role("textbox").blur()
    idea.get_by_label("Leads to", exact=True).select_option("“Letters begin early”")
    until_kept(page, "value?.ideas?.[0].to")
    value = kept(page)
    assert value["ideas"][0]["to"] == value["primary"][0]["id"]
    assert "Not linked" not in box.locator(".qi-form__wide").inner_text()
    box.get_by_role("button", name="Remove primary driver 1").click()
    assert "to" not in kept(page)["ideas"][0]
    found = {each["id"]: each for each in pdsa.review(pdsa.driver_diagram(), kept(page))}
    assert found["linked"]["words"] == "Choose where these lead to: “A poster”."
    box.get_by_role("button", name="Put it back").click()
    assert kept(page) == value


def test_a_loop_is_drawn_and_told(on, page):
    box = on("driver_diagram")
    value = {"primary": [{"id": "primary-1", "name": "Staff"}], "secondary": [
        {"id": "secondary-1", "name": "Rota", "to": "secondary-2"},
        {"id": "secondary-2", "name": "Cover", "to": "secondary-1"}]}
    page.evaluate("(value) => store.draft('x', value)", value)
    box.get_by_role("button", name="Check my answer").click()
    assert "These lead round in a circle" in box.locator(".qi-result").inner_text()
    assert box.locator("svg [stroke-dasharray='2 3']").count() == 2


def test_a_charter_is_downloaded_once_it_has_its_measures(on, page):
    box = on("charter")
    box.get_by_label("What is the problem, and for whom?").fill("Letters come late")
    box.get_by_label("What is the problem, and for whom?").blur()
    box.get_by_role("button", name="Page to print (HTML)").click()
    words = box.locator(".qi-form__away").inner_text()
    assert "Before you can download this project charter:" in words
    assert "Name one outcome measure" in words and "baseline" in words


def test_a_marked_form_begins_with_what_was_given_and_says_nothing_of_its_checks(on, page):
    on("control_plan")
    box = page.locator("#z")
    assert box.get_by_label("Owner", exact=True).input_value() == "Sister, Ward 7"
    assert "What makes it good" not in box.inner_text()
    box.get_by_role("button", name="Save my answer").click()
    assert kept(page, "z") == pdsa.control_plan().example
    assert "Saved." in box.locator(".qi-result").inner_text()


def test_a_worked_example_is_there_to_look_at(on, page):
    box = on("issue")
    box.get_by_text("See a worked example").click()
    box.locator(".qi-form__paper", has_text="The hoist on bay 3 stops half way").wait_for()
    assert kept(page) is None


def test_finished_cycles_fold_and_print_whole(on, page):
    on("ramp")
    box = page.locator("#y")
    assert box.get_by_label("Question").first.is_visible() is False
    box.get_by_role("button", name="Show Cycle 1").click()
    assert box.get_by_label("Question").first.is_visible()
    page.emulate_media(media="print")
    assert all(each.is_visible() for each in box.get_by_label("Question").all())
    assert not box.get_by_role("button", name="Add a cycle").is_visible()


def test_a_blank_form_reads_with_scripts_off(browser, forms):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{forms}/reflection.html")
    words = page.locator("#x").inner_text()
    context.close()
    for field in pdsa.reflection().parts[1]["fields"]:
        assert field["label"] in words
    assert "turn scripts on" in words
