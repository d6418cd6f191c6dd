"""Reports for many: one for each ward, team or measure, a board pack, and slides of exceptions."""

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from queue import Empty, Queue

from qikit import __version__, place
from qikit.errors import QIError
from qikit.report.batch_one import TEMPLATE
from qikit.report.batch_plan import plan
from qikit.report.batch_series import Series
from qikit.report.intake import LARGEST, Question, take
from qikit.report.measures import read
from qikit.report.pack import write
from qikit.report.pack_page import STAMP
from qikit.report.pack_table import standings

_STAMPED = re.compile(rf'<meta name="{STAMP}" content="([0-9a-f]+)">'.encode())
_SOURCES = ("batch_cells.py", "batch_chart.py", "batch_one.py", "pack_page.py", "pack_prompts.py",
            "pdf.py", "templates/report.typ")  # fmt: skip
_NOT_ASKED = ("repeats",)
MOST = 4 * LARGEST


@dataclass
class Ran:
    """What a run did: how many reports were made and kept, and sentences for those without one."""

    out: Path
    made: int = 0
    kept: int = 0
    problems: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    exceptions: int = 0

    def __str__(self) -> str:
        first = (
            f"{self.made} report{'' if self.made == 1 else 's'} made, {self.kept} already up to "
            f"date, {self.exceptions} exception{'' if self.exceptions == 1 else 's'}. "
            f"Open {self.out / 'index.html'}."
        )
        return "\n".join([first, *self.problems])


def run(
    data, measures=None, out="reports", *, by=None, pdf=False, sheet=None, answers=None,
    workers=None, title=None, template=None, progress=None,
) -> Ran:  # fmt: skip
    """Write a report for each series of a table, the board pack and the slides.

    Parameters
    ----------
    data : a CSV or XLSX file, long (a column of measures) or wide (a column a measure, or periods
        across)
    measures : the measures file; see ``qikit.report.measures.read``
    out : the folder to write. A second run makes only what changed
    by : the columns of places, when not those that the table suggests
    pdf : also a PDF of each report
    sheet, answers : as ``qikit.report.intake.take`` takes them
    workers : how many reports at once (a core each by default)
    title : the pack's name
    template : a notebook of your own in place of ours
    progress : show a progress bar (when a person is watching, unless said)

    Returns
    -------
    Ran

    Raises
    ------
    QIError
        When nothing can be made: a file that is no table, private data, an open question.
    """
    out = Path(out)
    taken = take(Path(data), sheet=sheet, answers=answers, most=MOST)
    if taken.refused:
        raise QIError(" ".join(taken.refused))
    _ask([one for one in taken.questions if one.id not in _NOT_ASKED])
    planned = plan(taken, read(measures) if measures else None, by)
    table = standings(planned.series)
    jobs = [_job(one.series, out, pdf, template) for one in table if not one.problem]
    todo = [job for job in jobs if not _done(job)]
    _sweep(out, {job["slug"] for job in jobs})
    failed = _make(todo, workers, template, progress)
    named = title or Path(data).stem.replace("_", " ").capitalize()
    write(out, table, named, taken.cautions, planned.problems, failed)
    good = [one for one in table if not one.problem and one.series.slug not in failed]
    from qikit.report.slides import slides

    exceptions = sorted((one for one in good if one.exception), key=lambda one: one.order)
    place.write(out / "exceptions.pptx", slides(named, exceptions))
    ran = Ran(out, len(todo) - len(failed), len(jobs) - len(todo), list(planned.problems),
              list(taken.cautions), len(exceptions))  # fmt: skip
    ran.problems += [
        f"{one.series.name}: {one.problem or failed[one.series.slug]}"
        for one in table if one.problem or one.series.slug in failed
    ]  # fmt: skip
    return ran


def _ask(questions: list[Question]) -> None:
    """A question that is open stops a batch: a thousand reports may not stand on a guess."""
    if questions:
        said = " ".join(
            f"{one.words} Answer with --answer \"{one.id}={one.options[0]}\" or "
            f"--answer \"{one.id}={one.options[1]}\"." for one in questions
        )  # fmt: skip
        raise QIError(said)


def _job(series: Series, out: Path, pdf: bool, template) -> dict:
    job = {"slug": series.slug, "out": str(out), "pdf": bool(pdf)}
    job["parameters"] = series.parameters()
    known = [__version__, job["parameters"], job["pdf"], _program(str(template or TEMPLATE))]
    text = json.dumps(known, ensure_ascii=False)
    job["stamp"] = hashlib.sha256(text.encode()).hexdigest()[:24]
    return job


@cache
def _program(template: str) -> str:
    """A hash of what makes a report: the template, and our code that runs it."""
    here = Path(__file__).parent
    paths = [Path(template), *(here / name for name in _SOURCES)]
    paths += sorted((here.parent / "spc").rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _done(job: dict) -> bool:
    """Whether the report is there, whole and of these inputs."""
    path = Path(job["out"]) / "reports" / f"{job['slug']}.html"
    return _stamp(path) == job["stamp"]


def _stamp(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = _STAMPED.search(file.read(600))
    except OSError:
        return ""
    return found[1].decode() if found else ""


def _sweep(out: Path, slugs: set[str]) -> None:
    """Take away reports of ours that are no longer asked for."""
    for path in (out / "reports").glob("*.html"):
        if path.stem not in slugs and _stamp(path):
            for other in (path, path.with_suffix(".pdf"), out / "notebooks" / f"{path.stem}.ipynb"):
                other.unlink(missing_ok=True)


def _make(jobs: list[dict], workers, template, progress) -> dict[str, str]:
    """Make these reports; what went wrong, by slug."""
    from tqdm import tqdm

    failed: dict[str, str] = {}
    if not jobs:
        return failed
    count = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    waiting: Queue = Queue()
    for job in jobs:
        waiting.put(job)
    quiet = not (sys.stderr.isatty() if progress is None else progress)
    with (
        tqdm(total=len(jobs), unit="report", disable=quiet, desc="Reports") as bar,
        ThreadPoolExecutor(count) as pool,
    ):
        crews = [pool.submit(_crew, waiting, template, failed, bar) for _ in range(count)]
        try:
            for crew in crews:
                crew.result()
        except BaseException:
            with waiting.mutex:
                waiting.queue.clear()
            raise
    return failed


def _crew(waiting: Queue, template, failed: dict, bar) -> None:
    """One worker process, started anew when it dies, until nothing waits."""
    worker = None
    try:
        while True:
            try:
                job = waiting.get_nowait()
            except Empty:
                return
            worker = worker or _start(template)
            said = _told(worker, job)
            if said is None:
                _stop(worker)
                worker, said = None, "Its process was stopped."
            if said:
                failed[job["slug"]] = said
            bar.update()
    finally:
        if worker:
            _stop(worker)


def _stop(worker) -> None:
    """End a worker, which holds nothing that is not written."""
    with contextlib.suppress(OSError):
        worker.stdin.close()
    worker.kill()
    worker.wait()
    worker.stdout.close()


def _start(template):
    command = [sys.executable, "-m", "qikit.report.batch_worker"]
    ways = {**os.environ, "QIKIT_FACE": "page", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    worker = subprocess.Popen(
        [*command, str(template)] if template else command, env=ways, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if worker.stdout.readline() != "ready\n":
        _stop(worker)
        raise QIError("The notebook of the reports does not run by itself. Open it and mend it.")
    return worker


def _told(worker, job: dict) -> str | None:
    """What a worker says of a job; None when it is gone."""
    try:
        worker.stdin.write(json.dumps(job, ensure_ascii=False) + "\n")
        worker.stdin.flush()
        line = worker.stdout.readline()
    except OSError:
        return None
    return json.loads(line) if line else None
