"""How fast qikit.spc is beside its peers and beside bare numpy: one table, made in one run.

Every time is CPU time, a median over rounds in which all contenders take turns, each in a fresh
process. Peers run in environments of their own, made once from the pinned lists beside this file.
"""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median

from qikit.errors import QIError
from qikit.place import work

HERE = Path(__file__).resolve().parent
PEERS = {
    "pycontrolcharts": "peers-a.txt",
    "shewhart": "peers-a.txt",
    "clinical_qikit": "peers-b.txt",
    "controlchartspy": "peers-a.txt",
    "statprocon": "peers-a.txt",
}
WITH_TABLE = ("pycontrolcharts", "shewhart", "clinical_qikit", "controlchartspy")
WITH_PICTURE = {"statprocon": "PNG", "shewhart": "PNG", "controlchartspy": "SVG"}
SLOW = {"controlchartspy": 200}
"""Peers too slow to run in full: so many series are timed, and the rest reckoned from them."""
ROUNDS = 3
IMPORTS = 9


def main() -> None:
    """Run every comparison and print the table."""
    python = {peer: _environment(wanted) for peer, wanted in PEERS.items()}
    rows = [*_imports(), *_one(python), *_panels(python), *_core(), *_pictures(python), _memory()]
    print("| task | contender | time | against qikit | target |")
    print("|---|---|---:|---:|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(f"\n{_machine()}")


def _machine() -> str:
    """What the times were taken on, without its name."""
    cpu = platform.processor()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next((line.split(":")[1].strip() for line in lines if "model name" in line), cpu)
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "matplotlib"))
    return (
        f"{platform.system()} on {cpu}, {os.cpu_count()} cores; "
        f"Python {platform.python_version()}, {packages}."
    )


def _environment(wanted: str) -> str:
    """The Python of the environment with these packages, made on first use."""
    folder = work() / "benchmarks" / Path(wanted).stem
    python, stamp = folder / "bin" / "python", folder / wanted
    pins = (HERE / wanted).read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != pins:
        print(f"Installing the peers of {wanted} (once).", file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "-r", HERE / wanted], check=True
            )
        except subprocess.CalledProcessError as error:
            raise QIError(
                f"The packages of benchmarks/{wanted} could not be installed. They are fetched "
                "once; connect to the network and run this again."
            ) from error
        stamp.write_text(pins, encoding="utf-8")
    return str(python)


def _child(command: list[str]) -> float:
    """Run a child program; what it measured."""
    folder = work() / "benchmarks"
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise QIError(f"A part of the benchmark stopped: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])["seconds"]


def _own(task: str, count: int) -> list[str]:
    return [sys.executable, str(HERE / "spc_own.py"), task, str(count)]


def _peer(python: dict[str, str], peer: str, task: str, count: int) -> list[str]:
    return [python[peer], str(HERE / "spc_peer.py"), peer, task, str(count)]


def _turns(commands: dict[str, list[str]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each contender over rounds in which they take turns."""
    taken = {name: [] for name in commands}
    for nth in range(rounds):
        print(f"round {nth + 1} of {rounds}: {', '.join(commands)}", file=sys.stderr)
        for name, command in commands.items():
            taken[name].append(_child(command))
    return {name: median(times) for name, times in taken.items()}


def _imports() -> list[tuple[str, ...]]:
    program = (
        "import json, time; started = time.process_time(); import {}; "
        "print(json.dumps({{'seconds': time.process_time() - started}}))"
    )
    names = {"numpy": "numpy", "qikit and qikit.spc": "numpy, qikit, qikit.spc",
             "the engine, on first use": "qikit.spc.chart"}  # fmt: skip
    times = _turns(
        {name: [sys.executable, "-c", program.format(what)] for name, what in names.items()},
        IMPORTS,
    )
    return [
        (
            "import", name, _said(seconds),
            "" if name == "numpy" else f"numpy + {(seconds - times['numpy']) * 1e3:.0f} ms",
            "numpy + 40 ms" if name.startswith("qikit") else "",
        )
        for name, seconds in times.items()
    ]  # fmt: skip


def _one(python: dict[str, str]) -> list[tuple[str, ...]]:
    commands = {"qikit": _own("one", 1)}
    commands |= {peer: _peer(python, peer, "one", 1) for peer in WITH_TABLE}
    return _rows("one series of 60, a table out", _turns(commands), "faster than each")


def _panels(python: dict[str, str]) -> list[tuple[str, ...]]:
    rows = []
    for count, target in ((1_000, ""), (10_000, "40 x the fastest")):
        timed = {peer: SLOW.get(peer, count) for peer in PEERS}
        commands = {"qikit": _own("panel", count)}
        commands |= {peer: _peer(python, peer, "loop", timed[peer]) for peer in PEERS}
        times = _turns(commands)
        for peer in SLOW:
            times[f"{peer} (reckoned from {timed[peer]})"] = times.pop(peer) * count / timed[peer]
        rows += _rows(f"{count:,} series of 60", times, target)
    return rows


def _core() -> list[tuple[str, ...]]:
    rows = []
    for count in (1, 1_000, 10_000):
        times = _turns({"qikit": _own("core", count), "bare numpy": _own("floor_core", count)})
        name = f"array core, {count:,} series of 60"
        ratio = times["qikit"] / times["bare numpy"]
        rows += [
            (name, "qikit", _said(times["qikit"]), "", ""),
            (name, "bare numpy", _said(times["bare numpy"]), f"qikit takes {ratio:.1f} x",
             "at most 2.5 x" if count > 1 else ""),
        ]  # fmt: skip
    return rows


def _pictures(python: dict[str, str]) -> list[tuple[str, ...]]:
    commands = {"qikit (PNG)": _own("png", 1), "qikit (SVG)": _own("svg", 1)}
    commands |= {
        f"{peer} ({form})": _peer(python, peer, "picture", 1) for peer, form in WITH_PICTURE.items()
    }
    times = _turns(commands)
    targets = {"qikit (PNG)": "60 ms"}
    return [
        (
            "one picture", name, _said(seconds),
            "" if name in ("qikit (PNG)", "qikit (SVG)")
            else f"{seconds / times['qikit (' + name[-4:-1] + ')']:.1f} x",
            targets.get(name, ""),
        )
        for name, seconds in times.items()
    ]  # fmt: skip


def _memory() -> tuple[str, ...]:
    peak = _child(_own("memory", 10_000)) / 2**20
    return "memory, 10,000 series of 60", "qikit", f"{peak:.0f} MiB at its peak", "", "1,024 MiB"


def _rows(task: str, times: dict[str, float], target: str) -> list[tuple[str, ...]]:
    """A row for qikit, then its peers, the fastest first, each as a multiple of qikit's time."""
    own = times.pop("qikit")
    peers = sorted(times.items(), key=lambda pair: pair[1])
    return [(task, "qikit", _said(own), "", target)] + [
        (task, peer, _said(seconds), f"{seconds / own:.3g} x", "") for peer, seconds in peers
    ]


def _said(seconds: float) -> str:
    """A time with its unit, to three figures."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


if __name__ == "__main__":
    try:
        main()
    except QIError as error:
        raise SystemExit(str(error)) from None
