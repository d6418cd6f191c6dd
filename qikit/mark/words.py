"""An answer in words, for any kind of question: labels in place of ids, a unit where there is one.

It reads the question's plain spec, so a new kind needs nothing here.
"""

import json

LONGEST = 4000


def answer(spec: dict, value) -> str:
    """What was answered, as a person would read it; "not answered" for nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return "not answered"
    labels = _labels(spec)
    said = _say(value, labels, depth=4)
    unit = spec.get("unit")
    if isinstance(value, int | float) and isinstance(unit, str) and unit:
        said = f"{said} {unit}" if unit[0].isalpha() else f"{said}{unit}"
    return said[:LONGEST]


def _labels(spec: dict) -> dict[str, str]:
    """Every pair of an id and its label in the spec: options, items, rows."""
    labels = {}
    for inside in spec.values():
        if isinstance(inside, list):
            for pair in inside:
                if isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[1], str):
                    labels[str(pair[0])] = pair[1]
    return labels


def _say(value, labels: dict, depth: int) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and depth:
        lines = [f"{labels.get(str(k), k)}: {_say(v, labels, depth - 1)}" for k, v in value.items()]
        return ("; " if depth < 4 else "\n").join(lines)
    if isinstance(value, list) and depth:
        return ", ".join(_say(each, labels, depth - 1) for each in value)
    if isinstance(value, str):
        return labels.get(value, value)
    return json.dumps(value)[:200]
