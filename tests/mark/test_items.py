"""Item analysis: right numbers, the wrong ideas by name, and nobody who can be picked out."""

import csv
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from scipy import stats

from qikit.errors import QIError
from qikit.mark import items_page
from qikit.mark.items import Item, Wrong, items, point_biserial, upper_lower


def test_a_point_biserial_worked_by_hand():
    # m1 = (8 + 7 + 6) / 3 = 7, m0 = (5 + 4) / 2 = 4.5, s = sqrt(2), p = 3/5, q = 2/5
    by_hand = (7 - 4.5) / 2**0.5 * (3 / 5 * 2 / 5) ** 0.5
    assert point_biserial([1, 1, 1, 0, 0], [8, 7, 6, 5, 4]) == pytest.approx(by_hand)


@pytest.mark.parametrize("seed", range(20))
def test_point_biserial_is_scipy_s(seed):
    rng = random.Random(seed)
    rest = [rng.uniform(0, 17) for _ in range(40)]
    item = [int(rng.random() < points / 17) for points in rest]
    assert point_biserial(item, rest) == pytest.approx(stats.pointbiserialr(item, rest)[0])
    part = [rng.choice([0, 1, 1.5, 3]) for _ in rest]
    assert point_biserial(part, rest) == pytest.approx(stats.pearsonr(part, rest)[0])


@pytest.mark.parametrize(("item", "rest"), [([1, 1, 1], [1, 2, 3]), ([0, 1, 0], [5, 5, 5])])
def test_what_does_not_vary_cannot_be_said(item, rest):
    assert point_biserial(item, rest) is None


def test_upper_lower_worked_by_hand():
    # Kelley's 27% of 11 is 3: the upper three had it right twice, the lower three once.
    item = [1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1]
    assert upper_lower(item, list(range(11, 0, -1))) == pytest.approx(2 / 3 - 1 / 3)


def test_people_with_equal_points_share_the_last_places_whatever_their_order():
    item, total = [1, 1, 0, 1, 0, 0, 1, 0], [9, 7, 7, 7, 2, 2, 2, 1]
    # two places: one sure (1) and one shared by three (2/3); below: 0 sure, 1/3 shared
    assert upper_lower(item, total) == pytest.approx((1 + 2 / 3) / 2 - (0 + 1 / 3) / 2)
    order = [3, 6, 2, 5, 1, 4, 7, 0]
    again = upper_lower([item[k] for k in order], [total[k] for k in order])
    assert again == pytest.approx(upper_lower(item, total))


@pytest.fixture
def cohort(school):
    """Twenty hand-ins: q1 right for all but six, q2 with one common slip, q3 right for all."""
    for number in range(20):
        q2 = 68.25 if number < 9 else 0.68 if number < 16 else [None, 12, 13, 14][number - 16]
        values = {"q1": "b" if number < 14 else "a", "q2": q2, "q3": 4}
        school.hand_in(f"learner{number:02d}", values=values)
    school.mark()
    return school


def test_shares_slips_and_blanks_are_counted(cohort):
    q1, q2, q3 = items("A90")["A90"]
    assert (q1.people, q1.right, q1.share) == (20, 14, pytest.approx(0.7))
    assert q1.wrong == [Wrong("One point", 6, "That is one point.")]
    assert (q2.right, q2.blank, q2.others) == (9, 1, 3)
    assert q2.wrong == [Wrong("0.68%", 7, "You typed the share, not the per cent.")]
    rest = [3 * (number < 14) + 3 for number in range(20)]
    told = stats.pointbiserialr([number < 9 for number in range(20)], rest)[0]
    assert q2.biserial == pytest.approx(told)
    assert (q3.biserial, q3.upper_lower) == (None, 0)


def test_fewer_than_five_hand_ins_show_nothing(school):
    for number in range(4):
        school.hand_in(f"learner{number}")
    school.hand_in("bad", raw={"answers.json": "{", f"{school.FREE}.ipynb": "{"})
    school.mark()
    with pytest.raises(QIError, match="No module has hand-ins of 5 or more people"):
        items()


def item(people, right, **given):
    settings = {"share": right / people, "blank": 0, "biserial": 0.3, "upper_lower": 0.4}
    return Item("A90", "q1", "=Which?", people, right, **settings | given)


@pytest.mark.parametrize(("people", "right", "said"), [
    (20, 20, "100%"), (20, 19, "more than 75%"), (20, 16, "more than 75%"), (20, 15, "75%"),
    (20, 4, "less than 25%"), (20, 1, "less than 25%"), (20, 0, "0%"),
])
def test_a_share_that_would_tell_of_fewer_than_five_is_not_given(people, right, said):
    assert items_page.right(item(people, right)) == said


@pytest.mark.parametrize(("given", "said"), [
    (item(20, 7), "Hard:"), (item(20, 20), "Easy:"), (item(20, 10, biserial=-0.1), "Check its key"),
    (item(20, 10, biserial=0.1), "Check its wording"),
    (item(20, 10, wrong=[Wrong("a", 6)]), "One wrong idea is common"),
])
def test_a_question_to_look_at_is_said_in_words(given, said):
    assert said in " ".join(items_page.remarks(given))
    assert items_page.remarks(item(20, 14)) == []


def test_the_files_name_no_learner_and_no_small_number(cohort, tmp_path):
    paths = items_page.write(out=tmp_path / "items")
    assert [path.name for path in paths] == ["index.html", "items.csv", "answers.csv"]
    whole = "".join(path.read_text() for path in paths)
    assert "learner0" not in whole
    assert "<style" not in whole and "style=" not in whole
    with paths[2].open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["people"] for row in rows] == ["6", "7", "fewer than 5"]
    assert [row["what it shows"] for row in rows][1] == "You typed the share, not the per cent."
    assert items_page._row(item(20, 10))[2] == "=Which?"
    assert "'=Which?" in items_page.csv_text(items_page.COLUMNS, [items_page._row(item(20, 10))])


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_fits(cohort, tmp_path, serve, page, width):
    items_page.write(out=tmp_path / "items")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{serve(tmp_path / 'items')}/index.html")
    assert page.get_by_role("row").count() > 6
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    bars = page.locator("svg.bar rect.is-right")
    assert bars.nth(0).get_attribute("width") == "70.0"
