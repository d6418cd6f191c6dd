"""What the readiness tool asks, and how what was typed becomes an assessment.

Curriculum's design, section 7.4.
"""

from qikit.course.sheet import Field, Section, typed
from qikit.errors import QIError
from qikit.plan.readiness import (
    CATEGORIES,
    INSIDE,
    LEADERSHIP,
    LEGACY,
    SCORES,
    STATEMENTS,
    STEPS,
    Assessment,
    Barrier,
)

RATERS = 5
_LEVELS = tuple((name, name) for name in (
    "Board or executive", "Directorate leader", "Middle manager", "Front line", "Patient or carer",
    "Improvement team",
))
_SCORED = tuple((str(score), f"{score} {words}") for score, words in enumerate(SCORES))


def sections() -> tuple[Section, ...]:
    """The readiness tool's sheet."""
    raters = tuple(
        Section(f"rater_{number}", f"Rater {number}", (
            Field("level", "Whose view is it?", "choice", options=_LEVELS),
            *(Field(each.key, f"{STEPS[each.step - 1]}: {each.words}", "choice", options=_SCORED)
              for each in STATEMENTS),
        ), hint="Three raters or more, from different levels." if number == 1 else "",
            open=number == 1)
        for number in range(1, RATERS + 1)
    )
    return (
        Section("legacy", "What was there before", tuple(
            Field(key, words, "text") for key, words in LEGACY.items()
        ), hint="Ask people who were there. No plan is printed before all eight are answered.",
            open=True),
        *raters,
        Section("evidence", "Evidence", (
            Field("statement", "For", "choice", options=tuple(
                (each.key, each.words) for each in STATEMENTS)),
            Field("seen", "What shows it", "text"),
            Field("on", "Seen on", "date"),
        ), many=True, line="piece of evidence"),
        Section("barriers", "Barriers", (
            Field("barrier", "Barrier", "words", needed=True),
            Field("category", "Kind", "choice", options=tuple(
                (name, name.capitalize()) for name in CATEGORIES), needed=True),
            Field("counter", "What we do about it", "text"),
            Field("owner", "Owner (a role)", "words"),
            Field("by", "By", "date"),
        ), many=True, line="barrier"),
        Section("inside", "Is there improvement inside?", (
            Field("initiative", "The initiative", "words"),
            *(Field(f"has_{place}", words, "tick") for place, words in enumerate(INSIDE)),
        ), many=True, line="initiative", hint="Any new initiative, looked at for five things."),
        Section("leaders", "What leaders are seen to do", tuple(
            field for place, words in enumerate(LEADERSHIP)
            for field in (Field(f"does_{place}", words, "tick"),
                          Field(f"seen_{place}", f"Seen: {words.lower()}", "words"))
        )),
    )


def assessment(given: dict) -> tuple[Assessment, dict, list[dict]]:
    """The assessment of what was typed, with all values and what is wrong."""
    values, troubles = typed(sections(), given)
    ratings = {}
    for number in range(1, RATERS + 1):
        mine = values[f"rater_{number}"]
        scores = {each.key: int(mine[each.key]) for each in STATEMENTS if mine[each.key]}
        if scores:
            ratings[f"Rater {number}, {mine['level'] or 'level not said'}"] = scores
    barriers = []
    for line in values["barriers"]:
        if line["barrier"] and line["category"]:
            by = line["by"].isoformat() if line["by"] else ""
            try:
                barriers.append(Barrier(line["barrier"], line["category"], line["counter"] or "",
                                        line["owner"] or "", by))
            except QIError as error:
                troubles.append({"at": "barriers", "said": str(error)})
    legacy = {key: values["legacy"][key] or "" for key in LEGACY}
    return Assessment(ratings, legacy, tuple(barriers)), values, troubles
