"""nbgrader's own commands in a tier's folder: they work, and they are safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.utils import notebook_hash

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


def test_every_command_of_a_course_works_in_its_folder(school, nbgrader):
    """From the learner copy to feedback in the exchange, with nbgrader's commands alone."""

    def run(*words):
        done = nbgrader("all_staff", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    (school.source(school.FREE).parent / "answers.json").write_text("{}")
    run("generate_assignment", school.FREE)
    made = [path.name for path in Course("all_staff").home.glob("release/*/*")]
    assert made == [f"{school.FREE}.ipynb"]
    run("release_assignment", school.FREE)
    assert f"qi-all-staff {school.FREE}" in run("list")
    with_secret = school.hand_in("ann", raw={"submission_secret.txt": "hers"})
    school.hand_in("bo", values={"q1": "a"})
    assert "qi-all-staff ann A90_small 2026-11-20" in run("list", "--inbound")
    run("collect", school.FREE)
    run("autograde", school.FREE)
    assert school.points() == {"ann": 10, "bo": 0}
    run("generate_feedback", school.FREE)
    run("release_feedback", school.FREE)
    released = school.work / "exchange" / "qi-all-staff" / "feedback"
    assert len(list(released.glob("*.html"))) == 2
    assert (released / f"{notebook_hash(secret='hers', notebook_id=school.FREE)}.html").exists()
    assert with_secret.exists()
    assert "ann" in run("db", "student", "list")
    assert school.FREE in run("db", "assignment", "list")
    assert not (school.root / "curriculum" / "all_staff" / "gradebook.db").exists()


def test_nbgrader_gives_feedback_on_what_we_collected_and_marked(school, nbgrader):
    school.hand_in("ann", raw={"submission_secret.txt": "hers"})
    school.mark()
    school.manual("ann", "task-t1-cause", 1.5, "Which week?")
    for words in (["generate_feedback", school.FREE], ["release_feedback", school.FREE]):
        done = nbgrader("all_staff", *words)
        assert done.returncode == 0, done.stderr
    released = school.work / "exchange" / "qi-all-staff" / "feedback"
    page = released / f"{notebook_hash(secret='hers', notebook_id=school.FREE)}.html"
    assert "Which week?" in page.read_text()
    assert "MARK SCHEME" not in page.read_text()
    assert "plausible and dated" not in page.read_text()


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
