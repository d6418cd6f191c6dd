"""The definition of one measure, so clear that a stranger would count the same."""

from qikit.learn.forms.making import Form, answer, check, line, part, pick, text

KINDS = ("Outcome", "Process", "Balancing")
RATIO = ("Percentage or rate", "Not a ratio")
OFTEN = ("Every shift", "Daily", "Weekly", "Monthly", "Every event")
WHOLE = ["any", ["filled", "denominator"], ["is", "ratio", "Not a ratio"]]

CHECKS = (
    check("what", "It has a name, a kind and a reason.",
          "Say what it is called, what kind of measure it is and why it matters. "
          "Still empty: {which}.", ["filled", "name", "kind", "why"]),
    check("counted", "It says what is counted on top, and out of what.",
          "Write the numerator, and the denominator too. Or pick “Not a ratio”.",
          ["all", ["filled", "ratio", "numerator"], WHOLE]),
    check("bounds", "It says who counts and who does not.",
          "Say who or what is counted in and left out. Still empty: {which}.",
          ["filled", "included", "excluded"]),
    check("collected", "It says who collects it, how, and where it is kept.",
          "Say how it is collected. Still empty: {which}.",
          ["filled", "who", "how", "source"]),
    check("often", "It is collected often enough to learn from.",
          "Pick how often. Small and often teaches more than a yearly audit.",
          ["is", "often", *OFTEN]),
    check("private", "No one could be recognised from it.",
          "Take out the number that looks like an NHS number. Still in: {which}.",
          ["private", "name", "numerator", "denominator", "included", "excluded", "how", "source"]),
)

EXAMPLE = answer({
    "name": "Letters sent within 24 hours", "kind": "Process",
    "why": "GPs need to know about new medicines on the day.",
    "ratio": "Percentage or rate", "numerator": "Discharge letters sent within 24 hours",
    "denominator": "All discharges from Ward 7",
    "included": "Everyone who goes home or to a care home", "excluded": "Transfers between wards",
    "who": "Ward clerk", "how": "Five letters picked at random every day",
    "often": "Daily", "source": "Tally sheet by the board; a weekly total in the ward's workbook",
})


def measure(*, checks=None) -> Form:
    """The operational definition of one measure.

    Use it before the first number is collected. Two people who follow it count the same.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from what, counted, bounds, collected, often, private.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("measure", "Define one measure.", qi.pdsa.measure(), filled=True, points=0)
    Practice. Define one measure.
      What it is
      - Name of the measure
      - Kind (Outcome, Process, Balancing)
      - Why it matters, and to whom
      What is counted
      - Type (Percentage or rate, Not a ratio)
      - Numerator: what is counted
      - Denominator: out of what
      - Who or what is included
      - Who or what is left out
      How it is collected
      - Who collects it
      - How often (Every shift, Daily, Weekly, Monthly, Every event)
      - How it is sampled and written down
      - Where it is kept
    """
    return Form("measure", "Measure definition",
                "Clear enough that a stranger would count the same.",
                (
                    part("What it is",
                         line("name", "Name of the measure", wide=True),
                         pick("kind", "Kind", KINDS,
                              "Outcome for people, process we change, balancing for side effects"),
                         text("why", "Why it matters, and to whom",
                              "Ask staff and people who use the service what “better” would be")),
                    part("What is counted",
                         pick("ratio", "Type", RATIO),
                         line("numerator", "Numerator: what is counted", wide=True),
                         line("denominator", "Denominator: out of what",
                              "Leave empty when it is not a ratio", wide=True, optional=True),
                         line("included", "Who or what is included", wide=True),
                         line("excluded", "Who or what is left out",
                              "Write “none” when nobody is", wide=True)),
                    part("How it is collected",
                         line("who", "Who collects it"),
                         pick("often", "How often", OFTEN),
                         text("how", "How it is sampled and written down",
                              "For example: five a day, every day, picked at random"),
                         line("source", "Where it is kept", wide=True)),
                ), CHECKS, example=EXAMPLE).choose(checks)
