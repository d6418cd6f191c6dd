"""Random answers for tests of forms."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def chance_of():
    """The module ``chance.py`` beside this file."""
    found = importlib.util.spec_from_file_location("chance", Path(__file__).with_name("chance.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
