"""The sandbox itself: what it refuses to do without, and that each learner starts clean."""

import shutil

import pytest

from qikit.errors import QIError
from qikit.mark import isolation
from qikit.mark.sandbox import Sandbox


def test_without_bubblewrap_code_is_refused_and_the_rest_is_marked(school, monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda name: None)
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.hand_in("ann", school.FREE)
    with pytest.raises(QIError, match="bubblewrap is not installed.*--without-sandbox"):
        school.mark()
    assert school.points(school.FREE) == {"ann": 10}
    assert school.mark(without_sandbox=True).marked == 1
    assert school.points(school.CODE) == {"ann": 10}
    assert "without a sandbox" in school.shown("ann", school.CODE)


def test_the_marked_copy_says_which_isolation_was_used(school):
    school.hand_in("ann", school.CODE, code=school.GOOD)
    school.hand_in("ann", school.FREE)
    school.mark()
    assert "a bubblewrap sandbox" in school.shown("ann", school.CODE)
    assert "nothing was run" in school.shown("ann", school.FREE)


def test_each_process_is_alone_and_starts_clean(school):
    with Sandbox(school.QUICK) as sandbox:
        first, second = sandbox.start(), sandbox.start()
        write = "open('/tmp/left', 'w').write('x')\nimport numpy\nnumpy.mean = None"
        assert "error" not in first.ask({"cell": write}, 5)
        look = (
            "import os, numpy\nprint(os.listdir('/tmp'), numpy.mean is None, os.getpid(), "
            "os.listdir('/proc'))"
        )
        assert second.ask({"cell": look}, 5)["out"] == "[] False 1 []\n"
        first.end()
        third = sandbox.start()
        assert third.ask({"cell": look}, 5)["out"] == "[] False 1 []\n"
        second.end()
        third.end()


def test_it_starts_again_when_its_zygote_dies(school):
    with Sandbox(school.QUICK) as sandbox:
        sandbox._process.kill()
        inmate = sandbox.start()
        assert inmate.ask({"cell": "print(1)"}, 5)["out"] == "1\n"
        inmate.end()


def test_where_namespaces_cannot_nest_each_learner_gets_a_sandbox_of_her_own(school):
    with Sandbox(school.QUICK) as sandbox:
        sandbox.one_at_a_time = True
        first = sandbox.start()
        first.ask({"cell": "open('/tmp/left', 'w').write('x')"}, 5)
        first.end()
        sandbox.one_at_a_time = True
        second = sandbox.start()
        assert "left" not in second.ask({"cell": "import os\nprint(os.listdir('/tmp'))"}, 5)["out"]
        second.end()


def test_random_numbers_are_the_same_for_everybody(school):
    draw = {"cell": "import numpy, random\nprint(numpy.random.rand(), random.random())"}
    with Sandbox(school.QUICK) as sandbox:
        inmates = [sandbox.start() for _ in range(2)]
        assert len({inmate.ask(draw, 5)["out"] for inmate in inmates}) == 1
        for inmate in inmates:
            inmate.end()


def test_a_sandbox_that_cannot_start_says_why(school, monkeypatch):
    broken = shutil.which("false")
    monkeypatch.setattr(isolation, "command", lambda control, user: [broken])
    with pytest.raises(QIError, match="could not start: it gave no reason.*--without-sandbox"):
        Sandbox()
