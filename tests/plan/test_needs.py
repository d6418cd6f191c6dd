"""Training needs on D14: gaps by a second route, modules by pathway, suppression under five."""

import numpy as np
import pandas as pd
import pytest

import qikit as qi
from qikit import QIError
from qikit.course.modules import modules
from qikit.course.pathways import pathway
from qikit.plan.needs import FEWEST, HIDDEN, VIEWS, assigned, equity, next_list, scored, team
from qikit.plan.skills import DOMAINS


@pytest.fixture(scope="module")
def survey():
    """D14; its test is that of variation and charts."""
    return qi.load("skills_survey").rename(columns={"chart_test": "test_d03"})


def test_gaps_by_a_second_route(survey):
    found = scored(survey).pivot(index="person", columns="domain", values="gap")
    by = survey.set_index("person")
    stated = by[["d03_1", "d03_2", "d03_3"]].mean(axis=1)
    test = by["test_d03"] / 25
    both = stated.where(test.isna(), (0.25 * stated + 0.5 * test) / 0.75)
    needs = by["group"].map(dict(zip(
        ("all_staff", "board", "senior", "managers", "coaches", "experts"), (1, 2, 3, 3, 3, 4),
        strict=True)))
    expected = (needs - both).clip(lower=0)
    np.testing.assert_allclose(found["d03"], expected.loc[found.index])
    assert len(found) == 400


def test_nobody_is_given_a_module_outside_the_pathway(survey):
    needs = assigned(survey).set_index("person")
    minutes = {module.id: module.minutes for module in modules()}
    for group, people in survey.groupby("group"):
        allowed = {module.id for module in pathway(group)}
        for person in people["person"]:
            row = needs.loc[person]
            assert set(row["modules"]) <= allowed
            assert row["hours"] == pytest.approx(sum(minutes[id] for id in row["modules"]) / 60)
    assert (needs["priority"].diff().dropna() <= 1e-12).all()


def test_what_was_passed_is_not_asked_again(survey):
    first = assigned(survey).query("hours > 0").iloc[0]
    again = assigned(survey, {first["person"]: first["modules"]}).set_index("person")
    assert again.loc[first["person"], "modules"] == ()


def test_weights_of_role_and_access():
    def priority(**more):
        person = {"person": 1, "group": "managers", "d03_1": 0, **more}
        return assigned(pd.DataFrame([person]))["priority"].iloc[0]

    assert priority() == pytest.approx(3)
    assert priority(role="lead") == pytest.approx(4.5)
    assert priority(role="sponsor", shift="nights") == pytest.approx(3 * 1.3 * 1.2)


def test_the_next_list_fits_the_hours_and_wastes_none_that_fit(survey):
    needs = assigned(survey)
    chosen = next_list(needs, 40)
    assert 0 < chosen["hours"].sum() <= 40
    left = 40 - chosen["hours"].sum()
    rest = needs[~needs["person"].isin(chosen["person"]) & (needs["hours"] > 0)]
    assert (rest["hours"] > left).all()
    assert next_list(needs, 0).empty
    with pytest.raises(QIError, match="0 or more"):
        next_list(needs, -1)


@pytest.mark.parametrize("by", VIEWS)
@pytest.mark.parametrize("rows", [400, 60, 23, 11, 6])
def test_no_view_tells_of_fewer_than_five(survey, by, rows):
    part = survey.sample(rows, random_state=rows)
    shown = equity(part, by)
    assert (shown["people"] >= FEWEST).all()
    assert shown["people"].sum() == rows
    tested = (shown["tested"].dropna() * shown["people"].loc[shown["tested"].notna()] / 100).round()
    for count, people in zip(tested, shown["people"].loc[tested.index], strict=True):
        assert not 0 < count < FEWEST and not 0 < people - count < FEWEST


@pytest.mark.parametrize("seed", range(30))
def test_no_difference_of_two_cells_of_a_view_is_a_small_group(survey, seed):
    """The parts of one view and their total never leave one to four people over."""
    dice = np.random.default_rng(seed)
    part = survey.sample(int(dice.integers(5, 60)), random_state=seed)
    sizes = equity(part, str(dice.choice(VIEWS)))["people"].tolist()
    for mask in range(1, 2 ** min(len(sizes), 8)):
        some = sum(size for at, size in enumerate(sizes[:8]) if mask >> at & 1)
        rest = len(part) - some
        assert some >= FEWEST and (rest == 0 or rest >= FEWEST)


def test_a_team_under_five_is_hidden_whole(survey):
    small = survey.head(4)
    assert equity(small, "site")["people"].tolist() == [HIDDEN]
    assert equity(small, "site")[["mean_gap", "tested"]].isna().all(axis=None)
    assert team(small)[["people", "share"]].isna().all(axis=None)


def test_a_teams_profile_hides_small_counts_on_either_side(survey):
    fell = survey[(survey["group"] == "managers") & survey["site"].str.contains("Fell")]
    found = team(fell).set_index("domain")
    gaps = scored(fell)
    for domain in DOMAINS:
        known = gaps.loc[(gaps["domain"] == domain.key) & gaps["gap"].notna(), "gap"]
        short = int((known >= 1).sum())
        told = not (0 < short < FEWEST or 0 < len(known) - short < FEWEST)
        assert pd.notna(found.loc[domain.key, "share"]) is told, domain.key
        if told:
            assert found.loc[domain.key, "share"] == pytest.approx(100 * short / len(known))


def test_unknown_levels_that_are_few_hide_the_count(survey):
    part = survey.head(12).copy()
    part.loc[part.index[:2], ["d05_1", "d05_2", "d05_3"]] = np.nan
    found = team(part).set_index("domain")
    assert pd.isna(found.loc["d05", "people"]) and found.loc["d06", "people"] == 12


@pytest.mark.parametrize(("change", "words"), [
    (lambda t: t.drop(columns="group"), "no column 'group'"),
    (lambda t: t.assign(group="porters"), "Row 2 has the group 'porters'"),
    (lambda t: pd.concat([t, t.head(1)]), "has two rows"),
])
def test_tables_that_cannot_be_used(survey, change, words):
    with pytest.raises(QIError, match=words):
        scored(change(survey))


def test_a_view_that_is_not_there(survey):
    with pytest.raises(QIError, match="no column 'colour'"):
        equity(survey, "colour")
