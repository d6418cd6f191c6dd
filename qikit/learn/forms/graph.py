"""Rows that lead to other rows: who reaches the root, who stands alone, who goes in circles.

A graph is ``{list: [link fields]}``; a list with no link fields leads straight to the root.
``ui/forms/graph.js`` says the same in JavaScript.
"""

from qikit.learn import normal
from qikit.learn.forms import said


def nodes(form, value, shape) -> list[dict]:
    """Every row that holds something: ``list``, ``name``, ``id``, ``up`` (places of nodes it leads
    to), ``root`` (whether it leads straight to the root)."""
    found, by_id = [], {}
    for name, fields in shape.items():
        part = said.part_of(form, name)
        for place, row in said.rows(value, name):
            id = normal.text(row.get("id"))
            if id and id not in by_id:
                by_id[id] = len(found)
            found.append({
                "list": name, "name": said.row_name(part, place, row), "row": row,
                "text": said.words(row.get(part["fields"][0]["name"])) or f"{part['one']} {place}",
                "to": [normal.text(row.get(field)) for field in fields], "root": not fields,
            })
    for node in found:
        node["up"] = list(dict.fromkeys(by_id[id] for id in node["to"] if id in by_id))
    return found


def _above(found, at) -> set[int]:
    """All nodes that a node leads to, near or far."""
    seen, wait = set(), list(found[at]["up"])
    while wait:
        here = wait.pop()
        if here not in seen:
            seen.add(here)
            wait.extend(found[here]["up"])
    return seen


def states(found) -> list[str]:
    """For each node "linked", "orphan" (does not reach the root) or "loop" (meets itself)."""
    result = []
    for at, node in enumerate(found):
        above = _above(found, at)
        if at in above:
            result.append("loop")
        else:
            linked = node["root"] or any(found[each]["root"] for each in above)
            result.append("linked" if linked else "orphan")
    return result


def orphans(form, value, shape) -> list[str]:
    """Names of the rows that do not lead to the root."""
    found = nodes(form, value, shape)
    return [
        node["name"] for at, node in enumerate(found)
        if not node["root"] and not any(found[each]["root"] for each in _above(found, at))
    ]


def loops(form, value, shape) -> list[str]:
    """Names of the rows that lead back to themselves."""
    found = nodes(form, value, shape)
    return [node["name"] for node, state in zip(found, states(found), strict=True)
            if state == "loop"]


def unfed(form, value, shape, name) -> list[str]:
    """Names of the rows of a list that nothing leads to."""
    found = nodes(form, value, shape)
    fed = {up for node in found for up in node["up"]}
    return [node["name"] for at, node in enumerate(found)
            if node["list"] == name and at not in fed]


def tree(found) -> list[tuple[int, int]]:
    """The nodes as an outline: pairs of depth (from 1) and place, from the root down.

    A node that leads to two others stands under both, and what leads to it under the first. Nodes
    that do not reach the root come last, at depth 0.
    """
    result, seen = [], set()

    def under(at, depth):
        result.append((depth, at))
        if at in seen:
            return
        seen.add(at)
        for below, node in enumerate(found):
            if at in node["up"]:
                under(below, depth + 1)

    for at, node in enumerate(found):
        if node["root"]:
            under(at, 1)
    return result + [(0, at) for at in range(len(found)) if at not in seen]
