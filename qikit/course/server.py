"""The learner's server: one Jupyter server on this machine, with the course under ``/qi/``."""

import json
import os
import secrets
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from qikit import place
from qikit.course.tools import PLACE, Room, cards
from qikit.errors import QIError

HERE = "127.0.0.1"
FIRST_PORT = 8888
_TRIES = 50
_OFF = (
    "nbgrader",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "jupyter_lsp",
    "jupyter_server_terminals",
    "notebook",
)
_LINK = "Open the link that was printed when the course was started. Nothing is lost."
_LAB = {
    "appName": "Improvement",
    "disabledExtensions": {
        "@jupyter/nbgrader": True,
        "@jupyterlab/apputils-extension:announcements": True,
        "@jupyterlab/debugger-extension": True,
        "@jupyterlab/extensionmanager-extension": True,
    },
}
_LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 20},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
}


class Alone:
    """The host of one learner on her own machine, who comes with the link's token."""

    def __init__(self):
        self.rooms: list[Room] = []

    def learner(self, user) -> str:
        """Who is learning."""
        return place.learner()

    def stranger(self, handler) -> None:
        """Turn somebody away who did not come by the link."""
        from tornado.web import HTTPError

        raise HTTPError(403, _LINK)

    def dress(self, page: bytes, base: str) -> bytes:
        """A page as it is shown on this host: the home page names its tools."""
        return page.replace(PLACE, cards(self.rooms))


def learn(port: int | None = None, open_browser: bool = False, tools: tuple[str, ...] = ()) -> int:
    """Start the server, print its one link, and run until it is stopped (Ctrl+C).

    Parameters
    ----------
    port : the port wanted; when it is taken the next free one is used, and that is said
    open_browser : also open the link in the web browser
    tools : modules that bring tools of other rooms (see :mod:`qikit.course.tools`)
    """
    home = place.work() / "learners" / place.learner()
    jupyter = place.work() / "jupyter"
    found = free_port(port or FIRST_PORT)
    try:
        home.mkdir(parents=True, exist_ok=True)
        token = secret(place.work() / "server-token")
        cookies = jupyter / "cookie-secret"
        secret(cookies)
    except OSError as error:
        raise QIError(not_writable(error)) from None
    lab = jupyter / "config" / "labconfig"
    place.write(lab / "page_config.json", json.dumps(_LAB))
    place.write(lab / "default_setting_overrides.json", json.dumps(_LAB_SETTINGS))
    if port and found != port:
        print(f"Port {port} is taken by another program, so this uses port {found}.", flush=True)
    os.environ.update(
        JUPYTER_CONFIG_DIR=str(jupyter / "config"),
        JUPYTERLAB_SETTINGS_DIR=str(jupyter / "settings"),
        JUPYTERLAB_WORKSPACES_DIR=str(jupyter / "workspaces"),
        JUPYTER_RUNTIME_DIR=str(jupyter / "runtime"),
        JUPYTER_TOKEN=token,
    )
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(argv=_settings(found, home, cookies, open_browser, tools))
    return 0


def _settings(port: int, home: Path, cookies: Path, open_browser: bool,
              tools: tuple[str, ...]) -> list[str]:
    """Jupyter's own settings, given to this server alone: others may run on the same folder."""
    said = {
        "ServerApp": {
            "ip": HERE,
            "port": port,
            "port_retries": _TRIES,
            "open_browser": open_browser,
            "root_dir": home,
            "allow_root": True,
            "terminals_enabled": False,
            "cookie_secret_file": cookies,
            "jpserver_extensions": {
                **dict.fromkeys(_OFF, False), "qikit.course.server": True,
                **dict.fromkeys(tools, True),
            },
            "kernel_spec_manager_class": "qikit.course.kernels.OwnPython",
            "log_level": "ERROR",
            "tornado_settings": {"compress_response": True},
        },
        "LabApp": {"news_url": None, "log_level": "ERROR", "default_url": "/qi/"},
        "MappingKernelManager": {"cull_idle_timeout": 3600, "cull_interval": 300},
    }
    return [f"--{part}.{name}={value}" for part in said for name, value in said[part].items()]


def free_port(first: int, host: str = HERE) -> int:
    """The first free port from ``first`` on, at the address ``host`` of this machine.

    Raises
    ------
    QIError
        When it is no port, or none of the next fifty is free.
    """
    if not 1 <= first <= 65535:
        raise QIError(f"There is no port {first}. Name one from 1024 to 65535: --port 9000")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + _TRIES, 65536)):
        with socket.socket(family) as trial:
            if sys.platform != "win32":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return port
    raise QIError(
        f"No port from {first} to {first + _TRIES - 1} is free. Close other programs, or name "
        "another one: python3 start.py learn --port 9000"
    )


def secret(path: Path, made: str | None = None) -> str:
    """A secret kept in a file that only its owner reads, so that links live over a restart.

    Of several servers that start at once, one makes it and all use it.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(made or secrets.token_urlsafe(24))
    try:
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        os.unlink(beside)
    return path.read_text(encoding="ascii").strip()


def not_writable(error: OSError) -> str:
    """What to say when the work folder cannot be written to."""
    return (
        f"The folder {place.work()} may not be written to ({error.strerror}). "
        "Ask for write permission there, or set QI_WORK to a folder of your own."
    )


def _jupyter_server_extension_points():
    return [{"module": "qikit.course.server"}]


def _load_jupyter_server_extension(app) -> None:
    """Put the course on a running server, and print the link once it answers."""
    from qikit.course.handlers import handlers

    app.web_app.settings["qi_host"] = Alone()
    app.web_app.add_handlers(".*$", handlers(app.base_url))
    app.io_loop.call_later(0, _say, app)


def _say(app) -> None:
    token = app.identity_provider.token
    print(f"\nThe course is ready. Open this link in your browser:\n\n  "
          f"http://127.0.0.1:{app.port}{app.base_url}qi/?token={token}\n\n"
          "Leave this window open while you learn. To stop, press Ctrl+C.", flush=True)
