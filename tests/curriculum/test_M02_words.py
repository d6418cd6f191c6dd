"""M02: every number in its prose and on its facilitator page, its minutes and its plain words."""

import re
from itertools import pairwise

import pytest

import qikit as qi

# Minutes of doing, beside reading at 180 words a minute: choosing, looking at charts, writing.
DOING = {1: 1.5, 2: 7.0, 3: 4.5, 4: 3.0, 5: 7.0}


@pytest.fixture(scope="module")
def module(lessons):
    return lessons("M02_rag_to_dots")


@pytest.fixture(scope="module")
def prose(module):
    """What the learner reads between the questions, without the markers' part."""
    text = "\n\n".join(cell.source for cell in module.markdown)
    return re.sub(r"=== BEGIN MARK SCHEME.*?=== END MARK SCHEME ===", "", text, flags=re.S)


@pytest.fixture(scope="module")
def facilitator(module):
    return module.folder.joinpath("facilitator.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def measures(reference):
    return reference["C4"]["measures"]


@pytest.fixture(scope="module")
def pack():
    return qi.load("board_pack")


def panel(pack):
    return qi.chart(pack, x="month", y="value", by="measure", kind="xmr", better="better",
                    target="target", rules="mdc")


def green_months(pack):
    """Each measure's months in time order: was the target met, or met exactly?"""
    met = (pack["value"] >= pack["target"]).where(
        pack["better"] == "higher", pack["value"] <= pack["target"])
    rated = pack.assign(met=met).sort_values("month")
    return {name: rows["met"].tolist() for name, rows in rated.groupby("measure")}


def changes(series):
    """The positions, from 1, of the months whose colour differs from the month before."""
    return [at for at, (before, now) in enumerate(pairwise(series), start=2) if before != now]


def test_thirty_two_changes_three_of_them_real(pack, prose, facilitator):
    signals = panel(pack).signals
    starts = {(row.series, row["first"]) for _, row in signals.iterrows()}
    flips = [(name, at) for name, series in green_months(pack).items() for at in changes(series)]
    real = [flip for flip in flips if flip in starts]
    assert len(flips) == 32
    assert sorted(real) == [("falls_per_1000", 24), ("mand_training_pct", 21),
                            ("sickness_pct", 16)]
    for text in (prose, " ".join(facilitator.split())):
        assert re.search(r"\b32\b", text)
        assert "Only 3" in text


def test_the_commentaries_quote_the_pack(pack, prose):
    last = pack.sort_values("month").groupby("measure")["value"].apply(lambda each: list(each)[-2:])
    for name in ("ed_4hr_pct", "fds_28d_pct"):
        before, now = last[name]
        assert f"{now}%" in prose and f"{before}%" in prose
    assert f"{last['sickness_pct'][1]}%, red" in prose
    sickness = pack[pack["measure"] == "sickness_pct"].sort_values("month")
    since_may = sickness[sickness["month"] >= "2026-05-01"]["value"].tolist()
    assert since_may == sorted(since_may, reverse=True) and len(set(since_may)) == 5


def test_the_theatre_example_is_its_chart(prose):
    theatre = qi.load("theatre_turnaround")
    row = qi.chart(theatre, x="week", y="minutes", kind="xmr", better="lower", target=24,
                   rules="mdc").summary.iloc[-1]
    assert f"{row.lower:.1f} to {row.upper:.1f} minutes" in prose
    assert row.lower > 24 and "The target of 24 is below the lower limit" in prose
    assert f"slipped to {theatre['minutes'].iloc[-2]} minutes" in prose
    assert row.lower < 32 < row.upper < 41


def test_facilitator_table_is_the_data(facilitator, measures):
    rows = [line.split("|")[1:-1] for line in facilitator.splitlines()
            if re.search(r"\| (common cause|improvement|concern) \|", line)]
    assert len(rows) == 8
    for cells, expected in zip(rows, measures.values(), strict=True):
        _, last, target, mean, variation, assurance = (cell.strip() for cell in cells)
        assert float(re.match(r"[\d.]+", last)[0]) == expected["values"][-1]
        assert float(re.match(r"[\d.]+", target)[0]) == expected["target"]
        centre, low, high = map(float, re.match(
            r"([\d.]+) \(([\d.]+) to ([\d.]+)\)", mean).groups())
        drawn = [expected["mean"], max(expected["lower"], 0), expected["upper"]]
        assert [centre, low, high] == pytest.approx(drawn, abs=0.051)
        assert variation == expected["variation"]
        assert assurance.removeprefix("consistently ") == expected["assurance"]


def test_the_minutes_are_enough_to_read_and_to_do(module, prose):
    parts = re.split(r"^## ", prose, flags=re.M)
    ends = parts[0]
    stated = 0
    assert sum(DOING.values()) == module.meta["activity"]
    for part in parts[1:]:
        step = re.match(r"Step (\d) of 5: .* \((\d+) minutes\)", part)
        if step is None:
            ends += part
            continue
        minutes = int(step[2])
        stated += minutes
        assert minutes <= 10
        assert len(part.split()) / 180 + DOING[int(step[1])] <= minutes
    assert stated + len(ends.split()) / 180 <= module.meta["minutes"]


def test_sentences_are_short(prose):
    found = [each for each in re.split(r"(?<=[.?!])\s+", prose) if each.strip()]
    assert sum(len(each.split()) for each in found) / len(found) <= 15
