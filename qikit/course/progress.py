"""How far a learner is in a module: what is answered, what comes next, and whether it is done.

A module is done as ``curriculum.md`` 4.4 says. A trainer's released marks decide; in the
all-staff tier, where every question is checked on the page, 7 of 10 points there are enough too.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qikit.course import before, handin, month
from qikit.course.modules import Module
from qikit.learn import answers, normal
from qikit.place import work

AWARENESS = "all_staff"
PASS = 0.7
STRONG = 0.85


@dataclass(frozen=True)
class Done:
    """When a module was done, at what level, and who says so: "page" or "trainer"."""

    at: str
    level: str
    by: str


def progress(module: Module, learner: str) -> dict:
    """How far a learner is, as the home page shows it.

    ``answered`` counts the questions that earn points, ``of`` how many there are; ``started`` is
    true as soon as anything was answered, practice too. ``next`` is the step with the next
    unanswered question, ``left`` the minutes from there to the end, ``worked`` when she last
    answered something. ``before`` says how the questions before the lesson went; ``month`` is
    what she meant to try, when it is time to ask whether she did.
    """
    mine = handin.folder(module, learner)
    kept = answers.read(mine / "answers.json", module.name, learner) if mine.is_dir() else None
    entries = kept["answers"] if kept else {}
    given = {id for id, entry in entries.items() if not normal.blank(entry.get("value"))}
    plan = asked(module)
    needed = [each for each in plan["questions"] if _counts(module, each)]
    done = _done(module, mine, entries, plan)
    return {
        "answered": sum(each["id"] in given for each in needed),
        "of": len(needed),
        "started": bool(given),
        "handed_in": (_json(mine / "handed-in.json") or {}).get("at"),
        "marked": (_json(mine / "feedback.json") or {}).get("released"),
        "worked": _worked(mine / "answers.json") if given else None,
        "done": done and done.__dict__,
        "before": before.outcome(plan.get("before", []), entries),
        "month": _month(done, entries, plan),
        **_next(plan["steps"], [each for each in needed if each["id"] not in given]),
    }


def done(module: Module, learner: str) -> Done | None:
    """When and how well a learner did a module; None while she has not."""
    mine = handin.folder(module, learner)
    if not mine.is_dir():
        return None
    kept = answers.read(mine / "answers.json", module.name, learner)["answers"]
    return _done(module, mine, kept, asked(module))


def asked(module: Module) -> dict:
    """What the module's page asks: its steps, and its questions in order.

    It is written when the page is made; before that, only which questions earn points is known.
    """
    found = _json(work() / "pages" / module.name / "asked.json")
    if found:
        return found
    plain = [{"id": id, "points": 1, "step": 0, "person": False} for id in module.marked]
    return {"steps": [], "questions": plain}


def _counts(module: Module, question: dict) -> bool:
    """Whether a module waits for this answer; written work is optional in the all-staff tier."""
    return bool(question["points"]) and not (module.tier == AWARENESS and question["person"])


def _next(steps: list[dict], missing: list[dict]) -> dict:
    if not missing or not steps:
        return {"next": None, "left": 0}
    here = missing[0]["step"]
    left = sum(step["minutes"] for step in steps if step["step"] >= here > 0)
    step = next((step for step in steps if step["step"] == here), None)
    return {"next": step and {**step, "of": len(steps), "question": missing[0]["id"]}, "left": left}


def _done(module: Module, mine: Path, kept: dict, plan: dict) -> Done | None:
    marks = _json(mine / "feedback.json")
    if marks and marks.get("passed"):
        at = marks.get("submitted") or marks["released"]
        return Done(at, marks.get("level") or "", "trainer")
    if module.tier != AWARENESS:
        return None
    counted = [each for each in plan["questions"] if _counts(module, each)]
    if not counted or any("spec" not in each for each in counted):
        return None
    most = sum(each["points"] for each in counted)
    passed, best = None, 0.0
    for at, share in _shares(counted, kept, most):
        best = max(best, share)
        if share >= PASS - 1e-9:
            passed = passed or at
    return Done(passed, "Strong" if best >= STRONG - 1e-9 else "Secure", "page") if passed else None


def _shares(counted: list[dict], kept: dict, most: float) -> Iterator[tuple[str, float]]:
    """The share of all points that stood after each check, in order of time."""
    specs = {each["id"]: each["spec"] for each in counted}
    tries = [
        (str(attempt.get("at", "")), id, attempt.get("value"))
        for id in specs
        for attempt in kept.get(id, {}).get("attempts", [])
    ]
    earned = dict.fromkeys(specs, 0.0)
    for at, id, value in sorted(tries, key=lambda each: each[0]):
        earned[id] = before.score(specs[id], value)["share"] * specs[id]["points"]
        yield at, sum(earned.values()) / most


def _month(done: Done | None, entries: dict, plan: dict) -> str | None:
    """What she meant to try, when it is time to ask; empty when the lesson does not say."""
    if done and month.due(done.at, entries.get(month.NAME)):
        return plan.get("try", "")
    return None


def _worked(path: Path) -> str | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="milliseconds")
    except OSError:
        return None


def _json(path: Path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
