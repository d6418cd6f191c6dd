"""The control plan: how a gain is held."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, pick, text

SIGNALS = (
    "A point outside the limits", "A shift: 7 or more on one side",
    "A trend: 7 or more one way", "Any of these",
)
_LIMITS = ["all", ["number", "lower", "centre", "upper"], ["below", "lower", "centre"],
           ["below", "centre", "upper"]]

CHECKS = (
    check("owner", "The process has an owner, and someone for when they are away.",
          "Name the owner and who stands in. Still empty: {which}.",
          ["filled", "owner", "deputy"]),
    check("process", "It says what the new way of working is.",
          "Describe the new way so that a newcomer could follow it.", ["words", "process", 4]),
    check("limits", "The chart has new limits that make sense.",
          "Put in the new centre line and limits: lower, then centre, then upper.", _LIMITS),
    check("seen", "It says where the chart is seen, and how often.",
          "Say where the chart hangs and how often it is looked at. Still empty: {which}.",
          ["filled", "measure", "seen", "often"]),
    check("reaction", "It says what happens at the first signal, and by whom.",
          "Say what signal counts, what is done first, and who is told. Still empty: {which}.",
          ["filled", "signal", "action", "told"]),
    check("training", "New starters will learn the new way.",
          "Say how and when new starters learn it.", ["words", "training", 2]),
    check("old_way", "The old way is taken away.",
          "Say how the old way is made hard to go back to: forms, settings, habits.",
          ["words", "old_way", 2]),
    check("review", "There is a date to review the plan.", "Give a date to review the plan.",
          ["date", "review"]),
)

EXAMPLE = answer({
    "process": "Letters are begun on the afternoon round, with the pharmacist's list.",
    "owner": "Sister, Ward 7", "deputy": "Charge nurse, Ward 7",
    "measure": "Letters sent within 24 hours", "centre": 78, "lower": 66, "upper": 90, "unit": "%",
    "seen": "Huddle board", "often": "Weekly", "signal": "Any of these",
    "action": "Look at the last ten letters together at the next huddle: what was different?",
    "told": "Matron, the same day", "training": "In the first week, with one letter done together",
    "old_way": "The evening letter tray is gone; the old template is switched off.",
    "review": "2027-06-30",
})


def control_plan(*, checks=None) -> Form:
    """A control plan: owner, chart with its new limits, reaction plan, training, the old way gone.

    Use it when a change is adopted, so that the gain holds after the project ends.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from owner, process, limits, seen, reaction, training, old_way, review.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("hold", "Hold the gain.", qi.pdsa.control_plan(), filled=True, points=0)
    Practice. Hold the gain.
      The new way
      - How it is done now
      - Owner
      - When the owner is away
      The chart
      - Measure
      - Counted in
      - Lower limit
      - Centre line
      - Upper limit
      - Where it is seen
      - How often (Every shift, Daily, Weekly, Monthly)
      When there is a signal
      - What counts as a signal (A point outside the limits, A shift: 7 or more on one side, \
A trend: 7 or more one way, Any of these)
      - What is done first
      - Who is told, and when
      So that it stays
      - How new starters learn it
      - How the old way is taken away
      - Review on
    """
    return Form("control_plan", "Control plan", "How the gain is held when the project ends.",
                (
                    part("The new way", text("process", "How it is done now"),
                         line("owner", "Owner"), line("deputy", "When the owner is away")),
                    part("The chart", line("measure", "Measure"), line("unit", "Counted in"),
                         number("lower", "Lower limit"), number("centre", "Centre line"),
                         number("upper", "Upper limit"),
                         line("seen", "Where it is seen"),
                         pick("often", "How often", ["Every shift", "Daily", "Weekly", "Monthly"])),
                    part("When there is a signal",
                         pick("signal", "What counts as a signal", SIGNALS),
                         text("action", "What is done first",
                              "Look at the process together before anything else"),
                         line("told", "Who is told, and when", wide=True)),
                    part("So that it stays", text("training", "How new starters learn it"),
                         text("old_way", "How the old way is taken away"),
                         date("review", "Review on")),
                ), CHECKS, example=EXAMPLE).choose(checks)
