"""The data sets that the lessons use: load one, list them, read a card."""

from difflib import get_close_matches
from pathlib import Path

from qikit.errors import QIError
from qikit.place import root


def names() -> list[str]:
    """The names of all data sets, found by looking in ``datasets``."""
    return sorted(path.stem for path in _folder().glob("*.csv"))


def load(name: str):
    """One data set as a pandas table; columns called week, month or date become dates.

    Raises
    ------
    QIError
        When there is no such data set; the sentence names the nearest.

    Examples
    --------
    >>> load("inpatient_falls").columns.tolist()
    ['month', 'falls', 'occupied_bed_days']
    """
    import pandas as pd

    table = pd.read_csv(_file(name, "csv"))
    for column in table.columns.intersection(["week", "month", "date"]):
        if table[column].astype(str).str.fullmatch(r"\d{4}-\d{2}-\d{2}").all():
            table[column] = pd.to_datetime(table[column])
    return table


def card(name: str) -> str:
    """A data set's card: what it holds, units, period, how it was made, licence."""
    return _file(name, "md").read_text(encoding="utf-8")


def _folder() -> Path:
    return root() / "datasets"


def _file(name: str, ending: str) -> Path:
    path = _folder() / f"{name}.{ending}"
    if name in names() and path.is_file():
        return path
    near = get_close_matches(name, names(), n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names())}."
    raise QIError(f"There is no data set called '{name}'. {hint}")
