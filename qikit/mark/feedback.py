"""Give marks and feedback to the learners: what each earned, why, and what a person wrote."""

import json
import re
from dataclasses import dataclass

from tqdm import tqdm

from qikit import place
from qikit.mark import attempts, feedback_page, handin, receipts, second, words
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book
from qikit.mark.plan import Plan, name_of, plan
from qikit.mark.standing import RULES, score, standing

VERSION = 1
_NUMBERS = {2: "two", 3: "three"}
_STEP = re.compile(r"^## +(Step [^\n]+?)(?: *\(\d+ minutes?\))? *$", re.M)
_WAITS = {
    second.FIRST_WAITS: "What you wrote is still to be read by a person.",
    second.SECOND_WAITS: "One person has marked what you wrote; a second one will.",
    second.APART: "Two people have marked what you wrote; a third one compares their marks.",
}


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
            rows, pairs, tries = attempts.settle(known, book)
        for learner in _marked(each):
            receipt = receipts.read(course.receipt(learner, each.name))
            if learner in rows and receipt is not None:
                given = _answers(course, known, learner)
                said = document(
                    known, receipt, rows[learner], pairs.get(learner), tries.get(learner), given
                )
                _release(known, learner, said, done)
    return done


def _answers(course: Course, known: Plan, learner: str) -> dict[str, str]:
    """What she answered to each question, in words; nothing for code and for written answers."""
    folder = course.submitted(learner, known.name)
    given = handin.read(folder, learner, known.name, has_code=known.module.code)
    return {
        name: words.answer(question.spec(), given.value(name))
        for name, question in known.questions.items()
        if question.kind != "code" and name not in known.texts and given.trouble is None
    }


def document(
    known: Plan, receipt: dict, grades: dict[str, dict], pair=None, tries=None, given=None
) -> dict:
    """Everything that a learner is told about one hand-in, as plain data.

    ``pair`` her two sets of marks, ``tries`` her attempts, ``given`` her answers in words.
    """
    now = standing(known, grades, pair, tries)
    steps = _steps(known)
    questions = {
        mark["question"]: {
            "points": score(grades[cell]),
            "out_of": mark["out_of"],
            "state": mark["state"],
            "answered": (given or {}).get(mark["question"], ""),
            "messages": mark["messages"],
            "look": "" if mark["state"] == "right" else steps.get(mark["question"], ""),
        }
        for cell, mark in receipt["marks"].items() if cell in grades
    }
    is_open = pair is not None and pair.state not in second.CLOSED
    tasks = [
        {
            "task": task.question,
            "criterion": task.criterion,
            "points": None if is_open or grades[task.cell]["needs_manual_grade"]
            else score(grades[task.cell]),
            "out_of": task.points,
            "comment": "" if is_open else _comment(task.cell, grades, pair),
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
        "says": _says(known, now, tries),
        "attempts": None if tries is None else {
            "used": tries.used, "allowed": tries.allowed, "left": tries.left,
            "talk": tries.talk(now.passed),
        },
        "questions": questions,
        "tasks": tasks,
        "comment": _could_not(receipt["trouble"]) if receipt["trouble"] else "",
    }


def _comment(cell: str, grades: dict[str, dict], pair) -> str:
    """What people wrote about one criterion: a moderator, who decided, else the first marker."""
    decided = pair is not None and pair.state == second.MODERATED and pair.moderated.get(cell)
    return (decided and decided["comment"]) or grades[cell]["manual_comment"] or ""


def _says(known: Plan, now, tries) -> list[str]:
    """What it takes to pass, what is still open, and how many attempts are left, in sentences."""
    said = [RULES[known.module.tier].words(known)]
    if now.pending:
        said.append(_WAITS.get(now.waits, _WAITS[second.FIRST_WAITS]))
    if tries is None or tries.allowed is None or (now.passed and not tries.over):
        return said
    if tries.talk(now.passed) == "due":
        talk = "Your trainer will talk with you about what would help."
        said.append(f"You have used your {_NUMBERS[tries.allowed]} attempts. {talk} "
                    "Everything that you handed in is kept.")
    elif tries.left == 1:
        said.append("You can hand in once more before a talk with your trainer.")
    elif tries.left:
        said.append(f"You can hand in {tries.left} more times before a talk with your trainer.")
    return said


def _steps(known: Plan) -> dict[str, str]:
    """The step in which each question stands, by its heading without the minutes."""
    found, step = {}, ""
    for cell in known.notebook.cells:
        if cell.cell_type == "markdown":
            step = (_STEP.findall(cell.source) or [step])[-1]
        elif (name_of(cell) or "").startswith("ask-"):
            found[name_of(cell)[4:]] = step
    return found


def _could_not(trouble: str) -> str:
    return (
        f"Your last hand-in could not be marked. {trouble} "
        "Please hand in again, or ask your trainer."
    )


def _marked(module) -> list[str]:
    found = (Course(module.tier).home / "receipts").glob(f"*/{module.name}.json")
    return sorted(path.parent.name for path in found)


def _release(known: Plan, learner: str, said: dict, done: Released) -> None:
    done.pending += said["manual"]["pending"]
    folder = place.work() / "learners" / learner / known.name
    kept = _read(folder / "feedback.json")
    if kept is not None and kept | {"released": ""} == said | {"released": ""}:
        done.unchanged += 1
        return
    page = feedback_page.page(known, said)
    place.write(folder / feedback_page.STYLE, feedback_page.style())
    place.write(folder / "feedback.html", page)
    place.write(folder / "feedback.json", json.dumps(said, ensure_ascii=False, indent=1))
    done.new += 1


def _read(path) -> dict | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
