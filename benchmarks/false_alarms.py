"""How often each rule set cries wolf: makes qikit/spc/false_alarms.json and prints it.

    python benchmarks/false_alarms.py           prints the stored table beside a fresh simulation
    python benchmarks/false_alarms.py --write   simulates again and stores the result
"""

import json
import sys

from qikit.spc.alarms import TABLE, make_table


def show(table: dict) -> None:
    """Print a table of shares, a row a rule set."""
    print(f"{table['series']:,} stable normal series each, seed {table['seed']}")
    print(f"{'points':18}" + "".join(f"{points:7}" for points in table["points"]))
    for name, shares in table["share"].items():
        print(f"{name:18}" + "".join(f"{share:7.1%}" for share in shares))


if __name__ == "__main__":
    if "--write" in sys.argv:
        TABLE.write_text(json.dumps(make_table(), indent=1) + "\n", encoding="utf-8")
    stored = json.loads(TABLE.read_text(encoding="utf-8"))
    show(stored)
    if "--write" not in sys.argv:
        print("\nA fresh simulation with another seed:")
        show(make_table(seed=stored["seed"] + 1, series=10_000))
