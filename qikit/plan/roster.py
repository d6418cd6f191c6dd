"""The release roster: who is released for which session, so that no shift is ever left short.

Curriculum's design, section 7.3: one person of each team a session, two of a team of more than
twelve, never the whole shift.
"""

from dataclasses import dataclass

from qikit.errors import QIError

LARGE = 12
MOST_SESSIONS = 120


@dataclass(frozen=True)
class Team:
    """A team: how many are to be trained, and how many are on one shift."""

    name: str
    people: int
    on_shift: int

    def __post_init__(self):
        if self.people < 1 or self.on_shift < 1:
            raise QIError(f"'{self.name}': give one person or more, in the team and on a shift.")
        if self.on_shift > self.people:
            raise QIError(f"'{self.name}': more are on a shift than there are in the team.")

    @property
    def most(self) -> int:
        """How many may go to one session. A team of whom one is on a shift sends nobody then."""
        return min(2 if self.people > LARGE else 1, self.on_shift - 1)


def roster(teams: list[Team], seats: int) -> tuple[list[dict], list[str]]:
    """Sessions until everybody has been to one.

    Parameters
    ----------
    seats : int
        Seats a session, 1 or more.

    Returns
    -------
    sessions, cautions
        A dict a session, from a team's name to how many come from it; teams with most people left
        go first. Cautions are sentences.

    Raises
    ------
    QIError
        For two teams of one name, or no seats.
    """
    if seats < 1:
        raise QIError("A session has one seat or more.")
    names = [team.name for team in teams]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise QIError(f"Two teams are called '{twice}'. Give each its own name.")
    left = {team.name: team.people for team in teams if team.most}
    most = {team.name: team.most for team in teams}
    sessions = []
    while any(left.values()) and len(sessions) < MOST_SESSIONS:
        free, chosen = seats, {}
        for name in sorted(left, key=lambda each: (-left[each], names.index(each))):
            goes = min(left[name], most[name], free)
            if goes:
                chosen[name] = goes
                left[name] -= goes
                free -= goes
        sessions.append({name: chosen[name] for name in names if name in chosen})
    return sessions, _cautions(teams, left)


def _cautions(teams: list[Team], left: dict) -> list[str]:
    alone = [team.name for team in teams if not team.most]
    said = []
    if alone:
        said.append(
            f"{' and '.join(alone)} can release nobody: one person is on a shift. "
            "Bring the session to them, or pay for cover."
        )
    open_ = [name for name, people in left.items() if people]
    if open_:
        said.append(
            f"After {MOST_SESSIONS} sessions {' and '.join(open_)} still have people to train. "
            "Only one or two may leave a shift, so think of learning at lunch as well."
        )
    return said
