"""Scoring in JavaScript says what scoring in Python says, to the last bit."""

import importlib.util
import json
import random
from importlib import import_module
from pathlib import Path

import pytest

from qikit import learn
from qikit.learn import ask

VECTORS = Path(__file__).parents[1] / "learn" / "vectors.json"
GROUPS = json.loads(VECTORS.read_text("utf-8"))
KINDS = sorted({group["kind"] for group in GROUPS})
EACH = 400

SCORE = """async (text) => {
  const asked = JSON.parse(text);
  const found = [];
  for (const { kind, spec, key, value, why, partial } of asked) {
    const { score } = await import(`/kinds/${kind}.js`);
    found.push(score(spec, key, value, why, partial));
  }
  return JSON.stringify(found);
}"""


@pytest.fixture(scope="session")
def made():
    """What makes random questions and answers."""
    path = VECTORS.with_name("chance.py")
    found = importlib.util.spec_from_file_location("chance_of_questions", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def asked(group, value):
    """What one scoring is given."""
    named = {name: group.get(name) for name in ("kind", "spec", "key", "why", "partial")}
    return {**named, "value": value}


def by_python(one):
    kind = import_module(f"qikit.learn.kinds.{one['kind']}")
    return kind.score(one["spec"], one["key"], one["value"], one["why"], one["partial"])


def by_browser(page, address, many):
    page.goto(f"{address}/kinds/choice.js")
    return json.loads(page.evaluate(SCORE, json.dumps(many)))


@pytest.fixture(scope="session")
def modules(serve):
    return serve(Path(learn.__file__).with_name("ui"))


def test_the_shared_vectors(page, modules):
    cases = [(group, case) for group in GROUPS for case in group["cases"]]
    found = by_browser(page, modules, [asked(group, case["value"]) for group, case in cases])
    assert len(found) > 250
    for (group, case), result in zip(cases, found, strict=True):
        said = f"{group['kind']} {case['value']!r}"
        assert result["share"] == pytest.approx(case["share"], abs=1e-15), said
        assert result["state"] == case["state"], said
        assert result["messages"] == case.get("messages", result["messages"]), said


@pytest.mark.parametrize("kind", KINDS)
def test_random_answers(page, modules, made, kind):
    chance = random.Random(f"answers to {kind}")
    groups = [group for group in GROUPS if group["kind"] == kind]
    many = []
    for _ in range(EACH):
        group = chance.choice(groups)
        good = chance.choice(group["cases"])["value"]
        value = made.junk(chance) if chance.random() < 0.5 else made.near_miss(chance, good)
        many.append(asked(group, value))
    found = by_browser(page, modules, many)
    for one, result in zip(many, found, strict=True):
        assert result == by_python(one), one


def test_every_kind_has_random_questions(made):
    assert {*made.MAKERS, "form"} == set(ask.kinds())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "form"])
def test_random_questions(page, modules, made, kind):
    chance = random.Random(f"questions of {kind}")
    many = []
    for _ in range(EACH):
        one = made.question(kind, chance)
        many += [{**one, "value": made.answer(one, chance)} for _ in range(3)]
    found = by_browser(page, modules, many)
    for one, result in zip(many, found, strict=True):
        assert result == by_python(one), one
    states = {result["state"] for result in found}
    assert states >= {"saved" if kind == "text" else "right"}
    assert "not answered" in states


def test_numbers_past_all_bounds(page, modules):
    group = next(group for group in GROUPS if group["kind"] == "number")
    for typed in ("1e400", "-1e400", "9" * 400):
        text = json.dumps([asked(group, None)]).replace('"value": null', f'"value": {typed}')
        page.goto(f"{modules}/kinds/choice.js")
        found = json.loads(page.evaluate(SCORE, text))
        assert found == [by_python(asked(group, json.loads(typed)))]
