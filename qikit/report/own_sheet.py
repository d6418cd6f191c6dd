"""What the page of one's own chart asks, once a table is there."""

from qikit.course.sheet import Field, Section

_WHAT = (
    ("measurement", "Something measured: minutes, a score, a percentage as it stands"),
    ("cases", "How many of a group: each of them yes or no"),
    ("events", "How many events, out of a changing number of chances (such as bed days)"),
    ("count", "How many events, with about the same chances each time"),
)
_BETTER = (("neither", "Neither, or not sure"), ("higher", "Higher is better"),
           ("lower", "Lower is better"))


def sections(columns: list[dict], rows: list[str]) -> tuple[Section, ...]:
    """The sheet for a table with these columns.

    Parameters
    ----------
    columns : list of dict
        ``name`` and ``role`` of each, as the table was read.
    rows : list of str
        Which rows can be chosen, such as "Ward: A".
    """
    times = _names(columns, "time")
    numbers = _names(columns, "number", "share")
    every = _names(columns, "time", "number", "share", "text")
    return (
        Section("about", "What it is", (
            Field("x", "Dates or periods are in", "choice", options=_pairs(every),
                  start=(times or [""])[0]),
            Field("y", "The numbers to chart are in", "choice", options=_pairs(numbers),
                  start=(numbers or [""])[0]),
            *((Field("only", "Only these rows", "choice",
                     options=(("", "All rows"), *_pairs(rows))),) if rows else
              (Field("only", "Only these rows", "choice", options=(("", "All rows"),)),)),
            Field("what", "Each number is", "choice", options=_WHAT, start="measurement"),
            Field("n", "Out of, or per: the column", "choice",
                  options=(("", "None"), *_pairs(numbers)),
                  hint="For 'how many of a group' and 'out of a changing number'."),
            Field("per", "Show it per", start="1", low=1, high=1_000_000,
                  hint="100 for per cent, 1,000 for falls per 1,000 bed days."),
            Field("better", "Which way is better?", "choice", options=_BETTER, start="neither"),
            Field("shape", "Chart", "choice", start="best", options=(
                ("best", "The one that fits the numbers"), ("run", "A run chart"))),
        ), open=True),
        Section("words", "Title, unit, target", (
            Field("title", "Title", "words"),
            Field("unit", "Unit", "words", hint="Such as minutes, or %."),
            Field("target", "Target", low=None),
        ), open=True),
        Section("phases", "A change that you made: a new phase", (
            Field("on", "First day of the new phase", "date", needed=True),
            Field("reason", "What changed, in a few words", "words", needed=True),
        ), many=True, line="phase", hint="Limits are worked out anew from there. Only for a change "
                                         "that you know of, never because the dots moved."),
        Section("left_out", "A point to leave out of the limits", (
            Field("on", "The day or month of the point", "date", needed=True),
            Field("reason", "Why it is not like the others", "words", needed=True),
        ), many=True, line="point", hint="It stays on the chart, with its reason."),
        Section("notes", "Notes on the chart", (
            Field("on", "At", "date", needed=True),
            Field("words", "Note", "words", needed=True),
        ), many=True, line="note", hint="Such as the day on which a test began."),
    )


def _names(columns: list[dict], *roles: str) -> list[str]:
    return [each["name"] for role in roles for each in columns if each["role"] == role]


def _pairs(names) -> tuple:
    return tuple((name, name) for name in names)
