"""The reading in plain English, for every kind and outcome; caption, cautions and reasons."""

from html import unescape

import pandas as pd
import pytest

from qikit.errors import QIError
from qikit.spc import Baseline, outside, shift
from qikit.spc.caption import plain_caption
from qikit.spc.chart import chart
from qikit.spc.html import html
from qikit.spc.kind import KINDS, kind_called
from qikit.spc.saying import decimals_for, decimals_in, say_number, say_positions, say_x

WEEKS = pd.date_range("2025-01-06", periods=24, freq="7D")
MONTHS = pd.date_range("2024-04-01", periods=24, freq="MS")
Y = [5, 7, 6, 8, 5, 6, 7, 9, 6, 5, 7, 8] * 2


def theatre(reference, **settings):
    data = {"week": WEEKS, "minutes": reference["C3"]["values"]}
    settings = {"kind": "xmr", "title": "Theatre turnaround", "unit": "minutes", **settings}
    return chart(data, x="week", y="minutes", **settings)


def monthly(y, **settings):
    settings = {"kind": "xmr", **settings}
    return chart({"month": MONTHS[: len(y)], "y": y}, x="month", y="y", **settings)


def test_the_pattern_of_section_9_3(reference):
    assert theatre(reference).words == (
        "XmR chart of theatre turnaround, minutes, 24 weeks from 6 January 2025 to 16 June 2025. "
        "Mean 32.9 minutes, limits 25.8 to 39.9. Latest value 34.4 minutes (common-cause "
        "variation). Week 10, 10 March 2025 (43.7), is above the upper limit. No other signals. "
        "Rule set Making Data Count 7 and 7, no screening."
    )


@pytest.mark.parametrize(
    ("kind", "rules", "y", "said"),
    [
        ("run", (), Y, "The line is the median, the middle result."),
        ("run", "ihi", [3] * 12 + [9, 8] * 6, "The line is the median, the middle result. A letter "
         "on a dot names its signal: S for shift, R for runs."),
        ("xmr", (outside(),), Y, "The middle line is the mean. The two outer lines show how far "
         "results mostly reach when nothing special happens."),
        ("xmr", (outside(),), [*Y[:-1], 40], "The middle line is the mean. The two outer lines "
         "show how far results mostly reach when nothing special happens. A letter on a dot names "
         "its signal: O for outside."),
    ],
)
def test_a_plain_caption_says_what_the_lines_are_and_keeps_the_settings_behind(
    plot, kind, rules, y, said
):
    made, full = plot(y, kind=kind, rules=rules, plain=True), plot(y, kind=kind, rules=rules)
    assert plain_caption(made) == [said] and plain_caption(full) == []
    assert made.caption == full.caption and said in made.text and made.caption in made.text
    page = html(made)
    shown = page.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert said in unescape(shown) and made.caption not in unescape(shown)
    behind = page.partition("How this chart was made</summary>")[2]
    assert unescape(behind).startswith(f"<p>{made.caption}</p>")
    assert "How this chart was made" not in html(full)


def test_the_caption_of_a_chart(reference):
    assert theatre(reference, screen=True, baseline=12, exclude=[10]).caption == (
        "Rules: Making Data Count 7 and 7 (a point outside the limits; shift of 7; trend of 7; "
        "two of three beyond two sigma). Centre line: mean. Baseline: weeks 1 to 12 (6 January "
        "2025 to 24 March 2025). 1 point is excluded from limits and rules. Moving ranges of 3.267 "
        "mean ranges or more were left out (screened)."
    )


@pytest.mark.parametrize(
    ("better", "judged"),
    [("higher", ", an improvement."), ("lower", ", a concern."), ("neither", ".")],
)
def test_a_point_outside(reference, better, judged):
    said = theatre(reference, better=better).words
    assert f"Week 10, 10 March 2025 (43.7), is above the upper limit{judged}" in said


def test_points_outside_are_one_sentence(reference, plot):
    from_one = plot([50] * 12 + [90, 91, 50, 92], baseline=Baseline.stated(mean=50, upper=80))
    assert "Points 13, 14 and 16 are above the upper limit." in from_one.words


def test_a_point_below(plot):
    made = plot([50, 10, 50], baseline=Baseline.stated(mean=50, upper=80), better="higher")
    assert "Point 2 (10) is below the lower limit, a concern." in made.words


def test_shift_trend_and_zone(plot):
    made = plot(
        [40] * 8 + [41, 42, 43, 44, 45, 46, 72, 55, 73],
        baseline=Baseline.stated(mean=50, upper=80), better="lower",
    )  # fmt: skip
    assert (
        "Points 1 to 14 are below the mean: a shift of 14 points, an improvement. Points 8 to 15 "
        "rise without a break: a trend of 8 points, a concern. Points 15 and 17 lie beyond two "
        "sigma above the mean, two of three in a row, a concern. No other signals."
    ) in made.words


def test_months_are_said_as_months():
    made = monthly([50] * 12 + [60] * 12, better="higher")
    assert "24 months from April 2024 to March 2026" in made.words
    assert "Months 13 to 24 (April 2025 to March 2026) are above the mean" in made.words


def test_no_signals(plot):
    assert "No signals." in plot(Y).words


@pytest.mark.parametrize(
    ("better", "target", "sentence"),
    [
        ("higher", 0, "on the good side of both limits, so the process passes it consistently."),
        ("lower", 0, "beyond the limits, so the process fails it consistently and will go on so"),
        ("lower", 6, "between the limits, so some months will hit it and others miss it"),
        ("neither", 6, "Target 6 minutes. Rule set"),
    ],
)
def test_target_and_assurance(better, target, sentence):
    steady = [6, 7, 6, 8, 7, 6, 7, 7, 6, 7, 7, 6] * 2
    made = monthly(steady, better=better, target=target, unit="minutes")
    assert sentence in made.words
    assert f"Target {target} minutes" in made.words


@pytest.mark.parametrize("kind", sorted(set(KINDS) | {"xbar", "s"}))
def test_every_kind_reads_well(plot, kind):
    if KINDS and kind_called(kind).subgroups:
        rows = {"x": [i for i in range(24) for _ in range(2)], "y": Y * 2}
        made = chart(rows, x="x", y="y", kind=kind)
    elif kind_called(kind).denominator == "required":
        made = plot(Y, n=[20] * 24, kind=kind)
    else:
        made = plot(Y, kind=kind)
    title = kind_called(kind).title
    assert made.words.startswith(title[0].upper() + title[1:] + " of ")
    assert made.words.count("Latest value") == 1
    for bad in ("nan", "None", "  ", "..", " ,", "none"):
        assert bad not in made.text, made.text


@pytest.mark.parametrize("kind", ["c", "p", "u", "np", "pprime", "uprime", "g", "xmr", "run"])
def test_nothing_ever_happened(plot, kind):
    more = {"n": [40] * 24} if kind_called(kind).denominator == "required" else {}
    made = plot([0] * 24, kind=kind, **more)
    assert made.signals.empty
    assert "nan" not in made.text


def test_a_long_wait_between_harms_is_good(reference, plot):
    made = plot(reference["C12"]["values"], kind="g", baseline=15, better="higher")
    assert (
        "Points 16 to 18 are above the upper limit, unusually long waits between events, "
        "improvements."
    ) in made.words
    short = plot([9] * 20 + [0.01], kind="t", better="higher", baseline=20)
    assert (
        "Point 21 (0.01) is below the lower limit, an unusually short wait between events, "
        "a concern."
    ) in short.words


def test_columns_make_a_title():
    data = {"month": MONTHS, "falls": Y, "occupied_bed_days": [900] * 24}
    settings = {"x": "month", "y": "falls", "n": "occupied_bed_days"}
    titles = {
        ("u", 1000): "Falls per 1,000 occupied bed days",
        ("u", 1): "Falls per occupied bed days",
        ("p", 100): "Falls as a percentage of occupied bed days",
        ("p", 1): "Falls as a share of occupied bed days",
        ("np", 1): "Falls",
    }
    for (kind, per), title in titles.items():
        assert chart(data, kind=kind, per=per, **settings).title == title
    assert chart(data, kind="u", title="Falls on Ward 9", **settings).title == "Falls on Ward 9"


def test_percentages_have_their_sign():
    data = {"month": MONTHS, "seen": Y, "patients": [10] * 24}
    made = chart(data, x="month", y="seen", n="patients", kind="p", per=100)
    assert "Mean 66%, limits 21 to 100." in made.words
    assert made.unit == ""


def test_phases_are_read_one_by_one(plot):
    made = plot([50, 52] * 6 + [60, 62] * 6, phases=[13])
    assert "Phase 1, points 1 to 12: mean 51.0, limits 45.7 to 56.3." in made.words
    assert "Phase 2, points 13 to 24: mean 61.0, limits 55.7 to 66.3." in made.words
    assert "Baseline: all points of each of 2 phases." in made.caption


def test_rules_of_your_own_are_spelt_out(plot):
    made = plot(Y, rules=(outside(), shift(8)))
    assert made.words.endswith("Rule set a point outside the limits; shift of 8, no screening.")
    assert made.caption.startswith("Rules: a point outside the limits; shift of 8. Centre line")
    assert list(made.points.columns[10:12]) == ["outside", "shift"]
    assert plot(Y, rules=()).caption.startswith("Rules: none.")


def test_why_a_point_is_judged(plot):
    made = plot([50, 82, 75, 50], baseline=Baseline.stated(mean=50, upper=80), better="higher")
    assert made.why(2) == (
        "Point 2 is 82. It is above the mean of 50 and above the upper limit of 80. Point 2 (82) "
        "is above the upper limit, an improvement. It is special-cause variation in the better "
        "direction: improvement."
    )
    assert made.why(1) == (
        "Point 1 is 50. It is on the mean of 50 and inside the limits. No rule marks it: "
        "common-cause variation."
    )


def test_why_a_point_is_both(plot):
    values = [44, 45, 46, 47, 48, 49, 49.5, 48]
    made = plot(values, baseline=Baseline.stated(mean=50, upper=80), better="higher")
    said = made.why(4)
    assert "a shift of 8 points, a concern" in said
    assert "a trend of 7 points, an improvement" in said
    assert "coloured as improvement, by national convention" in said
    assert made.points["judgement"].tolist()[3] == "improvement"


def test_why_a_gap_or_an_excluded_point(plot):
    made = plot([*Y, None, 99], exclude=[26])
    assert made.why(25) == "Point 25 has no value: it is a gap, and no rule looks at it."
    assert made.why(26).startswith("Point 26 is 99. It is excluded: it stays on the chart")


@pytest.mark.parametrize("position", [0, 25, 1.5, True, "one"])
def test_why_needs_a_point(plot, position):
    with pytest.raises(QIError, match="positions go from 1 to 24|whole number|which holds numbers"):
        plot(Y).why(position)


def test_why_not(plot):
    assert plot(Y).why_not() == ""
    assert "A run chart has a median and no limits." in plot(Y, kind="run").why_not()
    assert "Trial limits stand on 12 to 19 points." in plot(Y[:15]).why_not()
    assert "Provisional limits" in plot(Y, baseline=6).why_not()
    few = [1, 0, 2, 1, 0, 3, 1, 2, 0, 1, 2, 1, 0, 1, 2, 3, 1, 0, 2, 1]
    assert plot(few, kind="c").why_not().startswith("The calculated lower limit is below zero")


def test_advice_is_words_and_changes_nothing(plot):
    made = plot([50, 51] * 6 + [60, 61] * 6, baseline=12)
    before = made.points.copy()
    (advice,) = made.advice
    assert advice.startswith("Points 12 to 24 are above the centre line, up to the latest.")
    assert "the cause is known" in advice and "not where the rule fired" in advice
    assert made.points.equals(before) and made.points["phase"].max() == 1
    assert plot(Y).advice == []


def test_advice_to_look_again_at_trial_limits(plot):
    (advice,) = plot(Y, baseline=12).advice
    assert advice == (
        "The limits stand on 12 points, and there are now 24. Trial limits may be worked out again "
        "from 20, if the process is stable."
    )


def test_notes_stand_at_positions():
    made = monthly(Y, notes={"2024-06-01": "New form", 5: "Audit"})
    assert made.notes == {3: "New form", 5: "Audit"}
    assert "Notes: New form (June 2024); Audit (August 2024)." in made.words


def test_the_text_face(plot, monkeypatch):
    made = plot(Y[:15])
    monkeypatch.setenv("QIKIT_FACE", "text")
    assert made._repr_mimebundle_() == {"text/plain": made.text}
    assert repr(made) == made.text == "\n".join([made.words, made.caption, *made.cautions])


@pytest.mark.parametrize(
    ("value", "kind", "period", "words"),
    [
        (pd.Timestamp("2025-01-06"), "time", "week", "6 January 2025"),
        (pd.Timestamp("2025-04-01"), "time", "month", "April 2025"),
        (pd.Timestamp("2025-04-30"), "time", "month", "30 April 2025"),
        (pd.Timestamp("2025-04-01 09:05"), "time", "point", "1 April 2025 at 09:05"),
        (12.0, "number", "week", "12"),
        ("Q3", "label", "point", "Q3"),
    ],
)
def test_x_in_full(value, kind, period, words):
    value = value.to_datetime64() if kind == "time" else value
    assert say_x(value, kind, period) == words


def test_numbers_and_positions_in_words():
    assert say_number(1234.56, 1) == "1,234.6"
    assert say_number(-0.04, 1) == "0.0"
    assert say_number(-2.5, 1) == "−2.5"
    assert [decimals_for(s) for s in (123, 12, 2.4, 0.25, 0.0)] == [0, 0, 1, 2, 1]
    assert decimals_in(pd.Series([1.0, 2.5, float("nan")]).to_numpy()) == 1
    assert say_positions([2, 4]) == "2 and 4"
    assert say_positions([17, 18, 20, 21, 22]) == "17, 18 and 20 to 22"
