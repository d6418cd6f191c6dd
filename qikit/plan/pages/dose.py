"""The dosing planner's page (T3)."""

from qikit.course.tools import Tool
from qikit.plan import dose_results, dose_sheet
from qikit.plan.pages import tool

TOOL = Tool("plan/dose/", "Plan the dose", "Who is trained by when, what holds it back, and what "
            "it takes in time and money.")
KIND = tool.Kind(
    TOOL, "dose", dose_sheet.sections, "dose_results.html", dose_results.work, "example.html",
    dose_sheet.examples,
)


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return tool.routes(KIND)
