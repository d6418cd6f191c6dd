"""From what was right to a share, a state and the words for it.

``ui/verdict.js`` says the same in JavaScript.
"""

from dataclasses import dataclass

NOT_ANSWERED = "not answered"
RIGHT = "right"
PARTLY = "partly right"
NOT_YET = "not yet"
SAVED = "saved"

LOOK_AGAIN = "Have another look. A hint is there when you want it."
ENOUGH = "That is enough for every point."

_HAIR = 1e-9


@dataclass(frozen=True)
class Result:
    """What an answer earned.

    ``share`` from 0 to 1, ``state`` (one of the constants above), ``messages`` for the learner,
    and ``points`` of ``out_of``.
    """

    share: float
    state: str
    messages: tuple[str, ...] = ()
    points: float = 0
    out_of: float = 0


def unanswered() -> dict:
    """The verdict on nothing."""
    return {"share": 0, "state": NOT_ANSWERED, "messages": []}


def verdict(
    right: int, total: int, messages=(), *, share: float = 0, spec=None, partial=None, reached=None
):
    """The verdict on ``right`` of ``total``.

    All right earns everything. Otherwise ``partial``, a list of (number reached, points), decides
    where it is given, and ``share`` where it is not. ``reached`` is the number right, unless the
    kind counts something else.
    """
    points = (spec or {}).get("points", 0)
    reached = right if reached is None else reached
    if right == total:
        share = 1
    elif partial:
        earned = [each for needed, each in partial if reached + _HAIR >= needed]
        share = max(earned) / points if earned and points > 0 else 0
    state = RIGHT if share >= 1 else PARTLY if share > 0 else NOT_YET
    said = [words for words in messages if words]
    if right != total and state == RIGHT:
        said.append(ENOUGH)
    return {"share": share, "state": state, "messages": said}


def reasons(why) -> dict:
    """The table of reasons, however little was given."""
    return why if isinstance(why, dict) else {}


def wrong(*messages: str | None, why=None) -> list[str]:
    """The messages for a wrong answer: those that exist, else the general reason, else kindness."""
    said = [words for words in messages if words]
    return said or [reasons(why).get("*") or LOOK_AGAIN]
