"""A ramp of linked PDSA cycles, critiqued on Taylor's five features."""

from qikit.errors import QIError
from qikit.learn.forms.making import Form, answer, check, line, link, number, part, rows, text
from qikit.pdsa.cycle import EXAMPLE_CYCLES, PREDICTED, SCALES, VALID, WRITTEN, fields

FEATURES = ("linked", "prediction", "small_first", "over_time", "written")
_ORDINALS = ("A first", "A second", "A third", "A fourth", "A fifth", "A sixth")
_BUILDS = link("builds", "Builds on", ["cycles"], "Which cycle taught you this?", earlier=True)
_POINTS = rows("points", "point", "Data over time",
               line("when", "When"),
               number("value", "Value"),
               about="The measure of the whole change, point by point. Write dates as 2026-10-05, "
                     "and the chart marks the cycles.",
               least=3, most=60, compact=True, tight=True)
_IDEA = link("builds", "The idea came from", ["cycles"], earlier=True, optional=True, wide=True)
_UNKNOWN = part("What is not known", text(
    "limits", "What you do not know yet, and where it may not work", optional=True))


def _features(data) -> tuple:
    points = (["count", "points", ["all", ["filled", "when"], ["number", "value"]], data, None]
              if data else ["count", "cycles", ["number", "result"], 3, None])
    return (
        check("linked", "The cycles are linked: each builds on one before.",
              "Say which earlier cycle each one builds on. Still to do: {which}.",
              ["earlier", "cycles", "builds"]),
        check("prediction", "Every cycle has a number, predicted before the result.",
              "Predict a number in every cycle, then put in the result. Still to do: {which}.",
              ["each", "cycles", PREDICTED]),
        check("small_first", "It starts small and grows with confidence.",
              "Start with one person or one shift, and let the scale grow from there.",
              ["all", ["first", "cycles", ["is", "scale", *SCALES[:2]]],
               ["rising", "cycles", "scale", list(SCALES)]]),
        check("over_time", "There are data over time.",
              f"Add data over time: at least {data} points, each with a time and a number."
              if data else "Put in the results of three cycles or more, to see them over time.",
              points),
        check("written", "Every cycle is written down well enough to learn from.",
              "Finish the notes. Still to do: {which}.", ["each", "cycles", WRITTEN]),
    )


def _valid(cycles, one) -> tuple:
    if cycles > len(_ORDINALS):
        raise QIError(f"A log counts up to {len(_ORDINALS)} {one}s. Ask for fewer.")
    return tuple(
        check(f"cycle_{n}", f"{said} {one} is whole.",
              f"{said} whole {one}: a question, a number predicted first, a result, a decision.",
              ["count", "cycles", VALID, n, None])
        for n, said in enumerate(_ORDINALS[:cycles], 1)
    )


EXAMPLE = {
    "aim": "Letters ready within 15 minutes on the round",
    "cycles": EXAMPLE_CYCLES,
    "points": answer([
        {"id": f"d{at}", "when": f"2026-10-{day:02d}", "value": size}
        for at, (day, size) in enumerate(
            [(1, 31), (2, 28), (3, 33), (4, 30), (5, 24), (6, 29), (7, 14), (8, 18), (12, 16),
             (13, 15), (14, 17), (15, 14)], 1)
    ]),
    "limits": "One ward, two weeks. We do not know about weekends or other wards.",
}

_SPINS = answer([
    {"id": "c1", "question": "Does a 2p spin for longer than a 1p?", "predicted": 8, "result": 8.4,
     "decision": "Adopt",
     "first": {"predicted": "2026-10-05T12:05:00.000Z", "result": "2026-10-05T12:06:00.000Z"}},
    {"id": "c2", "builds": "c1", "question": "Does a cloth keep the 2p from rolling off?",
     "predicted": 8, "result": 4.8, "decision": "Abandon",
     "first": {"predicted": "2026-10-05T12:08:00.000Z", "result": "2026-10-05T12:09:00.000Z"}},
])


def ramp(*, cycles=0, data=10, features=True, scale=True, brief=False, checks=None) -> Form:
    """A ramp of linked PDSA cycles, drawn as wheels on a ramp and as a run chart.

    Use it for a series of tests. Five features of good cycles are checked: linked, predicted,
    small first, data over time, written down.

    Parameters
    ----------
    cycles : int
        Count this many whole cycles, a check for each (checks cycle_1, cycle_2, ...). Without the
        features, one link between two cycles is checked too.
    data : int
        How many data points are wanted; 0 leaves the data out and uses the cycles' results.
    features : bool
        Whether the five features are checked (linked, prediction, small_first, over_time, written).
    scale : bool
        Whether cycles say their scale.
    brief : bool
        True for a log of quick tests: question, prediction, result, decision, and which earlier
        test gave the idea. Nothing else is asked, and nothing is drawn.
    checks : list or dict, optional
        Which checks count; a dict gives weights.

    Notes
    -----
    The features are those of Taylor and others (2014), Systematic review of the application of the
    plan-do-study-act method.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("ramp", "Keep a log of your tests.", qi.pdsa.ramp(), filled=True, points=0)
    Practice. Keep a log of your tests.
      The change
      - What are you trying to improve?
      Cycles (for each cycle)
      - Builds on
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
      Data over time (for each point)
      - When
      - Value
      What is not known
      - What you do not know yet, and where it may not work
    """
    if features and (brief or not scale):
        raise QIError("The five features need whole cycles with their scale. Leave scale=True and "
                      "brief=False.")
    one = "test" if brief else "cycle"
    found = [*_valid(cycles, one), *(_features(data) if features else ())]
    if cycles and not features:
        found.append(check(
            "linked", f"A {one} builds on what another one taught.",
            f"Say which earlier {one} gave you the idea for a later one. Once is enough.",
            ["count", "cycles", ["filled", "builds"], 1, None]))
    if brief:
        log = rows("cycles", one, "Tests", *fields(before=[_IDEA], scale=False, brief=True),
                   about="Say a number first. The other boxes open when it is kept.", most=12,
                   short=True)
        return Form("ramp", "Log of tests", "Small tests, one after the other.", (log,),
                    tuple(found), example={"cycles": _SPINS}).choose(checks)
    parts = [
        part("The change", line("aim", "What are you trying to improve?", wide=True)),
        rows("cycles", one, "Cycles", *fields(before=[_BUILDS], scale=scale),
             about="Predict a number first. The other boxes open when it is kept.",
             least=1, most=12),
        *([_POINTS] if data else []),
        _UNKNOWN,
    ]
    return Form("ramp", "{{ cycle.name }} ramp",
                "Small tests, one after the other, each built on the last.",
                tuple(parts), tuple(found), draw="ramp", example=EXAMPLE).choose(checks)
