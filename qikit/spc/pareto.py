"""Pareto charts: which reasons come up most."""

from functools import cached_property

import numpy as np

from qikit.errors import QIError
from qikit.spc.faces import bundle
from qikit.spc.naming import plain
from qikit.spc.saying import in_words
from qikit.spc.table import as_table, column, joined, named_rows, numbers

OTHER = "other"
PASS = 80.0
"""The share that ``reasons_to`` asks about unless told; no law says that a fifth reaches it."""
MOST_REASONS = 30


def pareto(data, reason, count=None, *, title=None) -> "Pareto":
    """Put reasons in the order of how often they come up, with running shares.

    Use it to choose where to start, never to prove a change. There is no 80/20 law: the vital few
    may be two, four or none. Split the data (by ward, by day) before believing one order.

    Parameters
    ----------
    data : a pandas table, a dict of lists, or the path of a CSV file: a row an event, or a row a
        reason with its count
    reason : the column of reasons
    count : the column of counts, where a row is a reason
    title : what is counted

    Returns
    -------
    Pareto
        With ``points`` (``reason count percent cumulative``), ``words`` and ``draw()``.

    Raises
    ------
    QIError
        When there is nothing to count, or a count is negative; the sentence says which rows.

    Notes
    -----
    Reasons are sorted by count; equal counts stay in the order of the table. A reason called
    "other" stands last whatever its count.

    Examples
    --------
    >>> why = {"reason": ["medicines", "transport", "medicines", "other", "medicines"]}
    >>> pareto(why, "reason").points[["reason", "count", "percent"]].values.tolist()
    [['medicines', 3, 60.0], ['transport', 1, 20.0], ['other', 1, 20.0]]
    """
    import pandas as pd

    table = as_table(data)
    reasons = column(table, reason, "reason")
    blank = reasons.isna().to_numpy()
    if blank.any():
        raise QIError(
            f"The reason is blank in {named_rows(blank)}. Write the reason, or 'not recorded'."
        )
    if count is None:
        counts = np.ones(len(table))
    else:
        counts, _ = numbers(table, count, "count")
        wrong = ~(counts >= 0)
        if wrong.any():
            raise QIError(
                f"The count '{count}' is negative or missing in {named_rows(wrong)}. Correct it."
            )
    summed = pd.Series(counts).groupby(reasons.astype(str).to_numpy(), sort=False).sum()
    if not summed.sum() > 0:
        raise QIError("There is nothing to count: all counts are zero.")
    if len(summed) > MOST_REASONS:
        raise QIError(
            f"There are {len(summed)} different reasons, too many to read. Group them into "
            f"{MOST_REASONS} or fewer."
        )
    last = np.array([name.strip().lower() == OTHER for name in summed.index])
    order = np.lexsort((np.arange(len(summed)), -summed.to_numpy(), last))
    return Pareto(summed.iloc[order], plain(reason), title)


class Pareto:
    """A Pareto chart; made by ``qi.pareto``.

    Attributes
    ----------
    points : pandas table ``reason count percent cumulative``, the largest first
    total : how many in all
    words : the reading in plain English
    """

    def __init__(self, counts, column: str, title: str | None) -> None:
        self.counts, self.column = counts, column
        self.title = title or column[:1].upper() + column[1:]

    @cached_property
    def points(self):
        import pandas as pd

        counts = self.counts.to_numpy()
        whole = (counts == np.round(counts)).all()
        return pd.DataFrame(
            {
                "reason": self.counts.index.to_numpy(dtype=object),
                "count": counts.astype(int) if whole else counts,
                "percent": 100 * counts / counts.sum(),
                "cumulative": 100 * np.cumsum(counts) / counts.sum(),
            }
        )

    @property
    def total(self) -> float:
        return self.points["count"].sum().item()

    def reasons_to(self, share: float = PASS) -> int:
        """How many of the first reasons it takes to reach a share (in %) of the total."""
        return int(np.argmax(self.points["cumulative"].to_numpy() >= share - 1e-9)) + 1

    @cached_property
    def words(self) -> str:
        rows = list(self.points.itertuples())
        named = joined([f"{one.reason} {one.count:,g} ({one.percent:.1f}%)" for one in rows])
        said = f"Pareto chart of {self.title[:1].lower()}{self.title[1:]}, {self.total:,g} in all: "
        return f"{said}{named}. {self._few(rows)}"

    def _few(self, rows) -> str:
        """How much the first few make up."""
        if len(rows) == 1:
            return "There is one reason only."
        if rows[0].count == rows[-1].count:
            return "All reasons come up equally often: there is no vital few."
        first = min(3, len(rows) - 1)
        start = "The first makes" if first == 1 else f"The first {in_words(first)} make"
        return (
            f"{start} up {rows[first - 1].cumulative:.1f}%; it takes "
            f"{in_words(self.reasons_to())} of {in_words(len(rows))} to reach {PASS:.0f}%."
        )

    def draw(self, *, narrow: bool = False):
        """A Matplotlib figure: bars with their numbers, dots for the running share."""
        from qikit.spc.drawing.paretoplot import draw_pareto

        return draw_pareto(self, narrow)

    def svg(self) -> str:
        """The picture as SVG."""
        from qikit.spc.draw import Drawing
        from qikit.spc.svg import figure_svg

        return figure_svg(Drawing(self.draw()), self.title, self.words)[0]

    def html(self) -> str:
        """An HTML figure: picture, words and numbers."""
        from qikit.spc.drawing.paretoplot import pareto_html

        return pareto_html(self)

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return bundle(self.words, self.html)
