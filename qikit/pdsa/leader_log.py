"""Leader standard work over twelve weeks: huddle visits, unblocking, protected time, training."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, rows, text

VISITS = rows(
    "visits", "visit", "Huddle visits",
    date("on", "Date"), line("where", "Team"),
    line("heard", "What I heard", "The team's words, no names of patients", wide=True),
    line("did", "What I did about it", wide=True),
    date("told", "Told the team on"),
    least=1, most=24, compact=True,
)
WHOLE_VISIT = ["all", ["date", "on", "told"], ["filled", "where", "heard", "did"]]

CHECKS = (
    check("visits", "Four visits or more, each with what you did and when the team was told.",
          "Log four visits or more. Still to do: {which}.",
          ["all", ["count", "visits", WHOLE_VISIT, 4, None], ["each", "visits", WHOLE_VISIT]],
          otherwise="Log four visits or more, each whole."),
    check("unblock", "Issues raised with you have their dates.",
          "Log three issues or more, with the day each was raised and unblocked.",
          ["count", "issues", ["all", ["filled", "issue"], ["date", "raised", "unblocked"]],
           3, None]),
    check("order", "No issue was unblocked before it was raised.",
          "Look again at the dates: unblocked comes after raised, or is the same day.",
          ["all", ["count", "issues", None, 1, None],
           ["count", "issues", ["before", "unblocked", "raised"], 0, 0]]),
    check("time", "Time for improvement is protected, with cover.",
          "Say how many hours a week are protected, for how many people, and who covers. "
          "Still empty: {which}.",
          ["all", ["number", "hours", "people"], ["filled", "cover"]]),
    check("training", "It says who gets which dose, by when.",
          "Say which groups in your area get which dose, by when, and how they are released.",
          ["all", ["words", "dose", 5], ["date", "by"]]),
    check("changed", "It says what you do differently now.",
          "Say what you have stopped, started or changed as a leader.", ["words", "changed", 5]),
)

EXAMPLE = answer({
    "visits": [
        {"id": "v1", "on": "2026-09-07", "where": "Ward 7", "heard": "The hoist stops half way",
         "did": "Rang estates the same day", "told": "2026-09-09"},
        {"id": "v2", "on": "2026-09-21", "where": "Portering", "heard": "Calls come twice",
         "did": "Asked the switchboard lead to meet them", "told": "2026-09-28"},
        {"id": "v3", "on": "2026-10-12", "where": "Payroll", "heard": "Forms arrive after the cut",
         "did": "Moved the reminder two days earlier", "told": "2026-10-13"},
        {"id": "v4", "on": "2026-11-02", "where": "Ward 7", "heard": "The new tray works",
         "did": "Thanked them, asked to see the chart", "told": "2026-11-02"},
    ],
    "issues": [
        {"id": "i1", "issue": "Hoist on bay 3", "raised": "2026-09-07", "unblocked": "2026-09-18"},
        {"id": "i2", "issue": "Two systems for calls", "raised": "2026-09-21",
         "unblocked": "2026-10-30"},
        {"id": "i3", "issue": "Late forms", "raised": "2026-10-12", "unblocked": "2026-10-13"},
    ],
    "hours": 2, "people": 6, "cover": "Bank shift, agreed with the matron",
    "dose": "All 140 staff the first dose; eight supervisors the managers' dose; one coach",
    "by": "2027-06-30",
    "changed": "I no longer ask why one week was red. I ask to see the run.",
})


def leader_log(*, checks=None) -> Form:
    """A leader's log: huddle visits, time to unblock, protected time and the training plan.

    Use it for the practicum of senior leaders, over twelve weeks.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from visits, unblock, order, time, training, changed.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("log", "Keep your log for twelve weeks.", qi.pdsa.leader_log(), filled=True,
    ...             points=0)
    Practice. Keep your log for twelve weeks.
      Huddle visits (for each visit)
      - Date
      - Team
      - What I heard
      - What I did about it
      - Told the team on
      Issues that were mine to unblock (for each issue)
      - Issue
      - Raised on
      - Unblocked on
      Protected time
      - Hours a week
      - For how many people
      - Who covers
      Training plan
      - Who gets which dose
      - By when
      And me
      - What I do differently now
    """
    return Form("leader_log", "Leader's log", "Twelve weeks of leader standard work.",
                (
                    VISITS,
                    rows("issues", "issue", "Issues that were mine to unblock",
                         line("issue", "Issue", wide=True), date("raised", "Raised on"),
                         date("unblocked", "Unblocked on"), least=1, most=24, compact=True),
                    part("Protected time", number("hours", "Hours a week", unit="hours"),
                         number("people", "For how many people", unit="people"),
                         line("cover", "Who covers", wide=True)),
                    part("Training plan", text("dose", "Who gets which dose"),
                         date("by", "By when")),
                    part("And me", text("changed", "What I do differently now")),
                ), CHECKS, example=EXAMPLE).choose(checks)
