"""The method's words come from one file: change them there, and all lessons for staff have them.

The lessons are read as learners get them, with every question asked, from a copy of the curriculum
whose ``method.toml`` says everything in other words.
"""

import re
import shutil

import nbformat
import pytest

from qikit.course import glossary
from qikit.course.method import fill
from qikit.course.modules import modules
from qikit.learn import session
from qikit.place import root

CHANGED = {
    'name = "Model for Improvement"': 'name = "The Mersey Way"',
    'name = "PDSA"': 'name = "Loop"',
    '"What are we trying to accomplish?"': '"Where do we want to be?"',
    '"How will we know that a change is an improvement?"': '"What would show that it is better?"',
    '"What changes can we make that will result in improvement?"': '"What shall we try?"',
    'name = "Plan"': 'name = "Guess"',
    'name = "Do"': 'name = "Try"',
    'name = "Study"': 'name = "Look"',
    'name = "Act"': 'name = "Choose"',
    'help = "your improvement team"': 'help = "Bev in room 4"',
}
OLD = re.compile(
    r"PDSA|Model for Improvement|Plan[,–-] ?Do[,–-] ?Study|your improvement team"
    r"|What are we trying to accomplish\?|How will we know that a change is"
    r"|What changes can we make|\*\*(Plan|Do|Study|Act)\b"
)
STEP = re.compile(r"(Plan|Do|Study|Act)\b(:.*)?")
OTHERS = re.compile(r"\bPDCA\b|\bDMAIC\b|Plan[,–-] ?Do[,–-] ?Check|\bFOCUS-PDCA\b|\bDMADV\b")
SOURCES = "## Sources and licence"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A copy of the curriculum that says the method in other words."""
    shutil.copytree(root() / "curriculum", tmp_path / "curriculum")
    (tmp_path / "datasets").symlink_to(root() / "datasets")
    path = tmp_path / "curriculum" / "method.toml"
    text = path.read_text("utf-8")
    for old, new in CHANGED.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    monkeypatch.setenv("QI_ROOT", str(tmp_path))
    return tmp_path


def texts(value):
    """Every text inside a question's spec; not what stands in a form's worked example."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from texts([name, inside] if name != "filled" else [])
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from texts(inside)


def shown(module):
    """What a learner reads of a module: its title, its words, its questions with all feedback."""
    notebook = nbformat.read(module.notebook, as_version=4)
    names, prose = {}, [module.title, *module.outcomes]
    with session.plan() as plan:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{module.name}, cell {cell.id}", "exec"), names)
            elif not cell.source.startswith(SOURCES):
                prose.append(fill(cell.source))
    asked = [said for each in plan.questions.values() for said in texts(each.spec())]
    return prose, asked


def staff():
    found = [module for module in modules() if module.tier == "all_staff"]
    assert len(found) >= 6
    return found


def test_every_module_shows_the_changed_words_and_no_old_ones(elsewhere):
    met = {}
    for module in staff():
        assert module.notebook.is_relative_to(elsewhere)
        prose, asked = shown(module)
        whole = "\n".join([*prose, *asked])
        assert "{{" not in whole, module.name
        assert [found[0] for found in OLD.finditer(whole)] == [], module.name
        assert [said for said in asked if STEP.fullmatch(said)] == [], module.name
        assert "Bev in room 4" in whole, module.name
        met[module.id] = whole
    for question in ("Where do we want to be?", "What would show that it is", "What shall we try?"):
        assert question in met["A01"]
    assert "What would show that it is better?" in met["A05"]


def test_the_glossary_and_the_forms_change_too(elsewhere):
    import qikit as qi

    terms = {term.key: term for term in glossary.terms()}
    assert terms["pdsa"].name == "Loop cycle"
    assert terms["pdsa"].words.startswith("Guess, Try, Look, Choose: ")
    for form in (qi.pdsa.cycle(), qi.pdsa.ramp(cycles=2)):
        assert form.title.startswith("Loop ")
        said = list(texts(form.spec()))
        assert {"Guess", "Try", "Look", "Choose"} <= set(said)
        assert [each for each in said if STEP.fullmatch(each) or OLD.search(each)] == []
    drawn = qi.pdsa.html(qi.pdsa.ramp(), qi.pdsa.ramp().example)
    assert "Filled in: Guess, Try, Look and Choose" in drawn


def test_no_other_method_is_named_in_a_lesson():
    for module in staff():
        prose, asked = shown(module)
        assert OTHERS.search("\n".join([*prose, *asked])) is None, module.name
