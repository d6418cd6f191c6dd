"""What plain ``nbgrader autograde`` runs in place of its own execution: our marking."""

import atexit
from functools import cache

from nbgrader.preprocessors import NbGraderPreprocessor

from qikit.mark import handin, rebuild, receipts
from qikit.mark.course import Course, find
from qikit.mark.gradebook import Book
from qikit.mark.judge import judge
from qikit.mark.plan import plan


class Rebuild(NbGraderPreprocessor):
    """Put our marked copy in the place of what was submitted; run nothing of it here."""

    def preprocess(self, nb, resources):
        given = resources["nbgrader"]
        known = _plan(given["assignment"])
        folder = Course(known.module.tier).submitted(given["student"], known.name)
        read = handin.read(folder, given["student"], known.name, has_code=known.module.code)
        sandbox = _sandbox() if known.module.code and read.trouble is None else None
        outcome = judge(known, read, sandbox)
        _kept[given["student"], known.name] = outcome
        return rebuild.rebuild(known, outcome), resources


class Record(NbGraderPreprocessor):
    """Write the marks of the copy that ``Rebuild`` made into the gradebook."""

    def preprocess(self, nb, resources):
        given = resources["nbgrader"]
        known = _plan(given["assignment"])
        outcome = _kept.pop((given["student"], known.name))
        course = Course(known.module.tier)
        path = course.receipt(given["student"], known.name)
        earlier = receipts.read(path)
        before = earlier["texts"] if earlier else None
        with Book(course) as book:
            book.save(known, outcome, before)
        receipts.write(path, outcome, receipts.stamp(outcome.handin, known), before)
        return nb, resources


_kept = {}


@cache
def _plan(name: str):
    return plan(find(name)[0])


@cache
def _sandbox():
    from qikit.mark.sandbox import Sandbox

    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
