"""A huddle issue that another person can act on."""

from qikit.learn.forms.making import Form, answer, check, date, line, part, pick, text

VERBS = (
    "add", "agree", "allow", "answer", "approve", "arrange", "ask", "bring", "call", "change",
    "check", "choose", "clear", "come", "confirm", "contact", "decide", "deliver", "email",
    "explain", "extend", "fetch", "find", "fit", "fix", "free", "give", "help", "hold", "install",
    "invite", "join", "keep", "label", "lend", "let", "look", "make", "meet", "mend", "move",
    "open", "order", "phone", "place", "plan", "please", "print", "protect", "provide", "put",
    "raise", "release", "remove", "repair", "replace", "report", "review", "ring", "send", "set",
    "share", "show", "speak", "stop", "supply", "support", "swap", "talk", "teach", "tell", "test",
    "train", "try", "turn", "unlock", "update", "visit", "walk", "write",
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
          "Begin your ask with a doing word, such as “order”, “find” or “agree”.",
          ["all", ["words", "ask", 2], ["starts", "ask", *VERBS]]),
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


def issue(*, checks=None) -> Form:
    """A record of one issue from a huddle: what, where, since when, effect, ask.

    Use it at the huddle board, so that someone else can act. Leaders fill in the rest.

    Parameters
    ----------
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
    return Form("issue", "Huddle issue", "An issue that another person can act on.",
                (
                    part("The issue",
                         line("what", "What happens", "One sentence, no names", wide=True),
                         line("where", "Where"),
                         date("since", "Since when", "A rough date is fine"),
                         text("effect", "Effect on people", "Patients, families or staff"),
                         line("ask", "Your ask", "Begin with a doing word: order, find, agree ...",
                              wide=True)),
                    part("How it goes on",
                         date("raised", "Raised on", optional=True),
                         line("owner", "Owner", optional=True),
                         pick("level", "Level", LEVELS, optional=True),
                         date("escalated", "Escalated on", optional=True),
                         date("unblocked", "Unblocked on", optional=True),
                         date("fed_back", "Told the team on", optional=True),
                         about="Filled in as the issue moves. It closes when the team is told."),
                ), CHECKS, sentence=SENTENCE, example=EXAMPLE).choose(checks)
