"""A hand-in: one notebook that carries the answers, put where the trainer's marker looks."""

import json
import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.course.modules import Module
from qikit.errors import QIError
from qikit.learn import answers


def folder(module: Module, learner: str) -> Path:
    """The learner's own folder for a module."""
    return place.work() / "learners" / learner / module.name


def document(module: Module, learner: str) -> dict:
    """The learner's answers as they are kept now."""
    return answers.read(folder(module, learner) / "answers.json", module.name, learner)


def pack(module: Module, learner: str):
    """The learner's work as one notebook: ``metadata.qikit.answers`` holds every answer.

    Of a module with code it is the learner's own notebook; of any other, a small one that says what
    it is.

    Raises
    ------
    QIError
        When a module with code was not opened yet, or its notebook cannot be read.
    """
    import nbformat
    from nbformat.v4 import new_markdown_cell, new_notebook

    kept = document(module, learner)
    kept.pop("notice", None)
    if module.code:
        path = folder(module, learner) / f"{module.name}.ipynb"
        try:
            notebook = nbformat.read(path, as_version=4)
        except FileNotFoundError:
            raise QIError("Open the notebook and answer something first, then hand in.") from None
        except Exception as error:
            raise QIError(
                f"Your notebook {path.name} cannot be read ({type(error).__name__}). "
                "Open it, save it, and hand in again."
            ) from None
    else:
        words = f"# Hand-in: {module.title}\n\nThis file carries the answers. Send it as it is."
        notebook = new_notebook(cells=[new_markdown_cell(words, id="hand-in")])
    carried = {**notebook.metadata.get("qikit", {}), "id": module.id, "name": module.name}
    notebook.metadata["qikit"] = {**carried, "handin": True, "answers": kept}
    return notebook


def drop(module: Module, learner: str) -> dict:
    """Hand in: put the learner's work, whole, where ``qikit mark`` and ``nbgrader collect`` look.

    Earlier hand-ins stay. Returns ``{"at": ISO time}``.
    """
    import nbformat

    notebook = pack(module, learner)
    at = datetime.now(UTC)
    stamp = at.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    inbound = place.work() / "exchange" / module.course_id / "inbound"
    when = stamp.replace(":", "-")  # Windows allows no colon in a name
    name = f"{learner}+{module.name}+{when}+{secrets.token_urlsafe(12).replace('+', '-')}"
    beside = inbound.parent / f".{name}"
    carried = json.dumps(notebook.metadata["qikit"]["answers"], ensure_ascii=False, indent=1)
    try:
        place.write(beside / f"{module.name}.ipynb", nbformat.writes(notebook))
        place.write(beside / "answers.json", carried)
        place.write(beside / "timestamp.txt", stamp)
        place.write(beside / "submission_secret.txt", secrets.token_hex(32))
        inbound.mkdir(parents=True, exist_ok=True)
        os.replace(beside, inbound / name)
    except OSError as error:
        raise QIError(
            f"Your work was not handed in: {error.strerror}. Every answer is kept. "
            "Try again later, or tell your trainer."
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    receipt = {"at": at.isoformat(timespec="seconds"), "revision": notebook_revision(notebook)}
    place.write(folder(module, learner) / "handed-in.json", json.dumps(receipt))
    return receipt


def notebook_revision(notebook) -> int:
    """The revision of the answers that a packed notebook carries."""
    return notebook.metadata["qikit"]["answers"]["revision"]
