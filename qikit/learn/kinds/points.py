"""Pick points on a chart."""

import html

from qikit.errors import QIError
from qikit.learn import normal
from qikit.learn.kinds.several import set_verdict, sets_of
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered


class Points(Question):
    """Points to pick on a chart, on the picture or in the list beneath it.

    Parameters
    ----------
    chart : Chart
        What ``qi.chart`` made; one series.
    key : set of int, or list of sets, optional
        Positions, counted from 1; of several sets any one is right. In ``why``, a position has the
        sentence for picking it wrongly, and ``"*missed"`` is said when some are missing.
    x_name : str, optional
        What a position is called, such as "Week"; else what the chart calls it.

    Examples
    --------
    >>> import pandas as pd
    >>> import qikit as qi
    >>> weeks = pd.DataFrame({"week": range(1, 13),
    ...                       "minutes": [33, 31, 35, 38, 30, 34, 52, 32, 33, 29, 35, 34]})
    >>> chart = qi.chart(weeks, x="week", y="minutes", kind="xmr", title="Theatre turnaround")
    >>> qi.ask.points("special", chart, "Which week is a special cause?", key={7},
    ...               why={4: "Week 4 is high, but it lies within the limits."},
    ...               hints=["Look for points outside the limits."])  # doctest: +ELLIPSIS
    1 point. Which week is a special cause?
    ...
      Pick from 12 points.
    """

    kind = "points"

    def __init__(self, id, chart, prompt, *, key=None, x_name=None, **common):
        self.chart = chart
        self.labels = point_labels(chart, x_name)
        super().__init__(id, prompt, key=key, **common)

    def __getstate__(self):
        return self.__dict__ | {"chart": None}

    def plain_key(self, key):
        if sets_of(key):
            return [self.plain_key(each) for each in key]
        positions = sorted(int(each) for each in key)
        if positions and not 1 <= positions[0] <= positions[-1] <= len(self.labels):
            raise QIError(
                f"The key of question {self.id} names a point that is not on the chart. "
                f"Positions run from 1 to {len(self.labels)}."
            )
        return positions

    def particulars(self):
        return {"labels": self.labels}

    def lines(self):
        return [getattr(self.chart, "words", ""), f"  Pick from {len(self.labels)} points."]

    def figure(self):
        from qikit.spc.faces import STYLE  # pages and the widget have a style sheet of their own

        return self.chart._repr_mimebundle_()["text/html"].removeprefix(STYLE)

    def body(self):
        return "<ol>" + "".join(f"<li>{html.escape(label)}</li>" for label in self.labels) + "</ol>"


def point_labels(chart, name=None) -> list[str]:
    """"Week 10, 43.7" for each point, in the order of its position."""
    from qikit.spc.naming import naming

    if len(chart.series) != 1:
        raise QIError(
            f"This chart shows {len(chart.series)} series, so a point has no one position. "
            "Ask about a chart of one series."
        )
    called = naming(chart.analysis, 0)
    labels = []
    for position, y in enumerate(called.y, 1):
        x = called.at(position)
        if called.kind != "label":
            count = x if called.kind == "number" else position
            x = f"{(name or called.period).capitalize()} {count}"
        labels.append(f"{x}, {'no value' if y != y else called.value(position)}")
    return labels


def score(spec, key, value, why=None, partial=None):
    """Exact set of positions, counted from 1."""
    if normal.blank(value):
        return unanswered()
    given = value if isinstance(value, list) else [value]
    chosen = [normal.whole(each) for each in given if not normal.blank(each)]
    chosen = sorted({-1 if each is None else each for each in chosen})
    said = {normal.whole(name): sentence for name, sentence in reasons(why).items()}
    said.pop(None, None)
    return set_verdict(spec, key, chosen, said, why, partial)
