"""The page of the business case (T6)."""

from qikit.course.tools import Tool
from qikit.plan import business_results, business_sheet
from qikit.plan.pages import tool

TOOL = Tool("plan/business/", "Business case", "What improvement costs and brings, read three "
            "ways, with what has no price beside it.")
KIND = tool.Kind(
    TOOL, "business", business_sheet.sections, "business_results.html", business_results.work,
    "example.html", lambda: {"Marlow Vale, a ward": business_sheet.example()},
)


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return tool.routes(KIND)
