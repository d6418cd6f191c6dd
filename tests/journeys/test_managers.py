"""The managers tier with the keyboard alone: a board member's pathway, a senior, a manager."""

import csv

import pytest
from playwright.sync_api import expect

from qikit.course.modules import modules
from qikit.course.pathways import pathway

BOARD = ("M01", "M02", "M03")


@pytest.fixture
def lesson():
    """``lesson(id)`` is a module."""
    found = {module.id: module for module in modules()}
    return found.__getitem__


def choose_role(page, keys, link, role):
    page.goto(link)
    page.wait_for_selector("html[data-ready]")
    keys.radio(page.locator("#role input[type=radio]"), role)


def kept(id, spec, box):
    """Assessed work is kept and not told yet; practice is answered at once."""
    expected = "Right" if spec.get("key") is not None else "Saved"
    assert box.locator(".qi-tag").inner_text().startswith(expected), (id, box.inner_text())


def do(page, keys, learner, link, module, model):
    person = learner(link, module.name)
    page.wait_for_selector("html[data-ready]")
    keys.into(module)
    keys.through(person, model, kept)
    keys.follow(page.get_by_role("button", name="Hand in my work"))
    expect(page.locator("#finish")).to_contain_text("Handed in")


def points(house, tmp_path):
    """Automatic points by module, as the trainer's table has them."""
    house.say("mark")
    house.say("grades", str(tmp_path / "grades"))
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["module"]: float(row["automatic"]) for row in csv.DictReader(stream)}


def test_a_board_member_does_the_three_board_modules(
    house, page, learner, submissions, hands, lesson, tmp_path
):
    page.set_viewport_size({"width": 320, "height": 800})
    link, keys = house.start("learn"), hands(page)
    choose_role(page, keys, link, "board")
    mine = pathway("board")
    assert (len(mine), sum(module.minutes for module in mine)) == (11, 250)
    expect(page.locator(".qi-dose:visible")).to_contain_text("11 modules, 250 minutes.")
    assert page.locator(".qi-card[data-dose]:visible").count() == 11
    expect(page.locator(".qi-card[data-practice]:visible")).to_have_count(1)
    for id in BOARD:
        do(page, keys, learner, link, lesson(id), submissions(lesson(id).name).MODEL)
    assert points(house, tmp_path) == dict.fromkeys(BOARD, 20)


@pytest.mark.parametrize(("role", "id"), [("senior", "M06"), ("managers", "M12")])
def test_a_senior_and_a_manager_do_a_module(
    house, page, learner, submissions, hands, lesson, tmp_path, role, id
):
    page.set_viewport_size({"width": 1280, "height": 900})
    link, keys = house.start("learn"), hands(page)
    choose_role(page, keys, link, role)
    do(page, keys, learner, link, lesson(id), submissions(lesson(id).name).MODEL)
    assert points(house, tmp_path) == {id: 20}
