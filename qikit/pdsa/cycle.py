"""One PDSA cycle: predict, then test, then learn."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, pick, text

PLAN, DO, STUDY, ACT = (f"{{{{ cycle.step.{step} }}}}" for step in ("plan", "do", "study", "act"))
DECISIONS = ("Adopt", "Adapt", "Abandon")
SCALES = (
    "One person, one time", "A few people or one shift", "One team for a week",
    "Several teams", "Everywhere",
)
_BRIEF = {
    "question": {}, "predicted": {"label": "I expect", "hint": "A number, said first"},
    "result": {"label": "It was", "hint": "A number"}, "decision": {"wide": True},
}


def fields(*, before=(), scale=True, brief=False) -> list:
    """The fields of a cycle, with ``before`` at the head of the first step.

    ``brief`` leaves out all that a quick test does not need, and its steps: a question, a number
    said first, a result and a decision are left, and ``before`` stands at their end.
    """
    later = {"after": "predicted"}
    whole = [
        *[each | {"group": PLAN} for each in before],
        text("question", "Question", "What do you want to learn?", group=PLAN),
        number("predicted", "Prediction: a number", "Before you look. It opens the next boxes",
               group=PLAN, timed=True, until="result"),
        line("unit", "Counted in", "For example: %, minutes", group=PLAN, optional=True),
        text("because", "Because", "Why do you think so?", group=PLAN),
        *([pick("scale", "Scale of the test", SCALES, group=PLAN, wide=True)] if scale else []),
        line("plan", "Who, what, where, when", group=PLAN, wide=True),
        date("started", "Begins on", group=PLAN),
        text("happened", "What happened", "Also what you did not expect", group=DO, **later),
        number("result", "Result: a number", "Counted as you predicted it", group=STUDY,
               timed=True, **later),
        text("learned", "What you learned", "Compare it with your prediction", group=STUDY,
             **later),
        pick("decision", "Decision", DECISIONS, group=ACT, **later),
        line("next", "What comes next", group=ACT, wide=True, **later),
    ]
    if not brief:
        return whole
    kept = [each | _BRIEF[each["name"]] for each in whole if each["name"] in _BRIEF]
    return [{name: v for name, v in each.items() if name != "group"} for each in (*kept, *before)]


PREDICTED = ["all", ["number", "predicted", "result"], ["entered", "predicted", "result"]]
DECIDED = ["is", "decision", *DECISIONS]
VALID = ["all", ["filled", "question"], PREDICTED, DECIDED]
WRITTEN = ["all", ["filled", "question", "plan", "happened", "learned", "next"],
           ["date", "started"], DECIDED]

CHECKS = (
    check("question", "It asks a question.", "Write the question this test should answer.",
          ["words", "question", 3]),
    check("prediction", "A number was predicted before the result was known.",
          "Predict a number first, then put in the result.", PREDICTED),
    check("small", "The test is small to begin with.",
          "Make the first test smaller: one person, one time, or one shift.",
          ["is", "scale", *SCALES[:3]]),
    check("planned", "It says who does what, where and when.",
          "Plan the test so that others could run it. Still empty: {which}.",
          ["filled", "plan", "started"]),
    check("learned", "It says what happened and what was learned.",
          "Write down what happened and what you learned. Still empty: {which}.",
          ["filled", "happened", "learned"]),
    check("decision", "It ends in a decision and a next step.",
          "Decide: adopt, adapt or abandon. Then say what comes next.",
          ["all", DECIDED, ["filled", "next"]]),
)

EXAMPLE_CYCLES = answer([
    {"id": "c1", "question": "Can a letter be begun on the afternoon round?", "predicted": 20,
     "unit": "minutes", "because": "The notes are at hand and the doctor is there.",
     "scale": SCALES[0], "plan": "Dr Osei and Sister Ward, one person, bay 2, Monday",
     "started": "2026-10-05",
     "happened": "The letter took 24 minutes. The medicines list was not to hand.", "result": 24,
     "learned": "Slower than predicted: the medicines list is what we wait for.",
     "decision": "Adapt", "next": "Ask the pharmacist to bring the list",
     "first": {"predicted": "2026-10-05T08:10:00.000Z", "result": "2026-10-05T15:40:00.000Z"}},
    {"id": "c2", "builds": "c1", "question": "Does the list save time?", "predicted": 15,
     "unit": "minutes", "because": "We lost about ten minutes looking for it.",
     "scale": SCALES[1], "plan": "Same team and the pharmacist, three people, Wednesday",
     "started": "2026-10-07", "happened": "All three letters were done before the evening.",
     "result": 14, "learned": "As predicted. The pharmacist also found one wrong dose.",
     "decision": "Adapt", "next": "Try a whole week with one bay",
     "first": {"predicted": "2026-10-07T08:02:00.000Z", "result": "2026-10-07T16:20:00.000Z"}},
    {"id": "c3", "builds": "c2", "question": "Does it hold for a week?", "predicted": 15,
     "unit": "minutes", "because": "Three of three worked, but weekends have fewer staff.",
     "scale": SCALES[2], "plan": "Bay 2, every discharge, Monday to Sunday",
     "started": "2026-10-12", "happened": "Weekdays went well. At the weekend no pharmacist came.",
     "result": 17, "learned": "It works with a pharmacist. We do not know about weekends yet.",
     "decision": "Adapt", "next": "Test a list that is printed on Friday",
     "first": {"predicted": "2026-10-12T08:00:00.000Z", "result": "2026-10-18T17:05:00.000Z"}},
])
EXAMPLE = {name: v for name, v in EXAMPLE_CYCLES[0].items() if name != "id"}


def cycle(*, checks=None) -> Form:
    """One PDSA cycle. Its later steps open when a prediction is kept.

    Use it for one small test. The times of the first entry of prediction and result are kept with
    the answer, and the prediction stays as it was once a result is in.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from question, prediction, small, planned, learned, decision.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("cycle", "Plan a test you could run this week.", qi.pdsa.cycle(), filled=True,
    ...             points=0)
    Practice. Plan a test you could run this week.
      PDSA cycle
      - Question
      - Prediction: a number
      - Counted in
      - Because
      - Scale of the test (One person, one time, A few people or one shift, One team for a week, \
Several teams, Everywhere)
      - Who, what, where, when
      - Begins on
      - What happened
      - Result: a number
      - What you learned
      - Decision (Adopt, Adapt, Abandon)
      - What comes next
    """
    title = "{{ cycle.name }} cycle"
    return Form("cycle", title, "Predict first, then test, then learn.",
                (part(title, *fields()),), CHECKS, example=EXAMPLE).choose(checks)
