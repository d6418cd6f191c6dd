"""Chart your own data, on the learner's server, on her own machine."""

from importlib import import_module
from pathlib import Path

from qikit.course.tools import Room, attach

_PAGES = ("own_pages",)  # in the order of their cards


def _pages() -> list:
    return [import_module(f"qikit.report.{name}") for name in _PAGES]


ROOM = Room(
    key="report",
    title="Your own work",
    says="Your figures, on this computer alone. Nothing is sent anywhere.",
    ui=Path(__file__).with_name("ui"),
    tools=tuple(page.TOOL for page in _pages()),
    routes=lambda: [pair for page in _pages() for pair in page.routes()],
)


def _jupyter_server_extension_points():
    return [{"module": "qikit.report.server"}]


def _load_jupyter_server_extension(app) -> None:
    attach(app, ROOM)
