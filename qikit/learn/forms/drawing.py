"""Draw a form: a driver diagram, or a ramp of cycles, as SVG with a title and a description.

``ui/forms/drawing.js`` draws the same, letter for letter.
"""

from qikit.learn import normal
from qikit.learn.forms import graph, said
from qikit.learn.forms.reading import SHAPE, aim_of, outline, spoken
from qikit.learn.forms.svg import box, element, lettering, picture, wrapped

_WIDE, _GAP, _LINE, _PAD, _SPACE = 148, 26, 17, 9, 12
_COLUMNS = ("Aim", "Primary drivers", "Secondary drivers", "Change ideas")
_STEP, _RISE, _WHEEL = 150, 34, 34


def draw(form, value) -> str:
    """The picture of a form, by what the form says it is."""
    return drivers(form, value) if form["draw"] == "drivers" else ramp(form, value)


def drivers(form, value) -> str:
    """A driver diagram, from the aim on the left to the ideas on the right."""
    found = graph.nodes(form, value, SHAPE)
    states = graph.states(found)
    used = ["aim", *[name for name in SHAPE if any(node["list"] == name for node in found)]]
    columns = [[{"text": aim_of(form, value), "state": "aim"}]]
    for name in used[1:]:
        columns.append([node | {"state": states[at], "at": at}
                        for at, node in enumerate(found) if node["list"] == name])
    for column in columns:
        for each in column:
            each["lines"] = wrapped(each["text"], 17, 12)
            each["high"] = len(each["lines"]) * _LINE + 2 * _PAD
    tall = max(_height(column) for column in columns)
    top = 30
    for number, column in enumerate(columns):
        y = top + (tall - _height(column)) // 2
        for each in column:
            each["x"], each["y"] = 2 + number * (_WIDE + _GAP), y
            y += each["high"] + _SPACE
    placed = {each["at"]: each for column in columns[1:] for each in column}
    heads = [
        lettering(2 + number * (_WIDE + _GAP), 16, _COLUMNS[("aim", *SHAPE).index(name)],
                  {"font-weight": "700", "fill": "#425563"})
        for number, name in enumerate(used)
    ]
    joins = []
    for each in placed.values():
        if each["root"]:
            joins.append(_join(columns[0][0], each))
        joins += [_join(placed[up], each) for up in each["up"] if up in placed]
    boxes = [_node(each) for column in columns for each in column]
    width = len(columns) * (_WIDE + _GAP) - _GAP + 4
    return picture(width, top + tall + 4, "Driver diagram", ". ".join(outline(form, value)),
                   heads + joins + boxes)


def _height(column) -> int:
    return sum(each["high"] for each in column) + _SPACE * (len(column) - 1)


def _join(left, right) -> str:
    x1, y1 = left["x"] + _WIDE, left["y"] + left["high"] // 2
    x2, y2 = right["x"], right["y"] + right["high"] // 2
    if x2 <= left["x"]:
        x1 = x2 = left["x"] + _WIDE
        bend = x1 + _GAP - 8
        path = f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"
    else:
        middle = (x1 + x2) // 2
        path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    return element("path", {"d": path, "fill": "none", "stroke": "#5f717d", "stroke-width": "1.5"})


_LOOKS = {
    "aim": ("#005eb8", "#005eb8", "", "#ffffff"),
    "linked": ("#ffffff", "#005eb8", "", "#212b32"),
    "orphan": ("#fff5e0", "#7a4300", "6 4", "#212b32"),
    "loop": ("#fff5e0", "#7a4300", "2 3", "#212b32"),
}


def _node(each) -> str:
    paper, line, dash, ink = _LOOKS[each["state"]]
    shape = box(each["x"], each["y"], _WIDE, each["high"], paper, line, dash)
    return shape + "".join(
        lettering(each["x"] + _PAD, each["y"] + _PAD + 13 + n * _LINE, words,
                  {"fill": ink, "font-size": 13})
        for n, words in enumerate(each["lines"])
    )


def ramp(form, value) -> str:
    """Cycles as wheels that roll up a ramp; a quarter is filled when its stage is."""
    part, cycles = said.part_of(form, "cycles"), said.rows(value, "cycles")
    high = 152 + _RISE * max(len(cycles) - 1, 0)
    width = max(_STEP * len(cycles), _STEP) + 20
    parts = []
    if cycles:
        last = 10 + _STEP * len(cycles)
        y = [high - _RISE * (at - 10) // _STEP for at in (10, last)]
        parts.append(element("path", {
            "d": f"M10 {y[0]}L{last} {y[1]}L{last} {high + 2}L10 {high + 2}Z", "fill": "#e8f2fb"
        }))
        parts.append(element("path", {
            "d": f"M10 {y[0]}L{last} {y[1]}", "stroke": "#005eb8", "stroke-width": "3",
            "fill": "none",
        }))
    for at, (place, row) in enumerate(cycles):
        x = 10 + _STEP * at + _STEP // 2
        y = high - _RISE * (x - 10) // _STEP - _WHEEL - 3
        done = {stage: _stage_done(part, row, stage) for stage in _stages(part)}
        parts.append(_wheel(x, y, done))
        notes = [f"Cycle {place}", said.words(row.get("scale")), said.words(row.get("decision"))]
        notes = [said.short(note, 20) for note in notes if note]
        for n, note in enumerate(notes):
            up = _WHEEL + 10 + (len(notes) - 1 - n) * _LINE
            parts.append(lettering(x, y - up, note, {
                "text-anchor": "middle", "font-weight": "700" if n == 0 else "400",
                "fill": "#212b32",
            }))
    about = " ".join(cycle_lines(form, value)) or "No cycles yet."
    return picture(width, high + 6, form["title"], about, parts)


def _stages(part) -> list[str]:
    """The steps of a cycle, in order: the groups of its fields."""
    return list(dict.fromkeys(field["group"] for field in part["fields"] if field.get("group")))


def _stage_done(part, row, stage) -> bool:
    asked = [field for field in part["fields"]
             if field.get("group") == stage and field["type"] != "link"
             and not field.get("optional")]
    return bool(asked) and all(said.filled(row.get(field["name"])) for field in asked)


_QUARTERS = ((0, -1, 1, 0), (1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1))
_LETTERS = ((13, -8), (13, 18), (-13, 18), (-13, -8))


def _wheel(x, y, done) -> str:
    r = _WHEEL
    parts = []
    quarters = zip(_QUARTERS, _LETTERS, done.items(), strict=False)
    for (x1, y1, x2, y2), (right, down), (stage, whole) in quarters:
        parts.append(element("path", {
            "d": f"M{x} {y}L{x + x1 * r} {y + y1 * r}A{r} {r} 0 0 1 {x + x2 * r} {y + y2 * r}Z",
            "fill": "#005eb8" if whole else "#ffffff",
            "stroke": "#ffffff" if whole else "#5f717d", "stroke-width": "1.5",
        }))
        parts.append(lettering(x + right, y + down, stage[0], {
            "text-anchor": "middle", "font-weight": "700",
            "fill": "#ffffff" if whole else "#425563",
        }))
    return "".join(parts)


def _cycle_words(form, part, place, row, value, stages) -> str:
    said_of = [f"Cycle {place}"]
    for name, verb in (("scale", "scale"), ("predicted", "predicted"), ("result", "found"),
                       ("decision", "decision")):
        field = said.field_of(form, part, name)
        words = said.words(spoken(form, field, row.get(name), value))
        if words:
            said_of.append(f"{verb} {words}")
    filled = said.joined(stages)
    return f"{', '.join(said_of)}. Filled in: {filled or 'nothing whole yet'}."


def cycle_lines(form, value) -> list[str]:
    """The ramp in words, one line a cycle."""
    part = said.part_of(form, "cycles")
    return [
        _cycle_words(form, part, place, row, value,
                     [stage for stage in _stages(part) if _stage_done(part, row, stage)])
        for place, row in said.rows(value, "cycles")
    ]


def chart_points(value) -> list[tuple[str, float, list[str]]]:
    """The run chart of a ramp: time, value, and the numbers of the cycles that began then.

    Points stand as they were typed, and in order of time where all of them are dates.
    """
    cycles = [(place, said.words(row.get("started"))) for place, row in said.rows(value, "cycles")]
    points = [
        (said.words(row.get("when")), normal.number(row.get("value")))
        for _, row in said.rows(value, "points")
    ]
    points = [(when, size) for when, size in points if when and size is not None]
    if all(said.day(when) for when, _ in points):
        points.sort(key=lambda point: point[0])
    result = []
    for at, (when, size) in enumerate(points):
        before = points[at - 1][0] if at else ""
        begun = [str(place) for place, day in cycles
                 if day and said.day(when) and said.day(day)
                 and (before < day <= when if at else day <= when)]
        result.append((when, size, begun))
    return result
