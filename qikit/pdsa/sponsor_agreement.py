"""What a sponsor and a team promise each other."""

from qikit.learn.forms.making import Form, answer, check, date, line, number, part, text, tick

DUTIES = (
    tick("clears", "Clears the way", "Unblocks what the team cannot"),
    tick("holds", "Holds the aim", "Keeps it steady when other things press"),
    tick("funds", "Finds time and money"),
    tick("asks", "Asks for data over time", "Not for last month's number alone"),
    tick("connects", "Connects to strategy"),
)
_DUTIES = [field["name"] for field in DUTIES]

CHECKS = (
    check("people", "It names the project, the sponsor and the lead.",
          "Name the project and the two people. Still empty: {which}.",
          ["filled", "project", "sponsor", "lead"]),
    check("duties", "The sponsor takes on all five duties.",
          "Talk through the duties that are not ticked yet: {which}.", ["filled", *_DUTIES]),
    check("rhythm", "There is a rhythm: how often, how long, from when.",
          "Agree how often you meet, for how long and from when. Still empty: {which}.",
          ["all", ["filled", "often"], ["number", "minutes"], ["date", "meets_first"]]),
    check("unblock", "There is a route to unblock things, with a time.",
          "Say who unblocks, how to reach them and how fast they answer. Still empty: {which}.",
          ["all", ["filled", "unblocker", "reach"], ["number", "days"]]),
    check("data", "Data over time are seen at each meeting.",
          "Say which chart is on the table at each meeting.", ["words", "chart", 2]),
    check("time", "Time for the team is protected, with cover.",
          "Say how much time is protected and who covers. Still empty: {which}.",
          ["filled", "time", "cover"]),
    check("sharing", "It says how work is thanked for and shared, and what did not work too.",
          "Say how you will celebrate, and where you will share. Still empty: {which}.",
          ["filled", "celebrate", "share"]),
    check("review", "There is a date to look at this again.", "Agree a date to review this.",
          ["date", "review"]),
)

EXAMPLE = answer({
    "project": "Letters home on the day", "sponsor": "Director of nursing",
    "lead": "Sister, Ward 7", "clears": True, "holds": True, "funds": True, "asks": True,
    "connects": True, "often": "Every second Tuesday, on the ward", "minutes": 20,
    "meets_first": "2026-10-06", "unblocker": "Director of nursing; her deputy when away",
    "reach": "A message on the day, or the unblock line on the board", "days": 3,
    "chart": "Run chart of letters within 24 hours, with the tests marked on it",
    "time": "Two hours a week for two people", "cover": "Bank shift, agreed with the matron",
    "celebrate": "Thanks in person at the huddle, and a cake for every ten tests",
    "share": "Network meet-up in spring, with what failed as well", "review": "2027-01-12",
})


def sponsor_agreement(*, checks=None) -> Form:
    """An agreement between a sponsor and a team: duties, rhythm, unblocking, data, sharing.

    Use it at the first meeting, and look at it again when the project stalls.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from people, duties, rhythm, unblock, data, time, sharing, review.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("agree", "Draft an agreement.", qi.pdsa.sponsor_agreement(), filled=True,
    ...             points=0)
    Practice. Draft an agreement.
      Who
      - Project
      - Sponsor
      - Team lead
      What the sponsor does
      - Clears the way
      - Holds the aim
      - Finds time and money
      - Asks for data over time
      - Connects to strategy
      How we meet
      - How often and where
      - For how long
      - First meeting
      - Chart on the table at each meeting
      When something blocks us
      - Who unblocks it
      - Answer within
      - How to reach them
      Time
      - Protected time
      - Who covers
      Thanks and sharing
      - How we celebrate
      - Where we share, and with whom
      - We look at this again on
    """
    return Form("sponsor_agreement", "Sponsor agreement",
                "What a sponsor and a team promise each other.",
                (
                    part("Who", line("project", "Project", wide=True), line("sponsor", "Sponsor"),
                         line("lead", "Team lead")),
                    part("What the sponsor does", *DUTIES,
                         about="Tick each one when you have talked it through together."),
                    part("How we meet", line("often", "How often and where", wide=True),
                         number("minutes", "For how long", unit="minutes"),
                         date("meets_first", "First meeting"),
                         line("chart", "Chart on the table at each meeting", wide=True)),
                    part("When something blocks us", line("unblocker", "Who unblocks it"),
                         number("days", "Answer within", unit="days"),
                         line("reach", "How to reach them", wide=True)),
                    part("Time",
                         line("time", "Protected time", "Hours a week, for how many people"),
                         line("cover", "Who covers")),
                    part("Thanks and sharing", text("celebrate", "How we celebrate"),
                         text("share", "Where we share, and with whom",
                              "Share what did not work as well"),
                         date("review", "We look at this again on")),
                ), CHECKS, example=EXAMPLE).choose(checks)
