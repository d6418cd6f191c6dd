"""``qikit mark``: gather, mark what is new, and say who needs a person."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack

from tqdm import tqdm

from qikit import place
from qikit.errors import QIError
from qikit.mark import collect, handin, rebuild, receipts
from qikit.mark import course as courses
from qikit.mark.course import Course
from qikit.mark.gradebook import Book, alone
from qikit.mark.judge import judge
from qikit.mark.plan import plan
from qikit.mark.release import release
from qikit.mark.sandbox import Sandbox
from qikit.mark.summary import Summary


def mark(
    module: str | None = None, learner: str | None = None, *, again: bool = False,
    workers: int | None = None, without_sandbox: bool = False, limits=None,
) -> Summary:
    """Mark every hand-in that is new or changed, or whose module changed.

    Answers are read as data. Learners' code runs in a sandbox, in a process of its own for each.
    What goes wrong with one hand-in is noted for it, and the others go on. A run that is stopped,
    even killed, goes on where it was the next time.

    Parameters
    ----------
    module, learner : str, optional
        Only these.
    again : bool
        Mark all again. Marks and comments that people gave are kept.
    workers : int, optional
        How many at once; as many as there are processor cores without it.
    without_sandbox : bool
        Run learners' code without isolation. Only where bubblewrap cannot be had.
    limits : Limits, optional
        What a learner's code may use.

    Returns
    -------
    Summary
        Printed, it says what was done and who needs a person and why.
    """
    chosen = courses.find(module)
    done = Summary(collect.collect().refused)
    with ExitStack() as held:
        for tier in sorted({each.tier for each in chosen}):
            held.enter_context(alone(Course(tier), "mark"))
        todo = {each.name: _todo(each, learner, again, done) for each in chosen}
        total = sum(len(waiting) for waiting in todo.values())
        bar = held.enter_context(tqdm(total=total, desc="Marking", unit="hand-in", disable=not total))
        run = _Run(held, workers, without_sandbox, limits, done, bar)
        for each in chosen:
            if todo[each.name]:
                run.module(each, todo[each.name])
    return done


def _todo(module, learner: str | None, again: bool, done: Summary) -> list[str]:
    """The learners whose hand-in of ``module`` has to be marked now."""
    course, waiting = Course(module.tier), []
    source = handin.stamp([module.notebook])
    for name in course.handed_in(module.name):
        if learner in (None, name):
            folder = course.submitted(name, module.name)
            files = [folder / each for each in _files(module)]
            receipt = receipts.read(course.receipt(name, module.name))
            now = f"{handin.stamp(files)}-{source}"
            if again or receipt is None or receipt["stamp"] != now:
                waiting.append(name)
            else:
                done.unchanged += 1
                done.remember(name, module, receipt)
    return waiting
