"""Learner copies: nbgrader makes them, and each is proved clean before it takes its place."""

import hashlib
import logging
import shutil
import warnings
from pathlib import Path

import nbformat
from tqdm import tqdm

import qikit
from qikit import place
from qikit.course.method import fill
from qikit.errors import QIError
from qikit.mark import course as courses
from qikit.mark import database
from qikit.mark.course import Course

_MAKING = "release-new"


def release(names=None, force: bool = False) -> list[str]:
    """Make the learner copies of modules that changed, and their entries in the gradebook.

    Parameters
    ----------
    names : list of str, optional
        Modules, such as ["A03"]; all without it.
    force : bool
        Also those that did not change.

    Returns
    -------
    list of str
        The modules whose copies were made.

    Raises
    ------
    QIError
        When nbgrader cannot make a copy, or a copy shows what learners must not see. The copy
        made before stays.
    """
    known = [module for name in names or [None] for module in courses.find(name)]
    todo = [module for module in known if force or _is_stale(module)]
    for module in tqdm(todo, desc="Learner copies", unit="module", disable=not todo, leave=False):
        _release(module)
    return [module.name for module in todo]


def copy_of(module) -> Path:
    """The learner copy of a module."""
    return Course(module.tier).home / "release" / module.name / f"{module.name}.ipynb"


def _stamp_file(module) -> Path:
    return Course(module.tier).home / "stamps" / module.name


def _is_stale(module) -> bool:
    if not copy_of(module).exists() or not database.exists(Course(module.tier)):
        return True
    stamp = _stamp_file(module)
    return not stamp.exists() or stamp.read_text() != _content(module)


def _content(module) -> str:
    """A short name for everything that a learner copy is made from."""
    where = database.url(Course(module.tier))
    sum = hashlib.sha256(f"{qikit.__version__} {where}".encode())
    files = [path for path in sorted(module.folder.rglob("*")) if path.is_file()]
    words = place.root() / "curriculum" / "method.toml"
    files += [path for path in (words, Path(__file__), Path(__file__).with_name("proof.py"))
              if path.is_file()]
    for path in files:
        if not path.name.startswith("."):
            sum.update(path.name.encode() + path.read_bytes())
    return sum.hexdigest()


def _release(module) -> None:
    from qikit.mark import cells, gradebook, proof
    from qikit.mark.plan import plan

    course, known, content = Course(module.tier), plan(module), _content(module)
    gradebook.create(course)
    with gradebook.alone(course, "release"):
        cells.make_room(course, known)
        making = course.home / _MAKING / module.name
        shutil.rmtree(making, ignore_errors=True)
        try:
            _generate(course, module)
            _own_words(making / f"{module.name}.ipynb")
            proof.prove(known, nbformat.read(making / f"{module.name}.ipynb", 4), making)
            final = copy_of(module).parent
            final.parent.mkdir(exist_ok=True)
            shutil.rmtree(final, ignore_errors=True)
            making.rename(final)
        finally:
            shutil.rmtree(course.home / _MAKING, ignore_errors=True)
        place.write(_stamp_file(module), content)


def _generate(course: Course, module) -> None:
    """nbgrader's generate_assignment for one module, into a folder beside the released ones."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from qikit.mark.config import NOT_RELEASED, configure

    config = Config()
    configure(config, course.source)
    config.CourseDirectory.release_directory = _MAKING
    config.CourseDirectory.ignore = NOT_RELEASED
    config.CourseDirectory.assignment_id = module.name
    log = logging.getLogger(f"{__name__}.{module.name}")
    log.propagate, said = False, _Said()
    log.handlers = [said]
    directory = CourseDirectory(config=config)
    maker = GenerateAssignment(coursedir=directory, config=config)
    maker.log = directory.log = log
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            maker.start()
        except (NbGraderException, SystemExit) as error:
            raise QIError(
                f"nbgrader could not make the learner copy of {module.name}: {said.reason()} "
                "Mend the module's notebook, then build it again."
            ) from error


def _own_words(path: Path) -> None:
    """Put the organisation's own words where the lesson asks for them, as its page does."""
    from nbgrader.utils import compute_checksum

    copy = nbformat.read(path, 4)
    for cell in copy.cells:
        if cell.cell_type == "markdown" and "{{" in cell.source:
            cell.source = fill(cell.source)
            if "checksum" in cell.metadata.get("nbgrader", {}):
                cell.metadata.nbgrader.checksum = compute_checksum(cell)
    nbformat.write(copy, path)


class _Said(logging.Handler):
    """Keeps what nbgrader complains of."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())

    def reason(self) -> str:
        """The last line of the first traceback, else the first complaint."""
        traced = [text for text in self.lines if "Traceback" in text]
        text = (traced or self.lines or ["it gave no reason."])[0]
        return text.strip().splitlines()[-1].rstrip(".") + "."
