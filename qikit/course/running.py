"""Run a lesson's notebook once, in a fresh kernel, and give it back with its outputs."""

import asyncio
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from qikit.errors import QIError

SECONDS = 180
TRIES = 3
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def run(path: Path, face: str):
    """The notebook at ``path`` with outputs, as ``face`` shows them ("page" or "text").

    Raises
    ------
    QIError
        When a cell fails; the sentence names the cell and what it said.
    """
    import nbformat
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from qikit.course.kernels import own

    notebook = nbformat.read(path, as_version=4)
    def execute():
        manager = AsyncKernelManager(kernel_name="python3")
        manager._kernel_spec = own()
        settings = {"timeout": SECONDS, "resources": {"metadata": {"path": str(path.parent)}}}
        with ThreadPoolExecutor(1) as pool:  # also where the caller has an event loop of its own
            pool.submit(
                _execute, NotebookClient(notebook, km=manager, **settings), face
            ).result()

    try:
        _patiently(execute)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        said = _COLOURS.sub("", str(error)).strip().splitlines()
        raise QIError(
            f"The notebook {path.name} does not run to its end. It said: {said[-1]} "
            "Open it, choose Run > Run All Cells, and mend the cell that stops."
        ) from None
    return notebook


def _patiently(execute) -> None:
    """Run it; begin again when two kernels that start at once took the same port."""
    for _ in range(TRIES):
        try:
            return execute()
        except RuntimeError as error:
            if "died before replying" not in str(error):
                raise
    return execute()


def _execute(client, face: str) -> None:
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(
            client.async_execute(
                env={**os.environ, "QIKIT_FACE": face}, stderr=subprocess.DEVNULL, cleanup_kc=True
            )
        )
