"""Pictures: what is drawn is what the tables say. Asserted on axes' data and labels, not pixels."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import qikit as qi
from qikit.errors import QIError
from qikit.spc import palette
from qikit.spc.draw import draw
from qikit.spc.drawing.lettering import apart, balanced, rows, width, wrap
from qikit.spc.drawing.ticks import date_ticks, number_ticks, place_ticks, whole_ticks


@pytest.fixture(scope="module")
def theatre():
    return qi.chart(
        qi.load("theatre_turnaround"), x="week", y="minutes", kind="xmr", better="lower",
        target=24, title="Theatre turnaround", unit="minutes",
    )  # fmt: skip


@pytest.fixture(scope="module")
def letters():
    return qi.load("discharge_letters")


@pytest.fixture(scope="module")
def falls():
    return qi.chart(
        qi.load("inpatient_falls"), x="month", y="falls", n="occupied_bed_days", kind="u",
        per=1000, better="lower", target=6.6,
    )  # fmt: skip


def letter_chart(letters, **more):
    settings = {"kind": "xmr", "better": "higher", "unit": "%", "title": "Letters"} | more
    return qi.chart(letters, x="week", y="pct_24h", **settings)


def line(figure, label, panel=0):
    found = [one for one in figure.axes[panel].lines if one.get_label() == label]
    assert len(found) == 1, label
    return found[0]


def values(figure, label, panel=0):
    y = np.asarray(line(figure, label, panel).get_ydata(), dtype=float)
    return y[np.isfinite(y)]


def words(figure):
    texts = [text.get_text() for ax in figure.axes for text in ax.texts]
    return [one for text in texts for one in text.split("\n")]


def codes(figure):
    return [text.get_text() for text in figure.axes[0].texts if text.get_label() == "code"]


def boxes(figure):
    """Where each text of the figure stands, in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    every = [t for ax in figure.axes for t in (*ax.texts, *ax.get_xticklabels(),
                                               *ax.get_yticklabels(), ax.title)]  # fmt: skip
    return {t: t.get_window_extent(renderer) for t in every if t.get_text().strip()}


def test_the_points_the_mean_the_limits_and_the_target(theatre):
    figure = draw(theatre)
    assert isinstance(figure, Figure)
    assert values(figure, "values") == pytest.approx(theatre.points["y"].to_numpy())
    assert set(values(figure, "mean")) == {theatre.summary["centre"][0]}
    assert set(values(figure, "limits").round(3)) == {
        round(theatre.summary[side][0], 3) for side in ("lower", "upper")
    }
    assert set(values(figure, "target")) == {24.0}


def test_lines_are_named_with_their_values_and_units(theatre):
    said = words(draw(theatre))
    for name, value in (("Upper limit", "39.9 minutes"), ("Mean", "32.9 minutes"),
                        ("Lower limit", "25.8 minutes"), ("Target", "24 minutes")):  # fmt: skip
        assert said[said.index(name) + 1] == value


def test_only_the_target_is_dashed_and_red(theatre):
    figure = draw(theatre)
    assert to_hex(line(figure, "target").get_color()) == palette.TARGET.lower()
    assert line(figure, "target").is_dashed()
    assert not line(figure, "mean").is_dashed() and not line(figure, "limits").is_dashed()


def test_each_class_has_its_shape_and_colour(theatre):
    figure = draw(theatre)
    concern = line(figure, "concern")
    assert concern.get_marker() == "s" and list(concern.get_ydata()) == [43.7]
    assert line(figure, "common cause").get_marker() == "o"
    assert codes(figure) == ["O"]


@pytest.mark.parametrize(
    ("better", "name", "marker"),
    [("higher", "improvement up", "^"), ("lower", "concern", "s"),
     ("neither", "special cause", "D")],
)  # fmt: skip
def test_a_rise_by_what_is_better(letters, better, name, marker):
    figure = draw(letter_chart(letters, baseline=12, better=better))
    assert line(figure, name).get_marker() == marker
    assert len(line(figure, name).get_ydata()) == 13


def test_a_fall_that_is_better_points_down(letters):
    turned = letters.assign(pct_24h=100 - letters["pct_24h"])
    figure = draw(letter_chart(turned, baseline=12, better="lower"))
    assert line(figure, "improvement down").get_marker() == "v"


def test_every_special_point_has_its_codes(letters):
    chart = letter_chart(letters, baseline=12)
    shown = [code.replace("\n", "") for code in codes(draw(chart))]
    points = chart.points[chart.points["signal"]]
    expected = [
        "O" * row.outside + "S" * row.shift + "T" * row.trend + "2" * row.two_of_three
        for row in points.itertuples()
    ]
    assert shown == expected


def test_phases_have_lines_and_headings_of_their_own(letters):
    chart = letter_chart(letters, phases=["2026-04-13"])
    figure = draw(chart)
    assert set(values(figure, "mean").round(6)) == set(chart.summary["centre"].round(6))
    mean = np.asarray(line(figure, "mean").get_ydata(), dtype=float)
    assert np.isnan(mean).sum() == 1
    said = " ".join(words(figure))
    assert "Phase 1, mean 62.8%" in said and "Phase 2" in said
    assert line(figure, "phases")


def test_a_baseline_is_marked(letters):
    figure = draw(letter_chart(letters, baseline=12))
    assert "Baseline, weeks 1 to 12" in words(figure)
    assert line(figure, "baseline")


def test_an_excluded_point_is_hollow(letters):
    figure = draw(letter_chart(letters, exclude=[5]))
    ghost = line(figure, "excluded")
    assert list(ghost.get_ydata()) == [71] and to_hex(ghost.get_markerfacecolor()) == "#ffffff"


def test_a_gap_is_a_gap(letters):
    holed = letters.assign(pct_24h=letters["pct_24h"].astype(float).where(letters.index != 9))
    figure = draw(letter_chart(holed))
    assert np.isnan(line(figure, "values").get_ydata()[9])
    assert len(line(figure, "common cause").get_ydata()) < 24


def test_varying_limits_are_steps_cut_at_zero(falls):
    figure = draw(falls)
    upper = falls.points["upper"].to_numpy()
    drawn = values(figure, "limits")
    assert drawn.min() == 0
    assert drawn[: 2 * len(upper)] == pytest.approx(np.repeat(upper, 2))
    assert "Upper limit, latest" in words(figure)


def test_a_run_chart_has_a_median_and_no_limits(letters):
    figure = draw(letter_chart(letters, kind="run", rules="ihi"))
    assert set(values(figure, "median")) == {68}
    assert not [one for one in figure.axes[0].lines if one.get_label() == "limits"]
    assert "Median" in words(figure)


def test_notes_stand_above_with_a_lead_to_their_point(letters):
    figure = draw(letter_chart(letters, notes={14: "Ward round moved"}))
    assert " ".join(words(figure)).count("Ward round moved") == 1
    lead = line(figure, "notes").get_xdata()
    assert lead[0] == line(figure, "values").get_xdata()[13]


def test_many_notes_become_a_numbered_list(letters):
    notes = {at: f"Something that somebody wrote down in week {at}" for at in range(2, 24, 3)}
    said = words(draw(letter_chart(letters, notes=notes)))
    assert "8" in said and any(one.startswith("8. ") for one in said)


def test_a_panel_is_small_multiples_with_a_title():
    chart = qi.chart(
        qi.load("board_pack"), x="month", y="value", by="measure", kind="xmr", better="better",
        target="target", title="Board pack", unit="unit",
    )  # fmt: skip
    figure = draw(chart)
    assert len(figure.axes) == 8
    assert figure.axes[0].get_title(loc="left") == "ed 4hr pct"
    assert figure.texts[0].get_text() == "Board pack"
    assert "Red dashes: target." in figure.texts[1].get_text()
    alone = draw(chart, series="cdiff_cases")
    assert len(alone.axes) == 1 and "Lower limit" in words(alone)


def test_a_panel_too_large_to_draw_is_refused_in_words():
    wide = pd.DataFrame({"x": [1, 2, 3] * 30, "y": range(90), "ward": np.repeat(range(30), 3)})
    chart = qi.chart(wide, x="x", y="y", kind="run", by="ward")
    with pytest.raises(QIError, match=r"30 series, too many for one picture\. Name one"):
        draw(chart)


def test_xbar_comes_with_its_s_chart_and_xmr_with_ranges_when_asked(theatre, reference):
    lab = qi.chart(qi.load("lab_turnaround"), x="day", y="minutes", kind="xbar")
    figure = draw(lab)
    spread, level = figure.axes
    assert spread.get_title(loc="left") == "Standard deviation within subgroups"
    assert max(values(figure, "limits", 0)) == pytest.approx(11.216, abs=1e-3)
    assert spread.get_position().y1 < level.get_position().y0
    assert spread.get_position().x0 == level.get_position().x0
    assert len(draw(theatre).axes) == 1
    ranges = draw(theatre, partner=True)
    assert ranges.axes[0].get_title(loc="left") == "Moving range"
    assert max(values(ranges, "limits", 0)) == pytest.approx(
        reference["C3"]["upper_moving_range"], abs=5e-3
    )


def test_drawing_on_your_own_axes(theatre):
    figure = Figure(figsize=(9, 5))
    ax = figure.add_subplot()
    assert draw(theatre, ax=ax) is figure
    assert len(ax.lines) > 4


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [2, 10, 24, 60, 200])
def test_no_words_overlap_or_leave_the_picture(count, narrow):
    made = np.random.default_rng(count).normal(50, 4, count).round(1)
    table = pd.DataFrame({"week": pd.date_range("2024-01-01", periods=count, freq="W"), "y": made})
    kind = "xmr" if count >= 12 else "run"
    figure = draw(qi.chart(table, x="week", y="y", kind=kind, title="Waiting, days"), narrow=narrow)
    found = boxes(figure)
    wide, high = figure.get_size_inches() * figure.dpi
    plain = {t: box for t, box in found.items() if t.get_label() != "code"}
    for text, box in plain.items():
        assert box.x0 >= -1 and box.x1 <= wide + 1, text
        assert box.y0 >= -1 and box.y1 <= high + 1, text
    each = list(plain.items())
    for nth, (text, box) in enumerate(each):
        for other, beside in each[nth + 1 :]:
            apart_x = box.x1 <= beside.x0 + 1 or beside.x1 <= box.x0 + 1
            apart_y = box.y1 <= beside.y0 + 3 or beside.y1 <= box.y0 + 3
            assert apart_x or apart_y, (text, other)


def test_text_lines_and_marks_are_large_enough(theatre, falls):
    for figure in (draw(theatre), draw(falls)):
        ax = figure.axes[0]
        texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), ax.yaxis.label]
        assert min(text.get_fontsize() for text in texts if text.get_text().strip()) >= 12
        assert line(figure, "values").get_linewidth() / palette.PX >= 2
        marks = [one.get_markersize() for one in ax.lines if one.get_marker() not in ("None", None)]
        assert min(marks) / palette.PX >= 7


def test_the_palette_can_be_seen():
    marks = {mark.colour for mark in palette.MARKS.values()}
    for colour in marks | {palette.TARGET, palette.INK, palette.SOFT}:
        assert palette.contrast(colour) >= 4.5
        assert palette.contrast(colour, palette.BAND) >= 3
    shapes = [mark.letter for mark in palette.MARKS.values()]
    assert len(set(shapes)) == len(shapes)


def test_the_house_colours_are_the_method_files():
    import tomllib

    from qikit.place import root

    method = tomllib.loads((root() / "curriculum" / "method.toml").read_text())["colours"]
    assert method == {
        "common_cause": palette.COMMON, "improvement": palette.IMPROVEMENT,
        "concern": palette.CONCERN, "no_judgement": palette.NO_JUDGEMENT, "target": palette.TARGET,
    }  # fmt: skip


def test_computing_never_imports_matplotlib():
    code = (
        "import sys, qikit as qi;"
        "c = qi.chart(qi.load('theatre_turnaround'), x='week', y='minutes', kind='xmr');"
        "c.points, c.words, c.caption, c.cautions, c.summary, c.icons().words;"
        "f = qi.funnel({'u': ['A', 'B'], 'x': [3, 4], 'n': [50, 60]}, unit='u', x='x', n='n');"
        "f.points, f.words, qi.pareto({'r': ['a', 'b']}, 'r').words, qi.choose().words;"
        "assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_labels_move_apart_and_keep_their_order():
    assert apart([5, 5, 5], 2, 0, 20) == [7, 5, 3]
    assert apart([0, 1], 4, 0, 20) == [0, 4]
    assert apart([19, 20], 4, 0, 20) == [16, 20]


def test_text_is_wrapped_and_packed():
    assert wrap("one two three", width("one two")) == ["one two", "three"]
    long = "Ward round moved to 8 am"
    assert max(map(len, balanced(long, 150))) < max(map(len, wrap(long, 150)))
    assert rows([(0, 10), (5, 15), (11, 20)], 0) == [0, 1, 0]


def test_ticks_are_round_numbers_and_whole_months():
    assert number_ticks(0.0, 1.0, 6) == ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1)
    months = pd.date_range("2024-04-01", periods=24, freq="MS").to_numpy()
    days = months.astype("datetime64[D]").astype(float)
    assert date_ticks(days, 400)[1] == ["Apr\n2024", "Jul", "Oct", "Jan\n2025", "Apr", "Jul", "Oct",
                                        "Jan\n2026"]  # fmt: skip
    assert whole_ticks(np.arange(1990.0, 2026), 400)[1][:2] == ["1990", "1995"]
    assert place_ticks(["Acute Medical Unit", "Elm"], np.array([1.0, 2.0]), 60)[1][1] == "Elm"


def test_hours_name_the_day_once():
    hours = np.arange(48) / 24 + 20000
    _, labels = date_ticks(hours, 450)
    assert sum("\n" in label for label in labels) == 2
