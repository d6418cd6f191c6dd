"""Options appraisal: weighted means by hand, ties, and what turns the result."""

import pytest

from qikit.errors import QIError
from qikit.plan.options import CRITERIA, appraise

EVEN = dict.fromkeys(CRITERIA, 1)
SCORES = {"within": dict.fromkeys(CRITERIA, 3) | {"transfer": 5},
          "support": dict.fromkeys(CRITERIA, 3) | {"speed": 4},
          "peer": {"cost": 5}}


def test_totals_are_weighted_means():
    found = appraise(SCORES, EVEN)
    assert found["totals"] == {"within": pytest.approx(20 / 6), "support": pytest.approx(19 / 6),
                               "peer": None}
    assert found["best"] == "within"
    assert found["words"] == ("Build from within comes out first, 3.3 against 3.2 of 5. "
                              "Without skills stay with us it would not.")
    assert appraise(SCORES, EVEN | {"speed": 4})["best"] == "support"
    assert appraise(SCORES, {"cost": 2})["totals"]["peer"] == 5


def test_a_tie_is_no_winner():
    found = appraise({name: dict.fromkeys(CRITERIA, 2) for name in SCORES}, EVEN)
    assert found["best"] is None and "the same" in found["words"]
    assert "two options" in appraise({}, EVEN)["words"]


@pytest.mark.parametrize(("scores", "weights", "said"), [
    (SCORES, {}, "Give one criterion"), (SCORES, {"cost": -1}, "0 or more"),
    ({"within": {"cost": 6}}, EVEN, "a score is 0 to 5")])
def test_what_cannot_be_is_refused(scores, weights, said):
    with pytest.raises(QIError, match=said):
        appraise(scores, weights)
