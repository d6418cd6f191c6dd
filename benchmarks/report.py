"""How fast reports are made: ``qikit report``, and plain papermill in a loop, side by side.

``python3 start.py bench report`` makes 100 and 1,000 reports of a ward and measure each (36 months,
seeded) with ``qikit report``: from the file to pages, notebooks, pack and slides. Plain papermill
runs the same notebook with the same parameters, one after another, on a sample of them in
an environment of its own; the kernel is the same Python. The sample's outputs must be equal. Memory
is that of the process tree, shared pages counted once.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil

from qikit.errors import QIError
from qikit.place import work

HERE = Path(__file__).resolve().parent
PEERS = "peers-papermill.txt"
SIZES = (100, 1000)
SAMPLE, ROUNDS, MONTHS, SEED = 6, 2, 36, 2026
SERIES = 10_000
MEASURES = ("Falls", "Sickness", "Waits", "Pressure ulcers", "Training", "Cancelled", "Complaints",
            "Letters late", "Vacancies", "Turnover")  # fmt: skip
LOOP = """
import json, sys, time, papermill
jobs, template = json.load(open(sys.argv[1])), sys.argv[2]
taken = []
for number, parameters in enumerate(jobs):
    started = time.perf_counter()
    papermill.execute_notebook(template, f"{sys.argv[3]}/{number}.ipynb", parameters=parameters,
                               kernel_name="python3", progress_bar=False)
    taken.append(time.perf_counter() - started)
print(json.dumps(taken))
"""


def table(count: int, path: Path) -> None:
    """A long table of so many series, by chance with a seed."""
    chance = np.random.default_rng(SEED)
    months = np.arange("2023-10", "2026-10", dtype="datetime64[M]").astype(str)
    with path.open("w", encoding="utf-8") as file:
        file.write("ward,measure,month,value,target,better,unit\n")
        for number in range(count):
            ward, measure = f"Ward {number // 10 + 1}", MEASURES[number % 10]
            values = chance.normal(20, 3, MONTHS) - (number % 7 == 0) * np.linspace(0, 9, MONTHS)
            for month, value in zip(months, values.clip(0).round(1), strict=True):
                file.write(f"{ward},{measure},{month},{value},18,lower,%\n")


def main() -> None:
    """Run every comparison and print the table."""
    python, rows = _environment(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own: dict[int, list[tuple[float, float]]] = {count: [] for count in SIZES}
        each: list[float] = []
        for nth in range(ROUNDS):
            for count in SIZES:
                print(f"round {nth + 1} of {ROUNDS}: {count} reports", file=sys.stderr)
                data = folder / f"{count}.csv"
                table(count, data)
                own[count].append(_own(data, folder / f"pack-{count}-{nth}"))
            print(f"round {nth + 1} of {ROUNDS}: papermill, {SAMPLE} reports", file=sys.stderr)
            each += _papermill(python, folder, folder / f"pack-{SIZES[0]}-{nth}")
        plain = statistics.median(each)
        for count in SIZES:
            seconds = statistics.median(taken for taken, _ in own[count])
            memory = max(held for _, held in own[count])
            task = f"{count:,} reports"
            rows.append((task, "qikit report", f"{seconds:.1f} s", "", _mib(memory)))
            rows.append((task, f"papermill in a loop (reckoned from {len(each)})",
                         f"{plain * count:,.0f} s", f"{plain * count / seconds:.1f} x", ""))
            again = _own(folder / f"{count}.csv", folder / f"pack-{count}-0")[0]
            rows.append((f"{count:,} reports again, nothing changed", "qikit report",
                         f"{again:.1f} s", "", ""))
        rows.append(_pack(folder))
    print("| task | contender | time | against qikit | memory |\n|---|---|---:|---:|---:|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(f"\n{os.cpu_count()} cores. Outputs of the {SAMPLE} reports of each sample are equal.")


def _mib(held: float) -> str:
    return f"{held / 2**20:,.0f} MiB"


def _own(data: Path, out: Path) -> tuple[float, float]:
    """The command as a person runs it: seconds, and the most memory its processes held."""
    command = [sys.executable, "-m", "qikit.cli", "report", str(data), "--out", str(out)]
    started = time.perf_counter()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, text=True, **streams)
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, most), daemon=True)
    watcher.start()
    said = process.communicate()[1]
    if process.returncode:
        raise QIError(f"qikit report stopped: {said.strip()[-500:]}")
    return time.perf_counter() - started, most[0]


def _watch(number: int, most: list[float]) -> None:
    try:
        process = psutil.Process(number)
        while process.is_running():
            held = 0.0
            for one in [process, *process.children(recursive=True)]:
                try:
                    held += one.memory_full_info().pss
                except psutil.Error:
                    continue
            most[0] = max(most[0], held)
            time.sleep(0.2)
    except psutil.Error:
        return


def _papermill(python: str, folder: Path, pack: Path) -> list[float]:
    """Seconds a report of plain papermill; its outputs are compared with ours."""
    import nbformat

    from qikit.report.batch_one import TEMPLATE

    ours = sorted((pack / "notebooks").glob("*.ipynb"))[:SAMPLE]
    notebooks = [nbformat.read(path, as_version=4) for path in ours]
    jobs = [_parameters(notebook) for notebook in notebooks]
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    (folder / "loop.py").write_text(LOOP, encoding="utf-8")
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    ways = {**os.environ, "JUPYTER_PATH": str(folder / "jupyter"), "QIKIT_FACE": "page"}
    done = subprocess.run(
        [python, folder / "loop.py", folder / "jobs.json", TEMPLATE, folder], env=ways, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise QIError(f"papermill stopped: {done.stderr.strip()[-500:]}")
    for number, mine in enumerate(notebooks):
        theirs = nbformat.read(folder / f"{number}.ipynb", as_version=4)
        if _told(mine) != _told(theirs):
            raise QIError(f"The outputs of {ours[number].stem} are not those of papermill.")
    return json.loads(done.stdout.splitlines()[-1])


def _parameters(notebook) -> dict:
    found: dict = {}
    cell = next(one for one in notebook.cells
                if "injected-parameters" in one.metadata.get("tags", ()))  # fmt: skip
    exec(cell.source, {}, found)
    return found


def _told(notebook) -> list:
    """What a notebook says: its sources and outputs."""
    return [
        (cell.cell_type, cell.source, cell.get("execution_count"), [
            (one.output_type, dict(one.get("data", {})), one.get("text")) for one in cell.outputs
        ] if cell.cell_type == "code" else [])
        for cell in notebook.cells
    ]  # fmt: skip


def _pack(folder: Path) -> tuple[str, ...]:
    """10,000 series from a file to the pack's table and pages, without their reports."""
    data = folder / "series.csv"
    table(SERIES, data)
    program = (
        "import sys, time; started = time.perf_counter(); from pathlib import Path; "
        "from qikit.report.intake import take; from qikit.report.batch_plan import plan; "
        "from qikit.report.pack_table import standings; from qikit.report.pack import write; "
        "read = take(Path(sys.argv[1])); made = plan(read, None); then = time.perf_counter(); "
        "table = standings(made.series); now = time.perf_counter(); "
        "write(Path(sys.argv[2]), table, 'Pack', [], [], {}); import resource; "
        "held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024; "
        "print(now - then, then - started, time.perf_counter() - now, held)"
    )
    done = subprocess.run([sys.executable, "-c", program, data, folder / "wide"], text=True,
                          capture_output=True, check=True)  # fmt: skip
    now, before, after, held = map(float, done.stdout.split())
    return (f"{SERIES:,} series of {MONTHS}: the pack's table (reading the file {before:.1f} s, "
            f"pages {after:.1f} s)", "qikit", f"{now:.2f} s", "", _mib(held))  # fmt: skip


def _environment() -> str:
    """The Python of papermill's environment, made on first use."""
    folder = work() / "benchmarks" / Path(PEERS).stem
    python, stamp = folder / "bin" / "python", folder / PEERS
    pins = (HERE / PEERS).read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != pins:
        print(f"Installing {PEERS} (once).", file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "-r", HERE / PEERS], check=True
            )
        except subprocess.CalledProcessError as error:
            raise QIError(
                f"The packages of benchmarks/{PEERS} could not be installed. They are fetched "
                "once; connect to the network and run this again."
            ) from error
        stamp.write_text(pins, encoding="utf-8")
    return str(python)


if __name__ == "__main__":
    main()
