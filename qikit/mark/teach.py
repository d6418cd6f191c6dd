"""``qikit teach TIER``: nbgrader's formgrader in a browser, for marking written answers."""

import os
import secrets
from functools import partial

from qikit.course.server import free_port
from qikit.errors import QIError
from qikit.mark.course import Course, courses
from qikit.mark.gradebook import create
from qikit.mark.standing import RULES

HOST, PORT = "127.0.0.1", 8890
_OFF = (
    "jupyterlab", "notebook", "notebook_shim", "jupyter_lsp", "jupyter_server_terminals",
    "jupyter_server_mathjax", "nbgrader", "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list", "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.formgrader",
    "qikit.course.server", "nbclassic", "voila.server_extension",
)
# nbgrader's page asks a CDN for MathJax; nothing is fetched from elsewhere while marking.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


def teach(tier: str, port: int | None = None, second: str | None = None) -> int:
    """Serve formgrader for one tier on this computer until it is stopped with Ctrl+C.

    Prints one link, straight to the manual grading page, and where two people mark, one to the
    pages of second marking. Only this computer can reach it, and only with the link's token.

    Parameters
    ----------
    tier : str
        all_staff, managers or experts.
    port : int, optional
        Where to serve. When it is taken the next free one is used, and said.
    second : str, optional
        The name of a second marker. Only her pages are served then, and nobody's first marks.

    Raises
    ------
    QIError
        When there is no such tier, or no free port.
    """
    from jupyter_server.serverapp import ServerApp

    course = _course(tier)
    create(course)
    wanted = port or PORT
    free = free_port(wanted)
    if free != wanted:
        print(f"Port {wanted} is taken, so port {free} is used.")
    token = secrets.token_urlsafe(24)
    here = os.getcwd()
    os.chdir(course.source)  # formgrader reads the tier's nbgrader_config.py from where it runs
    try:
        app = ServerApp.instance()
        app.initialize(_settings(course, free, token, second), new_httpserver=True)
        words = _links(tier, f"http://{HOST}:{free}", token, second)
        app.io_loop.call_later(0, partial(print, words, flush=True))
        app.start()
    finally:
        os.chdir(here)
    return 0


def _course(tier: str) -> Course:
    known = [course.tier for course in courses()]
    if tier not in known:
        raise QIError(f"There is no tier called '{tier}'. There are: {', '.join(known)}.")
    return Course(tier)


def _links(tier: str, address: str, token: str, second: str | None) -> str:
    stop = "(Ctrl+C to stop)"
    pages = f"{address}/second/?token={token}"
    if second:
        return f"{second}, give second marks for {tier} here {stop}:\n  {pages}"
    words = f"Mark written answers of {tier} here {stop}:\n"
    words += f"  {address}/formgrader/gradebook?token={token}"
    if RULES[tier].second:
        words += f"\nSecond marks and moderation:\n  {pages}"
    return words


def _settings(course: Course, port: int, token: str, second: str | None) -> list[str]:
    extensions = dict.fromkeys(_OFF, False) | {"qikit.mark.second_pages": True}
    if not second:
        extensions |= {"qikit.mark.formgrader": True}
    tornado = {
        "headers": {"Content-Security-Policy": _POLICY}, "qi_tier": course.tier,
        "qi_second": second or "",
    }
    return [
        f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={course.home}", f"--IdentityProvider.token={token}",
        "--ServerApp.open_browser=False", "--ServerApp.log_level=ERROR",
        "--ServerApp.allow_root=True", "--ServerApp.terminals_enabled=False",
        f"--ServerApp.jpserver_extensions={extensions!r}",
        f"--ServerApp.tornado_settings={tornado!r}",
    ]
