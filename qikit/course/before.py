"""The questions before a lesson: who knows it all already may skip the reading.

They stand in ``curriculum/TIER/ID_before.toml``, such as ``A01_before.toml``, beside the module's
folder: each ``[[question]]`` names a ``kind`` of ``qi.ask`` and what that kind takes. The first
answer to each counts. The questions of the lesson that earn points are never skipped.
"""

import tomllib
from importlib import import_module
from pathlib import Path

from qikit.course.modules import Module
from qikit.errors import QIError
from qikit.learn import ask, session


def file(module: Module) -> Path:
    """Where the questions before a module are."""
    return module.folder.parent / f"{module.id}_before.toml"


def questions(module: Module) -> list:
    """The questions before a module, as ``b1``, ``b2`` and so on; none without a file.

    Raises
    ------
    QIError
        When the file cannot be read, or one of its questions is not whole. Names the file.
    """
    path = file(module)
    if not path.is_file():
        return []
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")).get("question", [])
        with session.plan() as plan:
            for place, each in enumerate(given, 1):
                kind = getattr(ask, each.pop("kind", "choice"))
                kind(f"b{place}", each.pop("prompt"), points=0, **each)
    except (ValueError, TypeError, KeyError, AttributeError, QIError) as error:
        raise QIError(
            f"The questions in {path.parent.name}/{path.name} cannot be used: {error}. Mend them."
        ) from None
    return list(plan.questions.values())


def outcome(specs: list[dict], kept: dict) -> dict:
    """How the questions went: ``answered``, ``right`` at the first go, ``of``, and ``skip``.

    ``specs`` are the questions as the page has them, ``kept`` the learner's answers by id.
    """
    firsts = [(spec, first) for spec in specs if (first := _first(kept.get(spec["id"])))]
    right = sum(score(spec, first["value"])["share"] == 1 for spec, first in firsts)
    whole = bool(specs) and right == len(specs)
    return {"answered": len(firsts), "right": right, "of": len(specs), "skip": whole}


def score(spec: dict, value) -> dict:
    """What the scorer of its kind finds for an answer to a question as the page has it."""
    kind = import_module(f"qikit.learn.{spec.get('folder', 'kinds')}.{spec['kind']}")
    return kind.score(spec, spec["key"], value, spec.get("why"), spec.get("partial"))


def _first(entry: dict | None) -> dict | None:
    attempts = (entry or {}).get("attempts") or []
    return attempts[0] if attempts and "value" in attempts[0] else None
