"""The nine rule vectors of the curriculum (3.4), under the three Making Data Count presets."""

import pytest

from qikit.spc.baseline import Baseline
from qikit.spc.detect import detect

PRESETS = ("mdc", "mdc_7_6", "mdc_6_6")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("number", range(9))
def test_vector_on_stated_lines(reference, number, preset):
    vector = reference["vectors"][number]
    found = detect(vector["values"], centre=50, upper=80, lower=20, rules=preset)
    assert found == vector[preset], vector["name"]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("number", range(9))
def test_vector_on_a_chart_with_stated_limits(reference, plot, marked, number, preset):
    vector = reference["vectors"][number]
    made = plot(vector["values"], rules=preset, baseline=Baseline.stated(mean=50, upper=80))
    found = {rule: marked(made, rule) for rule in made.rules.columns}
    assert {rule: at for rule, at in found.items() if at} == vector[preset], vector["name"]


def test_all_nine_are_there(reference):
    assert len(reference["vectors"]) == 9
