"""The page of readiness, legacy and five components (T4)."""

from qikit.course.tools import Tool
from qikit.plan import readiness_results, readiness_sheet
from qikit.plan.pages import tool

TOOL = Tool("plan/readiness/", "Are we ready?", "Six steps, what was there before, barriers with "
            "owners. Three people or more score it, from different levels.")
KIND = tool.Kind(
    TOOL, "readiness", readiness_sheet.sections, "readiness_results.html", readiness_results.work,
)


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return tool.routes(KIND)
