"""A worker: libraries loaded once, then a fresh fork for each report.

Started by ``qikit.report.batch``. It reads a job a line and answers with a line, empty when the
report is made. A fork that crashes, hangs or fills its memory is one report that failed.
"""

import gc
import json
import os
import signal
import sys

SECONDS = 120


def warm(path: str | None):
    """The template and a shell in which it ran once, so that a fork has all it needs."""
    from qikit.report import batch_cells, batch_one

    notebook = batch_one.template(path)
    shell = batch_cells.Shell.instance()
    batch_cells.run(notebook, {}, shell)
    shell.reset(new_session=False)
    gc.collect()
    gc.freeze()
    return notebook, shell


def main(path: str | None = None) -> None:
    """Serve jobs until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    notebook, shell = warm(path)
    answers.write("ready\n")
    for line in sys.stdin:
        job = json.loads(line)
        said = _forked(job, notebook, shell) if hasattr(os, "fork") else _made(job, notebook, shell)
        answers.write(json.dumps(said) + "\n")


def _made(job: dict, notebook: dict, shell) -> str:
    """Make it here; what went wrong, or nothing."""
    from qikit.errors import QIError
    from qikit.report.batch_one import make

    try:
        make(job, notebook, shell)
    except QIError as error:
        return str(error)
    except MemoryError:
        return "There was not enough memory for this report."
    except Exception as error:  # whatever one report does, the others go on
        return f"It stopped with {type(error).__name__}: {error}"
    return ""


def _forked(job: dict, notebook: dict, shell) -> str:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.alarm(SECONDS)
            os.write(write, _made(job, notebook, shell).encode()[:4000])
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        late = os.WTERMSIG(status) == signal.SIGALRM
        return f"It took more than {SECONDS} seconds." if late else "Its process was stopped."
    return said


if __name__ == "__main__":
    main(*sys.argv[1:])
