"""The release roster: one of a team, two of a large one, never the whole shift."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qikit.errors import QIError
from qikit.plan.roster import Team, roster


@st.composite
def teams(draw):
    sizes = draw(st.lists(st.integers(1, 60), min_size=1, max_size=8))
    return [Team(f"T{at}", size, draw(st.integers(1, size))) for at, size in enumerate(sizes)]


@given(teams(), st.integers(1, 40))
def test_no_shift_is_left_empty_and_nobody_goes_twice(found, seats):
    sessions, cautions = roster(found, seats)
    by = {team.name: team for team in found}
    for session in sessions:
        assert 0 < sum(session.values()) <= seats
        for name, goes in session.items():
            assert 1 <= goes <= (2 if by[name].people > 12 else 1)
            assert goes < by[name].on_shift
    for team in found:
        gone = sum(session.get(team.name, 0) for session in sessions)
        assert gone <= team.people
        if gone < team.people:
            assert any(team.name in words for words in cautions)


def test_a_worked_roster():
    sessions, cautions = roster([Team("A", 14, 5), Team("B", 3, 2), Team("Nights", 2, 1)], 3)
    assert sessions[0] == {"A": 2, "B": 1} and len(sessions) == 7
    assert sum(each.get("A", 0) for each in sessions) == 14
    assert cautions[0].startswith("Nights can release nobody")


@pytest.mark.parametrize(("given_", "seats", "said"), [
    ([Team("A", 2, 2), Team("A", 3, 2)], 5, "Two teams are called 'A'"),
    ([Team("A", 2, 2)], 0, "one seat"),
])
def test_what_cannot_be_is_refused(given_, seats, said):
    with pytest.raises(QIError, match=said):
        roster(given_, seats)
    with pytest.raises(QIError, match="more are on a shift"):
        Team("A", 2, 3)
    with pytest.raises(QIError, match="one person or more"):
        Team("A", 0, 1)
