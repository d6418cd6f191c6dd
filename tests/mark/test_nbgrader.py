"""nbgrader's own commands in a tier's folder: they work, and they are safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qikit.mark.collect import collect
from qikit.mark.course import Course
from qikit.mark.release import release

STEAL = """
import glob, os
def spread(values):
    return {"low": 0, "high": 0}
for path in glob.glob("**/*", recursive=True) + glob.glob("/**/gradebook.db"):
    print("STOLEN", path)
open("/tmp/was_here", "w")
"""


@pytest.fixture
def nbgrader(school):
    def run(tier, *words):
        here = Path(sys.executable).parent
        settings = os.environ | {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(
            [here / "nbgrader", *words], cwd=school.root / "curriculum" / tier, env=settings,
            capture_output=True, text=True, check=False,
        )

    return run


def test_autograde_and_feedback_mark_as_we_do_and_show_no_secret(school, nbgrader):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.hand_in("eve", school.CODE, code=STEAL)
    school.hand_in("dup", school.CODE, cells=[school.solution(school.GOOD) for _ in "ab"])
    release()
    collect()
    done = nbgrader("experts", "autograde", school.CODE)
    assert done.returncode == 0, done.stderr
    assert school.points(school.CODE) == {"ann": 10, "eve": 4, "dup": 10}
    assert "STOLEN" not in school.shown("eve", school.CODE).replace('print(\\"STOLEN\\"', "")
    assert not Path("/tmp/was_here").exists()
    assert school.mark().marked == 0
    done = nbgrader("experts", "generate_feedback", school.CODE)
    assert done.returncode == 0, done.stderr
    pages = sorted((Course("experts").home / "feedback").rglob("*.html"))
    assert len(pages) == 3
    for page in pages:
        text = page.read_text()
        assert "Points:" in text
        for secret in ("HIDDEN TESTS", "MARK SCHEME", "71.25", "mean of two", "limits are expl"):
            assert secret not in text


def test_generate_assignment_and_export_work_there(school, nbgrader):
    done = nbgrader("all_staff", "generate_assignment", school.FREE)
    assert done.returncode == 0, done.stderr
    school.hand_in("ann")
    school.mark()
    out = school.work / "grades.csv"
    done = nbgrader("all_staff", "export", "--to", str(out))
    assert done.returncode == 0, done.stderr
    assert ",ann," in out.read_text()
    assert list((school.root / "curriculum" / "all_staff").iterdir())
    assert not (school.root / "curriculum" / "all_staff" / "gradebook.db").exists()
