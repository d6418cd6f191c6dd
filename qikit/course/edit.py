"""``qikit edit``: the lessons in JupyterLab, for those who write them."""

import secrets
from functools import partial

from qikit import place
from qikit.course.server import FIRST_PORT, free_port


def edit(port: int | None = None) -> int:
    """Open the curriculum's folder in JupyterLab on this computer until Ctrl+C; prints one link."""
    from jupyterlab.labapp import LabApp

    found = free_port(port or FIRST_PORT)
    token = secrets.token_urlsafe(24)
    server = LabApp.initialize_server(argv=[
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={found}", "--ServerApp.open_browser=False",
        f"--ServerApp.root_dir={place.root() / 'curriculum'}", "--ServerApp.log_level=ERROR",
        "--ServerApp.allow_root=True", f"--IdentityProvider.token={token}",
    ])  # fmt: skip
    link = f"http://127.0.0.1:{found}/lab?token={token}"
    words = f"\nThe lessons are open for editing (Ctrl+C to stop):\n\n  {link}\n"
    server.io_loop.call_later(0, partial(print, words, flush=True))
    server.start()
    return 0
