"""The chart of one report, from the parameters of its notebook."""

from qikit.spc import chart


def chart_of(
    *, title, period, times, values, denominators=None, targets=None, kind="xmr", better="neither",
    unit="", per=1, phases=(), exclusions=(),
):  # fmt: skip
    """The chart of one measure in one place.

    Parameters
    ----------
    title, period, unit : words for the chart, for its axis of time, and for its values
    times, values, denominators, targets : equally long lists; None is a gap
    kind, better, per : as ``qi.chart`` takes them
    phases, exclusions : lists of pairs of a time and its reason
    """
    name = "value" if title in ("", period, "denominator", "target") else title
    table = {period: times, name: values}
    named = {}
    if denominators is not None:
        table["denominator"], named["n"] = denominators, "denominator"
    if targets is not None:
        table["target"], named["target"] = targets, "target"
    return chart(
        table, x=period, y=name, kind=kind, better=better, unit=unit, per=per, title=title,
        phases=[tuple(one) for one in phases], exclude=[tuple(one) for one in exclusions], **named,
    )  # fmt: skip
