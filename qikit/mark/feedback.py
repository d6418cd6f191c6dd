"""Give marks and feedback to the learners: what each earned, why, and what a person wrote."""

import json
from dataclasses import dataclass

from tqdm import tqdm

from qikit import place
from qikit.mark import course as courses
from qikit.mark import feedback_page, receipts
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.plan import Plan, plan
from qikit.mark.standing import score, standing

VERSION = 1


@dataclass
class Released:
    """How many learners got new feedback, and for how many it is as before."""

    new: int = 0
    unchanged: int = 0
    pending: int = 0

    def __str__(self) -> str:
        said = f"Feedback released: {self.new} new, {self.unchanged} as before."
        if self.pending:
            said += f" {self.pending} still wait for a person's marks; release again after that."
        return said


def feedback(module: str | None = None) -> Released:
    """Write each learner's feedback into her own folder, where her page shows it.

    It says what she earned and why, never a hidden case or a mark scheme.

    Parameters
    ----------
    module : str, optional
        Only this module; all without it.
    """
    done = Released()
    marked = [each for each in courses.find(module) if _marked(each)]
    for each in tqdm(marked, desc="Feedback", unit="module", disable=not marked, leave=False):
        course, known = Course(each.tier), plan(each)
        with Book(course) as book:
            rows = book.rows(each.name)
        for learner in _marked(each):
            receipt = receipts.read(course.receipt(learner, each.name))
            if learner in rows and receipt is not None:
                _release(known, learner, receipt, rows[learner], done)
    return done


def document(known: Plan, receipt: dict, grades: dict[str, dict]) -> dict:
    """Everything that a learner is told about one hand-in, as plain data."""
    now = standing(known, grades)
    questions = {
        mark["question"]: {
            "points": score(grades[cell]),
            "out_of": mark["out_of"],
            "state": mark["state"],
            "messages": mark["messages"],
        }
        for cell, mark in receipt["marks"].items() if cell in grades
    }
    tasks = [
        {
            "task": task.question,
            "criterion": task.criterion,
            "points": None if grades[task.cell]["needs_manual_grade"] else score(grades[task.cell]),
            "out_of": task.points,
            "comment": grades[task.cell]["manual_comment"] or "",
        }
        for task in known.tasks if task.cell in grades
    ]
    return {
        "version": VERSION,
        "module": known.name,
        "released": receipts.now(),
        "submitted": receipt["submitted"],
        "isolation": receipt["isolation"],
        "auto": {"points": now.auto, "out_of": now.auto_out_of},
        "manual": {"points": now.manual, "out_of": now.manual_out_of, "pending": now.pending},
        "passed": now.passed,
        "level": now.level,
        "questions": questions,
        "tasks": tasks,
        "comment": _could_not(receipt["trouble"]) if receipt["trouble"] else "",
    }


def _could_not(trouble: str) -> str:
    return (
        f"Your last hand-in could not be marked. {trouble} "
        "Please hand in again, or ask your trainer."
    )


def _marked(module) -> list[str]:
    found = (Course(module.tier).home / "receipts").glob(f"*/{module.name}.json")
    return sorted(path.parent.name for path in found)


def _release(known: Plan, learner: str, receipt: dict, grades: dict, done: Released) -> None:
    said = document(known, receipt, grades)
    done.pending += said["manual"]["pending"]
    folder = place.work() / "learners" / learner / known.name
    kept = _read(folder / "feedback.json")
    if kept is not None and kept | {"released": ""} == said | {"released": ""}:
        done.unchanged += 1
        return
    page = feedback_page.page(known, said)
    place.write(folder / "feedback.html", page)
    place.write(folder / "feedback.json", json.dumps(said, ensure_ascii=False, indent=1))
    done.new += 1


def _read(path) -> dict | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
