"""The aim builder: how much, by when, for whom and where."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, pick

VAGUE = (
    "as soon as possible", "asap", "soon", "eventually", "where possible", "if possible", "ongoing",
)
TOWARD = ["any",
          ["all", ["is", "better", "Higher"], ["below", "baseline", "target"]],
          ["all", ["is", "better", "Lower"], ["below", "target", "baseline"]]]
SLIPS = (
    (["all", ["is", "better", "Higher"], ["below", "target", "baseline"]],
     "You chose higher as better, but {target} is lower than {baseline}. Turn one of them round."),
    (["all", ["is", "better", "Lower"], ["below", "baseline", "target"]],
     "You chose lower as better, but {target} is higher than {baseline}. Turn one of them round."),
    (["all", ["number", "baseline", "target"], ["filled", "better"],
      ["not", ["below", "baseline", "target"]], ["not", ["below", "target", "baseline"]]],
     "Your target, {target}, is where you are now. How much better would you like it to be?"),
    (["all", ["number", "baseline", "target"], ["not", ["filled", "better"]]],
     "Both numbers are there. Now say which way is better, higher or lower."),
)

FIELDS = (
    line("measure", "What will be measured",
         "One thing that matters to people. For example: discharge letters sent within 24 hours",
         wide=True),
    pick("better", "Which way is better", ["Higher", "Lower"]),
    line("unit", "Counted in", "For example: %, minutes, falls per 1,000 bed days"),
    number("baseline", "Where you are now (baseline)"),
    number("target", "Where you want to be (target)"),
    line("whom", "For whom", "The people who will notice", wide=True),
    line("where", "Where", "One ward, clinic or team to begin with", wide=True),
    date("start", "Start date"),
    date("by", "By when"),
)

SENTENCE = {"by": "better", "says": {
    "higher": "Our aim: {measure}, up from {baseline} to {target} {unit}, for {whom}, in {where},"
              " by {by}.",
    "lower": "Our aim: {measure}, down from {baseline} to {target} {unit}, for {whom}, in {where},"
             " by {by}.",
    "": "Our aim: {measure}, from {baseline} to {target} {unit}, for {whom}, in {where}, by {by}.",
}}

CHECKS = (
    check("how_much", "Baseline and target are numbers, and the target lies the right way.",
          "Put in two numbers, and say which way is better.",
          ["all", ["number", "baseline", "target"], TOWARD], slips=SLIPS),
    check("by_when", "There is a date, after the start.",
          "Give a start date and a later date to aim for.", ["before", "start", "by"]),
    check("for_whom", "It says for whom and where.",
          "Say who will notice and where. Still empty: {which}.",
          ["filled", "whom", "where"]),
    check("of_what", "It says what will be measured, in plain terms.",
          "Name the one thing you will measure. Leave out words such as “soon” or “if possible”.",
          ["all", ["words", "measure", 2], ["lacks", list(VAGUE), "measure", "whom"]]),
)

EXAMPLE = answer({
    "measure": "discharge letters sent within 24 hours", "better": "Higher", "unit": "%",
    "baseline": 63, "target": 80, "whom": "people going home and their GPs", "where": "Ward 7",
    "start": "2026-09-07", "by": "2027-03-31",
})


def aim(*, checks=None) -> Form:
    """An aim with all its parts: what, how much, by when, for whom and where.

    Use it to mend a vague aim or to write a first one. The parts also read as one sentence.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from how_much, by_when, for_whom, of_what; a dict gives weights.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("aim", "Build an aim for your own area.", qi.pdsa.aim(), filled=True, points=0)
    Practice. Build an aim for your own area.
      The aim
      - What will be measured
      - Which way is better (Higher, Lower)
      - Counted in
      - Where you are now (baseline)
      - Where you want to be (target)
      - For whom
      - Where
      - Start date
      - By when
    """
    return Form(
        "aim", "Aim builder", "How much better, by when, for whom and where.",
        (part("The aim", *FIELDS),), CHECKS, sentence=SENTENCE, example=EXAMPLE,
    ).choose(checks)
