"""The learner's server: one Jupyter server on this machine, with the course under ``/qi/``."""

import json
import os
import secrets
import socket
import sys
from pathlib import Path

from qikit import place
from qikit.errors import QIError

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


def learn(port: int | None = None, open_browser: bool = False) -> int:
    """Start the server, print its one link, and run until it is stopped (Ctrl+C).

    Parameters
    ----------
    port : the port wanted; when it is taken the next free one is used, and that is said
    open_browser : also open the link in the web browser
    """
    home = place.work() / "learners" / place.learner()
    jupyter = place.work() / "jupyter"
    found = free_port(port or FIRST_PORT)
    try:
        home.mkdir(parents=True, exist_ok=True)
        token = _secret(place.work() / "server-token")
    except OSError as error:
        raise QIError(
            f"The folder {place.work()} may not be written to ({error.strerror}). "
            "Ask for write permission there, or set QI_WORK to a folder of your own."
        ) from None
    lab = jupyter / "labconfig"
    place.write(lab / "page_config.json", json.dumps(_LAB))
    place.write(lab / "default_setting_overrides.json", json.dumps(_LAB_SETTINGS))
    place.write(
        jupyter / "jupyter_server_config.json",
        json.dumps(_settings(found, home, jupyter, open_browser)),
    )
    if port and found != port:
        print(f"Port {port} is taken by another program, so this uses port {found}.", flush=True)
    os.environ.update(
        JUPYTER_CONFIG_DIR=str(jupyter),
        JUPYTERLAB_SETTINGS_DIR=str(jupyter / "settings"),
        JUPYTERLAB_WORKSPACES_DIR=str(jupyter / "workspaces"),
        JUPYTER_RUNTIME_DIR=str(jupyter / "runtime"),
        JUPYTER_TOKEN=token,
    )
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(argv=[])
    return 0


def _settings(port: int, home: Path, jupyter: Path, open_browser: bool) -> dict:
    """Jupyter's own settings for this server."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "port_retries": _TRIES,
            "open_browser": open_browser,
            "root_dir": str(home),
            "allow_root": True,
            "terminals_enabled": False,
            "cookie_secret_file": str(jupyter / "cookie-secret"),
            "jpserver_extensions": {**dict.fromkeys(_OFF, False), "qikit.course.server": True},
            "kernel_spec_manager_class": "qikit.course.kernels.OwnPython",
            "log_level": "ERROR",
            "tornado_settings": {"compress_response": True},
        },
        "LabApp": {"news_url": None, "log_level": "ERROR", "default_url": "/qi/"},
        "MappingKernelManager": {"cull_idle_timeout": 3600, "cull_interval": 300},
    }


def free_port(first: int) -> int:
    """The first free port from ``first`` on.

    Raises
    ------
    QIError
        When none of the next fifty is free.
    """
    for port in range(first, first + _TRIES):
        with socket.socket() as trial:
            if sys.platform != "win32":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise QIError(
        f"No port from {first} to {first + _TRIES - 1} is free. Close other programs, or name "
        "another one: python3 start.py learn --port 9000"
    )


def _secret(path: Path) -> str:
    """A secret kept in a file that only its owner reads, so that links live over a restart."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as stream:
            stream.write(made := secrets.token_urlsafe(24))
        return made


def _jupyter_server_extension_points():
    return [{"module": "qikit.course.server"}]


def _load_jupyter_server_extension(app) -> None:
    """Put the course on a running server, and print the link once it answers."""
    from qikit.course.handlers import handlers

    app.web_app.add_handlers(".*$", handlers(app.base_url))
    app.io_loop.call_later(0, _say, app)


def _say(app) -> None:
    token = app.identity_provider.token
    print(f"\nThe course is ready. Open this link in your browser:\n\n  "
          f"http://127.0.0.1:{app.port}{app.base_url}qi/?token={token}\n\n"
          "Leave this window open while you learn. To stop, press Ctrl+C.", flush=True)
