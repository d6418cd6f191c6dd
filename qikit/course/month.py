"""A month after a lesson: did you try it? Asked on the home page, kept with the answers."""

from datetime import UTC, datetime, timedelta

NAME = "month"
AFTER = timedelta(days=30)
SAID = {
    "yes": "I tried it",
    "not-yet": "I have not tried it yet",
    "no-chance": "There was no chance to try it",
}
AGAIN = "not-yet"


def due(done: str, entry: dict | None, now: datetime | None = None) -> bool:
    """Whether to ask now somebody who did the lesson at ``done``.

    Who says "not yet" is asked again after another month; any other answer is the last.
    """
    last = (entry or {}).get("attempts") or []
    since = done
    if last:
        if answer(entry)[0] != AGAIN:
            return False
        since = last[-1].get("at", done)
    try:
        began = datetime.fromisoformat(since)
    except (TypeError, ValueError):
        return False
    if began.tzinfo is None:
        began = began.replace(tzinfo=UTC)
    return (now or datetime.now(UTC)) - began >= AFTER


def answer(entry: dict | None) -> tuple[str, str]:
    """What was answered: one of ``SAID``, and the learner's own words; empty when nothing was."""
    value = (entry or {}).get("value")
    value = value if isinstance(value, dict) else {}
    did, words = value.get("did"), value.get("words")
    return did if did in SAID else "", words if isinstance(words, str) else ""
