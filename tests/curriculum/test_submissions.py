"""Three submissions a module, marked by the real marker: model, blank and misconception.

They stand in the test file of each module, as ``MODEL``, ``MISCONCEPTION`` and
``MISCONCEPTION_MARKS``; a module in which learners write code has its own such tests.
"""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest


def submissions(path):
    """The test file of one module, as a Python module."""
    found = spec_from_file_location(path.stem, path)
    file = module_from_spec(found)
    found.loader.exec_module(file)
    return file


FILES = [
    file
    for path in sorted(Path(__file__).parent.glob("test_A*.py"))
    if hasattr(file := submissions(path), "MODEL")
]


@pytest.fixture(params=FILES, ids=[file.NAME for file in FILES])
def of(request):
    """The submissions of one module."""
    return request.param


@pytest.fixture
def keys(of, reference):
    """The agreed answers of that module."""
    return reference["keys"][of.NAME.partition("_")[0]]


def test_every_module_of_the_first_tier_has_its_submissions(folders):
    staff = [folder.name for folder in folders if folder.parent.name == "all_staff"]
    assert [file.NAME for file in FILES] == staff
    assert len(staff) > 0


def test_the_model_earns_every_point(of, keys, marked):
    assert marked(of.NAME, of.MODEL) == {name: each["points"] for name, each in keys.items()}
    assert sum(each["points"] for each in keys.values()) == 10


def test_blank_earns_nothing(of, marked):
    assert sum(marked(of.NAME, {}).values()) == 0


def test_the_misconception_earns_what_is_stated(of, marked):
    assert marked(of.NAME, of.MISCONCEPTION) == of.MISCONCEPTION_MARKS
    assert 0 < sum(of.MISCONCEPTION_MARKS.values()) < 7


def test_the_facilitator_page_says_the_same_points(of, keys, lessons):
    page = (lessons(of.NAME).folder / "facilitator.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) .*? \| .+? \| (\d+) \|$", page, re.MULTILINE)
    told = {f"q{number}": int(points) for number, points in rows}
    assert told == {name: each["points"] for name, each in keys.items()}
