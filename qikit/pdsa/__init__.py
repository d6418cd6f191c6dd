"""Forms of the improvement method, from the aim to the control plan, and of the practica.

Each name below gives a form for ``qi.ask.form``; ``text``, ``outline``, ``csv`` and ``html`` read a
filled form back. Build a form of your own with ``qi.pdsa.make`` and ``qi.pdsa.Form``.
"""

from qikit.learn.forms import making as make
from qikit.learn.forms.making import Form
from qikit.pdsa.aim import aim
from qikit.pdsa.charter import charter
from qikit.pdsa.control_plan import control_plan
from qikit.pdsa.conversation_log import conversation_log
from qikit.pdsa.coproduction import coproduction
from qikit.pdsa.cycle import cycle
from qikit.pdsa.decision_review import decision_review
from qikit.pdsa.driver_diagram import driver_diagram
from qikit.pdsa.go_ahead import go_ahead
from qikit.pdsa.issue import issue
from qikit.pdsa.leader_log import leader_log
from qikit.pdsa.measure import measure
from qikit.pdsa.measure_family import measure_family
from qikit.pdsa.observed_practice import observed_practice
from qikit.pdsa.portfolio import portfolio
from qikit.pdsa.ramp import ramp
from qikit.pdsa.reflection import reflection
from qikit.pdsa.sponsor_agreement import sponsor_agreement
from qikit.pdsa.take_away import csv, html, outline, review, run_chart, text

FORMS = (
    aim, measure, measure_family, driver_diagram, go_ahead, charter, cycle, ramp, issue, reflection,
    sponsor_agreement, control_plan, decision_review, leader_log, coproduction, conversation_log,
    observed_practice, portfolio,
)

__all__ = [
    "FORMS", "Form", "aim", "charter", "control_plan", "conversation_log", "coproduction", "csv",
    "cycle", "decision_review", "driver_diagram", "go_ahead", "html", "issue", "leader_log", "make",
    "measure", "measure_family", "observed_practice", "outline", "portfolio", "ramp", "reflection",
    "review", "run_chart", "sponsor_agreement", "text",
]
