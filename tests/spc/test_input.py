"""Bad input: refused, or a caution says what was done. The words are part of the promise."""

import pandas as pd
import pytest

from qikit.errors import QIError
from qikit.spc.chart import chart
from qikit.spc.kind import kind_called

DAYS = [f"2025-01-{day:02}" for day in range(1, 25)]
Y = [5, 7, 6, 8, 5, 6, 7, 9, 6, 5, 7, 8] * 2


def made(y=Y, x=DAYS, kind="xmr", **more):
    columns = {name: more.pop(name) for name in ("days", "ward") if name in more}
    return chart({"day": x, "falls": y, **columns}, x="day", y="falls", kind=kind, **more)


def refused(sentence, **settings):
    with pytest.raises(QIError) as error:
        made(**settings)
    assert sentence in str(error.value), str(error.value)


def test_no_such_column_names_the_nearest():
    with pytest.raises(QIError) as error:
        chart({"month": DAYS, "falls": Y}, x="month", y="fals", kind="xmr")
    assert str(error.value) == (
        "There is no column called 'fals' in this table. It has: month, falls. "
        "Did you mean 'falls'?"
    )


def test_a_column_like_no_other():
    with pytest.raises(QIError, match="It has: day, falls. Name one of them as n=."):
        made(kind="u", n="occupancy")


def test_text_in_a_column_of_numbers_names_the_rows():
    refused(
        "The column 'falls' should hold numbers, but row 3 ('eleven') and row 5 ('n/a') do not. "
        "Correct them, or leave them blank for a gap.",
        y=[5, 7, "eleven", 8, "n/a", *Y[5:]],
    )


def test_many_bad_rows_are_counted():
    refused("and 19 more rows", y=["?"] * 24)


def test_numbers_stored_as_text_are_read_and_said():
    result = made(y=[str(one) for one in Y])
    assert result.points["y"].tolist() == Y
    assert "Numbers stored as text in 'falls' were read as numbers." in result.cautions


def test_blank_cells_are_gaps():
    result = made(y=["5", " ", None, *map(str, Y[3:])])
    assert result.points["y"].isna().tolist()[:4] == [False, True, True, False]


def test_infinite_numbers_name_the_rows():
    refused(
        "The column 'falls' has an infinite number in row 2. Look for a division by zero",
        y=[5, float("inf"), *Y[2:]],
    )


@pytest.mark.parametrize("kind", ["c", "g"])
def test_negative_counts_name_the_rows(kind):
    refused(
        "Counts cannot be negative, but 'falls' has row 4 (-1).", y=[5, 6, 7, -1, *Y[4:]], kind=kind
    )


def test_counts_that_are_not_whole_are_refused():
    refused(
        "A c chart counts whole events or cases, but 'falls' has row 1 (5.5).",
        y=[5.5, *Y[1:]], kind="c",
    )  # fmt: skip


def test_whole_counts_stored_as_floats_are_the_same_counts():
    as_int, as_float = made(kind="c"), made(y=[float(one) for one in Y], kind="c")
    assert as_int.summary.equals(as_float.summary)


def test_zero_denominators_name_the_rows():
    refused(
        "The denominator 'days' must be above zero, but it is not in row 2 (0) and row 6 (-3).",
        kind="u", n="days", days=[100, 0, 100, 100, 100, -3, *[100] * 18],
    )  # fmt: skip


def test_missing_denominators_name_the_rows():
    refused(
        "The denominator 'days' is missing in row 3. Fill it in, or leave the count blank too.",
        kind="u", n="days", days=[100, 100, None, *[100] * 21],
    )  # fmt: skip


def test_both_blank_is_a_gap():
    y, days = [None, *Y[1:]], [0, *[100] * 23]
    assert made(y=y, kind="u", n="days", days=days).points["y"].isna().sum() == 1


def test_a_numerator_above_its_denominator_names_the_rows():
    refused(
        "The count 'falls' is larger than its denominator 'days' in row 8 (9).",
        kind="p", n="days", days=[8] * 24, y=[8 if at > 12 else one for at, one in enumerate(Y)],
    )  # fmt: skip


def test_denominators_that_are_needed():
    refused("A p chart needs denominators. Name the column that holds them as n=", kind="p")
    refused("A g chart uses no denominators. Leave out n='days'.", kind="g", n="days", days=Y)


def test_an_np_chart_with_unequal_denominators():
    refused(
        "An np chart needs the same denominator everywhere, but 'days' goes from 50 to 51. "
        "Use kind='p'.",
        kind="np", n="days", days=[50] * 23 + [51],
    )  # fmt: skip


def test_an_np_chart_takes_one_number():
    assert made(kind="np", n=50).points["n"].tolist() == [50] * 24


def test_a_t_chart_takes_no_zero():
    refused(
        "A t chart needs times above zero, but 'falls' has row 2 (0). Record the time of day, or "
        "count whole days on a g chart.",
        kind="t", y=[5, 0, *Y[2:]],
    )  # fmt: skip


@pytest.mark.parametrize(
    "y, what", [([3, None], "is one value only"), ([None, None], "are no values")]
)
def test_fewer_than_two_points(y, what):
    with pytest.raises(QIError, match=f"There {what} to chart. A chart needs at least two"):
        made(y=y, x=DAYS[:2])


def test_an_empty_table():
    with pytest.raises(QIError, match="The table has no rows"):
        made(y=[], x=[])


def test_an_unknown_kind_and_an_unknown_rule_set():
    refused("called 'xbarr'. There are: c, g, mr, np, p, pprime, run, s, t, u", kind="xbarr")
    refused("Did you mean 'xbar'?", kind="xbarr")
    refused("There is no rule set called 'mcd'. There are: ihi, anhoej, mdc", rules="mcd")
    refused("Did you mean 'mdc'?", rules="mcd")
    refused("7 is not a rule. A rule set is a name such as 'mdc', or a tuple", rules=(7,))


def test_direction_target_and_per():
    refused("better= is 'higher', 'lower' or 'neither'", better="up")
    refused("A target is a number, not True.", target=True)
    refused("per=1000 scales a rate, and this c chart shows none", kind="c", per=1000)
    refused("per= is a number above zero, such as 100 or 1000, not 0.", kind="u", n=5, per=0)
    refused("For per cent write per=100 beside unit='%'", kind="p", n=50, unit="%")


def test_a_note_needs_a_point():
    refused("The note at 30 has no point to stand at", x=list(range(1, 25)), notes={30: "New"})
    refused("'soon' is not a date. Write it as 2025-04-01", notes={"soon": "New"})


def test_what_is_no_table():
    with pytest.raises(QIError, match="The data could not be read as a table"):
        chart({"a": [1], "b": [1, 2]}, x="a", y="b", kind="xmr")
    with pytest.raises(QIError, match="There is no file nowhere.csv"):
        chart("nowhere.csv", x="a", y="b", kind="xmr")


def test_a_csv_file(tmp_path):
    pd.DataFrame({"day": DAYS, "falls": Y}).to_csv(tmp_path / "falls.csv", index=False)
    assert chart(tmp_path / "falls.csv", x="day", y="falls", kind="xmr").points.equals(
        made().points
    )


def test_two_columns_of_one_name():
    table = pd.DataFrame([[1, 2, 3]] * 12, columns=["x", "y", "y"])
    with pytest.raises(QIError, match="The table has two columns called 'y'"):
        chart(table, x="x", y="y", kind="xmr")


def test_the_table_that_was_given_is_not_changed():
    table = pd.DataFrame({"x": DAYS[::-1], "y": Y})
    before = table.copy()
    chart(table, x="x", y="y", kind="xmr")
    assert table.equals(before)


def test_a_subgroup_of_one_is_refused():
    with pytest.raises(QIError, match="The subgroup at 3 has one measurement"):
        chart({"d": [1, 1, 2, 2, 3], "y": [1, 2, 3, 4, 5]}, x="d", y="y", kind="xbar")


def test_unequal_opportunity_on_a_c_chart():
    result = made(kind="c", n="days", days=[50] * 12 + [150] * 12)
    assert "too unequal for a c chart. Use kind='u'." in result.cautions[-1]
    even = made(kind="c", n="days", days=[95] * 12 + [105] * 12)
    assert "unequal" not in " ".join(even.cautions)
    assert even.title == "Falls"


def test_low_is_not_better_on_a_chart_of_rare_events():
    result = made(kind="g", better="lower")
    assert "Where the event is harm, that is good: use better='higher'." in result.cautions[-1]


def test_lengths_of_time_are_shown_in_minutes_and_that_is_said(plot):
    made = plot(pd.to_timedelta([90, 120, 60] * 5, unit="s"))
    assert made.points["y"].tolist() == [1.5, 2.0, 1.0] * 5
    assert "The column 'y' holds lengths of time: they are shown in minutes." in made.cautions


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([True, False] * 6, "but it holds true or false. Count or measure first"),
        (pd.date_range("2026-01-01", periods=12), "but it holds dates. Count or measure first"),
        (["0:20:30"] + [20] * 11, "Write lengths of time as numbers, such as minutes."),
    ],
)
def test_what_is_no_number_is_refused_in_words(plot, values, words):
    with pytest.raises(QIError, match=words):
        plot(values)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"per": "a"}, "per= is a number above zero, such as 100 or 1000, not a."),
        ({"notes": ["new rota"]}, "notes= is a dict from a point to its words"),
        ({"unit": 5}, "unit= is a word such as 'minutes', not 5."),
    ],
)
def test_a_setting_of_the_wrong_kind_is_refused_in_words(plot, setting, words):
    with pytest.raises(QIError) as refused:
        plot(list(range(12)), **setting)
    assert words in str(refused.value)


def test_a_title_may_be_a_number_and_an_unknown_series_is_named(plot):
    assert "of 2026" in plot(list(range(12)), title=2026).words
    with pytest.raises(QIError, match="There is no series called 'q'. There are: y."):
        plot(list(range(12))).svg("q")


def test_one_bad_date_is_refused_by_its_row():
    days = [f"2026-{month:02}-01" for month in range(12, 0, -1)]
    for at, bad in ((3, "13/2026"), (0, "oops")):
        data = {"month": [*days[:at], bad, *days[at + 1 :]], "y": range(12)}
        with pytest.raises(QIError, match=rf"row {at + 1} \('{bad}'\) could not be read as one"):
            chart(data, x="month", y="y", kind="xmr")


def test_a_target_for_each_row_goes_with_its_row():
    data = pd.DataFrame({"x": pd.date_range("2026-01-01", periods=12)[::-1], "y": range(12)})
    made = chart(data, x="x", y="y", kind="xmr", target=list(range(100, 112)))
    assert made.targets().tolist() == list(range(111, 99, -1))
    with pytest.raises(QIError, match="target= has 3 values for 12 rows"):
        chart(data, x="x", y="y", kind="xmr", target=[1, 2, 3])


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"rules": 7}, "7 is not a rule"),
        ({"x": ["point"]}, "x= is the name of one column"),
        ({"phases": [6, 6]}, "The phase start 6 is stated twice"),
    ],
)
def test_slips_are_refused_in_words(setting, words):
    data = {"point": range(12), "y": range(12)}
    with pytest.raises(QIError, match=words):
        chart(data, **{"x": "point", "y": "y", "kind": "xmr", **setting})


@pytest.mark.parametrize(("said", "meant"), [("p'", "pprime"), ("u′", "uprime"), ("I", "xmr")])
def test_kinds_by_their_other_names(said, meant):
    assert kind_called(said).name == meant


def test_the_latest_value_that_counts_is_named_when_it_is_not_the_last(plot):
    made = plot([50, 52, 49, 51, 53, 50, 48, 52, 51, 49, 50, 52, 99], exclude=[13])
    assert "Latest value that counts, 12: 52" in made.words


def test_why_takes_a_date():
    days = pd.date_range("2026-01-01", periods=12, freq="MS")
    made = chart({"m": days, "y": range(12)}, x="m", y="y", kind="xmr")
    assert made.why("2026-03-01") == made.why(3)
    with pytest.raises(QIError, match="There is no point at 2026-03-02"):
        made.why("2026-03-02")


def test_what_was_left_out_is_asked_for_in_words():
    data = {"point": range(12), "y": range(12)}
    with pytest.raises(QIError, match="Name the column to use as x=. The table has: point, y."):
        chart(data, y="y", kind="xmr")
    with pytest.raises(QIError, match="Say which kind of chart this is"):
        chart(data, x="point", y="y")


def test_complex_numbers_are_refused(plot):
    with pytest.raises(QIError, match="but it holds complex numbers"):
        plot([1j] * 12)
