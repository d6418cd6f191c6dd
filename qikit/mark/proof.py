"""Prove that a learner copy shows nothing that belongs to the marker."""

import json
import re
from pathlib import Path

from qikit import place
from qikit.errors import QIError
from qikit.mark.plan import Plan, info, name_of

_MARKERS = re.compile(r"(BEGIN|END) (HIDDEN TESTS|SOLUTION|MARK SCHEME)")
_REGION = re.compile(
    r"BEGIN (HIDDEN TESTS|SOLUTION|MARK SCHEME)[^\n]*\n(.*?)\n[^\n]*END \1", re.DOTALL
)
_HOMES = re.compile(r"(?<![\w./:])(?:/home/|/Users/|/root/|[A-Z]:\\Users\\)")
_NAMES = {
    "HIDDEN TESTS": "a hidden test", "SOLUTION": "a solution", "MARK SCHEME": "a mark scheme"
}
_TELLING = 24
_PAGE_TELLING = 40
_KEY_TELLING = 12


def prove(plan: Plan, copy, folder: Path) -> None:
    """Refuse a learner copy with a key of a marked question, a solution, a hidden test, a mark
    scheme, a facilitator page or a path of this machine.

    Raises
    ------
    QIError
        Names the cell and what stands in it.
    """
    secrets = _secrets(plan)
    for cell in copy.cells:
        said = json.dumps(cell, ensure_ascii=False)
        readable = "\n".join(_texts(cell))
        if _MARKERS.search(said):
            _refuse(plan, cell, f"the marks '{_MARKERS.search(said)[0]}'")
        if info(cell).get("grade") and cell.source.strip():
            _refuse(plan, cell, "text, but a mark cell has to be empty for learners")
        if cell.get("outputs"):
            _refuse(plan, cell, "an output")
        for secret, what in secrets.items():
            if secret in readable:
                _refuse(plan, cell, f"{what}: '{secret[:60]}'")
        for path in (str(place.root()), str(place.work())):
            if len(path) > 1 and path in readable:
                _refuse(plan, cell, "a path of this computer")
        if _HOMES.search(readable):
            _refuse(plan, cell, "a path of this computer")
    _prove_questions(plan, copy)
    for path in folder.rglob("*"):
        if path.name in ("facilitator.md", "answers.json"):
            raise QIError(f"The learner copy of {plan.name} holds {path.name}. Take it out.")


def _prove_questions(plan: Plan, copy) -> None:
    """A question with its key in the mark cell may carry none, nor reasons, on the page."""
    for cell, mark in plan.marks.items():
        spec = mark.question.spec()
        shown = [name for name in ("key", "why") if spec.get(name) is not None]
        if mark.key is not None and shown:
            raise QIError(
                f"{plan.name}: question {spec['id']} is marked after hand-in (see '{cell}'), but "
                f"its ask cell carries {' and '.join(shown)}. Take that out of the ask cell."
            )
    kept = {name_of(cell) for cell in copy.cells}
    lost = [cell for cell in plan.marks if cell not in kept]
    if lost:
        raise QIError(f"The learner copy of {plan.name} lost the cell '{lost[0]}'. Build it again.")


def _secrets(plan: Plan) -> dict[str, str]:
    """Lines that only the marker may see, and what they are."""
    found = {}
    for cell in plan.notebook.cells:
        for kind, region in _REGION.findall(cell.source):
            for line in region.splitlines():
                if len(line.strip()) >= _TELLING:
                    found[line.strip()] = _NAMES[kind]
    for mark in plan.marks.values():
        if mark.key is not None:
            plain = json.dumps(mark.question.plain_key(mark.key), default=str)
            for written in (repr(mark.key), plain):
                if len(written) >= _KEY_TELLING:
                    found[written] = "the key of a marked question"
    page = plan.module.folder / "facilitator.md"
    if page.exists():
        for line in page.read_text(encoding="utf-8").splitlines():
            if len(line.strip()) >= _PAGE_TELLING:
                found[line.strip()] = "a line of the facilitator page"
    return found


def _texts(value):
    """Every string in a cell, as it reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)


def _refuse(plan: Plan, cell, what: str):
    name = name_of(cell) or cell.get("id", "without an id")
    raise QIError(
        f"The learner copy of {plan.name} is not clean: cell '{name}' shows {what}. "
        "Move it into the mark cell or take it out, then build again."
    )
