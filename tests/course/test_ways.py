"""Ways to take a dose: bundles and orders, with the minutes that modules state."""

import pytest

from qikit.course.modules import modules
from qikit.course.page import home
from qikit.course.ways import ways
from qikit.errors import QIError

FILE = """
[[way]]
key = "lunch"
name = "Learning at lunch"
says = "One a day."
roles = ["all_staff"]
each = "Lunch"
modules = ["A99"]
rest = true

[[way]]
key = "start"
name = "Start"
says = "Both."
roles = ["all_staff"]
modules = ["A91", "A99"]
"""


def write(project, text):
    (project / "curriculum" / "all_staff" / "ways.toml").write_text(text)


def test_the_ways_for_all_staff_are_the_agreed_ones():
    every = modules()
    found = {way.key: way for way in ways(every)}
    staff = {each.id for each in every if each.tier == "all_staff"}
    assert {module.id for module in found["lunch"].modules} == staff
    assert all(way.minutes == sum(each.minutes for each in way.modules) for way in found.values())
    for key in ("lunch", "induction"):
        assert key not in found or set(found[key].roles) == {"all_staff", "partner"}
    assert all(module.minutes <= 20 for module in found["lunch"].modules)
    if {"A01", "A04"} <= staff:
        assert [module.id for module in found["induction"].modules] == ["A01", "A04"]
        assert found["induction"].minutes == 35


def test_doctors_in_training_and_analysts_have_their_route():
    every = modules()
    found = {way.key: [module.id for module in way.modules] for way in ways(every)}
    first = [f"A{number:02}" for number in range(1, 9)]
    assert found["doctor"] == [*first, "M09", "M10"]
    analyst = [*first, "M02", "M04", "M05", "M06", "E02", "E05", "E06", "E07", "E08"]
    assert found["analyst"] == analyst


def test_a_bundle_waits_for_its_modules_and_an_order_takes_the_rest(project):
    write(project, FILE)
    only = ways(modules())
    assert [(way.key, [each.id for each in way.modules]) for way in only] == [("lunch", ["A91"])]
    page = home()
    assert "Lunch 1: Try it" in page and "<strong>1 module, 10 minutes.</strong> One a day." in page


def test_without_a_file_there_are_none(project):
    assert ways(modules()) == []
    assert "qi-way" not in home()


@pytest.mark.parametrize(
    "text", ["way = 3", "[[way]]\nkey = 'x'", FILE.replace(', "A99"', "") + "colour = 1"]
)
def test_a_file_that_cannot_be_used_is_named(project, text):
    write(project, text)
    with pytest.raises(QIError, match=r"all_staff/ways\.toml cannot be used: .* Mend that line"):
        ways(modules())
