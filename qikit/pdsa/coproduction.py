"""The record of work with people who use the service: who, from when, and what changed by it."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, rows, text

STAGES = ("Idea", "Plan", "Tests", "Decision to adopt", "Sharing")
DEPTH = ("Informed", "Consulted", "Worked with us", "Decided with us")
_WHOLE = ["all", ["date", "on"], ["filled", "who", "stage", "depth", "said", "changed"]]

CHECKS = (
    check("voices", "People took part three times or more.",
          "Log three occasions or more, and finish each. Still to do: {which}.",
          ["all", ["count", "occasions", _WHOLE, 3, None], ["each", "occasions", _WHOLE]],
          otherwise="Log three occasions or more, each whole."),
    check("early", "They were there at the idea or the plan.",
          "Say where people took part before the tests: at the idea or the plan. If they did not, "
          "say so in your account.",
          ["count", "occasions", ["is", "stage", "Idea", "Plan"], 1, None]),
    check("with", "At least once they worked or decided with you.",
          "Show one occasion where people worked or decided with you.",
          ["count", "occasions", ["is", "depth", "Worked with us", "Decided with us"], 1, None]),
    check("support", "It says how people were supported, and what they were offered.",
          "Say how people were prepared, supported, thanked and paid.",
          ["words", "support", 5]),
    check("missing", "It says whose voice is missing.",
          "Say whose voice you have not heard yet, and how you will.", ["words", "missing", 4]),
    check("private", "No patient can be known from it.",
          "Take out numbers of patients. Look again at: {which}.",
          ["private", "support", "missing"], weight=0),
)

EXAMPLE = answer({
    "occasions": [
        {"id": "o1", "on": "2026-09-10", "who": "Two lived-experience partners", "stage": "Idea",
         "depth": "Worked with us", "said": "We wait for letters we never see",
         "changed": "The aim now names the person's own copy"},
        {"id": "o2", "on": "2026-10-08", "who": "Six people going home that week",
         "stage": "Tests", "depth": "Consulted", "said": "Too many long words",
         "changed": "Letter cut to one page"},
        {"id": "o3", "on": "2026-12-03", "who": "The same two partners",
         "stage": "Decision to adopt", "depth": "Decided with us", "said": "Keep the phone call",
         "changed": "The call stays, the second form goes"},
    ],
    "support": "Paid by the hour, met before each meeting, papers in large print",
    "missing": "People who do not read English: an interpreter is booked for January",
})


def coproduction(*, checks=None) -> Form:
    """A record of how people who use the service took part, and what changed because of them.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from voices, early, with, support, missing, private (weighs nothing).

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("record", "Record who took part.", qi.pdsa.coproduction(), filled=True,
    ...             points=0)
    Practice. Record who took part.
      When people took part (for each occasion)
      - Date
      - Who
      - At which stage (Idea, Plan, Tests, Decision to adopt, Sharing)
      - How (Informed, Consulted, Worked with us, Decided with us)
      - What they said
      - What changed because of it
      Fairness
      - How people were supported and thanked
      - Whose voice is missing, and what you will do
    """
    return Form("coproduction", "Co-production record",
                "Who took part, from when, and what changed because of it. No names.",
                (
                    rows("occasions", "occasion", "When people took part",
                         date("on", "Date"), line("who", "Who", "Roles or numbers, no names"),
                         pick("stage", "At which stage", STAGES), pick("depth", "How", DEPTH),
                         line("said", "What they said", wide=True),
                         line("changed", "What changed because of it", wide=True),
                         least=3, most=20, compact=True),
                    part("Fairness", text("support", "How people were supported and thanked"),
                         text("missing", "Whose voice is missing, and what you will do")),
                ), CHECKS, example=EXAMPLE).choose(checks)
