"""The family of measures: outcome, process, balancing."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, rows, text
from qikit.pdsa.measure import KINDS, OFTEN, RATIO, WHOLE

MEASURES = rows(
    "measures", "measure", "Measures",
    line("name", "Measure", wide=True),
    pick("kind", "Kind", KINDS),
    pick("ratio", "Type", RATIO),
    line("numerator", "What is counted (numerator)", wide=True),
    line("denominator", "Out of what (denominator)", "Leave empty when it is not a ratio",
         wide=True, optional=True),
    pick("often", "How often", OFTEN),
    line("source", "Source", "Where the numbers come from"),
    about="One outcome, perhaps two. Two to five for process. One or two for balance.",
    least=3, most=10, compact=True,
)
BASELINE = part(
    "Baseline", text("baseline_plan", "How you will get a baseline",
                     "Data over time, from before the change: which weeks, from where"),
    date("baseline_by", "Baseline ready by"),
)


def _of(kind, low, high):
    return ["count", "measures", ["is", "kind", kind], low, high]


CHECKS = (
    check("outcome", "There is an outcome measure for people.",
          "Name one outcome measure, two at most: what is better for people?",
          _of("Outcome", 1, 2)),
    check("process", "There are two to five process measures.",
          "Name two to five process measures: is the change happening?", _of("Process", 2, 5)),
    check("balancing", "There is a balancing measure.",
          "Name one or two balancing measures: what might get worse?", _of("Balancing", 1, 2)),
    check("size", "The family is small enough to keep up.",
          "Keep four to eight measures in all.", ["count", "measures", None, 4, 8]),
    check("definitions", "Each measure says what is counted, out of what, how often, from where.",
          "Finish each definition. Still to do: {which}.",
          ["each", "measures",
           ["all", ["filled", "name", "kind", "ratio", "numerator", "often", "source"], WHOLE]]),
    check("baseline", "There is a plan for a baseline.",
          "Say how and by when you will have a baseline. Still empty: {which}.",
          ["all", ["filled", "baseline_plan"], ["date", "baseline_by"]]),
)

EXAMPLE = answer({
    "measures": [
        {"id": "m1", "name": "GPs who had the letter before the first call", "kind": "Outcome",
         "ratio": "Percentage or rate", "numerator": "Calls with the letter to hand",
         "denominator": "All first calls about Ward 7 discharges", "often": "Weekly",
         "source": "Call log of two practices"},
        {"id": "m2", "name": "Letters sent within 24 hours", "kind": "Process",
         "ratio": "Percentage or rate", "numerator": "Letters sent within 24 hours",
         "denominator": "All discharges", "often": "Daily", "source": "Tally by the board"},
        {"id": "m3", "name": "Letters begun on the morning round", "kind": "Process",
         "ratio": "Percentage or rate", "numerator": "Letters begun by 11:00",
         "denominator": "All planned discharges", "often": "Daily", "source": "Tally by the board"},
        {"id": "m4", "name": "Length of the morning round", "kind": "Balancing",
         "ratio": "Not a ratio", "numerator": "Minutes from first to last bed", "often": "Daily",
         "source": "Nurse in charge"},
    ],
    "baseline_plan": "Twelve weeks of letters from the electronic record, before the first test.",
    "baseline_by": "2026-09-30",
})


def measure_family(*, checks=None) -> Form:
    """A family of measures: one or two outcome, two to five process, one or two balancing.

    Use it when the aim stands and before ideas are tested.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from outcome, process, balancing, size, definitions, baseline.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("family", "Choose your measures.", qi.pdsa.measure_family(), filled=True,
    ...             points=0)
    Practice. Choose your measures.
      Measures (for each measure)
      - Measure
      - Kind (Outcome, Process, Balancing)
      - Type (Percentage or rate, Not a ratio)
      - What is counted (numerator)
      - Out of what (denominator)
      - How often (Every shift, Daily, Weekly, Monthly, Every event)
      - Source
      Baseline
      - How you will get a baseline
      - Baseline ready by
    """
    return Form("measure_family", "Family of measures",
                "Is it better for people? Is the change happening? What might get worse?",
                (MEASURES, BASELINE), CHECKS, example=EXAMPLE).choose(checks)
