"""``qikit mark``: gather, mark what is new, and say who needs a person."""

import os
from concurrent.futures import as_completed
from contextlib import ExitStack

from tqdm import tqdm

from qikit import place
from qikit.errors import QIError
from qikit.mark import attempts, collect, handin, rebuild, receipts, second
from qikit.mark import course as courses
from qikit.mark.cluster import Cluster, Here
from qikit.mark.course import Course
from qikit.mark.gradebook import Book, alone
from qikit.mark.plan import plan, stamp
from qikit.mark.release import release
from qikit.mark.sandbox import Sandbox
from qikit.mark.standing import RULES
from qikit.mark.summary import Summary

WAITING = "needs-a-person.csv"


def mark(
    module: str | None = None, learner: str | None = None, *, again: bool = False,
    workers: int | None = None, without_sandbox: bool = False, limits=None,
    scheduler: str | None = None,
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
    scheduler : str, optional
        The address of a Dask cluster that marks in place of this machine's cores.

    Returns
    -------
    Summary
        Printed, it says what was done and who needs a person and why.
    """
    chosen = sorted(courses.find(module), key=lambda each: each.code)  # a refusal comes last
    done = Summary(collect.collect().refused)
    with ExitStack() as held:
        for tier in sorted({each.tier for each in chosen}):
            held.enter_context(alone(Course(tier), "mark"))
        todo = {each.name: _todo(each, learner, again, done) for each in chosen}
        total = sum(len(waiting) for waiting in todo.values())
        bar = tqdm(total=total, desc="Marking", unit="hand-in", disable=not total)
        held.enter_context(bar)
        run = _Run(held, workers, without_sandbox, limits, scheduler, done, bar)
        for each in chosen:
            if todo[each.name]:
                run.module(each, todo[each.name])
        for each in chosen:
            run.waiting(each)
    done.keep(place.work() / WAITING)
    return done


def _todo(module, learner: str | None, again: bool, done: Summary) -> list[str]:
    """The learners whose hand-in of ``module`` has to be marked now."""
    course, waiting = Course(module.tier), []
    source = stamp(module.notebook.read_bytes())
    for name in course.handed_in(module.name):
        if learner in (None, name):
            files = handin.files_of(course.submitted(name, module.name), module.name)
            receipt = receipts.read(course.receipt(name, module.name))
            if again or not receipt or receipt["stamp"] != f"{handin.stamp(files)}-{source}":
                waiting.append(name)
            else:
                done.unchanged += 1
                done.remember(name, module, receipt)
    return waiting


class _Run:
    """What one run shares: the sandbox, made when first needed, and the gradebooks."""

    def __init__(self, held: ExitStack, workers, without_sandbox, limits, scheduler, done, bar):
        self.held, self.done, self.bar, self.scheduler = held, done, bar, scheduler
        self.workers = workers or os.cpu_count() or 1
        self._settings = limits, without_sandbox
        self._sandbox, self._books = None, {}

    def module(self, module, learners: list[str]) -> None:
        """Mark the hand-ins of one module; the marks are written one at a time, here."""
        release([module.name])
        known = plan(module)
        book = self._book(module.tier)
        attempts.settle(known, book)
        with self._markers(module) as markers:
            marking = {markers.submit(known, name): name for name in learners}
            for each in as_completed(marking):
                self._keep(book, known, marking[each], each)
                self.bar.update()
        attempts.settle(known, book)

    def waiting(self, module) -> None:
        """Note who of a module waits for a person, in this run or since an earlier one."""
        if Course(module.tier).handed_in(module.name):
            book = self._book(module.tier)
            rows = book.rows(module.name)
            self.done.waiting(module, rows)
            self.done.talks(module, attempts.to_talk(book, module.name))
            if RULES[module.tier].second:
                self.done.second(module, second.pairs_of(book, module.name, rows))

    def _keep(self, book: Book, known, learner: str, marking) -> None:
        course, name = book.course, known.name
        path, copy = course.receipt(learner, name), course.autograded(learner, name)
        try:
            outcome = marking.result()
            earlier = receipts.read(path)
            before = earlier["texts"] if earlier else rebuild.fingerprints(copy)
            rebuild.pictures(known, copy.parent)
            place.write(copy, rebuild.text(rebuild.rebuild(known, outcome)))
            place.write(copy.with_name("timestamp.txt"), outcome.handin.submitted)
            book.save(known, outcome, before)
            made = receipts.stamp(outcome.handin, known)
            receipt = receipts.write(path, outcome, made, before)
        except QIError:
            raise
        except Exception as error:
            why = f"Marking it failed inside ({type(error).__name__}: {error})."
            self.done.unreadable.append((learner, known.module.id, why))
            return
        if outcome.trouble is None:
            self.done.marked += 1
        self.done.remember(learner, known.module, receipt)

    def _markers(self, module) -> Here | Cluster:
        if self.scheduler:
            limits, bare = self._settings
            return Cluster(self.scheduler, limits, bare=bare)
        return Here(self.workers, self._sandbox_for(module))

    def _sandbox_for(self, module) -> Sandbox | None:
        if not module.code:
            return None
        if self._sandbox is None:
            limits, bare = self._settings
            self._sandbox = self.held.enter_context(Sandbox(limits, bare=bare))
        return self._sandbox

    def _book(self, tier: str) -> Book:
        if tier not in self._books:
            self._books[tier] = self.held.enter_context(Book(Course(tier)))
        return self._books[tier]
