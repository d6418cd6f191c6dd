"""The expert's portfolio: five pieces of work, each with its evidence and its limits."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, rows, text

KINDS = (
    "Board diagnosis", "Evaluation", "Planned experiment or fair comparison",
    "Teaching, all staff", "Teaching, managers or board", "Teaching, coaches or experts",
    "Coaching of coaches",
)
_WHOLE = ["all", ["filled", "title", "kind", "evidence", "shows", "limits"], ["date", "done"]]


def _one(id, kind, good):
    return check(id, f"There is {good}.", f"Add {good}, and pick its kind.",
                 ["count", "pieces", ["is", "kind", kind], 1, None])


CHECKS = (
    _one("diagnosis", KINDS[0], "a diagnosis for a board"),
    _one("evaluation", KINDS[1], "an evaluation"),
    _one("comparison", KINDS[2], "a planned experiment or a fair comparison"),
    check("teaching", "Teaching at three levels is there.",
          "Show teaching at three levels: all staff, managers or board, coaches or experts.",
          ["all", *(["count", "pieces", ["is", "kind", kind], 1, None] for kind in KINDS[3:6])]),
    _one("coaching", KINDS[6], "coaching of coaches"),
    check("whole", "Each piece has its evidence, what it shows and what it cannot show.",
          "Finish each piece. Still to do: {which}.", ["each", "pieces", _WHOLE]),
    check("voice", "It says what people who use services made of the work.",
          "Say what people who use services made of the work, and what you changed because of it.",
          ["words", "voice", 8]),
    check("wrong", "It tells of something that did not work.",
          "Tell of one thing that did not work, and what you learnt.", ["words", "wrong", 8]),
)

EXAMPLE = answer({
    "pieces": [
        {"id": "p1", "kind": KINDS[0], "title": "Where our organisation stands",
         "done": "2026-11-26", "evidence": "Board paper 26 November, annex with 24 charts",
         "shows": "Few teams chart over time", "limits": "Two sites sent no data"},
        {"id": "p2", "kind": KINDS[1], "title": "Restrictive practice programme",
         "done": "2027-01-20", "evidence": "Report, analysis plan dated before the data",
         "shows": "A sustained fall", "limits": "No comparison ward; a policy changed too"},
        {"id": "p3", "kind": KINDS[2], "title": "Reminder wording and timing",
         "done": "2026-10-02", "evidence": "Run sheet with random order, eight settings twice",
         "shows": "Early and personal is best", "limits": "One clinic, one summer"},
        {"id": "p4", "kind": KINDS[3], "title": "Red beads at induction", "done": "2026-09-14",
         "evidence": "Lesson plan, observer's sheet", "shows": "All could say two kinds of change",
         "limits": "No test a month later"},
        {"id": "p5", "kind": KINDS[4], "title": "Two hours with the board", "done": "2026-10-29",
         "evidence": "Papers before and after", "shows": "Fewer questions about one month",
         "limits": "Three members were away"},
        {"id": "p6", "kind": KINDS[5], "title": "Funnel plots for analysts",
         "done": "2026-12-10", "evidence": "Pre and post test, gain 0.5", "shows": "Gain of half",
         "limits": "Nine learners"},
        {"id": "p7", "kind": KINDS[6], "title": "Supervision of three coaches",
         "done": "2027-02-11", "evidence": "Three observed sheets, their feedback",
         "shows": "More questions, less telling", "limits": "I chose the coaches"},
    ],
    "voice": "Two partners read the evaluation and asked for the numbers by ward; they are in",
    "wrong": "The first experiment had no run order, so we had to do it again in June",
})


def portfolio(*, checks=None) -> Form:
    """The expert's portfolio: diagnosis, evaluation, experiment, teaching, coaching of coaches.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from diagnosis, evaluation, comparison, teaching, coaching, whole,
        voice, wrong.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("pieces", "Gather your portfolio.", qi.pdsa.portfolio(), filled=True,
    ...             points=0)
    Practice. Gather your portfolio.
      Pieces of work (for each piece)
      - Kind (Board diagnosis, Evaluation, Planned experiment or fair comparison, Teaching, all \
staff, Teaching, managers or board, Teaching, coaches or experts, Coaching of coaches)
      - Title
      - Finished on
      - Where the panel finds it
      - What it shows
      - What it cannot show
      Honesty
      - What people who use services made of it
      - What did not work, and what I learnt
    """
    return Form("portfolio", "Expert portfolio",
                "Work over 9 to 12 months, with evidence that a panel can look at.",
                (
                    rows("pieces", "piece", "Pieces of work",
                         pick("kind", "Kind", KINDS), line("title", "Title", wide=True),
                         date("done", "Finished on"),
                         line("evidence", "Where the panel finds it", wide=True),
                         line("shows", "What it shows", wide=True),
                         line("limits", "What it cannot show", wide=True),
                         least=1, most=16, compact=True),
                    part("Honesty", text("voice", "What people who use services made of it"),
                         text("wrong", "What did not work, and what I learnt")),
                ), CHECKS, example=EXAMPLE).choose(checks)
