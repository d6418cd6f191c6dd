"""``qikit VERB``: each verb calls one function of one room, loaded when it is asked for."""

import argparse
import sys

from qikit.errors import QIError

_TOOLS = ("qikit.plan.server", "qikit.report.server")


def main(words: list[str] | None = None) -> int:
    """Run one verb; a problem that a person can put right is one sentence and exit code 1."""
    arguments = _parser().parse_args(words)
    try:
        return arguments.run(arguments) or 0
    except QIError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing that was saved is lost.", file=sys.stderr)
        return 130


def _learn(given):
    from qikit.course.build import build
    from qikit.course.room import address, room
    from qikit.course.server import learn

    if given.host:
        if not given.room:
            raise QIError("--host is for a room: qikit learn --room --host ADDRESS")
        address(given.host)
    for make in (build, lambda: _release([], force=False)):
        try:
            make()
        except QIError as error:
            print(f"{error}\nThe other modules are ready.", file=sys.stderr)
    if given.room:
        return room(port=given.port, host=given.host)
    return learn(port=given.port, open_browser=given.open, tools=_TOOLS)


def _build(given):
    from qikit.course.build import build

    build(given.module or None, force=given.force)
    return _release(given.module, force=given.force)


def _release(names, force):
    """Release copies, where the trainer's packages are installed."""
    from importlib.util import find_spec

    if find_spec("nbgrader") is None:
        return 0
    from qikit.mark.release import release

    release(names or None, force=force)
    return 0


def _bench(given):
    import runpy

    from qikit.place import root

    folder = root() / "benchmarks"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))}
    names = [name for name, text in texts.items() if "def main() -> None:" in text]
    if given.name not in names:
        known = ", ".join(names)
        raise QIError(f"There is no benchmark called '{given.name}'. There are: {known}.")
    runpy.run_path(str(folder / f"{given.name}.py"), run_name="__main__")
    return 0


def _edit(given):
    from qikit.course.edit import edit

    return edit(port=given.port)


def _refresh(given):
    from qikit.course.outputs import refresh

    for name in given.module:
        refresh(name)
    return 0


def _collect(given):
    from qikit.mark.collect import collect

    print(collect(given.source, given.roster, given.due))
    return 0


def _mark(given):
    from qikit.mark.run import mark

    print(mark(module=given.module, learner=given.learner, again=given.again, workers=given.workers,
               without_sandbox=given.without_sandbox, scheduler=given.scheduler))
    return 0


def _feedback(given):
    from qikit.mark.feedback import feedback

    print(feedback(given.module))
    return 0


def _grades(given):
    from qikit.mark.grades import grades

    for path in grades(given.out):
        print(path)
    return 0


def _items(given):
    from qikit.mark.items_page import write

    for path in write(given.module, given.out):
        print(path)
    return 0


def _talk(given):
    from qikit.mark.attempts import talk

    print(talk(given.module, given.learner, given.words))
    return 0


def _report(given):
    from qikit.report.batch import run

    answers = dict(one.split("=", 1) for one in given.answer or () if "=" in one)
    ran = run(given.data, given.measures, given.out, by=given.by, pdf=given.pdf, sheet=given.sheet,
              answers=answers, workers=given.workers, title=given.title, template=given.template)
    print(ran)
    return 1 if ran.problems else 0


def _teach(given):
    from qikit.mark.teach import teach

    return teach(given.tier, port=given.port, second=given.second)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qikit", description="The quality improvement curriculum: learn, teach, mark."
    )
    verbs = parser.add_subparsers(title="what to do", dest="verb", required=True, metavar="VERB")

    def verb(name, run, help):
        entry = verbs.add_parser(name, help=help, description=help)
        entry.set_defaults(run=run)
        return entry

    learn = verb("learn", _learn, "Learners: start the course on this computer and print a link.")
    learn.add_argument("--port", type=int, help="the port to use (the next free one if taken)")
    learn.add_argument("--open", action="store_true", help="also open the web browser")
    learn.add_argument(
        "--room", action="store_true", help="for a whole room: everybody types a name and starts"
    )
    learn.add_argument(
        "--host", metavar="ADDRESS", help="this computer's address, so that phones reach the room"
    )

    build = verb("build", _build, "Trainers: make the pages and learner copies of what changed.")
    build.add_argument("module", nargs="*", help="modules, such as A03 (all when none is named)")
    build.add_argument("--force", action="store_true", help="make them even when nothing changed")

    edit = verb("edit", _edit, "Authors: open the lessons in JupyterLab and print a link.")
    edit.add_argument("--port", type=int, help="the port to use (the next free one if taken)")

    refresh = verb("refresh", _refresh, "Authors: run a lesson and store its outputs as words.")
    refresh.add_argument("module", nargs="+", help="modules, such as A03")

    collect = verb("collect", _collect, "Trainers: gather what learners handed in.")
    collect.add_argument(
        "source", nargs="?", help="a folder or zip of hand-ins named by learner (else the exchange)"
    )
    collect.add_argument("--roster", metavar="CSV", help="who is in the cohort: id, name, email")
    collect.add_argument("--due", metavar="TIME", help='such as "2026-11-27 17:00"; names the late')

    mark = verb("mark", _mark, "Trainers: gather and mark what is new, and say who needs you.")
    mark.add_argument("--module", help="only this module, such as A03")
    mark.add_argument("--learner", help="only this learner")
    mark.add_argument("--again", action="store_true", help="mark all again; your marks are kept")
    mark.add_argument("--workers", type=int, help="how many at once (a core each by default)")
    mark.add_argument(
        "--scheduler", metavar="ADDRESS", help="mark on the Dask cluster with this scheduler"
    )
    mark.add_argument(
        "--without-sandbox",
        action="store_true",
        help="run learners' code without isolation where bubblewrap is missing (not advised)",
    )

    feedback = verb("feedback", _feedback, "Trainers: give marks and feedback to the learners.")
    feedback.add_argument("--module", help="only this module, such as A03")

    grades = verb("grades", _grades, "Trainers: write all marks as CSV and Excel.")
    grades.add_argument("out", nargs="?", default="grades", help="the files' name, without ending")

    items = verb("items", _items, "Trainers: show how the questions did, as a page and as CSV.")
    items.add_argument("out", nargs="?", default="items", help="the folder to write")
    items.add_argument("--module", help="only this module, such as A03")

    talk = verb("talk", _talk, "Trainers: note a conversation after a learner's last attempt.")
    talk.add_argument("module", help="the module, such as M02")
    talk.add_argument("learner", help="the learner's name, as in the grades")
    talk.add_argument("words", help="what was agreed, in a sentence; only trainers see it")

    bench = verb("bench", _bench, "Maintainers: run a benchmark and print its table.")
    bench.add_argument("name", help="pages, spc ...")

    report = verb("report", _report, "Analysts: a report for each ward and measure, a board pack.")
    report.add_argument("data", help="a CSV or XLSX file, long or wide")
    report.add_argument("--measures", metavar="FILE", help="the measures file, CSV or TOML")
    report.add_argument("--out", default="reports", metavar="FOLDER", help="the folder to write")
    report.add_argument("--by", action="append", metavar="COLUMN", help="such as ward (repeatable)")
    report.add_argument("--pdf", action="store_true", help="also a PDF of each report")
    report.add_argument("--sheet", help="the sheet of a workbook")
    report.add_argument(
        "--answer", action="append", metavar="ID=WORDS", help='such as "dates=day first"'
    )
    report.add_argument("--title", help="the pack's name (the file's without it)")
    report.add_argument("--template", metavar="NOTEBOOK", help="a notebook of your own")
    report.add_argument("--workers", type=int, help="how many at once (a core each by default)")

    teach = verb("teach", _teach, "Trainers: open the marking page for written answers.")
    teach.add_argument("tier", choices=["all_staff", "managers", "experts", "practice"])
    teach.add_argument("--port", type=int, help="the port to use (the next free one if taken)")
    teach.add_argument("--second", metavar="NAME", help="a second marker, who sees no first marks")
    return parser


if __name__ == "__main__":
    sys.exit(main())
