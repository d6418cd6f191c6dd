"""A coach's log: twelve conversations with two teams, and supervision."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, rows, text

MODES = ("Coach", "Consult", "Teach", "Facilitate")
_TALK = ["all", ["date", "on"], ["filled", "team", "mode", "question", "next"]]
_MEETING = ["all", ["date", "on"], ["filled", "topic", "insight", "action"]]

CHECKS = (
    check("twelve", "Twelve conversations or more.",
          "Log twelve conversations, each with the team's own next test. Still to do: {which}.",
          ["all", ["count", "talks", _TALK, 12, None], ["each", "talks", _TALK]],
          otherwise="Log twelve conversations, each line whole."),
    check("coach", "In half of them or more you coached, and did not tell.",
          "In six or more of the twelve, coach: ask, listen, reflect. Teaching has its place too.",
          ["count", "talks", ["is", "mode", "Coach"], 6, None]),
    check("two", "Two teams are there.", "Name the two teams that you coach. Still empty: {which}.",
          ["filled", "first_team", "second_team"]),
    check("feedback", "Both teams said how it was for them.",
          "Ask both teams: what helped, what got in the way? Write a sentence from each.",
          ["all", ["words", "first_said", 4], ["words", "second_said", 4]]),
    check("supervision", "You had supervision three times or more.",
          "Log three supervision meetings or more, with what you do differently. "
          "Still to do: {which}.",
          ["all", ["count", "meetings", _MEETING, 3, None], ["each", "meetings", _MEETING]],
          otherwise="Log three supervision meetings or more, each line whole."),
)


def _talks():
    said = (
        ("2026-09-02", "First", "Coach", "What would you notice if it were better?",
         "Time five letters on Friday"),
        ("2026-09-09", "First", "Coach", "What did you predict, and what happened?",
         "Try the tray with one doctor"),
        ("2026-09-16", "Second", "Teach", "Which of these dots would you ask about?",
         "Plot ten weeks by hand"),
        ("2026-09-23", "First", "Coach", "What surprised you?", "Ask the evening team"),
        ("2026-10-01", "Second", "Coach", "Whose work does this change?",
         "Invite a porter to the huddle"),
        ("2026-10-08", "First", "Facilitate", "What have we not said yet?", "Vote with dots"),
        ("2026-10-15", "Second", "Coach", "What is the smallest test of that?",
         "One call, one time"),
        ("2026-10-22", "First", "Coach", "What would make you stop?", "Set a stop rule"),
        ("2026-11-05", "Second", "Consult", "May I show you how others count this?",
         "Write the definition together"),
        ("2026-11-12", "First", "Coach", "What did you learn from the one that failed?",
         "Tell the next ward"),
        ("2026-11-19", "Second", "Coach", "Who else should see this chart?",
         "Hang it by the lift"),
        ("2026-12-03", "Second", "Coach", "What will keep it going without me?",
         "Draft the control plan"),
    )
    names = ("on", "team", "mode", "question", "next")
    return [{"id": f"t{place}", **dict(zip(names, line_, strict=True))}
            for place, line_ in enumerate(said, 1)]


EXAMPLE = answer({
    "first_team": "Ward 7, discharge letters", "second_team": "Portering, calls",
    "talks": _talks(),
    "first_said": "You waited for our answer, which was odd at first and then good",
    "second_said": "More time with the night team, please",
    "meetings": [
        {"id": "s1", "on": "2026-09-30", "topic": "I fill silences",
         "insight": "Silence is the team thinking", "action": "Count to eight"},
        {"id": "s2", "on": "2026-10-28", "topic": "A team that will not test",
         "insight": "They were afraid of the blame", "action": "Ask what would make it safe"},
        {"id": "s3", "on": "2026-11-25", "topic": "Leaving a team",
         "insight": "I hold on too long", "action": "Agree the last date at the start"},
    ],
})


def conversation_log(*, checks=None) -> Form:
    """A coach's log of twelve conversations, what two teams said, and supervision.

    Use it for the coaches' practicum, over six months.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from twelve, coach, two, feedback, supervision.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("log", "Log your conversations.", qi.pdsa.conversation_log(), filled=True,
    ...             points=0)
    Practice. Log your conversations.
      Your two teams
      - First team and its aim
      - Second team and its aim
      Conversations (for each conversation)
      - Date
      - Team
      - I was there to (Coach, Consult, Teach, Facilitate)
      - My best question
      - The team's own next test
      What the teams say
      - First team
      - Second team
      Supervision (for each meeting)
      - Date
      - What I brought
      - What I saw
      - What I do differently
    """
    return Form("conversation_log", "Coach's log",
                "Conversations with your two teams, and what supervision gave you. No names.",
                (
                    part("Your two teams", line("first_team", "First team and its aim", wide=True),
                         line("second_team", "Second team and its aim", wide=True)),
                    rows("talks", "conversation", "Conversations",
                         date("on", "Date"), line("team", "Team"), pick("mode", "I was there to",
                                                                        MODES),
                         line("question", "My best question", wide=True),
                         line("next", "The team's own next test", wide=True),
                         least=1, most=40, compact=True),
                    part("What the teams say", text("first_said", "First team"),
                         text("second_said", "Second team"),
                         about="Ask without you in the room, if that helps them to be open."),
                    rows("meetings", "meeting", "Supervision",
                         date("on", "Date"), line("topic", "What I brought", wide=True),
                         line("insight", "What I saw", wide=True),
                         line("action", "What I do differently", wide=True),
                         least=1, most=12, compact=True),
                ), CHECKS, example=EXAMPLE).choose(checks)
