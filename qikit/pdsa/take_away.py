"""Read a filled form back: as text, as an outline, as a table, as a page to print."""

from html import escape

from qikit.errors import QIError
from qikit.learn.forms import drawing, paper, reading, said
from qikit.learn.forms.findings import findings
from qikit.learn.forms.making import Form, answer


def text(form: Form, value) -> str:
    """What was filled in, one line a field.

    Examples
    --------
    >>> import qikit as qi
    >>> print(qi.pdsa.text(qi.pdsa.issue(), {"what": "The printer jams", "where": "Clinic 2"}))
    In Clinic 2, since …: The printer jams. This means: …. We ask: ….
    The issue. What happens: The printer jams
    The issue. Where: Clinic 2
    """
    return "\n".join(reading.lines(form.spec(), answer(value)))


def outline(value) -> str:
    """A driver diagram, or the drivers of a charter, as an indented list.

    Examples
    --------
    >>> import qikit as qi
    >>> print(qi.pdsa.outline(qi.pdsa.driver_diagram().example))
    Aim: 80% of discharge letters sent within 24 hours on Ward 7 by 31 March 2027
      Primary driver: Letters begin early
        Secondary driver: Discharge is planned the day before
          Change idea: Begin letters on the afternoon round
          Change idea: Pharmacist joins the board round
        Change idea: People read their own letter first
      Primary driver: Medicines are known in time
        Secondary driver: A pharmacist sees the list
          Change idea: Pharmacist joins the board round
    """
    from qikit.pdsa.charter import charter
    from qikit.pdsa.driver_diagram import driver_diagram

    form = charter() if "measure" in said.table(value) else driver_diagram()
    return "\n".join(reading.outline(form.spec(), answer(value)))


def review(form: Form, value) -> list[dict]:
    """What each check finds: ``{id, met, words, weight}``.

    Examples
    --------
    >>> import qikit as qi
    >>> found = qi.pdsa.review(qi.pdsa.ramp(), qi.pdsa.ramp().example)
    >>> [each["id"] for each in found if each["met"]]
    ['linked', 'prediction', 'small_first', 'over_time', 'written']
    """
    return findings(form.spec(), form.checks, answer(value))


def csv(form: Form, value) -> str:
    """The form as a table for a spreadsheet, a row a field; blank when ``value`` is None.

    Raises
    ------
    QIError
        When something the form needs first is missing (see ``Form.needs``).
    """
    _ready(form, value)
    return paper.csv(form.spec(), answer(value))


def html(form: Form, value) -> str:
    """The form as a page of its own, to keep or to print; blank when ``value`` is None.

    Raises
    ------
    QIError
        When something the form needs first is missing (see ``Form.needs``).
    """
    _ready(form, value)
    value, figure = answer(value), ""
    if form.draw == "ramp" and len(drawing.chart_points(said.table(value))) > 1:
        chart = run_chart(value)
        figure = f"<figure>{chart.svg()}<figcaption>{escape(chart.words)}</figcaption></figure>"
    return paper.html(form.spec(), value, form.checks, figure)


def run_chart(value):
    """The data of a ramp as a run chart, with its cycles marked on it.

    Parameters
    ----------
    value : dict
        A filled ramp, with two points or more.
    """
    import pandas

    from qikit import spc

    points = drawing.chart_points(answer(value))
    if len(points) < 2:
        raise QIError(
            "A run chart needs two points or more. "
            f"This ramp has {len(points)}. Add points with a time and a number."
        )
    frame = pandas.DataFrame([(when, size) for when, size, _ in points], columns=["when", "value"])
    notes = {when: f"Cycle {' and '.join(begun)}" for when, _, begun in points if begun}
    return spc.chart(frame, x="when", y="value", kind="run", notes=notes,
                     title=said.words(said.table(value).get("aim")) or "Data over time")


def _ready(form: Form, value) -> None:
    if said.empty(value):
        return
    open_ = [each["words"] for each in review(form, value)
             if each["id"] in form.needs and not each["met"]]
    if open_:
        raise QIError(
            f"This {form.title.lower()} cannot be downloaded yet. {' '.join(open_)} "
            "Your answers are kept."
        )
