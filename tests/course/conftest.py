"""A small project of its own for tests: one module without code, one with, and no charts."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from qikit import place

PATHWAYS = Path(place.__file__).parents[1] / "curriculum" / "pathways.toml"


def write(folder: Path, name: str, cells, **about) -> Path:
    """Write a module's notebook under ``folder`` (a tier) and return its path."""
    said = {"title": "Try it", "minutes": 10, "dose": "all_staff", "outcomes": ["try it"]}
    said |= {"id": name.partition("_")[0], "data": [], "sources": ["IMP-02"], **about}
    notebook = new_notebook(cells=cells, metadata={"qikit": said})
    path = folder / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return path


def words(source: str, **graded):
    """A markdown cell."""
    return new_markdown_cell(source, metadata=_graded(graded))


def code(source: str, **graded):
    """A code cell."""
    return new_code_cell(source, metadata=_graded(graded))


def _free() -> int:
    """A port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _graded(graded):
    whole = {"grade": False, "solution": False, "locked": True, "task": False}
    return {"nbgrader": whole | {"schema_version": 3} | graded} if graded else {}


def lesson() -> list:
    """Cells of a module without code: two questions, one marked later, one written task."""
    return [
        words("# Try it\n\nBy the end you can try it."),
        code("import qikit as qi", grade_id="show-start"),
        words("## Step 1 of 2: Choose (2 minutes)\n\nLook at this first."),
        code(
            '# Question 1\nqi.ask.choice("q1", "Which one?", {"a": "One", "b": "Two"}, key="b",\n'
            '              why={"a": "One is fewer than two."}, hints=["Count."])',
            grade_id="ask-q1",
        ),
        code(
            '### BEGIN HIDDEN TESTS\nqi.score("q1")\n### END HIDDEN TESTS',
            grade_id="mark-q1", grade=True, points=1,
        ),
        words("## Step 2 of 2: Count (3 minutes)"),
        code('# Question 2\nqi.ask.number("q2", "How many?", points=2)', grade_id="ask-q2"),
        code(
            '### BEGIN HIDDEN TESTS\nqi.score("q2", key=7, why={8: "One is counted twice here."})'
            "\n### END HIDDEN TESTS",
            grade_id="mark-q2", grade=True, points=2,
        ),
        words("## Write it down"),
        code('# Task\nqi.ask.text("t1", "What did you see?", points=2)', grade_id="ask-t1"),
        words(
            "**Cause (2 points).** Names one.\n\n=== BEGIN MARK SCHEME ===\n"
            "- 2: names the secret cause\n=== END MARK SCHEME ===",
            grade_id="task-t1-cause", task=True, points=2,
        ),
        words("## In short\n\n- Try it."),
    ]


def make(folder: Path) -> Path:
    """A whole small project in ``folder``."""
    tiers = folder / "curriculum"
    write(tiers / "all_staff", "A91_try_it", lesson())
    write(
        tiers / "experts", "E91_code_it",
        [words("# Code it"), words("## Step 1 of 1: Write (5 minutes)"), code("1 + 1")],
        title="Code it", dose="coaches", code=True,
    )
    (tiers / "pathways.toml").write_text(PATHWAYS.read_text())
    (folder / "datasets").mkdir()
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A small project whose pages are made, once."""
    folder = tmp_path_factory.mktemp("made")
    make(folder / "project")
    own = {**os.environ, "QI_ROOT": str(folder / "project"), "QI_WORK": str(folder / "work")}
    subprocess.run([sys.executable, "-m", "qikit.cli", "build"], env=own, check=True)
    return folder


@pytest.fixture
def project(made, tmp_path, monkeypatch):
    """A small project that qikit takes for its own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("QI_ROOT", str(tmp_path / "project"))
    monkeypatch.setenv("QI_WORK", str(tmp_path / "work"))
    monkeypatch.setenv("QI_LEARNER", "nurse")
    monkeypatch.delenv("QIKIT_FACE", raising=False)
    return tmp_path / "project"


@pytest.fixture
def serving(project):
    """``start(*words)`` starts the learner's server as a person would and gives its link."""
    running = []

    def start(*words):
        words = words if "--port" in words else ("--port", str(_free()), *words)
        server = subprocess.Popen(
            [sys.executable, "-m", "qikit.cli", "learn", *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ.copy(),
        )
        running.append(server)
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+/qi/\?token=\S+", line):
                server.said = said
                return server, found[0]
        raise AssertionError(f"no link was printed: {said}")

    yield start
    for server in running:
        server.kill()
        server.wait()
        server.stdout.close()
