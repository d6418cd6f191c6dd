"""The marked copy that formgrader shows: our source, with what the learner answered put in.

Everything of hers is escaped and stands in ``pre``, where neither HTML nor formulas work.
"""

import copy
import html
import shutil
from pathlib import Path

import nbformat

from qikit.mark import words
from qikit.mark.judge import Outcome, fingerprint
from qikit.mark.plan import Plan, info, name_of

_PICTURES = (".svg", ".png", ".jpg")
LONGEST_TEXT = 50_000
FINGERPRINTS = "answers_shown"
_PLAIN = "white-space: pre-wrap; word-break: normal; font-family: inherit"
_WRITTEN = f"{_PLAIN}; font-size: 120%; border-left: 5px solid #005eb8; padding: 1em"


def rebuild(plan: Plan, outcome: Outcome):
    """The notebook to show for one hand-in. Locked cells and marks are ours, whatever was sent."""
    notebook = copy.copy(plan.notebook)
    notebook.metadata = copy.deepcopy(plan.notebook.metadata)
    shown = {name: fingerprint(text) for name, text in outcome.texts.items()}
    notebook.metadata.setdefault("qikit", {})[FINGERPRINTS] = shown
    by_question = {mark.question: mark for mark in outcome.marks.values()}
    asked = {f"ask-{name}": name for name in plan.questions}
    told, cells = set(), [_banner(outcome)]
    for ours in plan.notebook.cells:
        cell, name = copy.deepcopy(ours), name_of(ours)
        if cell.cell_type == "code":
            cell.outputs = []
        if name in asked:
            cell.outputs = [_answer(plan, outcome, asked[name], by_question)]
        elif info(cell).get("solution"):
            _solution(cell, outcome, name)
        elif info(cell).get("grade"):
            _open(cell)
        elif info(cell).get("task"):
            question = next(task.question for task in plan.tasks if task.cell == name)
            if question not in told:
                cells.append(_written(question, outcome))
                told.add(question)
        cells.append(cell)
    notebook.cells = cells
    return notebook


def fingerprints(path) -> dict | None:
    """The fingerprints of the written answers in an earlier marked copy, where there is one."""
    try:
        kept = nbformat.read(path, as_version=4).metadata["qikit"][FINGERPRINTS]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(kept)


def pictures(plan: Plan, folder: Path) -> None:
    """Put the module's pictures beside a marked copy."""
    for path in plan.module.folder.iterdir():
        kept = folder / path.name
        if path.suffix in _PICTURES and not (
            kept.exists() and kept.stat().st_size == path.stat().st_size
        ):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)


def text(notebook) -> str:
    """The notebook as a file's content."""
    return nbformat.writes(notebook, version=4) + "\n"


def _banner(outcome: Outcome):
    lines = [f"**Isolation when marking:** {outcome.isolation}."]
    if outcome.trouble:
        lines.insert(0, "**This hand-in could not be marked.** It needs a person.")
        lines.append(f"**Why:** {outcome.trouble}")
    lines += [f"**Note:** {note}" for note in outcome.handin.notes]
    source = "\n\n".join(html.escape(line) for line in lines)
    return nbformat.v4.new_markdown_cell(source, id="marking-notes")


def _answer(plan: Plan, outcome: Outcome, name: str, by_question: dict):
    question = plan.questions[name]
    value = outcome.handin.value(name)
    if name in plan.texts:
        written = outcome.texts.get(name, "")
        said = f"Written answer of {len(written.split())} words; it stands below, above its marks."
    elif question.kind == "code":
        said = "Answered in code, below."
    else:
        said = f"Answered: {words.answer(question.spec(), value)}"
    mark = by_question.get(name)
    said = f"{said}\n{_earned(mark)}" if mark else said
    return _output(f"{question.prompt}\n\n{said}")


def _earned(mark) -> str:
    earned = "not marked yet" if mark.points is None else f"{mark.points:g} of {mark.out_of:g}"
    return "\n".join([f"Points: {earned} ({mark.state})", *mark.messages])


def _written(question: str, outcome: Outcome):
    written = outcome.texts.get(question, "")
    if len(written) > LONGEST_TEXT:
        written = written[:LONGEST_TEXT] + "\n... (the rest is not shown)"
    cell = nbformat.v4.new_code_cell("", id=f"answer-{question}")
    cell.outputs = [_output(written if written.strip() else "Nothing was written.", _WRITTEN)]
    cell.metadata["tags"] = ["hide-input"]
    return cell


def _solution(cell, outcome: Outcome, name: str) -> None:
    _open(cell)
    sent = next((code.source for code in outcome.handin.code if code.name == name), None)
    cell.source = "# This cell was not handed in." if sent is None else sent
    ran = outcome.ran.get(name)
    if ran and ran.printed:
        cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=ran.printed))
    if ran and ran.error:
        kind, _, said = ran.error.partition(": ")
        fields = {"ename": kind, "evalue": said, "traceback": [ran.error]}
        cell.outputs.append(nbformat.v4.new_output("error", **fields))


def _open(cell) -> None:
    """Show this cell in formgrader, whose place for the points is with the source."""
    tags = [tag for tag in cell.metadata.get("tags", []) if tag != "hide-input"]
    cell.metadata["tags"] = tags


def _output(said: str, style: str = _PLAIN):
    kind = "tex2jax_ignore" + (" qi-written" if style == _WRITTEN else "")
    shown = f'<pre class="{kind}" style="{style}">{html.escape(said)}</pre>'
    data = {"text/plain": said, "text/html": shown}
    return nbformat.v4.new_output("display_data", data=data)
