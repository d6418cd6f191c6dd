"""Read a form back: as parts and fields, as lines of text, as one sentence, as an outline.

``ui/forms/reading.js`` says the same in JavaScript.
"""

import re

from qikit.learn import normal
from qikit.learn.forms import graph, said

_GAP = "…"
_PLACE = re.compile(r"\{([a-z_]+)\}")
SHAPE = {"primary": [], "secondary": ["to"], "ideas": ["to", "also"]}


def spoken(form, field, value, whole) -> str:
    """One field's value in words; empty when there is nothing."""
    if field["type"] == "tick":
        return "Yes" if value is True else ""
    if field["type"] == "date":
        return said.long_day(value)
    if field["type"] == "link":
        return _linked(form, field, value, whole)
    text = value.strip(" \n") if isinstance(value, str) else ""
    if not said.words(text):
        return ""
    if field["type"] == "number" and field.get("unit"):
        gap = "" if field["unit"] == "%" else " "
        return text if text.endswith(field["unit"]) else f"{text}{gap}{field['unit']}"
    return text


def _linked(form, field, value, whole) -> str:
    id = normal.text(value)
    for name in field["lists"]:
        for place, row in said.rows(whole, name):
            if id and normal.text(row.get("id")) == id:
                return said.title(said.row_name(said.part_of(form, name), place, row))
    return ""


def read(form, value, blank=False) -> list[dict]:
    """The form as ``[{"title", "about", "list", "compact", "items": [{"title", "fields"}]}]``.

    ``fields`` are ``[label, words, field]``. With ``blank`` every field is there, and a list has
    as many rows as it starts with; without, only what was filled in.
    """
    whole = said.table(value)
    parts = []
    for part in form["parts"]:
        items = []
        if "list" not in part:
            items = [{"title": "", "fields": _fields(form, part, whole, whole, blank)}]
        else:
            found = said.rows(whole, part["list"])
            if blank and not found:
                found = [(place, {}) for place in range(1, part["least"] + 1)]
            for place, row in found:
                items.append({
                    "title": said.title(f"{part['one']} {place}"),
                    "fields": _fields(form, part, row, whole, blank),
                })
        items = [item for item in items if item["fields"]]
        if items:
            parts.append({
                "title": part["title"], "about": part["about"], "list": part.get("list", ""),
                "compact": part.get("compact", False), "items": items,
            })
    return parts


def _fields(form, part, row, whole, blank) -> list[list]:
    found = [
        [field["label"], spoken(form, field, row.get(field["name"]), whole), field]
        for field in part["fields"]
    ]
    return [each for each in found if blank or each[1]]


def lines(form, value) -> list[str]:
    """What was filled in, one line a field, for the marker and for a result on the page."""
    result = [sentence(form, value)] if form.get("sentence") and not said.empty(value) else []
    for part in read(form, value):
        for item in part["items"]:
            title = item["title"] or part["title"]
            result += [f"{title}. {label}: {words}" for label, words, _ in item["fields"]]
    return result


def blank_lines(form) -> list[str]:
    """The blank form as text: parts, and what each asks."""
    result = []
    for part in form["parts"]:
        each = f" (for each {part['one']})" if "list" in part else ""
        result.append(f"  {part['title']}{each}")
        for field in part["fields"]:
            options = f" ({', '.join(field['options'])})" if field["type"] == "pick" else ""
            result.append(f"  - {field['label']}{options}")
    return result


def sentence(form, value) -> str:
    """The answer as one sentence, with dots where something is missing."""
    shape, whole = form["sentence"], said.table(value)
    chosen = normal.text(whole.get(shape["by"])).lower() if shape.get("by") else ""
    pattern = shape["says"].get(chosen, shape["says"][""])

    def fill(found) -> str:
        field = said.field_of(form, None, found[1])
        words = spoken(form, field, whole.get(found[1]), whole)
        return said.words(words).rstrip(" .") or _GAP

    told = _PLACE.sub(fill, pattern).replace(" %", "%")
    return told.replace("?.", "?").replace("!.", "!")


def aim_of(form, value) -> str:
    """What the form aims for, in words: its aim, or the sentence it makes."""
    aim = said.words(said.table(value).get("aim"))
    return aim or (sentence(form, value) if form.get("sentence") else _GAP)


def outline(form, value) -> list[str]:
    """A driver diagram as an indented list; what is not linked yet stands at the end."""
    found = graph.nodes(form, value, SHAPE)
    result, apart = [f"Aim: {aim_of(form, value)}"], False
    for depth, at in graph.tree(found):
        if depth == 0 and not apart:
            result.append("Not linked to the aim yet:")
            apart = True
        title = said.title(said.part_of(form, found[at]["list"])["one"])
        result.append(f"{'  ' * max(depth, 1)}{title}: {found[at]['text']}")
    return result
