"""Forms of the improvement method: aim, measures, drivers, charter, PDSA, huddle, sponsor, control.

Each name below gives a form for ``qi.ask.form``; ``text``, ``outline``, ``csv`` and ``html`` read a
filled form back. Build a form of your own with ``qi.pdsa.make`` and ``qi.pdsa.Form``.
"""

from qikit.learn.forms import making as make
from qikit.learn.forms.making import Form
from qikit.pdsa.aim import aim
from qikit.pdsa.charter import charter
from qikit.pdsa.control_plan import control_plan
from qikit.pdsa.cycle import cycle
from qikit.pdsa.driver_diagram import driver_diagram
from qikit.pdsa.go_ahead import go_ahead
from qikit.pdsa.issue import issue
from qikit.pdsa.measure import measure
from qikit.pdsa.measure_family import measure_family
from qikit.pdsa.ramp import ramp
from qikit.pdsa.reflection import reflection
from qikit.pdsa.sponsor_agreement import sponsor_agreement
from qikit.pdsa.take_away import csv, html, outline, review, run_chart, text

FORMS = (
    aim, measure, measure_family, driver_diagram, go_ahead, charter, cycle, ramp, issue, reflection,
    sponsor_agreement, control_plan,
)

__all__ = [
    "FORMS", "Form", "aim", "charter", "control_plan", "csv", "cycle", "driver_diagram", "go_ahead",
    "html", "issue", "make", "measure", "measure_family", "outline", "ramp", "reflection", "review",
    "run_chart", "sponsor_agreement", "text",
]
