"""Funnel plots: reference answers C14 and C14b, exact limits against scipy, words and picture."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from scipy import stats

import qikit as qi
from qikit.errors import QIError
from qikit.spc.dispersion import SCALES, Z998, disperse
from qikit.spc.drawing.funnelplot import funnel_drawing
from qikit.spc.exact import binomial_limit, poisson_limit


def units(block):
    return {"unit": range(1, 25), "n": block["n"], "events": block["events"]}


def make(block, **more):
    return qi.funnel(units(block), unit="unit", x="events", n="n", **more)


def numbers(names):
    return [int(name) for name in names]


@pytest.mark.parametrize("limits", ["exact", "normal"])
def test_c14_by_chance_alone(reference, limits):
    key = reference["C14"]
    made = make(key, limits=limits)
    assert made.target == pytest.approx(key["p0"], abs=5e-7)
    assert numbers(made.outside("high")) == key["outside_998_high"]
    assert numbers(made.outside("low")) == key["outside_998_low"]
    beyond = made.outside("high", "low", "a little high", "a little low")
    assert numbers(beyond) == key["outside_95"]
    assert made.z[17] == pytest.approx(key["z_naive"], abs=5e-3)


def test_c14_over_dispersion(reference):
    key = reference["C14"]
    additive = make(key, dispersion="additive")
    assert additive.phi == pytest.approx(key["phi"], abs=5e-5)
    assert additive.tau**2 == pytest.approx(key["tau_squared"], abs=5e-9)
    assert 100 * additive.tau == pytest.approx(key["tau_points"], abs=5e-3)
    assert numbers(additive.outside("high", "low")) == key["adjusted_outside"]
    assert additive.z[17] == pytest.approx(key["z_additive"], abs=5e-3)
    multiplied = make(key, dispersion="multiplicative")
    assert multiplied.z[17] == pytest.approx(key["z_multiplicative"], abs=5e-3)
    arcsine = make(key, dispersion="additive", scale="arcsine")
    assert arcsine.phi == pytest.approx(key["phi_arcsine"], abs=5e-4)
    assert arcsine.z[17] == pytest.approx(key["z_arcsine"], abs=5e-3)


def test_c14b_the_scale_decides_who_is_outside(reference):
    key = reference["C14b"]
    assert make(key).target == pytest.approx(key["p0"], abs=1e-5)
    assert sorted(numbers(make(key).outside("high", "low"))) == key["outside_998"]
    natural = make(key, dispersion="additive")
    assert natural.phi == pytest.approx(key["phi"], abs=5e-5)
    assert natural.tau**2 == pytest.approx(key["tau_squared"], abs=5e-9)
    assert numbers(natural.outside("high", "low")) == key["adjusted_outside"]
    arcsine = make(key, dispersion="additive", scale="arcsine")
    assert arcsine.phi == pytest.approx(key["phi_arcsine"], abs=5e-4)
    assert numbers(arcsine.outside("high", "low")) == key["adjusted_outside_arcsine"]
    assert "On the arcsine scale 3 (1.3%) would be outside" in " ".join(natural.cautions)


def test_three_packages_limits_for_68_patients():
    """Measured from three packages: exact .308, normal .303, arcsine .324 at n = 68.

    All three follow from a common proportion of 0.1645 (Spiegelhalter 2005, appendix A.1).
    """
    p, n = 0.1645, np.array([68.0])
    assert binomial_limit(0.999, 68, p) == pytest.approx(0.308, abs=5e-4)
    normal = p + Z998 * SCALES["proportion"]["natural"].error(p, n)
    assert normal[0] == pytest.approx(0.303, abs=5e-4)
    arcsine = SCALES["proportion"]["arcsine"]
    assert arcsine.back(arcsine.to(p) + Z998 * arcsine.error(p, n))[0] == pytest.approx(
        0.324, abs=6e-4
    )


def test_exact_poisson_limit_of_a_mortality_ratio():
    """The exact upper 99.8% limit at 6.05 expected deaths is 2.40 (not 3.00, its interval)."""
    assert poisson_limit(0.999, 6.05) / 6.05 == pytest.approx(2.40, abs=5e-3)


@pytest.mark.parametrize("probability", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize(("n", "p"), [(20, 0.05), (68, 0.158), (400, 0.5), (50_000, 0.97)])
def test_binomial_limits_lie_within_one_case_of_scipys_quantile(probability, n, p):
    quantile = stats.binom.ppf(probability, n, p)
    assert quantile - 1 <= n * binomial_limit(probability, n, p) <= quantile + 1e-6


@pytest.mark.parametrize("probability", [0.001, 0.025, 0.975, 0.999])
@pytest.mark.parametrize("expected", [0.4, 6.05, 300.0, 2e6])
def test_poisson_limits_lie_within_one_event_of_scipys_quantile(probability, expected):
    quantile = stats.poisson.ppf(probability, expected)
    assert max(quantile - 1, 0) <= poisson_limit(probability, expected) <= quantile + 1e-6


def test_interpolation_follows_spiegelhalter():
    n, p, at = 100, 0.2, 0.975
    r = stats.binom.ppf(at, n, p)
    below, here = stats.binom.cdf([r - 1, r], n, p)
    share = (here - at) / (here - below)
    assert binomial_limit(at, n, p) == pytest.approx((r - share) / n, abs=1e-9)


def test_no_spread_between_units_gives_no_tau_and_never_narrower_limits():
    n = np.full(12, 400.0)
    values = np.full(12, 0.1)
    found = disperse(values, n, 0.1, SCALES["proportion"]["natural"])
    assert (found.phi, found.tau) == (0, 0)
    data = {"u": range(12), "x": [40] * 12, "n": [400] * 12}
    wide, plain = (qi.funnel(data, unit="u", x="x", n="n", limits="normal", dispersion=how)
                   for how in ("multiplicative", None))  # fmt: skip
    assert wide.points["upper998"].tolist() == plain.points["upper998"].tolist()
    assert "not widened" in " ".join(wide.cautions)


def test_winsorising_uses_the_tenth_and_ninetieth_centiles(reference):
    key = reference["C14"]
    n, events = np.array(key["n"], float), np.array(key["events"])
    p = events.sum() / n.sum()
    z = (events / n - p) / np.sqrt(p * (1 - p) / n)
    low, high = np.percentile(z, [10, 90])
    assert make(key).phi == pytest.approx(np.mean(np.clip(z, low, high) ** 2))


def test_rates_and_ratios():
    wards = {"ward": ["A", "B", "C"], "falls": [12, 30, 9], "days": [2000, 2500, 1800]}
    rate = qi.funnel(wards, unit="ward", x="falls", n="days", kind="rate", per=1000)
    assert rate.target == pytest.approx(51 / 6300)
    assert rate.say(rate.target) == "8.1"
    assert rate.points["lower998"].between(0, rate.target).all()
    sites = {"site": ["A", "B"], "deaths": [14, 40], "expected": [6.05, 39.0]}
    ratio = qi.funnel(sites, unit="site", x="deaths", expected="expected", kind="ratio")
    assert ratio.target == 1 and ratio.points["upper998"][0] == pytest.approx(2.40, abs=5e-3)
    assert ratio.points["position"].tolist() == ["a little high", "inside"]


def test_a_stated_target_is_what_units_are_compared_with(reference):
    made = make(reference["C14"], target=0.10)
    assert made.target == 0.10 and "Compared with 10.0%" in made.words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"n": None}, "A proportion needs sizes. Name the column that holds them as n=."),
        ({"kind": "ratio"}, "name their column as expected="),
        ({"kind": "median"}, "kind='median' is not known here. It is one of"),
        ({"scale": "log"}, "scale='log' is not known here"),
        ({"target": 8}, "write 8% as 0.08"),
        ({"x": "evnts"}, "Did you mean 'events'?"),
    ],
)
def test_wrong_settings_are_refused_in_words(reference, changes, said):
    settings = {"unit": "unit", "x": "events", "n": "n"} | changes
    with pytest.raises(QIError, match=said.replace("?", r"\?").replace("(", r"\(")):
        qi.funnel(units(reference["C14"]), **settings)


@pytest.mark.parametrize(
    ("x", "n", "said"),
    [([3, 4], [2, 9], "larger than 'n', of which it is a part, in row 1"),
     ([3, 4], [0, 9], "must be above zero, but 'n' is not in row 1"),
     ([-3, 4], [8, 9], "cannot be negative"),
     ([3, None], [8, 9], "something is missing in row 2"),
     ([3], [8], "give at least two")],
)  # fmt: skip
def test_impossible_numbers_are_refused_by_row(x, n, said):
    with pytest.raises(QIError, match=said):
        qi.funnel({"u": range(len(x)), "x": x, "n": n}, unit="u", x="x", n="n")


def test_no_logarithm_of_no_events():
    wards = {"w": ["A", "B"], "x": [0, 4], "n": [300, 900]}
    with pytest.raises(QIError, match="no logarithm of zero events, and 'x' has row 1"):
        qi.funnel(wards, unit="w", x="x", n="n", kind="rate", scale="log")


def test_words_never_rank_and_say_what_chance_does(reference):
    made = make(reference["C14"])
    assert "Above the 99.8% limits: 18 (14.4%)." in made.words
    assert "about 1 of 24 would by chance alone" in made.words
    assert "Do not rank" in made.words and "exact binomial" in made.caption
    assert any("φ 2.20" in one and "dispersion='additive'" in one for one in made.cautions)


def test_the_picture_shows_units_limits_and_the_names_outside(reference):
    figure = make(reference["C14"]).draw()
    ax = figure.axes[0]
    labels = {one.get_label(): one for one in ax.lines}
    assert list(labels["outside"].get_ydata()) == pytest.approx(
        [100 * 26 / 642, 100 * 105 / 727, 100 * 26 / 729]
    )
    assert labels["outside"].get_marker() == "D" and labels["inside"].get_marker() == "o"
    assert labels["inside"].get_linestyle() == "None"
    assert labels["95%"].is_dashed() and not labels["99.8%"].is_dashed()
    said = [text.get_text() for text in ax.texts]
    assert {"16", "18", "19", "All units 7.8%"} <= set(said)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("block", ["C14", "C14b"])
def test_no_words_overlap_or_leave_the_picture(reference, block, narrow):
    data = units(reference[block]) | {"unit": [f"Hospital {at}" for at in range(1, 25)]}
    made = qi.funnel(data, unit="unit", x="events", n="n", title="Readmitted within 30 days " * 2)
    figure = funnel_drawing(made, narrow).figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    wide, high = figure.get_size_inches() * figure.dpi
    ax = figure.axes[0]
    left = ax.get_title(loc="left")
    texts = [*ax.texts, ax.xaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    texts += [one for one in ax.get_children() if getattr(one, "get_text", str)() == left]
    boxes = [text.get_window_extent(renderer) for text in texts]
    for nth, box in enumerate(boxes):
        assert box.x0 >= 0 and box.x1 <= wide and box.y0 >= 0 and box.y1 <= high
        for other in boxes[nth + 1 :]:
            clear = box.x1 <= other.x0 + 1 or other.x1 <= box.x0 + 1
            assert clear or box.y1 <= other.y0 + 4 or other.y1 <= box.y0 + 4


def test_drawn_limits_stay_possible(reference):
    figure = make(reference["C14b"], dispersion="additive").draw()
    outer = [one for one in figure.axes[0].lines if one.get_label() == "99.8%"]
    assert min(one.get_ydata().min() for one in outer) >= 0


def test_the_html_figure_has_points_numbers_and_cautions(reference):
    text = make(reference["C14"]).html()
    assert text.count('class="qi-point"') == 48 and text.count('<th scope="row"') == 24
    assert 'data-label="18: 14.4% of 727, high"' in text
    assert "style=" not in text and "stable over time" in text


def test_a_unit_that_stands_twice_is_refused():
    table = {"u": ["A", "B", "A"], "x": [1, 2, 3], "n": [10, 20, 30]}
    with pytest.raises(QIError, match="A unit stands in the table more than once: A."):
        qi.funnel(table, unit="u", x="x", n="n")


def test_an_allowance_that_was_not_needed_is_not_claimed():
    table = {"u": list("ABCDEF"), "x": [10, 11, 10, 9, 10, 10], "n": [100] * 6}
    made = qi.funnel(table, unit="u", x="x", n="n", limits="normal", dispersion="additive")
    assert "no allowance for over-dispersion, as none was needed" in made.caption
