"""The reflection sheet after a safety incident."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, text
from qikit.pdsa.issue import BLAME

FIELDS = (
    text("session", "What happened to the session", "The shift, clinic or list. Facts, in order"),
    text("team", "Effect on team members", "How are people? Ask each one"),
    text("support", "Support needed", "A break, a talk, cover, someone to call"),
    text("training", "Training needed", "What would have helped us to know or to practise?"),
    text("learning", "Learning to share", "One thing that other teams could use"),
)
_NAMES = [field["name"] for field in FIELDS]

_NEXT = {
    "session": "Say what happened to the session, in order.",
    "team": "Say how this has been for the people on the team.",
    "support": "Say what support is needed. Write “none, we asked” if that is so.",
    "training": "Say what training would help. Write “none” if there is none.",
    "learning": "Write one thing that other teams could learn from this.",
}
_GOOD = {
    "session": "It says what happened to the session.",
    "team": "It says how the team is.",
    "support": "It says what support is needed.",
    "training": "It says what training would help.",
    "learning": "It has learning to share.",
}
CHECKS = (
    *[check(name, _GOOD[name], _NEXT[name], ["words", name, 1]) for name in _NAMES],
    check("kind", "It names no one to blame and no patient.",
          "Keep to what happened: no blame, no numbers of patients. Look again at: {which}.",
          ["all", ["lacks", list(BLAME), *_NAMES], ["private", *_NAMES]], weight=0),
)

EXAMPLE = answer({
    "date": "2026-11-10", "where": "Afternoon clinic, room 4",
    "session": "A person fainted. The call bell did not ring. The clinic stopped for 50 minutes.",
    "team": "Two of us were shaken. One stayed late to see the last people.",
    "support": "A talk with our lead tomorrow. Cover for the late stay.",
    "training": "Everyone tries the call bell in every room they use.",
    "learning": "We now test the bell at the start of each clinic. It takes a minute.",
})


def reflection(*, checks=None) -> Form:
    """A reflection sheet after a safety incident, in the order in which it is best talked through.

    Use it in the huddle after an incident. It looks for learning and support, never for blame.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from session, team, support, training, learning, kind (weighs nothing).

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("sheet", "Reflect on an incident.", qi.pdsa.reflection(), filled=True, points=0)
    Practice. Reflect on an incident.
      When and where
      - Date
      - Session and place
      Reflection
      - What happened to the session
      - Effect on team members
      - Support needed
      - Training needed
      - Learning to share
    """
    return Form("reflection", "Reflection sheet",
                "After an incident: look after each other, then learn. No names, no blame.",
                (part("When and where", date("date", "Date", optional=True),
                      line("where", "Session and place", optional=True)),
                 part("Reflection", *FIELDS)), CHECKS, example=EXAMPLE).choose(checks)
