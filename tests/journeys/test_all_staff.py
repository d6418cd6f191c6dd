"""Everyone's tier from the first lesson to the record of learning, with the keyboard alone."""

import json
from time import monotonic

import pytest
from playwright.sync_api import expect

from qikit.course.before import score
from qikit.course.modules import modules

LONGEST = 180  # seconds; about 60 on two cores that nobody else uses
WHOLE = 145  # minutes of the eight modules (curriculum 4.2)


@pytest.fixture
def staff():
    """The modules of the tier, by looking in the folder."""
    found = [module for module in modules() if module.tier == "all_staff"]
    assert len(found) >= 6
    return found


@pytest.mark.parametrize("width", [1280, 320])
def test_the_whole_tier_with_model_answers_ends_in_a_record(
    house, page, learner, submissions, hands, staff, width, record_property
):
    page.set_viewport_size({"width": width, "height": 800})
    link, keys, began = house.start("learn"), hands(page), monotonic()
    page.goto(link)
    page.wait_for_selector("html[data-ready]")
    keys.to(page.locator("#role fieldset"))
    keys.press("Space")
    home = link.partition("?")[0]

    def right(id, spec, box):
        expected = "Right" if spec.get("key") is not None else "Saved"
        assert box.locator(".qi-tag").inner_text() == expected, (id, box.inner_text())

    for module in staff:
        person = learner(link, module.name)
        page.wait_for_selector("html[data-ready]")
        keys.into(module)
        keys.through(person, submissions(module.name).MODEL, right)

    foot = page.get_by_role("contentinfo")
    keys.follow(foot.get_by_role("link", name="Record of learning"))
    page.wait_for_url(f"{home}record/")
    page.wait_for_selector("html[data-ready]")
    minutes = sum(module.minutes for module in staff)
    assert (len(staff), minutes) == (8, WHOLE) or len(staff) != 8
    expect(page.locator("main")).to_contain_text(
        f"{len(staff)} modules done, {minutes} minutes of learning."
    )
    for module in staff:
        one = page.locator(".qi-record__one").filter(has_text=f"{module.id} ·")
        expect(one).to_contain_text("Level: Strong")
    keys.to(page.get_by_label("Your name"))
    page.keyboard.type("Nneka")
    expect(page.locator("#saving")).to_contain_text("Saved at")
    seconds = monotonic() - began
    record_property("seconds", round(seconds))
    assert seconds < LONGEST


def test_wrong_answers_meet_only_kind_and_specific_feedback(
    house, page, learner, submissions, hands, staff, record_property
):
    page.set_viewport_size({"width": 320, "height": 800})
    link, keys, began = house.start("learn"), hands(page), monotonic()
    page.goto(link)
    page.wait_for_selector("html[data-ready]")
    missed = {}

    def kindly(id, spec, box):
        result = box.locator(".qi-result")
        said = result.inner_text()
        assert not keys.unkind.search(said), said
        if box.get_attribute("data-state") in ("not yet", "partly right"):
            reasons = result.locator("> p:not(.qi-result__state, .qi-result__tries), > ul").all()
            words = " ".join(each.inner_text() for each in reasons)
            assert len(words.split()) >= 5, (id, said)
            assert "Try as often as you like." in said
            missed.setdefault(module.name, []).append(id)

    for module in staff:
        person = learner(link, module.name)
        page.goto(f"{link.partition('?')[0]}{module.name}/")
        page.wait_for_selector("html[data-ready]")
        keys.through(person, submissions(module.name).MISCONCEPTION, kindly)
    assert set(missed) == {module.name for module in staff}
    assert all(len(ids) >= 3 for ids in missed.values())

    page.goto(f"{link.partition('?')[0]}record/")
    expect(page.locator("main")).to_contain_text("No module is done yet.")
    seconds = monotonic() - began
    record_property("seconds", round(seconds))
    assert seconds < LONGEST


def test_learner_copies_have_the_organisation_s_own_words(built, staff):
    for module in staff:
        copy = built / "all_staff" / "release" / module.name / f"{module.name}.ipynb"
        cells = json.loads(copy.read_text())["cells"]
        prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        assert not [text for text in prose if "{{" in text], module.id
        assert [text for text in prose if "Ask your improvement team." in text], module.id


def test_every_wrong_option_there_is_has_a_reason_of_its_own(built, staff):
    told = 0
    for module in staff:
        asked = json.loads((built / "pages" / module.name / "asked.json").read_text())
        specs = [each["spec"] for each in asked["questions"] if "spec" in each]
        for spec in [*specs, *asked["before"]]:
            if spec["kind"] != "choice":
                continue
            for option, _ in spec["options"]:
                found = score(spec, option)
                assert found["messages"], (module.id, spec["id"], option)
                assert all(len(words.split()) >= 3 for words in found["messages"])
                told += 1
    assert told > 60
