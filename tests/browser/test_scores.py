"""Scoring in JavaScript says what scoring in Python says, to the last bit."""

import json
import random
from importlib import import_module
from pathlib import Path

import pytest

from qikit import learn

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

TYPED = [
    "", " ", "68", "68%", " 68.0", "0.68", ".5", "1,234", "12,34", "NaN", "Infinity", "٦٨", "1e3",
    "-0", "−3", "13·7", "£5", "a", "A", " b ", "c", "straße", "ß", "ﬁ", "İ", "ı", "ς", "yes", "NO",
    "concern", "common  cause", "10", "010", "+7", "10.0", "6²", "\u00a0", "\ufeff68", "x" * 50,
]
NUMBERS = [0, -1, 1, 2, 10, 10.5, 0.68, 68, 67.5, 68.5, 1e9, 1e21, 5e-324, 2**60, 77.44, 6.55]


def junk(chance, depth=2):
    """An answer that could be anything JSON holds."""
    pick = chance.random()
    if pick < 0.4:
        return chance.choice(TYPED)
    if pick < 0.7 or depth == 0:
        return chance.choice([*NUMBERS, None, True, False])
    parts = [junk(chance, depth - 1) for _ in range(chance.randrange(5))]
    if pick < 0.85:
        return parts
    return {chance.choice([*TYPED, "falls", "ed", "icon", "limit"]): part for part in parts}


def near_miss(chance, value):
    """A good answer with something changed in it."""
    if isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        return {**value, name: near_miss(chance, value[name])}
    if isinstance(value, list) and value:
        changed = list(value)
        changed[chance.randrange(len(changed))] = junk(chance, 1)
        chance.shuffle(changed)
        return changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.3 else changed
    return junk(chance, 1)


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
def test_random_answers(page, modules, kind):
    chance = random.Random(f"answers to {kind}")
    groups = [group for group in GROUPS if group["kind"] == kind]
    many = []
    for _ in range(EACH):
        group = chance.choice(groups)
        good = chance.choice(group["cases"])["value"]
        value = junk(chance) if chance.random() < 0.5 else near_miss(chance, good)
        many.append(asked(group, value))
    found = by_browser(page, modules, many)
    for one, result in zip(many, found, strict=True):
        assert result == by_python(one), one


def test_numbers_past_all_bounds(page, modules):
    group = next(group for group in GROUPS if group["kind"] == "number")
    for typed in ("1e400", "-1e400", "9" * 400):
        text = json.dumps([asked(group, None)]).replace('"value": null', f'"value": {typed}')
        page.goto(f"{modules}/kinds/choice.js")
        found = json.loads(page.evaluate(SCORE, text))
        assert found == [by_python(asked(group, json.loads(typed)))]
