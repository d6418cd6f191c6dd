"""Chart your own data: a table that a person brings becomes a chart, with what she says about it.

The work is one document: ``{"version", "name", "table", "columns", "cautions", "sheet"}``. The
table is the cleaned one, as CSV text, with the columns that are no private data; ``sheet`` is what
was typed on the page. It is kept in her own folder, and can be taken away as a small file, opened
next month and added to.
"""

import io
import json
from dataclasses import asdict

from qikit import place
from qikit.course.sheet import typed
from qikit.errors import QIError
from qikit.report.intake import take
from qikit.report.own_sheet import sections
from qikit.spc import chart, choose
from qikit.spc.constants import LIMITS_FROM

VERSION = 1
LARGEST = 20 * 2**20
_KEPT = ("version", "name", "table", "columns", "cautions", "sheet", "revision")


class Moved(QIError):
    """The work was changed in another window since; ``current`` is what is kept now."""

    def __init__(self, current: dict):
        super().__init__("Your chart was changed in another window. Here it is as it stands now.")
        self.current = current


def bring(source, name: str | None, answers: dict) -> dict:
    """Read a table that somebody pasted or chose.

    Returns
    -------
    dict
        A new document, with ``questions`` that only a person can answer, and ``refused`` sentences;
        a refused table is empty.

    Raises
    ------
    BadTable
        When it is no table; one sentence says what to do.
    """
    found = take(source, name=name, answers=answers, most=LARGEST)
    document = {
        "version": VERSION, "name": found.name or "pasted table", "table": "", "columns": [],
        "cautions": found.cautions, "sheet": {}, "revision": 0,
    }
    questions = [asdict(each) for each in found.questions]
    if found.refused or found.frame is None or not len(found.columns):
        return document | {"questions": questions, "refused": found.refused}
    shown = [each for each in found.columns if each.role != "private"]
    document["columns"] = [asdict(each) for each in shown]
    document["table"] = found.frame[[each.name for each in shown]].to_csv(index=False)
    return document | {"questions": questions, "refused": []}


def add(document: dict, source, name: str | None, answers: dict, keep: str) -> dict:
    """The same work with more rows; ``keep`` is "old" or "new" where a period is in both.

    Raises
    ------
    QIError
        When the new rows are no table, or lack a column that the chart uses.
    """
    import pandas as pd

    old = frame(document)
    found = bring(_led_in(source, old), name, answers)
    if found["refused"] or found["questions"]:
        return document | {"questions": found["questions"], "refused": found["refused"]}
    new = frame(found)
    lacking = [each for each in old.columns if each not in new.columns]
    if lacking:
        raise QIError(
            f"The new rows have no column '{lacking[0]}'. Copy the row of headings with them, "
            "named as before."
        )
    period = next((each["name"] for each in document["columns"] if each["role"] == "time"), None)
    words = [each["name"] for each in document["columns"] if each["role"] == "text"]
    same = [period, *words] if period else list(old.columns)
    both = pd.concat([old, new[list(old.columns)]])
    both = both.drop_duplicates(same, keep="first" if keep == "old" else "last")
    if period:
        both = both.sort_values(period, kind="stable")
    return document | {"table": both.to_csv(index=False), "questions": [], "refused": [],
                       "cautions": list(dict.fromkeys(document["cautions"] + found["cautions"]))}


def _led_in(source, old):
    """A pasted heading and one row, with the two first rows that are known before that row.

    One row alone is no table that could be read with care; the two others join what is there.
    """
    lines = source.splitlines() if isinstance(source, str) else []
    lines = [line for line in lines if line.strip()]
    if len(lines) != 2:
        return source
    mark = next((each for each in "\t;," if each in lines[0]), "\t")
    heads = [each.strip() for each in lines[0].split(mark)]
    if any(each not in old.columns for each in heads):
        return source
    known = old[heads].head(2).to_csv(index=False, header=False, sep=mark).splitlines()
    return "\n".join([lines[0], *known, lines[1]])


def frame(document: dict):
    """The table of a document, as pandas has it."""
    import pandas as pd

    if not document.get("table"):
        raise QIError("There is no table yet. Paste one, or choose a file.")
    return pd.read_csv(io.StringIO(document["table"]), keep_default_na=True)


def made(document: dict) -> dict:
    """The chart of a document.

    Returns
    -------
    dict
        ``chart`` (None while something is missing), ``why`` this kind, ``troubles`` by field,
        ``said``.
    """
    values, troubles = typed(sections(document["columns"], rows(document)), document["sheet"])
    about, words = values["about"], values["words"]
    x, y = about["x"], about["y"]
    if not (x and y):
        return {"chart": None, "why": "", "troubles": troubles,
                "said": "Choose the column of dates and the column of numbers."}
    try:
        drawn, why = _chart(document, values, x, y)
    except QIError as error:
        troubles.append({"at": "about.y", "said": f"The chart. {error}"})
        return {"chart": None, "why": "", "troubles": troubles, "said": str(error)}
    said = words["title"] or y
    return {"chart": drawn, "why": why, "troubles": troubles, "said": f"{said}. {drawn.words}"}


def rows(document: dict) -> list[str]:
    """Which rows can be chosen by a column of words: "Ward: A" and so on, 200 at most."""
    found = []
    table = frame(document) if document.get("table") else None
    for each in document["columns"]:
        if each["role"] == "text" and table is not None:
            names = table[each["name"]].dropna().astype(str).unique()
            found += [f"{each['name']}: {name}" for name in sorted(names)[:200]]
    return found[:200]


def _chart(document: dict, values: dict, x: str, y: str):
    about, words = values["about"], values["words"]
    table = frame(document)
    if about["only"]:
        column, _, name = about["only"].partition(": ")
        table = table[table[column].astype(str) == name]
    kind, why = _kind(table, about, y)
    uses = kind in ("p", "u", "pprime", "uprime", "np")
    settings = {
        "x": x, "y": y, "kind": kind, "n": about["n"] if uses else None,
        "per": about["per"] or 1 if uses else 1, "better": about["better"] or "neither",
        "title": words["title"] or None, "unit": words["unit"] or "", "target": words["target"],
        "phases": _pairs(values["phases"], "on"), "exclude": _pairs(values["left_out"], "on"),
        "notes": {line["on"].isoformat(): line["words"] for line in values["notes"]
                  if line["on"] and line["words"]} or None,
    }
    return chart(table, **{name: each for name, each in settings.items() if each is not None}), why


def _kind(table, about: dict, y: str) -> tuple[str, str]:
    """The kind of chart, and why: a run chart until there are enough points for limits."""
    import pandas as pd

    numbers = pd.to_numeric(table[y], errors="coerce").dropna()
    if len(numbers) < LIMITS_FROM:
        return "run", (f"There are {len(numbers)} points. From {LIMITS_FROM} on a control chart "
                       "with limits is drawn; until then a run chart around the median.")
    if about["shape"] == "run":
        return "run", "You chose a run chart: dots around their median."
    what = about["what"] or "measurement"
    if what == "measurement" or (what != "count" and not about["n"]):
        more = "" if what == "measurement" else " Choose the column 'out of' for the other chart."
        return "xmr", f"An XmR chart: one measured value a point.{more}"
    if what == "count":
        choice = choose(data="events", rare=bool((numbers == 0).mean() > 0.5),
                        denominator="same", between="opportunities", points=len(numbers))
        if choice.kind != "c":
            return "xmr", ("More than half of the periods are zero, so a chart of counts says "
                           "little. Chart the time from one event to the next instead; here is an "
                           "XmR chart meanwhile.")
        return "c", "A c chart: events counted, with about the same opportunity each time."
    of = pd.to_numeric(table[about["n"]], errors="coerce").dropna()
    choice = choose(data=what, rare=False, denominator="varies",
                    large=bool(of.median() > 5000), points=len(numbers))
    return choice.kind, choice.words.partition(" Make it with")[0]


def _pairs(lines: list[dict], name: str) -> list[tuple]:
    return [(line[name].isoformat(), line["reason"]) for line in lines
            if line[name] and line["reason"]]


# Kept


def read(learner: str) -> dict | None:
    """The work that a learner has kept; None when there is none."""
    try:
        return parsed(_path(learner).read_bytes())
    except OSError:
        return None


def save(learner: str, document: dict, base: int) -> dict:
    """Keep a learner's work that began from revision ``base``.

    Raises
    ------
    Moved
        When it was changed elsewhere since.
    """
    kept = read(learner)
    now = kept["revision"] if kept else 0
    if now != base:
        raise Moved(kept or document)
    whole = {name: document[name] for name in _KEPT if name in document} | {"revision": now + 1}
    place.write(_path(learner), written(parsed(json.dumps(whole).encode())))
    return whole


def forget(learner: str) -> None:
    """Delete a learner's work."""
    _path(learner).unlink(missing_ok=True)


def written(document: dict) -> bytes:
    """The small file of a document."""
    kept = {name: document[name] for name in _KEPT}
    return json.dumps(kept, indent=2, ensure_ascii=False).encode() + b"\n"


def parsed(data: bytes) -> dict:
    """The document of a small file.

    Raises
    ------
    QIError
        When it is none of ours, or of a newer version.
    """
    try:
        if len(data) > LARGEST:
            raise ValueError
        document = json.loads(data.decode("utf-8-sig"))
        if document["version"] > VERSION:
            raise QIError("This chart was saved by a newer version of the course. Update it first.")
        if document["version"] != VERSION:
            raise ValueError
        roles = ("time", "number", "share", "text")
        return {
            "version": VERSION, "name": str(document["name"]), "table": str(document["table"]),
            "columns": [
                {"name": str(each["name"]), "role": roles[roles.index(each["role"])],
                 "why": str(each["why"]), "doubts": [str(one) for one in each["doubts"]]}
                for each in document["columns"]
            ],
            "cautions": [str(each) for each in document["cautions"]],
            "sheet": dict(document["sheet"]), "revision": int(document.get("revision", 0)),
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise QIError(
            "This is not a chart that was saved here. Choose the file that 'Save to go on next "
            "month' gave you; its name ends in .chart.json."
        ) from None


def _path(learner: str):
    return place.work() / "learners" / learner / "own-chart.json"
