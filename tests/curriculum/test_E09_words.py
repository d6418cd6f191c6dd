"""E09: every key and every number of the prose from the data, by a second route (least squares)."""

import itertools

import numpy as np
import pytest

import qikit as qi

NAME = "E09_planned_experiments"


@pytest.fixture(scope="module")
def runs():
    data = qi.load("reminder_experiment")
    return data.assign(percent=100 * data["missed"] / data["booked"])


@pytest.fixture(scope="module")
def fitted(runs):
    """Twice the coefficients of a least-squares fit of all 16 runs, and its residual spread."""
    names, columns = [""], [np.ones(len(runs))]
    for size in (1, 2, 3):
        for letters in itertools.combinations("ABC", size):
            names.append("".join(letters))
            columns.append(np.prod([runs[letter] for letter in letters], axis=0))
    design = np.column_stack(columns)
    found, residue, *_ = np.linalg.lstsq(design, runs["percent"], rcond=None)
    spread = float(np.sqrt(residue[0] / (len(runs) - len(names))))
    return dict(zip(names, 2 * found, strict=True)), spread


def rate(runs, **signs):
    part = runs
    for name, sign in signs.items():
        part = part[part[name] == sign]
    return 100 * part["missed"].sum() / part["booked"].sum()


def test_effects_are_those_of_a_least_squares_fit_and_of_the_reference(marks, fitted, reference):
    effects, _ = fitted
    for name, expected in reference["C17"]["effects"].items():
        assert effects[name] == pytest.approx(expected, abs=1e-9)
        assert marks["q1b"].key[name]["Effect"] == pytest.approx(expected, abs=1e-9)
    assert effects[""] / 2 == pytest.approx(reference["C17"]["grand_mean_percent"])


def test_the_standard_error_is_that_of_the_fit(runs, fitted, reference, lessons):
    effects, spread = fitted
    error = spread * np.sqrt(4 / len(runs))
    assert error == pytest.approx(reference["C17"]["standard_error_replicates"], abs=5e-4)
    assert error == pytest.approx(reference["keys"]["E09"]["q2"]["value"], abs=0.01)
    beyond = {name for name, size in effects.items() if name and abs(size) > 2 * error}
    assert beyond == {"A", "B", "AB"}
    assert 2 * error == pytest.approx(1.15, abs=0.005)
    shown = {cell.id: cell for cell in lessons(NAME).cells}["own-noise"].outputs[0]
    assert float(shown["data"]["text/plain"]) == pytest.approx(error, abs=5e-4)


def test_the_model_and_one_factor_at_a_time(runs, fitted, marks):
    effects, _ = fitted
    model = effects[""] / 2 + (effects["A"] + effects["B"] + effects["AB"]) / 2
    assert marks["q4"].key == pytest.approx(model, abs=0.001)
    alone = rate(runs, A=-1, B=1, C=-1) - rate(runs, A=-1, B=-1, C=-1)
    late = rate(runs, A=1, B=1, C=-1) - rate(runs, A=1, B=-1, C=-1)
    assert marks["q5"].key == {
        "low": {"Change": pytest.approx(alone)}, "high": {"Change": pytest.approx(late)}}
    assert (alone, late) == (pytest.approx(-0.5), pytest.approx(-3.0))


def test_numbers_of_the_prose(runs, prose, lessons):
    low = {"A": -1, "B": -1, "C": -1}
    shown = [rate(runs, **low | changed) for changed in ({}, {"A": 1}, {"B": 1}, {"C": 1})]
    assert [round(each, 1) for each in shown] == [11.9, 10.3, 11.4, 11.5]
    why = lessons(NAME).plan.questions["guess"].why
    said = " ".join(why.values())
    assert all(f"{each:.1f}%" in said for each in shown)
    assert f"{rate(runs, A=1, B=1, C=-1):.1f}% are missed" in prose
    assert round(rate(runs, **low)) == 12
    means = {(a, b): rate(runs, A=a, B=b) for a in (-1, 1) for b in (-1, 1)}
    assert [round(means[at], 2) for at in ((-1, -1), (1, -1), (-1, 1), (1, 1))] == [
        11.7, 10.45, 11.55, 7.0]
    assert not any(told in prose for told in ("7.0%", "10.175", "−3.0", "-2.90"))


def test_aliases_by_columns_of_signs(marks):
    signs = {"A": np.array([-1, 1] * 4), "B": np.array([-1, -1, 1, 1] * 2),
             "C": np.repeat([-1, 1], 4)}
    signs["D"] = signs["A"] * signs["B"] * signs["C"]

    def column(letters):
        return np.prod([signs[letter] for letter in letters], axis=0)

    for effect, alias in marks["q6"].key.items():
        assert (column(effect) == column(alias)).all()
    assert len(set(marks["q6"].key.values())) == 4


def test_the_order_of_runs_shows_no_signal(runs):
    for rules in ("anhoej", "ihi"):
        assert qi.chart(runs, x="run_order", y="percent", kind="run", rules=rules).signals.empty
    assert sorted(runs["run_order"]) == list(range(1, 17))
    order = runs.sort_values("run_order")
    for name in "ABC":
        assert abs(np.corrcoef(order["run_order"], order[name])[0, 1]) < 0.5


def test_hidden_cases_by_hand(marks):
    first, second, third = marks["q1"].cases
    assert third.expect == pytest.approx((64 + 66.5 - 51 - 50.5) / 2)
    assert sum(first.args[0]) == 0 and sum(second.args[0]) != 0
    for case in marks["q2"].cases:
        one, other = map(np.array, case.args)
        twins = np.var(np.column_stack([one, other]), axis=1, ddof=1).mean()
        assert case.expect == pytest.approx(np.sqrt(4 * twins / (2 * len(one))))


def test_the_minutes_are_enough_to_read_and_to_do(lessons, prose):
    meta = lessons(NAME).meta
    assert len(prose.split()) / 180 + meta["activity"] <= meta["minutes"]
