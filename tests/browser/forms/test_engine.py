"""What the page says of a form is what Python says, to the letter: vectors and random answers."""

import json
import random
from pathlib import Path

import pytest

from qikit import learn, pdsa
from qikit.learn.forms import drawing, findings, paper, reading, rules

PDSA = Path(__file__).parents[2] / "pdsa"
VECTORS = json.loads((PDSA / "vectors.json").read_text("utf-8"))
EACH = 150

JUDGE = """async (text) => {
  const { judge } = await import("/forms/rules.js");
  const { form, cases } = JSON.parse(text);
  return cases.map(({ rule, value }) => judge(form, rule, value));
}"""

SAY = """async (text) => {
  const [{ judged }, reading, { csv, html, parts }, drawing] = await Promise.all(
    ["findings", "reading", "paper", "drawing"].map((name) => import(`/forms/${name}.js`)));
  const { spec, checks, partial, values } = JSON.parse(text);
  return values.map((value) => ({
    judged: judged(spec, checks, value, partial),
    lines: reading.lines(spec.form, value),
    csv: csv(spec.form, value),
    html: html(spec.form, value, checks),
    blank: parts(spec.form, null, 4),
    drawn: spec.form.draw ? drawing.draw(spec.form, value) : "",
    outline: spec.form.draw === "drivers" ? reading.outline(spec.form, value) : [],
    points: spec.form.draw === "ramp" ? drawing.chartPoints(value) : [],
  }));
}"""


@pytest.fixture(scope="session")
def modules(serve):
    return serve(Path(learn.__file__).with_name("ui"))


def ask(page, modules, script, given):
    page.goto(f"{modules}/kinds/form.js")
    return page.evaluate(script, json.dumps(given))


def test_the_shared_vectors(page, modules):
    found = ask(page, modules, JUDGE, VECTORS)
    assert len(found) == len(VECTORS["cases"]) > 60
    for case, said in zip(VECTORS["cases"], found, strict=True):
        assert said == [case["holds"], case.get("which", [])], case


def test_random_answers_to_every_rule(page, modules, chance_of):
    chance = random.Random("rules of forms")
    form = VECTORS["form"]
    cases = []
    for _ in range(1500):
        case = chance.choice(VECTORS["cases"])
        value = (chance_of.answer_of(form, chance) if chance.random() < 0.8
                 else chance.choice([*chance_of.OTHER, *chance_of.TYPED]))
        cases.append({"rule": case["rule"], "value": value})
    found = ask(page, modules, JUDGE, {"form": form, "cases": cases})
    for case, said in zip(cases, found, strict=True):
        assert said == list(rules.judge(form, case["rule"], case["value"])), case
    assert 100 < sum(holds for holds, _ in found) < 1400


@pytest.mark.parametrize("make", pdsa.FORMS, ids=lambda make: make.__name__)
def test_random_answers_to_every_form(page, modules, chance_of, make):
    form = make()
    spec = {"form": form.spec() | {"style": paper.STYLE}, "points": 4}
    checks, chance = list(form.checks), random.Random(f"answers to {form.name}")
    values = [None, form.example, *chance_of.OTHER]
    values += [chance_of.answer_of(spec["form"], chance) for _ in range(EACH)]
    values += [chance_of.changed(form.example, spec["form"], chance) for _ in range(EACH)]
    partial = [[1, 1], [3, 2]]
    given = {"spec": spec, "checks": checks, "partial": partial, "values": values}
    found = ask(page, modules, SAY, given)
    for value, said in zip(values, found, strict=True):
        assert said["judged"] == findings.judged(spec, checks, value, partial), value
        assert said["lines"] == reading.lines(spec["form"], value), value
        assert said["csv"] == paper.csv(spec["form"], value), value
        assert said["html"] == paper.html(spec["form"], value, checks), value
        assert said["blank"] == paper.parts(spec["form"], None, 4)
        if form.draw:
            assert said["drawn"] == drawing.draw(spec["form"], value), value
        if form.draw == "drivers":
            assert said["outline"] == reading.outline(spec["form"], value), value
        if form.draw == "ramp":
            points = [list(each) for each in drawing.chart_points(value)]
            assert said["points"] == points, value
    assert len({each["judged"]["share"] for each in found}) > 2
