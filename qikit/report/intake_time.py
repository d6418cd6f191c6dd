"""Times of a table: gaps in them, and rows that share one."""

import numpy as np

from qikit.report.columns import Question
from qikit.report.numbers import rows_named

MOST_NAMED = 5
_STEPS = ((1, 1, "day"), (6, 8, "week"), (28, 31, "month"), (89, 92, "quarter"), (365, 366, "year"))
EACH, ADD, FIRST = "one chart for each", "add up", "keep the first"


def check_times(out, table, at: list[int], answers: dict) -> None:
    """Set aside rows without a time, settle rows that share one, and name gaps."""
    import pandas as pd

    name = out.time
    if not name:
        return
    rows = np.array(at)
    kept = table[name].notna().to_numpy()
    blank = ~kept
    if blank.any() and not any("could not be read as a date" in one for one in out.cautions):
        out.cautions.append(f"{rows_named(rows[blank]).capitalize()} without a date: left out.")
    out.keep(kept)
    table, rows = out.frame, rows[kept]
    if not len(table):
        out.refused.append("No row has a date that can be read. Give each row its month or day.")
        return
    twice = table[name].duplicated(keep=False).to_numpy()
    if twice.any():
        _settle(out, table, rows, twice, answers)
        if out.refused:
            return
    if pd.api.types.is_datetime64_any_dtype(out.frame[name]):
        _gaps(out, pd.DatetimeIndex(out.frame[name].drop_duplicates()).sort_values())


def _settle(out, table, rows, twice, answers: dict) -> None:
    """Rows with the same time: explained by a column of words, or else refused."""
    name = out.time
    words = [one for one in out.named("text") if table[one].notna().any()]
    answer = answers.get("repeats")
    whole = table.duplicated(keep="first").to_numpy()
    explained = [one for one in words if not table.duplicated([name, one]).any()]
    if not explained and words and not table.duplicated([name, *words]).any():
        explained = words
    if explained:
        by = explained[0] if len(explained) == 1 or explained is not words else ", ".join(words)
        if answer == ADD:
            _add_up(out, table)
        elif answer != EACH:
            out.questions.append(Question(
                "repeats", f"Several rows share a time, one for each {by}. Add them up, or chart "
                "each?", [EACH, ADD]))  # fmt: skip
        return
    if answer == ADD:
        _add_up(out, table)
        return
    if answer == FIRST or (whole | ~twice)[table[name].duplicated().to_numpy()].all():
        keep = ~table[name].duplicated().to_numpy() if answer == FIRST else ~whole
        out.cautions.append(f"Left out: {rows_named(rows[~keep])} (the same time again).")
        out.keep(keep)
        return
    first = table[name][twice].iloc[0]
    same = rows[(table[name] == first).to_numpy()]
    count = int(table[name][twice].nunique())
    more = f" So have {count - 1} other times." if count > 1 else ""
    out.refused.append(
        f"{say(first)} is in {rows_named(same)}, with different numbers.{more} Each time may have "
        "one row: correct the file, add up the rows that belong together, or name in a column "
        "(such as ward) what sets them apart."
    )


def _add_up(out, table) -> None:
    shares = out.named("share")
    if shares:
        out.refused.append(
            f"Per cent cannot be added up ({', '.join(shares)}). Bring the counts above and below "
            "the line, or chart each by itself."
        )
        return
    summed = out.named("number")
    out.frame = table.groupby(out.time, sort=False, as_index=False)[summed].sum(min_count=1)
    out.columns = [one for one in out.columns if one.role != "text"]
    out.written = {}
    out.cautions.append("Rows that share a time were added up.")


def _gaps(out, index) -> None:
    if len(index) < 3:
        return
    days = np.diff(index.to_numpy()).astype("timedelta64[D]").astype(int)
    usual = int(np.median(days))
    step = next((word for low, high, word in _STEPS if low <= usual <= high), "")
    if step in ("", "day"):
        return
    absent = []
    for place in np.flatnonzero(days > 1.5 * usual):
        when = index[place]
        for nth in range(1, round(days[place] / usual)):
            absent.append(_later(when, nth, step))
    if absent:
        shown = ", ".join(say(day, step) for day in absent[:MOST_NAMED])
        more = f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
        out.cautions.append(f"No row for {shown}{more}: gaps, not zeros.")


def _later(day, count: int, step: str):
    import pandas as pd

    size = {"week": {"days": 7}, "month": {"months": 1}, "quarter": {"months": 3},
            "year": {"years": 1}}[step]  # fmt: skip
    return day + pd.DateOffset(**{unit: number * count for unit, number in size.items()})


def say(day, step: str = "") -> str:
    """A time in words: ``April 2025`` for a month, else ``7 April 2025``."""
    if not hasattr(day, "strftime"):
        return str(day).removesuffix(".0")
    if step in ("month", "quarter") or (not step and day.day == 1):
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}" if step != "year" else f"{day:%Y}"
