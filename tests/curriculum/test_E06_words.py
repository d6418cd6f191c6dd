"""E06: keys and numbers of the prose from the data, by scipy and hand formulas."""

import math
import re
from itertools import pairwise
from statistics import fmean, median

import pytest
from scipy import stats

import qikit as qi

NAME = "E06_rare_events"


@pytest.fixture(scope="module")
def gaps():
    return qi.load("line_infections")["admissions_since_last"].tolist()


@pytest.fixture(scope="module")
def days():
    return qi.load("restraint_gaps")["days_since_last"].tolist()


def test_keys_of_the_g_chart(marks, gaps, reference):
    of, base = reference["C12"], gaps[:15]
    mean = fmean(base)
    upper = mean + 3 * stats.nbinom(1, 1 / (1 + mean)).std()  # a geometric count of failures
    key = {name: row["Admissions"] for name, row in marks["q1b"].key.items()}
    assert key == {"mean": pytest.approx(mean, abs=0.01), "centre": median(base),
                   "upper": pytest.approx(upper, abs=0.01)}
    assert (mean, upper) == (pytest.approx(of["mean"], abs=1e-3),
                             pytest.approx(of["upper"], abs=0.01))
    assert set(marks["q2"].key) == {at for at, gap in enumerate(gaps, 1) if gap > upper}


def test_the_probability_limit_and_false_alarms_by_scipy(marks, gaps, reference):
    law = stats.geom(1 / (1 + fmean(gaps[:15])), loc=-1)
    limit = int(law.ppf(0.99865))
    assert marks["q3"].key == limit == reference["C12"]["probability_upper"]
    assert set(marks["q3b"].key) == {f"c{at}" for at, gap in enumerate(gaps, 1) if gap > limit}
    assert marks["q8"].key == pytest.approx(100 * law.sf(148), abs=0.01)
    assert marks["q8"].key == pytest.approx(1.9, abs=0.2)


def test_keys_of_the_t_chart(marks, days, reference):
    of, y = reference["C13"], [day ** (1 / 3.6) for day in days[:20]]
    mean, reach = fmean(y), 2.66 * fmean(abs(b - a) for a, b in pairwise(y))
    upper = (mean + reach) ** 3.6
    key = {name: row["Value"] for name, row in marks["q4b"].key.items()}
    assert key == {"mean": pytest.approx(mean, abs=5e-4), "upper": pytest.approx(upper, abs=0.05),
                   "lower": 0}
    assert mean - reach < 0 and upper == pytest.approx(of["upper"], abs=0.05)
    assert [at for at, day in enumerate(days, 1) if day > upper] == of["outside"] == [23]
    assert marks["q5"].key["outside"]["Answer"] == "event 23"
    assert marks["q7"].key == math.ceil(upper) == 63


def test_the_wrong_chart_of_raw_days(days, reference, lessons):
    base = days[:20]
    upper = fmean(base) + 2.66 * fmean(abs(b - a) for a, b in pairwise(base))
    assert [at for at, day in enumerate(base, 1) if day > upper] == [3]
    assert upper == pytest.approx(reference["C13"]["raw_xmr_upper"], abs=0.06)
    assert math.ceil(upper) == 27


def test_numbers_of_the_prose(days, prose):
    centre = fmean(day ** (1 / 3.6) for day in days[:20]) ** 3.6
    assert median(days[:20]) < 4 and centre < 4
    assert all(day > centre for day in days[18:]) and len(days[18:]) == 8
    assert max(days) == pytest.approx(68.2) and "one was 68 days" in prose
    notes = qi.load("restraint_gaps")["note"].fillna("")
    assert [at for at, note in enumerate(notes, 1) if note] == [15, 17]
    assert "From event 15" in prose and "At event 17" in prose


def test_the_chart_of_zeros_cannot_be_low_and_shouts_at_two(lessons):
    cell = next(cell for cell in lessons(NAME).cells if cell.id == "show-zeros")
    counts = [int(each) for each in re.findall(r"\d+", re.search(
        r'"infections": \[([^\]]+)\]', cell.source)[1])]
    mean = fmean(counts)
    assert mean == 0.25 and counts.count(0) > len(counts) / 2
    assert mean - 3 * mean**0.5 < 0 and mean + 3 * mean**0.5 < 2 == max(counts)
    assert mean + 3 * mean**0.5 > 1


def test_hidden_t_cases_cover_both_kinds_of_lower_limit(marks):
    lower = [case.expect["lower"] for case in marks["q4"].cases]
    assert lower[0] == 0 and lower[1] > 0


def test_the_minutes_are_enough_to_read_and_to_do(lessons, prose):
    meta = lessons(NAME).meta
    assert len(prose.split()) / 180 + meta["activity"] <= meta["minutes"]
