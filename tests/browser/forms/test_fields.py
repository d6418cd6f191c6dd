"""Forms as they are filled in: kept as typed, and closed until a prediction is kept."""

import re

from qikit import pdsa

AIM = {"measure": "letters sent in time", "better": "Higher", "unit": "%", "baseline": "63",
       "target": "80", "whom": "people going home", "where": "Ward 7", "start": "2026-09-07",
       "by": "2027-03-31"}


def test_an_aim_is_kept_as_it_is_typed_and_read_as_one_sentence(on, page, kept, until_kept):
    box = on("aim")
    for label, typed in (("What will be measured", AIM["measure"]), ("Counted in", "%"),
                         ("Where you are now (baseline)", "63"),
                         ("Where you want to be (target)", "80"),
                         ("For whom", AIM["whom"]), ("Where", AIM["where"]),
                         ("Start date", AIM["start"]), ("By when", AIM["by"])):
        box.get_by_label(label, exact=True).fill(typed)
    box.get_by_label("Higher").check()
    until_kept("value && Object.keys(value).length === 9")
    assert kept() == AIM
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
    assert "0 of 4 are there." in words
    assert "Next: Give a start date and a later date to aim for." in words
    assert page.evaluate("handles[0].state()") == "not yet"


def test_results_stay_closed_until_a_prediction_is_kept(on, page, kept, until_kept):
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
    until_kept("value?.cycles?.[0].predicted === '20'")
    first = kept()["cycles"][0]["first"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first["predicted"])
    assert result.is_visible() and "result" not in first
    assert "The other boxes are open now" in box.locator(".qi-unseen[role=status]").inner_text()
    prediction.fill("25")
    result.fill("24")
    result.blur()
    until_kept("value?.cycles?.[0].result === '24'")
    cycle = kept()["cycles"][0]
    assert cycle["predicted"] == "25"
    assert first["predicted"] == cycle["first"]["predicted"] < cycle["first"]["result"]
    assert prediction.evaluate("(el) => el.readOnly")
    assert "Kept as you predicted it" in box.inner_text()


def test_a_result_that_was_taken_out_does_not_free_the_prediction(on, page, kept, until_kept):
    box = on("cycle")
    box.get_by_label("Prediction: a number").fill("20")
    for typed in ("24", ""):
        box.get_by_label("Result: a number").fill(typed)
        box.get_by_label("Result: a number").blur()
    until_kept("value && !('result' in value)")
    assert box.get_by_label("Prediction: a number").evaluate("(el) => el.readOnly")
    assert set(kept()["first"]) == {"predicted", "result"}


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


def test_a_marked_form_begins_with_what_was_given_and_says_nothing_of_its_checks(on, page, kept):
    on("control_plan")
    box = page.locator("#z")
    assert box.get_by_label("Owner", exact=True).input_value() == "Sister, Ward 7"
    assert "What makes it good" not in box.inner_text()
    box.get_by_role("button", name="Save my answer").click()
    assert kept("z") == pdsa.control_plan().example
    assert "Saved." in box.locator(".qi-result").inner_text()


def test_a_worked_example_is_there_to_look_at(on, page, kept):
    box = on("issue")
    box.get_by_text("See a worked example").click()
    box.locator(".qi-form__paper", has_text="The hoist on bay 3 stops half way").wait_for()
    assert kept() is None


def test_a_blank_form_reads_with_scripts_off(browser, forms):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{forms}/reflection.html")
    words = page.locator("#x").inner_text()
    context.close()
    for field in pdsa.reflection().parts[1]["fields"]:
        assert field["label"] in words
    assert "turn scripts on" in words
