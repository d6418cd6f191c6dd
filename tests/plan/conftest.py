"""What the tests of the planner share."""

import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def reference():
    """The checked answers of ``tests/reference.toml``."""
    return tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))
