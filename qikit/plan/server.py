"""The planning tools on the learner's server, for somebody on her own machine."""

from importlib import import_module
from pathlib import Path

from qikit.course.tools import Room, attach
from qikit.plan.pages import plans

_PAGES = ("readiness", "dose", "business", "strategy")  # in the order of their cards


def _pages() -> list:
    return [import_module(f"qikit.plan.pages.{name}") for name in _PAGES]


ROOM = Room(
    key="plan",
    title="For leaders: plan the dose",
    says="Who needs which dose, by when, at what cost, and did it work? The figures that you give "
         "stay on this computer.",
    ui=Path(__file__).with_name("ui"),
    tools=tuple(page.TOOL for page in _pages()),
    routes=lambda: plans.routes() + [each for page in _pages() for each in page.routes()],
)


def _jupyter_server_extension_points():
    return [{"module": "qikit.plan.server"}]


def _load_jupyter_server_extension(app) -> None:
    attach(app, ROOM)
