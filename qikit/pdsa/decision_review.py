"""Two board reports reviewed with the decision table, and one visit to a huddle."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, rows, text

VARIATION = ("Common cause", "Improvement", "Concern", "No chart in the pack")
ASSURANCE = ("Will meet it", "Hit or miss", "Will not meet it", "No target", "No chart in the pack")
_WHOLE = ["filled", "measure", "rag", "variation", "assurance", "asked", "after"]

CHECKS = (
    check("two", "Two board cycles are there.",
          "Give the dates of two board meetings, the first one first.",
          ["all", ["date", "first", "second"], ["before", "first", "second"]]),
    check("rows", "Four measures or more, each read from its chart.",
          "Review four measures or more, and finish each line. Still to do: {which}.",
          ["all", ["count", "measures", _WHOLE, 4, None], ["each", "measures", _WHOLE]],
          otherwise="Review four measures or more, each line whole."),
    check("chart", "At least one was missing a chart, or all had one: you looked.",
          "For each line, pick what the chart says. Where there is none, say so.",
          ["each", "measures",
           ["all", ["is", "variation", *VARIATION], ["is", "assurance", *ASSURANCE]]]),
    check("visit", "One huddle was visited, and the team heard back.",
          "Visit one huddle. Say where, when, what you heard and when you answered. "
          "Still empty: {which}.",
          ["all", ["date", "visited", "answered"], ["filled", "where", "heard"]]),
    check("change", "It says what the board will do differently.",
          "Say one thing that the board will do differently from the next meeting on.",
          ["words", "change", 5]),
)

EXAMPLE = answer({
    "board": "Board of Marlow Vale", "first": "2026-09-24", "second": "2026-11-26",
    "measures": [
        {"id": "m1", "measure": "Seen within 4 hours", "rag": "Red", "variation": "Common cause",
         "assurance": "Will not meet it",
         "asked": "Which change to the process do you want to test, and what do you need?",
         "after": "A paper on flow comes in January; no exception report"},
        {"id": "m2", "measure": "Sickness absence", "rag": "Red", "variation": "Concern",
         "assurance": "Hit or miss", "asked": "What was different from month 16 on?",
         "after": "The director of people looks at it with the teams"},
        {"id": "m3", "measure": "C. difficile", "rag": "Green", "variation": "Common cause",
         "assurance": "Hit or miss", "asked": "Nothing: green this month is luck as well",
         "after": "No action"},
        {"id": "m4", "measure": "Complaints answered in time", "rag": "Amber",
         "variation": "No chart in the pack", "assurance": "No chart in the pack",
         "asked": "Please bring 24 months as a chart", "after": "It was there in November"},
    ],
    "visited": "2026-10-14", "where": "Portering", "heard": "Calls come twice, once a system",
    "answered": "2026-10-21",
    "change": "Exception reports are asked for by signals, not by colour.",
})


def decision_review(*, checks=None) -> Form:
    """A review of two board reports by the decision table, and one huddle visit.

    Use it for the practicum of board members, over two board cycles.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from two, rows, chart, visit, change.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("review", "Review two board reports.", qi.pdsa.decision_review(), filled=True,
    ...             points=0)
    Practice. Review two board reports.
      The two meetings
      - Board or committee
      - First board meeting
      - Second board meeting
      Measures from the two packs (for each measure)
      - Measure
      - Colour in the pack (Red, Amber, Green, None)
      - The chart's variation (Common cause, Improvement, Concern, No chart in the pack)
      - Against the target (Will meet it, Hit or miss, Will not meet it, No target, No chart in \
the pack)
      - What the board asked, or should have asked
      - What happened next
      One huddle visit
      - Date
      - Team
      - What you heard
      - Told the team on
      What changes
      - What the board will do differently
    """
    return Form("decision_review", "Decision review",
                "What the colours said, what the charts say, and what the board did.",
                (
                    part("The two meetings", line("board", "Board or committee", wide=True),
                         date("first", "First board meeting"),
                         date("second", "Second board meeting")),
                    rows("measures", "measure", "Measures from the two packs",
                         line("measure", "Measure", wide=True),
                         pick("rag", "Colour in the pack", ["Red", "Amber", "Green", "None"]),
                         pick("variation", "The chart's variation", VARIATION),
                         pick("assurance", "Against the target", ASSURANCE),
                         line("asked", "What the board asked, or should have asked", wide=True),
                         line("after", "What happened next", wide=True),
                         least=4, most=12, compact=True,
                         about="Take some that were red and some that were green."),
                    part("One huddle visit", date("visited", "Date"), line("where", "Team"),
                         text("heard", "What you heard"), date("answered", "Told the team on")),
                    part("What changes", text("change", "What the board will do differently")),
                ), CHECKS, example=EXAMPLE).choose(checks)
