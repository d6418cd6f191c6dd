"""An observer's sheet: one coaching conversation, seen and talked through afterwards."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, pick, text

LEVELS = ("Not yet", "Secure", "Strong")
SEEN = {
    "listening": "Listening and questions", "ownership": "Ownership", "method": "Method",
    "safety": "Safety and inclusion", "reflection": "Reflection",
}

CHECKS = (
    check("who", "It says who, when and for how long.",
          "Say the date, how long it took and who observed. Still empty: {which}.",
          ["all", ["date", "on"], ["number", "minutes"], ["filled", "team", "observer"]]),
    check("levels", "Each of the five criteria has its level.",
          "Give each criterion its level. Still empty: {which}.", ["filled", *SEEN]),
    check("evidence", "Each level has what was seen or heard.",
          "Write for each criterion what you saw or heard, word for word where you can. "
          "Still empty: {which}.", ["filled", *(f"{name}_seen" for name in SEEN)]),
    check("keep", "It says one thing to keep and one to change.",
          "Agree one thing to keep and one thing to change. Still empty: {which}.",
          ["filled", "keep", "change"]),
    check("consent", "The team agreed to be observed.", "Ask the team first, then tick this.",
          ["filled", "consent"]),
)

EXAMPLE = answer({
    "on": "2026-10-15", "minutes": 12, "team": "Portering, calls", "observer": "Lead coach",
    "consent": "Yes, asked at the start",
    "listening": "Strong", "listening_seen": "Nine open questions, two closed; waited each time",
    "ownership": "Secure",
    "ownership_seen": "“So shall we try my idea?” - they then made it theirs",
    "method": "Strong", "method_seen": "Came back to the aim and the last prediction",
    "safety": "Strong", "safety_seen": "“You have not spoken yet, what do you see?”",
    "reflection": "Secure", "reflection_seen": "Saw the offered idea alone, no plan for it yet",
    "keep": "The pause after a question", "change": "Ask for their idea before giving one",
})


def observed_practice(*, checks=None) -> Form:
    """An observer's sheet for one coaching conversation, on the five criteria of E01.

    Use it three times in the coaches' practicum; the observer fills it in with the coach.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from who, levels, evidence, keep, consent.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("seen", "Observe one conversation.", qi.pdsa.observed_practice(), filled=True,
    ...             points=0)
    Practice. Observe one conversation.
      The conversation
      - Date
      - It took
      - Team
      - Observer
      - Did the team agree to be observed?
      What was seen
      - Listening and questions (Not yet, Secure, Strong)
      - What was seen or heard
      - Ownership (Not yet, Secure, Strong)
      - What was seen or heard
      - Method (Not yet, Secure, Strong)
      - What was seen or heard
      - Safety and inclusion (Not yet, Secure, Strong)
      - What was seen or heard
      - Reflection (Not yet, Secure, Strong)
      - What was seen or heard
      Afterwards
      - One thing to keep
      - One thing to change
    """
    seen = [field for name, label in SEEN.items() for field in (
        pick(name, label, LEVELS), line(f"{name}_seen", "What was seen or heard", wide=True))]
    return Form("observed_practice", "Observed practice",
                "One conversation, seen by a second coach, and talked through afterwards.",
                (
                    part("The conversation", date("on", "Date"),
                         number("minutes", "It took", unit="minutes"), line("team", "Team"),
                         line("observer", "Observer", "A role, or initials"),
                         line("consent", "Did the team agree to be observed?", wide=True)),
                    part("What was seen", *seen),
                    part("Afterwards", text("keep", "One thing to keep"),
                         text("change", "One thing to change")),
                ), CHECKS, example=EXAMPLE).choose(checks)
