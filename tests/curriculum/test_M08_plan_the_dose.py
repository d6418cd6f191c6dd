"""M08: its keys are what the data and the planner say, and submissions earn their marks."""

import re

import pytest

import qikit as qi

NAME = "M08_plan_the_dose"
NEEDED, BELOW = "Level needed", "People below it"
GAPS = {
    "aims": {NEEDED: 3, BELOW: 6}, "charts": {NEEDED: 3, BELOW: 14},
    "together": {NEEDED: 2, BELOW: 4}, "lead": {NEEDED: 3, BELOW: 3},
}
STAFF, DRAIN, STARTERS = 6000, 1 - 0.88 ** (1 / 12) + 1 / 36, 0.9 * (1 - 0.88 ** (1 / 12)) * 6000


def typed(table):
    return {row: {column: str(cell) for column, cell in cells.items()}
            for row, cells in table.items()}


MODEL = {
    "feel": "less",
    "q1": typed(GAPS),
    "bias": ["beside", "nights"],
    "q2": "43.4%",
    "q3": "68.3",
    "turn": "split",
    "q4": "34",
    "q5": "380",
    "q7": "45.4",
    "q6": "release",
    "brook": "people",
    "q8": "mix",
    "t1": "Levels, numbers, resources, what follows, and how it is judged.",
}

# No drain in mind, those at a level counted as below it, trainers taken for the brake: 4.5 of 20.
MISCONCEPTION = {
    "feel": "all",
    "q1": typed(GAPS | {"aims": {NEEDED: 3, BELOW: 11}, "together": {NEEDED: 2, BELOW: 13},
                        "lead": {NEEDED: 3, BELOW: 13}}),  # 5 of 8
    "bias": ["tell", "keen"],
    "q2": "100",
    "q3": "100",
    "turn": "both_down",
    "q4": "19",
    "q5": "242",
    "q7": "30.9",
    "q6": "trainers",
    "brook": "trainers",
    "q8": "mix",
}
MISCONCEPTION_MARKS = {
    "q1": 2.5, "q2": 0, "q3": 0, "q4": 0, "q5": 0, "q6": 0, "q7": 0, "q8": 2,
}


def month_by_month(months, people=100, starters=STARTERS, later=None):
    """Trained people by plain sums: the other route to the planner's numbers."""
    trained = [0.0]
    for month in range(months):
        each = later if later is not None and month >= 24 else people
        trained.append(trained[-1] - DRAIN * trained[-1] + starters + each)
    return [100 * each / STAFF for each in trained]


@pytest.fixture
def text(lesson):
    return " ".join(cell.source for cell in lesson.markdown)


def test_the_keys_are_the_agreed_answers(marks, reference):
    for id, agreed in reference["keys"]["M08"].items():
        question = marks[id].question
        if "key" in agreed:
            assert marks[id].key == agreed["key"], id
        for name in {"within", "relative"} & set(agreed):
            assert getattr(question, name) == agreed[name], id


def test_the_gap_table_is_counted_from_the_sheets(marks):
    survey = qi.load("skills_survey")
    fell = survey.query("site == 'Fell' and group == 'managers'")
    assert len(fell) == 14
    for row, number in (("aims", 2), ("charts", 3), ("together", 7), ("lead", 8)):
        level, people = GAPS[row][NEEDED], 0
        for _, sheet in fell.iterrows():
            people += sum(sheet[f"d{number:02d}_{at}"] for at in (1, 2, 3)) < 3 * level
        assert marks["q1"].key[row] == {NEEDED: level, BELOW: people} == GAPS[row]


def test_the_planner_is_what_plain_sums_say(marks):
    course = month_by_month(60)
    assert marks["q2"].key == pytest.approx(100 * 100 / (DRAIN * STAFF), abs=0.05)
    assert marks["q3"].key == pytest.approx(100 * (100 + STARTERS) / (DRAIN * STAFF), abs=0.05)
    assert marks["q4"].key == next(at for at, share in enumerate(course) if share >= 50)
    assert marks["q5"].key == pytest.approx((100 + STARTERS) * 145 / 60, abs=0.5)
    assert marks["q7"].key == pytest.approx(month_by_month(60, later=50)[60], abs=0.05)


def test_release_holds_marlow_vale_back_and_people_brook_street():
    plans = qi.load("organisations").set_index("organisation")
    marlow, tarn, brook = (each for _, each in plans.iterrows())
    seats = [each.trainer_days * each.seats * each.finish_pct / 100
             for each in (marlow, tarn, brook)]
    assert seats == [160, 100, 12]
    starters = 0.9 * (1 - 0.86 ** (1 / 12)) * marlow.staff
    assert starters == pytest.approx(90, abs=0.5)
    left = marlow.release_hours / (145 / 60) - starters
    assert left == pytest.approx(125, abs=0.5) and left < 160
    assert tarn.release_hours / (145 / 60) - STARTERS == pytest.approx(108.3, abs=0.05)
    group = qi.plan.Group("all_staff", int(brook.staff), 0.18, 145 / 60, seats=12,
                          release_hours=float(brook.release_hours))
    assert group.released == pytest.approx(16.55, abs=0.01)
    found = qi.plan.course(group, 13)["binds"].tolist()
    names = [qi.plan.dose.BINDS[each] for each in found]
    assert names[0] == "trainers" and names[12] == "people" and 4 <= names.index("people") <= 6


@pytest.mark.parametrize(
    ("id", "answer", "points"),
    [("q2", "42.9", 3), ("q2", "42.8", 0), ("q3", "68.8", 3), ("q3", "69", 0), ("q4", "33", 2),
     ("q4", "35", 2), ("q4", "36", 0), ("q5", "383.8", 2), ("q5", "384", 0), ("q7", "44.4", 2),
     ("q7", "46.6", 0)],
)
def test_tolerances(marks, id, answer, points):
    assert marks[id].score(answer).points == points


def test_a_sum_with_the_rounded_drain_of_the_page_is_right(marks):
    assert marks["q2"].score(f"{100 * 100 / (0.0384 * 6000):.2f}").points == 3
    assert marks["q3"].score(f"{100 * 157 / (0.0384 * 6000):.2f}").points == 3
    assert marks["q5"].score(f"{157 * 145 / 60:.1f}").points == 2


def test_reading_between_the_lines_of_the_planner_finds_month_34(marks):
    course = month_by_month(36)
    between = 30 + 6 * (50 - course[30]) / (course[36] - course[30])
    assert marks["q4"].score(f"{between:.0f}").points == 2


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [("q2", "60", "refresher alone"), ("q2", "49.6", "Marlow Vale"), ("q3", "43.4", "without"),
     ("q3", "82.5", "those who start"), ("q4", "30", "line before"), ("q5", "422", "practice"),
     ("q5", "22794", "minutes"), ("q7", "61.8", "nothing changed"), ("q7", "22.9", "without"),
     ("q7", "41.6", "month 24"), ("q7", "30.9", "does not halve")],
)
def test_slips_are_named(marks, id, answer, said):
    found = marks[id].score(answer)
    assert found.points == 0 and said in " ".join(found.messages)


def test_people_at_the_level_are_not_below_it(marks):
    said = marks["q1"].score(typed(GAPS | {"aims": {NEEDED: 3, BELOW: 11}}))
    assert said.points == 3.5 and "have what they need" in " ".join(said.messages)


def test_the_numbers_in_the_prose_are_right(text):
    leaving = 1 - 0.88 ** (1 / 12)
    for share in (leaving, 1 / 36, DRAIN):
        assert f"**{100 * share:.2f}%**" in text
    assert f"**{leaving * STAFF:.0f} people**" in text and f"**{STARTERS:.0f}**" in text
    marlow = 1 - 0.86 ** (1 / 12)
    assert f"{100 * marlow:.2f}% and 2.78%, together {100 * (marlow + 1 / 36):.2f}%" in text
    assert f"0.0403 × 8,000 is {0.0403 * 8000:.1f}" in text
    assert f"= {100 * 160 / (0.0403 * 8000):.1f}%" in text
    assert f"400 ÷ 2.417 is {400 / (145 / 60):.1f}, less 57, is 108" in text


def test_more_turnover_helps_only_a_plan_with_induction(lesson):
    why = lesson.plan.questions["turn"].spec()["why"]
    said = re.findall(r"(\d+)%", str(why["*right"]))
    found = []
    for induction in (0, 0.9):
        for leavers in (0.12, 0.18):
            leaving = 1 - (1 - leavers) ** (1 / 12)
            top = 100 + induction * leaving * STAFF
            found.append(f"{100 * top / ((leaving + 1 / 36) * STAFF):.0f}")
    assert said == found == ["43", "38", "68", "71"]


def test_the_survey_shows_what_its_card_says():
    survey = qi.load("skills_survey")
    assert len(survey) == 400 and survey["person"].is_unique
    tested = survey.dropna(subset="chart_test")
    stated = tested[["d03_1", "d03_2", "d03_3"]].mean(axis=1)
    assert len(tested) == 236
    assert (stated - tested["chart_test"] / 25).mean() == pytest.approx(0.60, abs=0.005)
    items = [name for name in survey if re.fullmatch(r"d\d\d_\d", name)]
    assert len(items) == 38 and survey[items].isin(range(5)).all().all()
    late = survey["shift"].isin(["nights", "bank"])
    assert (survey["chart_test"].notna() & late).sum() == 15 and late.sum() == 75
    staff = survey["group"] == "all_staff"
    means = survey[staff].groupby(late[staff])[items].mean().mean(axis=1)
    assert means[True] < means[False] - 0.2
    managers = survey[survey["group"] == "managers"]
    fields = {at: managers[[x for x in items if x.startswith(f"d{at:02d}")]].mean().mean()
              for at in (2, 4, 5, 6, 8)}
    assert managers[["d03_1", "d03_2", "d03_3"]].mean().mean() < min(fields.values()) - 0.5
