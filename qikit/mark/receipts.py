"""The marker's memory: what was marked, from which content, with what result.

Written last of all, so that a run killed at any moment does that hand-in again.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from qikit import place
from qikit.mark.judge import Outcome, fingerprint

VERSION = 1


def read(path: Path) -> dict | None:
    """The receipt of one hand-in; None when there is none, or none that can be used."""
    try:
        receipt = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return receipt if isinstance(receipt, dict) and receipt.get("version") == VERSION else None


def write(path: Path, outcome: Outcome, stamp: str, before: dict[str, str] | None) -> dict:
    """Keep the receipt of a hand-in that was marked, or could not be.

    ``before`` holds the fingerprints of the written answers last marked; they stand when nothing
    could be read this time.
    """
    texts = {name: fingerprint(text) for name, text in outcome.texts.items()}
    receipt = {
        "version": VERSION,
        "stamp": stamp,
        "submitted": outcome.handin.submitted,
        "marked": now(),
        "isolation": outcome.isolation,
        "trouble": outcome.trouble,
        "notes": outcome.handin.notes,
        "texts": (before or {}) if outcome.trouble else texts,
        "marks": {cell: asdict(mark) for cell, mark in outcome.marks.items()},
    }
    place.write(path, json.dumps(receipt, ensure_ascii=False, indent=1))
    return receipt


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(handin, plan) -> str:
    """What a mark depends on: what was handed in, and how it is marked."""
    return f"{handin.stamp}-{plan.stamp}"
