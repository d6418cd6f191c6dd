"""Reports for many: as a person runs it, killed and begun again, and beside a real kernel."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import numpy as np
import pytest

from qikit.errors import QIError
from qikit.place import root
from qikit.report import batch
from qikit.report.batch_cells import injected
from qikit.report.batch_one import template
from qikit.report.batch_plan import plan
from qikit.report.intake import take
from qikit.report.measures import read

BOARD = root() / "datasets" / "board_pack.csv"
MEASURES = "measure,title,kind\n" + "".join(
    f"{name},{name},xmr\n"
    for name in ("ed_4hr_pct", "rtt_18wk_pct", "fds_28d_pct", "cdiff_cases", "sickness_pct",
                 "fft_positive_pct", "mand_training_pct", "falls_per_1000")
)  # fmt: skip


def cli(*words, **more):
    return subprocess.run([sys.executable, "-m", "qikit.cli", "report", *map(str, words)],
                          capture_output=True, text=True, **more)  # fmt: skip


def small(path, wards=2, months=14):
    days = [
        str(np.datetime64("2025-01") + at) for at in range(months)]
    rows = ["ward,measure,month,value"]
    for ward in range(wards):
        rows += [f"Ward {ward + 1},Falls,{day},{5 + (at * 7 + ward) % 4}"
                 for at, day in enumerate(days)]  # fmt: skip
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def slugs(out, ending="html"):
    return sorted(path.stem for path in (out / "reports").glob(f"*.{ending}"))


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The board pack D04, made once by the command."""
    folder = tmp_path_factory.mktemp("board")
    (folder / "measures.csv").write_text(MEASURES, encoding="utf-8")
    out = folder / "pack"
    done = cli(BOARD, "--measures", folder / "measures.csv", "--out", out, "--pdf")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("8 reports made, 0 already up to date, 5 exceptions.")
    return out


def test_each_measure_has_a_page_a_pdf_and_a_notebook(pack):
    assert len(slugs(pack)) == 8 == len(slugs(pack, "pdf"))
    for path in (pack / "notebooks").glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
    assert {"index.html", "exceptions.html", "exceptions.pptx", "standings.csv"} <= {
        path.name for path in pack.iterdir()}


def test_the_pdf_is_tagged_and_reads_aloud(pack):
    from pypdf import PdfReader

    made = PdfReader(pack / "reports" / "sickness-pct.pdf")
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"] and made.metadata.title == "sickness_pct"
    assert b"pdfuaid" in made.trailer["/Root"]["/Metadata"].get_data()
    assert "Investigate what changed." in made.pages[0].extract_text()


def test_a_second_run_makes_nothing_and_a_changed_number_one_report(pack, tmp_path):
    measures = tmp_path / "measures.csv"
    measures.write_text(MEASURES, encoding="utf-8")
    again = cli(BOARD, "--measures", measures, "--out", pack, "--pdf")
    assert again.stdout.startswith("0 reports made, 8 already up to date")
    data = tmp_path / "board_pack.csv"
    text = BOARD.read_text(encoding="utf-8").replace("ed_4hr_pct,2024-10-01,70.9", "ed_4hr_pct,"
                                                     "2024-10-01,70.8")  # fmt: skip
    data.write_text(text, encoding="utf-8")
    ran = batch.run(data, measures, pack, pdf=True)
    assert (ran.made, ran.kept) == (1, 7)


def test_the_same_outputs_as_a_kernel(tmp_path):
    """Papermill is nbclient with a cell of parameters: the same cells in a real kernel."""
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    from qikit.course.kernels import own
    from qikit.course.running import _execute

    out = tmp_path / "pack"
    batch.run(small(tmp_path / "d.csv", wards=1), out=out)
    mine = nbformat.read(next((out / "notebooks").glob("*.ipynb")), as_version=4)
    theirs = nbformat.from_dict(json.loads(json.dumps(mine)))
    for cell in theirs.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    manager = AsyncKernelManager(kernel_name="python3")
    manager._kernel_spec = own()
    with ThreadPoolExecutor(1) as apart:  # a browser of another test may hold this thread's loop
        apart.submit(_execute, NotebookClient(theirs, km=manager, timeout=120), "page").result()
    said = [[(one.output_type, one.get("data")) for one in cell.get("outputs", [])]
            for cell in theirs.cells]  # fmt: skip
    assert said == [[(one.output_type, one.get("data")) for one in cell.get("outputs", [])]
                    for cell in mine.cells]  # fmt: skip
    assert sum(map(len, said)) == 3
    counts = [cell.execution_count for cell in theirs.cells if cell.cell_type == "code"]
    assert counts == [cell.execution_count for cell in mine.cells if cell.cell_type == "code"]


def test_parameters_are_spelt_as_papermill_spells_them():
    """The cell that papermill 2.7.0 injects for these values."""
    given = {"a": 'say "hi"\nthere £', "b": [1, 2.5, None, True], "c": {"k": float("nan")}}
    cells = injected(template()["cells"], given)
    at = next(n for n, cell in enumerate(cells) if "injected-parameters" in str(cell["metadata"]))
    assert cells[at - 1]["metadata"]["tags"] == ["parameters"]
    assert cells[at]["source"] == (
        '# Parameters\na = "say \\"hi\\"\\nthere \\xa3"\nb = [1, 2.5, None, True]\n'
        "c = {\"k\": float('nan')}\n"
    )


def test_killed_at_any_moment_it_resumes(tmp_path):
    data, out = small(tmp_path / "d.csv", wards=40), tmp_path / "pack"
    command = [sys.executable, "-m", "qikit.cli", "report", str(data), "--out", str(out)]
    going = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)  # fmt: skip
    until = time.monotonic() + 60
    while len(slugs(out)) < 5 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(going.pid, signal.SIGKILL)
    going.wait()
    before = slugs(out)
    assert 5 <= len(before) < 40 and not (out / "index.html").exists()
    for slug in before:
        text = (out / "reports" / f"{slug}.html").read_text(encoding="utf-8")
        assert text.endswith("</html>") and (out / "notebooks" / f"{slug}.ipynb").is_file()
    kept = {slug: (out / "reports" / f"{slug}.html").stat().st_mtime_ns for slug in before}
    ran = batch.run(data, out=out)
    assert (ran.made, ran.kept) == (40 - len(before), len(before)) and len(slugs(out)) == 40
    assert kept == {slug: (out / "reports" / f"{slug}.html").stat().st_mtime_ns for slug in before}


def test_one_bad_measure_is_reported_and_the_rest_is_done(tmp_path):
    data = small(tmp_path / "d.csv")
    text = data.read_text(encoding="utf-8")
    text += "".join(f"Ward 1,Bad,2025-{month:02},{-month}\n" for month in range(1, 13))
    text += "".join(f"Ward 1,Empty,2025-{month:02},n/a\n" for month in range(1, 13))
    text += "Ward 1,Unlisted,2025-01,3\n"
    data.write_text(text, encoding="utf-8")
    measures = tmp_path / "m.csv"
    measures.write_text("measure,kind,better\nFalls,xmr,lower\nBad,c,lower\nEmpty,xmr,\n"
                        "Wrong,xmr,upwards\nAbsent,xmr,\n", encoding="utf-8")  # fmt: skip
    done = cli(data, "--measures", measures, "--out", tmp_path / "pack")
    assert done.returncode == 1 and done.stdout.startswith("2 reports made")
    assert "row 5 (Wrong), column better: 'upwards' is not higher" in done.stdout
    assert "Ward 1: Bad: " in done.stdout and "Ward 1: Empty: there is no number" in done.stdout
    assert "'Unlisted' is in the data and not in the measures file" in done.stdout
    assert "'Absent' (row 6 of the measures file) is not in the data" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    page = (tmp_path / "pack" / "index.html").read_text(encoding="utf-8")
    assert "Without a report" in page and "Unlisted" in page


@pytest.mark.parametrize(
    ("cell", "words"),
    [("import os; os.kill(os.getpid(), 9)", "Its process was stopped."),
     ("1 / 0", "ZeroDivisionError"), ("raise MemoryError", "MemoryError")],
)  # fmt: skip
def test_a_report_that_crashes_is_one_report(tmp_path, cell, words):
    notebook = template()
    notebook["cells"][2]["source"] += f"\nif place == 'Ward 1':\n    {cell}"
    path = tmp_path / "own.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    ran = batch.run(small(tmp_path / "d.csv"), out=tmp_path / "pack", template=path)
    assert ran.made == 1 and len(ran.problems) == 1 and words in ran.problems[0]
    assert slugs(tmp_path / "pack") == ["ward-2-falls"]


def test_a_template_that_does_not_run_is_one_sentence(tmp_path):
    notebook = template()
    notebook["cells"][2]["source"] = "1 / 0"
    path = tmp_path / "own.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(QIError, match="does not run by itself"):
        batch.run(small(tmp_path / "d.csv"), out=tmp_path / "pack", template=path)


def test_state_does_not_leak_from_one_report_to_the_next(tmp_path):
    notebook = template()
    notebook["cells"][2]["source"] += "\nassert 'seen' not in globals()\nseen = True"
    path = tmp_path / "own.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    ran = batch.run(small(tmp_path / "d.csv"), out=tmp_path / "p", template=path, workers=1)
    assert ran.made == 2 and not ran.problems


def test_reports_no_longer_asked_for_are_taken_away_and_other_files_stay(tmp_path):
    out = tmp_path / "pack"
    batch.run(small(tmp_path / "d.csv"), out=out)
    (out / "reports" / "mine.html").write_text("<p>mine</p>", encoding="utf-8")
    batch.run(small(tmp_path / "d.csv", wards=1), out=out)
    assert slugs(out) == ["mine", "ward-1-falls"]


def test_wide_tables_are_read(tmp_path):
    """A column a measure; and periods across."""
    months = [f"2025-{month:02}" for month in range(1, 13)]
    one = tmp_path / "one.csv"
    one.write_text("month,ward,falls,bed days\n" + "".join(
        f"{day},{ward},{at % 5},600\n" for ward in ("Elm", "Oak") for at, day in enumerate(months)))
    measures = tmp_path / "m.csv"
    measures.write_text("measure,kind,denominator,per,better\nfalls,u,bed_days,1000,lower\n")
    made = plan(take(one), read(measures))
    assert [one.name for one in made.series] == ["Elm: falls", "Oak: falls"]
    assert made.series[0].parameters()["denominators"][0] == 600
    assert made.series[0].per == 1000 and not made.problems
    across = tmp_path / "across.csv"
    across.write_text(f"Measure,{','.join(months)}\nFalls,{','.join(['3'] * 12)}\n"
                      f"Waits,{','.join(['9'] * 11)},<5\n")  # fmt: skip
    made = plan(take(across), None)
    assert [one.title for one in made.series] == ["Falls", "Waits"]
    assert made.series[1].cautions == [
        "Gap, because the file has a suppressed count, such as <5: 2025-12-01."]


def test_a_run_chart_for_a_rate_shows_the_rate(tmp_path):
    data, measures = tmp_path / "d.csv", tmp_path / "m.csv"
    data.write_text("month,falls,days\n" + "".join(
        f"2025-{month:02},{month},500\n" for month in range(1, 9)))
    measures.write_text("measure,denominator,per\nfalls,days,1000\n")
    made = plan(take(data), read(measures)).series[0]
    assert made.kind == "run" and made.values[0] == 2 and made.n is None


def test_phases_and_exclusions_with_reasons_reach_the_chart(tmp_path):
    measures = tmp_path / "m.csv"
    measures.write_text("measure,kind,better,phases,exclusions\n"
                        "Falls,xmr,lower,2025-08-01: new rota,2025-03-01: flood\n")  # fmt: skip
    out = tmp_path / "pack"
    ran = batch.run(small(tmp_path / "d.csv", wards=1), measures, out)
    assert not ran.problems
    text = (out / "reports" / "ward-1-falls.html").read_text(encoding="utf-8")
    assert "new rota" in text and "flood" in text


def test_an_open_question_stops_with_how_to_answer(tmp_path):
    data = tmp_path / "d.csv"
    data.write_text("day,n\n03/04/2026,1\n04/04/2026,2\n05/04/2026,3\n")
    done = cli(data, "--out", tmp_path / "pack")
    assert done.returncode == 1 and '--answer "dates=day first"' in done.stderr
    assert not (tmp_path / "pack").exists()
    assert cli(data, "--out", tmp_path / "pack", "--answer", "dates=day first").returncode == 0


def test_private_data_stop_before_anything_is_written(tmp_path):
    data = tmp_path / "d.csv"
    data.write_text("month,patient name,n\n2025-01,A,1\n2025-02,B,2\n")
    done = cli(data, "--out", tmp_path / "pack")
    assert done.returncode == 1 and "a person's name" in done.stderr
    assert not (tmp_path / "pack").exists()


def test_duplicate_periods_that_nothing_explains(tmp_path):
    data = small(tmp_path / "d.csv", wards=1)
    data.write_text(data.read_text() + "Ward 1,Falls,2025-01,9\nWard 1,Falls,2025-01,8\n")
    with pytest.raises(QIError, match=r"January 2025 is in rows 2, 16 and 17"):
        batch.run(data, out=tmp_path / "pack")
