"""Run a notebook's cells in this process, with the outputs that a kernel would send.

The notebook, its injected parameters and the outputs are those of papermill; what is left out is
the kernel: a process, five sockets and a second of imports for each report.
"""

import json
import math
import sys
from contextlib import redirect_stderr, redirect_stdout

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from qikit.errors import QIError


class _Hook(DisplayHook):
    """What a cell's last value looks like."""

    def __call__(self, result=None):
        if result is None or self.quiet():
            return
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        self.shell.kept.append({"output_type": "execute_result", "data": data, "metadata": metadata,
                                "execution_count": self.shell.count})  # fmt: skip


class _Publisher(DisplayPublisher):
    """What a cell displays."""

    def publish(self, data, metadata=None, **_):
        self.shell.kept.append(
            {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        )


class _Stream:
    """What a cell prints."""

    def __init__(self, shell, name: str) -> None:
        self.shell, self.name = shell, name

    def write(self, text: str) -> int:
        last = self.shell.kept[-1] if self.shell.kept else {}
        if last.get("name") == self.name:
            last["text"] += text
        else:
            self.shell.kept.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


class Shell(InteractiveShell):
    """IPython without a terminal, a history or a kernel; ``kept`` are the outputs of a cell."""

    def __init__(self, **settings) -> None:
        self.kept: list[dict] = []
        self.count = 0
        super().__init__(config=Config({"HistoryManager": {"enabled": False}}), **settings)

    displayhook_class = _Hook
    display_pub_class = _Publisher

    def _showtraceback(self, kind, value, lines) -> None:
        """The caller tells what went wrong."""


def run(template: dict, parameters: dict, shell: Shell) -> dict:
    """The notebook with its parameters and outputs.

    Raises
    ------
    QIError
        When a cell fails, with what it said.
    """
    cells = injected(template["cells"], parameters)
    shell.count = 0
    for cell in cells:
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        shell.kept, shell.count = [], shell.count + 1
        with redirect_stdout(_Stream(shell, "stdout")), redirect_stderr(_Stream(shell, "stderr")):
            hook, sys.displayhook = sys.displayhook, shell.displayhook
            try:
                done = shell.run_cell(cell["source"], store_history=False, silent=False)
            finally:
                sys.displayhook = hook
        wrong = done.error_before_exec or done.error_in_exec
        if wrong is not None:
            said = str(wrong) if isinstance(wrong, QIError) else f"{type(wrong).__name__}: {wrong}"
            raise QIError(said)
        cell["outputs"], cell["execution_count"] = shell.kept, shell.count
    return {**template, "cells": cells}


def injected(cells: list[dict], parameters: dict) -> list[dict]:
    """The cells, with the parameters in a cell of their own after the one that states them."""
    out = []
    for cell in cells:
        cell = json.loads(json.dumps(cell))
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
        out.append(cell)
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            lines = [f"{name} = {_literal(value)}" for name, value in parameters.items()]
            out.append({
                "cell_type": "code", "id": "injected", "execution_count": None, "outputs": [],
                "metadata": {"tags": ["injected-parameters"]},
                "source": "\n".join(["# Parameters", *lines, ""]),
            })  # fmt: skip
    return out


def _literal(value) -> str:
    """A plain value as Python, spelt as papermill spells it."""
    if isinstance(value, str):
        text = value.encode("unicode_escape").decode("ascii")
        return '"' + text.replace('"', '\\"') + '"'
    if isinstance(value, float) and not math.isfinite(value):
        return f"float('{value}')"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(k)}: {_literal(v)}" for k, v in value.items()) + "}"
    return str(value)
