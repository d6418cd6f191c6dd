"""The shared vectors, by Python. ``tests/browser/test_scores.py`` runs them in Chromium."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from qikit.learn import ask

GROUPS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
CASES = [(group, case) for group in GROUPS for case in group["cases"]]


NAMES = [f"{group['kind']}-{case['value']!r:.30}" for group, case in CASES]


@pytest.mark.parametrize(("group", "case"), CASES, ids=NAMES)
def test_scores_as_the_vectors_say(group, case):
    kind = import_module(f"qikit.learn.kinds.{group['kind']}")
    found = kind.score(
        group["spec"], group["key"], case["value"], group.get("why"), group.get("partial")
    )
    assert found["share"] == pytest.approx(case["share"], abs=1e-15)
    assert found["state"] == case["state"]
    if "messages" in case:
        assert found["messages"] == case["messages"]


def test_every_kind_has_vectors():
    assert {group["kind"] for group in GROUPS} == set(ask.kinds())
    assert len(ask.kinds()) == 13
