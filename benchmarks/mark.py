"""How fast a cohort is marked: ``qikit mark`` and nbgrader's own ``autograde``, side by side.

``python3 start.py bench mark`` makes 120 hand-ins for each of A03, M02 and E05 (right, partly
right, wrong and blank, by chance with a seed), marks all with ``qikit mark``, and a stated sample
of the same hand-ins with nbgrader's own autograde, whose kernel runs the learner's notebook. Marks
of the sample must be equal. Memory is that of the process tree, shared pages counted once.
"""

import importlib.util
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

from qikit.place import root

MODULES = ("A03_plot_the_dots", "M02_rag_to_dots", "E05_shewhart_charts")
LEARNERS, SAMPLE, ROUNDS = 120, 4, 2
SIZES = (10, 120, 1000)
SEED = 2026
SOLUTION = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.M)
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "plain"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.ignore = [".*", "*.pyc", "feedback", "facilitator.md", "*.svg"]
c.ClearSolutions.code_stub = {{"python": "...  # your answer here"}}
c.ExecutePreprocessor.timeout = 300
"""


@dataclass
class Ran:
    """A command: seconds it took, and the most memory its processes held, in bytes."""

    seconds: float
    memory: int


def submissions(name: str):
    """The reference submissions that the module's test keeps."""
    path = root() / "tests" / "curriculum" / f"test_{name}.py"
    found = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def answers(name: str, number: int) -> dict:
    """What one learner answered: to each question the model, the misconception, or nothing."""
    chance, known = random.Random(f"{SEED} {name} {number}"), submissions(name)
    given = {}
    for question, right in known.MODEL.items():
        wrong = known.MISCONCEPTION.get(question)
        pick = chance.choices(["right", "wrong", "blank"], [6, 3, 1])[0]
        if pick == "right" or (pick == "wrong" and wrong is not None):
            given[question] = {"value": right if pick == "right" else wrong, "attempts": []}
    return {"version": 1, "module": name, "learner": f"learner{number:04d}", "revision": len(given),
            "answers": given}


def notebook(name: str, number: int, released: Path):
    """The learner's own notebook: the released one, with code by chance where code is asked."""
    chance = random.Random(f"{SEED} code {name} {number}")
    copy = nbformat.read(released, as_version=4)
    source = {
        cell.metadata["nbgrader"]["grade_id"]: SOLUTION.sub("", cell.source)
        for cell in nbformat.read(_source(name), as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for cell in copy.cells:
        written = source.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if written is not None and chance.random() < 0.85:
            cell.source = written if chance.random() < 0.8 else written.replace("2.66", "3")
    return copy


def _source(name: str) -> Path:
    (found,) = (root() / "curriculum").glob(f"*/{name}/{name}.ipynb")
    return found


def run(words: list, **settings) -> Ran:
    """Run a command to its end while a thread watches what its processes hold."""
    began = time.perf_counter()
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **settings
    ) as process:
        most, over = [0], threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, most, over))
        watch.start()
        said = process.communicate()[0]
        over.set()
        watch.join()
    if process.returncode:
        raise SystemExit(f"{words} failed:\n{said[-3000:]}")
    return Ran(time.perf_counter() - began, most[0])


def _watch(pid: int, most: list, over: threading.Event) -> None:
    while not over.wait(0.25):
        total = 0
        try:
            first = psutil.Process(pid)
            for each in (first, *first.children(recursive=True)):
                total += _held(each)
        except psutil.Error:
            continue
        most[0] = max(most[0], total)


def _held(process) -> int:
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


class Ours:
    """A place of work of its own, in which ``qikit`` marks."""

    def __init__(self, folder: Path):
        self.work = folder
        self.settings = {"env": {**os.environ, "QI_WORK": str(folder)}, "cwd": root()}
        self.command = [sys.executable, "-m", "qikit.cli"]

    def hand_in(self, name: str, number: int, released: Path) -> None:
        """Put a learner's hand-in where the exchange has it."""
        tier = _source(name).parents[1].name
        inbound = self.work / "exchange" / f"qi-{tier.replace('_', '-')}" / "inbound"
        stamp = "2026-11-20 10-00-00.000000 UTC"
        place = inbound / f"learner{number:04d}+{name}+{stamp}+{number}"
        place.mkdir(parents=True)
        nbformat.write(notebook(name, number, released), place / f"{name}.ipynb")
        (place / "answers.json").write_text(json.dumps(answers(name, number)))
        (place / "timestamp.txt").write_text("2026-11-20 10:00:00.000000 UTC")

    def mark(self, name: str, *more: str) -> Ran:
        return run([*self.command, "mark", "--module", name, *more], **self.settings)

    def release(self, name: str) -> Path:
        """The learner copy of a module."""
        code = (
            "from qikit.mark.release import release, copy_of\nfrom qikit.mark.course import find\n"
            f"release(['{name}'])\nprint(copy_of(find('{name}')[0]))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                              check=True, **self.settings)
        return Path(said.stdout.split()[-1])

    def points(self, name: str) -> dict:
        """Automatic points by learner and cell."""
        code = (
            "import json\nfrom qikit.mark.course import Course, find\n"
            "from qikit.mark.gradebook import Book\n"
            f"module = find('{name}')[0]\n"
            "with Book(Course(module.tier)) as book: rows = book.rows(module.name)\n"
            "print(json.dumps({who: {cell: row['auto_score'] for cell, row in cells.items()}\n"
            "      for who, cells in rows.items()}))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                              check=True, **self.settings)
        return json.loads(said.stdout.splitlines()[-1])


class Theirs:
    """A course of nbgrader's own, with nothing of ours in its configuration."""

    def __init__(self, folder: Path):
        self.course = folder
        folder.mkdir()
        (folder / "nbgrader_config.py").write_text(CONFIG.format(root=str(folder)))
        here = Path(sys.executable).parent
        env = {**os.environ, "QI_WORK": str(folder / "work"), "PYTHONWARNINGS": "ignore",
               "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
        self.settings = {"cwd": folder, "env": env}
        self.command = [str(Path(sys.executable).with_name("nbgrader"))]

    def prepare(self, name: str) -> None:
        source = self.course / "source" / name
        source.mkdir(parents=True)
        (source / f"{name}.ipynb").write_bytes(_source(name).read_bytes())
        run([*self.command, "generate_assignment", name], **self.settings)

    def hand_in(self, name: str, number: int, released: Path) -> None:
        place = self.course / "submitted" / f"learner{number:04d}" / name
        place.mkdir(parents=True)
        nbformat.write(notebook(name, number, released), place / f"{name}.ipynb")
        (place / "answers.json").write_text(json.dumps(answers(name, number)))

    def mark(self, name: str) -> Ran:
        return run([*self.command, "autograde", name, "--force"], **self.settings)

    def points(self, name: str) -> dict:
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course}/gradebook.db", "plain") as book:
            return {
                found.student.id: {grade.name: grade.auto_score for grade in each.grades}
                for found in book.assignment_submissions(name) for each in found.notebooks
            }


def compare(ours: dict, theirs: dict) -> int:
    """How many automatic marks are equal; any that differs ends the run."""
    same = 0
    for learner, cells in theirs.items():
        for cell, points in cells.items():
            if cell.startswith("mark-"):
                mine = ours[learner][cell] or 0
                if abs(mine - (points or 0)) > 1e-6:
                    raise SystemExit(f"{learner}, {cell}: {mine} here, {points} by nbgrader")
                same += 1
    return same


def cohort(folder: Path, name: str) -> list[str]:
    """The rows of one module: both ways, in turn, and their ratio."""
    theirs, mine, whole = Theirs(folder / f"plain-{name}"), [], []
    theirs.prepare(name)
    for number in range(ROUNDS):
        ours = Ours(folder / f"ours-{name}-{number}")
        released = ours.release(name)
        for learner in range(LEARNERS):
            ours.hand_in(name, learner, released)
        if not number:
            for learner in range(SAMPLE):
                theirs.hand_in(name, learner, released)
        mine.append(ours.mark(name))
        whole.append(theirs.mark(name))
    same = compare(ours.points(name), theirs.points(name))
    fast = statistics.median(each.seconds for each in mine) / LEARNERS
    slow = statistics.median(each.seconds for each in whole) / SAMPLE
    id = name.partition("_")[0]
    return [
        f"| {id} | {LEARNERS} | `qikit mark` | {1000 * fast:.0f} ms | {slow / fast:.0f} x | "
        f"{max(each.memory for each in mine) >> 20} MiB |",
        f"| {id} | {SAMPLE} of them | nbgrader autograde | {1000 * slow:.0f} ms | "
        f"{same} marks equal | {max(each.memory for each in whole) >> 20} MiB |",
    ]


def sizes(folder: Path, name: str) -> list[str]:
    """The rows of growing cohorts."""
    rows = []
    for many in SIZES:
        ours = Ours(folder / f"size-{many}")
        released = ours.release(name)
        for learner in range(many):
            ours.hand_in(name, learner, released)
        took = ours.mark(name)
        again = ours.mark(name)
        each = 1000 * took.seconds / many
        rows.append(
            f"| {name.partition('_')[0]} | {many:,} | {took.seconds:.1f} s | {each:.0f} ms | "
            f"{took.memory >> 20} MiB | {again.seconds:.1f} s |"
        )
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="qi-bench-") as name:
        folder = Path(name)
        print(f"{LEARNERS} learners a module, seed {SEED}; nbgrader's own autograde on {SAMPLE} "
              f"of them; medians of {ROUNDS} rounds in turn; {os.cpu_count()} cores.\n")
        print("| module | hand-ins | marked by | a hand-in | against nbgrader | peak memory |")
        print("|---|---:|---|---:|---:|---:|")
        for module in MODULES:
            print("\n".join(cohort(folder, module)), flush=True)
        print("\n| module | learners | whole run | a hand-in | memory | run again, nothing new |")
        print("|---|---:|---:|---:|---:|---:|")
        print("\n".join(sizes(folder, MODULES[0])))


if __name__ == "__main__":
    main()
