"""Reading columns of whatever table was given, and refusing in words what cannot be charted."""

from difflib import get_close_matches
from pathlib import Path

import numpy as np

from qikit.errors import QIError

MOST_NAMED = 5


def as_table(data):
    """Anything that pandas reads as a table: a data frame, a dict of lists, records, a CSV file.

    Raises
    ------
    QIError
        When there are no rows, or no table can be made of it.
    """
    import pandas as pd

    if isinstance(data, pd.DataFrame):
        table = data
    elif isinstance(data, str | Path):
        if not Path(data).is_file():
            raise QIError(f"There is no file {data}. Give a table, or the path of a CSV file.")
        table = pd.read_csv(data)
    else:
        try:
            table = pd.DataFrame(data)
        except (TypeError, ValueError) as error:
            raise QIError(
                "The data could not be read as a table. Give a pandas table, a dict of lists of "
                "the same length, a list of records, or the path of a CSV file."
            ) from error
    if not len(table):
        raise QIError("The table has no rows. Check the file or the filter that made it.")
    return table


def column(table, name, role: str):
    """One column; a missing one is named with its nearest neighbour."""
    if name is None:
        has = ", ".join(map(str, table.columns))
        raise QIError(f"Name the column to use as {role}=. The table has: {has}.")
    if isinstance(name, list | dict | set):
        raise QIError(f"{role}= is the name of one column, not {name!r}.")
    if name in table.columns:
        found = table[name]
        if found.ndim > 1:
            raise QIError(f"The table has two columns called '{name}'. Rename one of them.")
        return found
    has = ", ".join(map(str, table.columns))
    near = get_close_matches(str(name), [str(one) for one in table.columns], n=1, cutoff=0.5)
    hint = f" Did you mean '{near[0]}'?" if near else f" Name one of them as {role}=."
    raise QIError(f"There is no column called '{name}' in this table. It has: {has}.{hint}")


def numbers(table, name, role: str) -> tuple[np.ndarray, list[str]]:
    """A column as numbers, NaN where blank, with any caution.

    Raises
    ------
    QIError
        For text in the column or an infinite number; the rows are named, counting from 1.
    """

    found = column(table, name, role)
    plain = isinstance(found.dtype, np.dtype) and found.dtype.kind in "fiu"
    values, cautions = (as_floats(found), []) if plain else _read(name, found)
    endless = np.isinf(values)
    if endless.any():
        raise QIError(
            f"The column '{name}' has an infinite number in {named_rows(endless)}. "
            "Look for a division by zero, and correct it or leave it blank."
        )
    return values, cautions


def _read(name, found) -> tuple[np.ndarray, list[str]]:
    """A column that is not plain numbers: durations in minutes, numbers stored as text."""
    import pandas as pd

    kinds = pd.api.types
    wrong = {"b": "true or false", "M": "dates", "c": "complex numbers"}
    if (what := wrong.get(found.dtype.kind)) is not None:
        raise QIError(
            f"The column '{name}' should hold numbers, but it holds {what}. Count or measure "
            "first, so that each row has one number."
        )
    if kinds.is_timedelta64_dtype(found.dtype):
        minutes = (found / pd.Timedelta(minutes=1)).to_numpy(dtype=float)
        return minutes, [f"The column '{name}' holds lengths of time: they are shown in minutes."]
    if kinds.is_numeric_dtype(found.dtype):
        return as_floats(found), []
    text = [None if _is_blank(one) else one for one in found.astype(object)]
    blank = np.array([one is None for one in text])
    read = pd.to_numeric(pd.Series(text, dtype=object), errors="coerce").astype(float)
    bad = read.isna().to_numpy() & ~blank
    if bad.any():
        clock = any(isinstance(one, str) and ":" in one for one in text)
        times = " Write lengths of time as numbers, such as minutes." if clock else ""
        raise QIError(
            f"The column '{name}' should hold numbers, but {named_rows(bad, found)} "
            f"{'does' if bad.sum() == 1 else 'do'} not. Correct them, or leave them blank "
            f"for a gap.{times}"
        )
    written = any(isinstance(one, str) for one in text)
    said = [f"Numbers stored as text in '{name}' were read as numbers."] if written else []
    return read.to_numpy(dtype=float), said


def as_floats(found) -> np.ndarray:
    """A column of numbers as an array of our own, NaN where blank."""
    if isinstance(found.dtype, np.dtype):
        return found.to_numpy(dtype=float, copy=True)
    return found.to_numpy(dtype=float, na_value=np.nan)


def _is_blank(value) -> bool:
    """Nothing, or nothing but spaces."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def named_rows(bad: np.ndarray, values=None) -> str:
    """The rows that are true, counting from 1: ``row 3 ('eleven') and row 7``."""
    rows = np.flatnonzero(bad)
    items = list(values.iloc[rows[:MOST_NAMED]]) if values is not None else []
    words = [
        f"row {row + 1}" + (f" ({shown(items[i])})" if items else "")
        for i, row in enumerate(rows[:MOST_NAMED])
    ]
    more = len(rows) - MOST_NAMED
    if more > 0:
        words.append(f"{more} more row{'s' if more > 1 else ''}")
    return joined(words)


def shown(value) -> str:
    """A value as a person would write it in a sentence."""
    return f"{value:g}" if isinstance(value, int | float | np.number) else repr(str(value))


def joined(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
