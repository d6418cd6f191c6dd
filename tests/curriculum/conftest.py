"""What the tests of lessons share: the notebooks, and what they ask and mark."""

import json
import re
import tomllib
from functools import cache, cached_property
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import nbformat
import pytest

from qikit.course.modules import module as find
from qikit.learn import answers, session
from qikit.mark.handin import Code, Handin, read
from qikit.mark.judge import judge
from qikit.mark.plan import emptied, plan
from qikit.mark.sandbox import Sandbox
from qikit.place import root

CURRICULUM = root() / "curriculum"
TIERS = ("all_staff", "managers", "experts")


def pytest_generate_tests(metafunc):
    """A test that takes ``lesson`` runs for every module; ``staff_lesson`` for the first tier.

    In a test file about one module, which says its ``NAME``, it is that module.
    """
    for name, tiers in (("lesson", TIERS), ("staff_lesson", TIERS[:1])):
        if name in metafunc.fixturenames and not hasattr(metafunc.module, "NAME"):
            folders = [folder for folder in module_folders() if folder.parent.name in tiers]
            metafunc.parametrize(
                name, folders, ids=[folder.name for folder in folders], indirect=True
            )
    if "of" in metafunc.fixturenames:
        parametrize_submissions(metafunc)


def parametrize_submissions(metafunc):
    """``of`` is each module's test file that holds submissions, with ``CODED`` or without code.

    A test that takes ``fault`` too runs for each fault of each of them.
    """
    files = [file for file in submissions() if hasattr(file, "FAULTS") is metafunc.module.CODED]
    if "fault" in metafunc.fixturenames:
        found = [(file, fault) for file in files for fault in file.FAULTS]
        ids = [f"{file.NAME[:3]} {fault}" for file, fault in found]
        metafunc.parametrize(("of", "fault"), found, ids=ids)
    else:
        metafunc.parametrize("of", files, ids=[file.NAME for file in files])


@cache
def submissions() -> list:
    """Every test file of one module that holds its submissions, as a Python module."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_[AME][0-9][0-9]_*.py")):
        spec = spec_from_file_location(path.stem, path)
        file = module_from_spec(spec)
        spec.loader.exec_module(file)
        if hasattr(file, "MODEL"):
            found.append(file)
    return found


def module_folders() -> list[Path]:
    """The folder of every module, by looking."""
    return sorted(
        folder
        for tier in TIERS
        for folder in (CURRICULUM / tier).iterdir()
        if folder.is_dir() and not folder.name.startswith((".", "_"))
    )


class Lesson:
    """A module: its notebook, its metadata, its cells, what it asks and how it marks."""

    def __init__(self, folder: Path):
        self.folder, self.name, self.tier = folder, folder.name, folder.parent.name
        self.notebook = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
        self.cells = self.notebook.cells
        self.meta = self.notebook.metadata["qikit"]
        self.markdown = [cell for cell in self.cells if cell.cell_type == "markdown"]
        self.graded = {
            cell.metadata["nbgrader"]["grade_id"]: cell
            for cell in self.cells
            if "nbgrader" in cell.metadata
        }

    @cached_property
    def plan(self):
        """Questions and marks, from running the notebook as the marker does."""
        names = {}
        with session.plan() as plan:
            for cell in self.cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, f"{self.name}, cell {cell.id}", "exec"), names)
        return plan


read_lesson = cache(Lesson)


@pytest.fixture
def lesson(request, lessons):
    """One module of any tier; in a test file about one module, that one."""
    named = getattr(request.module, "NAME", None)
    return lessons(named) if named else read_lesson(request.param)


@pytest.fixture
def questions(lesson):
    """What the module asks, by id."""
    return lesson.plan.questions


@pytest.fixture
def staff_lesson(request):
    """One module of the all-staff tier."""
    return read_lesson(request.param)


@pytest.fixture
def keys(of, reference):
    """The agreed answers of the module that a file of submissions is about."""
    return reference["keys"][of.NAME.partition("_")[0]]


@pytest.fixture(scope="module")
def module(request, lessons):
    """The module that a test file is about, by its ``NAME``."""
    return lessons(request.module.NAME)


@pytest.fixture(scope="module")
def marks(module):
    """How it marks each question, by id."""
    return {mark.question.id: mark for mark in module.plan.marks}


@pytest.fixture(scope="module")
def prose(module):
    """Its words that learners read."""
    text = "\n\n".join(cell.source for cell in module.markdown)
    return re.sub(r"=== BEGIN MARK SCHEME.*?=== END MARK SCHEME ===", "", text, flags=re.S)


@pytest.fixture(scope="module")
def stored(module):
    """``stored(id)`` is the words stored under a cell."""
    cells = {cell.id: cell for cell in module.cells}
    return lambda id: "\n".join(
        output["text"] if "text" in output else output["data"]["text/plain"]
        for output in cells[id].outputs
    )


@pytest.fixture(scope="session")
def lessons():
    """``lessons(name)`` is the module called ``name``."""
    return lambda name: read_lesson(next(f for f in module_folders() if f.name == name))


known_plan = cache(lambda name: plan(find(name)))


@pytest.fixture(scope="session")
def marker():
    """``marker(name)`` is the marker's own reading of a module."""
    return known_plan


@pytest.fixture(scope="session")
def sandbox():
    """The real sandbox, started once."""
    with Sandbox() as made:
        yield made


@pytest.fixture
def model_code():
    """``model_code(name)`` is the model answer in every solution cell of a module, by question."""
    return lambda name: {
        cell.metadata["nbgrader"]["grade_id"].removeprefix("code-"): cell.source
        for cell in known_plan(name).notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


@pytest.fixture
def handed_in(sandbox):
    """``handed_in(name, answers, code)`` marks a notebook; code she did not write is the stub."""

    def run(name, submission, code):
        found, cells = known_plan(name), []
        for cell in found.notebook.cells:
            if cell.cell_type == "code":
                of, text = cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source
                if of in found.solutions:
                    text = code.get(of.removeprefix("code-"), emptied(text))
                cells.append(Code(of, text))
        values = {name: {"value": value, "attempts": []} for name, value in submission.items()}
        handed = Handin("ann", name, "stamp", answers=values, code=cells)
        return {mark.question: mark for mark in judge(found, handed, sandbox).marks.values()}

    return run


@pytest.fixture
def marked(tmp_path):
    """``marked(name, submission)`` is what the marker gives for it: points by question."""

    def give(name, submission):
        document = answers.empty(name, "learner")
        kept = {id: {"value": value, "attempts": []} for id, value in submission.items()}
        document |= {"revision": 1, "answers": kept}
        (tmp_path / "answers.json").write_text(json.dumps(document), encoding="utf-8")
        outcome = judge(known_plan(name), read(tmp_path, "learner", name, has_code=False))
        assert outcome.trouble is None
        return {mark.question: mark.points for mark in outcome.marks.values()}

    return give


@pytest.fixture(scope="session")
def reference():
    """The checked answers of ``tests/reference.toml``."""
    return tomllib.loads((Path(__file__).parents[1] / "reference.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def folders():
    """The folder of every module."""
    return module_folders()


@pytest.fixture(scope="session")
def sources():
    """Requirements, and which module and tool serves which."""
    return tomllib.loads((Path(__file__).parent / "sources.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def groups():
    """The six groups of the dosing table, in order of dose."""
    return tomllib.loads((CURRICULUM / "pathways.toml").read_text("utf-8"))["group"]


@pytest.fixture(scope="session")
def method():
    """The organisation's method file."""
    return tomllib.loads((CURRICULUM / "method.toml").read_text("utf-8"))
