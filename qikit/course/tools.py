"""Tools beside the lessons, which other rooms bring to the learner's server.

A room (the plan's, the reports') is a Jupyter server extension: its module has ``ROOM`` and calls
:func:`attach` when it is loaded. Tools are there for somebody on her own machine alone, and never
on a server for a room full of people, so that nobody's figures leave the machine they are on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jupyter_server.utils import url_path_join

from qikit.course import page, parcels

PLACE = b"<!-- tools -->"


@dataclass(frozen=True)
class Tool:
    """A card on the home page: ``path`` under ``tools/``, such as "plan/dose/"."""

    path: str
    title: str
    says: str


@dataclass(frozen=True)
class Room:
    """What a room brings.

    ``ui`` is its folder of scripts and styles, served as ``ui/KEY/``; ``routes`` gives a
    path under ``tools/``, the handler that serves it, and what it is made with, if anything.
    """

    key: str
    title: str
    says: str
    ui: Path
    tools: tuple[Tool, ...]
    routes: Callable[[], list]


def attach(app, room: Room) -> None:
    """Put a room's tools on a running server, and their cards on its home page."""
    parcels.ROOMS[room.key] = room.ui
    app.web_app.settings["qi_host"].rooms.append(room)
    under = url_path_join(app.base_url, "qi", "tools")
    app.web_app.add_handlers(".*$", [
        (url_path_join(under, path), *served) for path, *served in room.routes()
    ])


def cards(rooms: list[Room]) -> bytes:
    """The sections of the home page that name the tools."""
    shown = (page.render("tools.html", room=room) for room in rooms if room.tools)
    return "".join(shown).encode()
