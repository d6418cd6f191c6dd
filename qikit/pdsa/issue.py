"""A huddle issue that another person can act on."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, text

# An ask is taken as one unless it plainly is none: a wish, a complaint or a statement.
WISHES = (
    "better", "improved", "good", "proper", "poor", "bad", "lack", "hopefully", "nobody", "nothing",
    "none", "communication", "teamwork",
)
AMOUNTS = ("more", "less", "fewer", "enough", "no", "not")
TOO_WIDE = (
    "staff", "staffing", "people", "money", "time", "resources", "communication", "respect",
    "training", "support", "teamwork", "care", "understanding", "awareness",
)
STATES = (
    "the", "a", "an", "our", "my", "it", "they", "there", "this", "that", "these", "those", "we",
    "i", "he", "she", "people", "everyone", "patients", "staff", "why",
)
REQUESTS = (
    "please", "to", "could", "can", "would", "will", "should", "must", "need", "needs", "needed",
    "ask", "asks", "want", "let",
)
BLAME = ("fault", "blame", "lazy", "careless", "incompetent", "stupid", "useless")
LEVELS = ("Our team", "Department", "Directorate", "Executive")

SENTENCE = {"says": {"": "In {where}, since {since}: {what}. This means: {effect}. We ask: {ask}."}}

CHECKS = (
    check("what", "It says what the issue is.", "Say what happens, in one sentence.",
          ["words", "what", 2]),
    check("where", "It says where.", "Say where it happens.", ["filled", "where"]),
    check("since", "It says since when.", "Say since when. A rough date is fine.",
          ["date", "since"]),
    check("effect", "It says what this does to people.",
          "Say what this does to patients, families or staff.", ["words", "effect", 3]),
    check("ask", "It asks someone to do something.",
          "Say what someone could do, with a doing word. For example: “Mend both chairs this "
          "week” or “Could estates look at the lift?”.",
          ["all", ["words", "ask", 2],
           ["not", ["starts", "ask", *WISHES]],
           ["not", ["all", ["starts", "ask", *AMOUNTS], ["not", ["lacks", list(TOO_WIDE), "ask"]]]],
           ["not", ["all", ["starts", "ask", *STATES], ["lacks", list(REQUESTS), "ask"]]],
           ["lacks", [*BLAME, "i wish", "if only", "it would be nice"], "ask"]]),
    check("kind", "It names no one to blame and no patient.",
          "Keep to what happens, with no blame and no numbers of patients. Look again at: {which}.",
          ["all", ["lacks", list(BLAME), "what", "effect", "ask"],
           ["private", "what", "where", "effect", "ask"]], weight=0),
)

EXAMPLE = answer({
    "what": "The hoist on bay 3 stops half way", "where": "Ward 7, bay 3", "since": "2026-11-02",
    "effect": "Two people wait in bed until a hoist comes from Ward 9, up to 40 minutes.",
    "ask": "Repair or replace the hoist this week", "raised": "2026-11-04", "owner": "Estates desk",
    "level": "Department",
})


def issue(*, short=False, checks=None) -> Form:
    """A record of one issue from a huddle: what, where, since when, effect, ask.

    Use it at the huddle board, so that someone else can act. Leaders fill in the rest.

    Parameters
    ----------
    short : bool
        True asks for the issue alone, as someone raises it; False adds the boxes for how it goes
        on, which leaders fill in.
    checks : list or dict, optional
        Which checks count, from what, where, since, effect, ask, kind (which weighs nothing).

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("issue", "Raise an issue from your own area.", qi.pdsa.issue(), filled=True,
    ...             points=0)
    Practice. Raise an issue from your own area.
      The issue
      - What happens
      - Where
      - Since when
      - Effect on people
      - Your ask
      How it goes on
      - Raised on
      - Owner
      - Level (Our team, Department, Directorate, Executive)
      - Escalated on
      - Unblocked on
      - Told the team on
    """
    parts = (
        part("The issue",
             line("what", "What happens", "One sentence, no names", wide=True),
             line("where", "Where"),
             date("since", "Since when", "A rough date is fine"),
             text("effect", "Effect on people", "Patients, families or staff"),
             line("ask", "Your ask", "What should someone do?", wide=True)),
        part("How it goes on",
             date("raised", "Raised on", optional=True),
             line("owner", "Owner", optional=True),
             pick("level", "Level", LEVELS, optional=True),
             date("escalated", "Escalated on", optional=True),
             date("unblocked", "Unblocked on", optional=True),
             date("fed_back", "Told the team on", optional=True),
             about="Filled in as the issue moves. It closes when the team is told."),
    )
    asked = parts[:1] if short else parts
    names = {field["name"] for each in asked for field in each["fields"]}
    example = {name: said for name, said in EXAMPLE.items() if name in names}
    return Form("issue", "Huddle issue", "An issue that another person can act on.", asked, CHECKS,
                sentence=SENTENCE, example=example).choose(checks)
