"""Random questions of every kind, and answers good, nearly good and odd; from a seed."""

NAMES = ["a", "b", "c", "d", "e", "f"]
TYPED = [
    "", " ", "68", "68%", " 68.0", "0.68", ".5", "1,234", "12,34", "NaN", "Infinity", "٦٨", "1e3",
    "-0", "−3", "13·7", "£5", "a", "A", " b ", "c", "d.", "straße", "ß", "ﬁ", "İ", "ı", "ς", "yes",
    "NO", "concern", "common  cause", "10", "010", "+7", "10.0", "6²", "\u00a0", "\ufeff68",
    "x" * 50, "a, b", "b; a and c", "median", "medain", "7 minutes", "2 hrs", "90 MIN", "0.5 days",
]
NUMBERS = [0, -1, 1, 2, 10, 10.5, 0.68, 68, 67.5, 68.5, 1e9, 1e21, 5e-324, 2**60, 77.44, 6.55]
UNITS = ["", "%", "minutes", "hours", "£", "letters", "per 1,000 bed days", "per 100", "Days"]
WORDS = ["median", "the median", "Mean value", "P07", "a & b", "10", "straße", "signal", "shift"]


def question(kind, chance):
    """``{kind, spec, key, why, partial}`` of a random question, as plain JSON."""
    points = chance.randrange(6)
    spec, key, why = MAKERS[kind](chance)
    partial = [[chance.choice([1, 2, 3, 0.4, 0.6, 1.5]), chance.randrange(points + 1)]
               for _ in range(chance.randrange(1, 4))] if chance.random() < 0.5 else None
    return {"kind": kind, "spec": {"points": points, **spec}, "key": key,
            "why": why if chance.random() < 0.7 else None, "partial": partial}


def some(chance, names, least=0):
    """A few of the names, mixed."""
    return chance.sample(names, chance.randrange(least, len(names) + 1))


def pairs(chance, least=1, most=6):
    """Things with a name and words."""
    return [[name, f"Thing {name}"] for name in some(chance, NAMES[:most], least)]


def said(chance, names):
    """Reasons for some names, and the general ones."""
    every = [*map(str, names), "*", "*right", "*missed"]
    return {name: f"About {name}." for name in some(chance, every)}


def names_of(things):
    return [name for name, _ in things]


def choice(chance):
    options = pairs(chance)
    names = names_of(options)
    key = chance.choice([chance.choice(names), some(chance, names, 1)])
    return {"options": options}, key, said(chance, names)


def sets(chance, names):
    """A set, or several of which any is right."""
    if chance.random() < 0.7:
        return some(chance, names)
    return [some(chance, names) for _ in range(chance.randrange(1, 4))]


def several(chance):
    options = pairs(chance)
    return {"options": options}, sets(chance, names_of(options)), said(chance, names_of(options))


def points(chance):
    positions = list(range(1, chance.randrange(2, 12)))
    labels = [f"Week {n}" for n in positions]
    return {"labels": labels}, sets(chance, positions), said(chance, [*positions, "x", "03"])


def number(chance):
    key = chance.choice([0, 0.71, 1, 7, 68, 13.7, 1234, 110, 6.541, -3, 1.741e-4])
    spec = {"unit": chance.choice(UNITS), "within": chance.choice([0, 0.05, 0.5, 2e-6]),
            "relative": chance.choice([0, 0.001, 0.1])}
    return spec, key, said(chance, [key + 1, key * 100, 68, "0.68", "x"])


def short(chance):
    listed = chance.random() < 0.5
    return {"listed": listed}, some(chance, WORDS, 1), said(chance, some(chance, WORDS))


def order(chance):
    items = pairs(chance, 2)
    key = chance.sample(names_of(items), len(items))
    given = {"pairs": True} if chance.random() < 0.5 else {}
    return {"items": items, **given}, key, said(chance, key)


def placing(chance, things, places):
    """A key from things to places, and reasons one or two levels deep."""
    names = names_of(places)
    key = {name: chance.choice([chance.choice(names), some(chance, names, 1)])
           for name in names_of(things)}
    why = {name: chance.choice([f"About {name}.", said(chance, names)])
           for name in some(chance, list(key))}
    return key, {**why, **chance.choice([{}, {"*right": "Yes."}, {"*": "Look."}])}


def sort(chance):
    items, groups = pairs(chance, 2), pairs(chance, 2, 4)
    given = {"kappa": True} if chance.random() < 0.5 else {}
    return {"items": items, "groups": groups, **given}, *placing(chance, items, groups)


def match(chance):
    left, right = pairs(chance, 2), pairs(chance)
    return {"left": left, "right": right, "again": False}, *placing(chance, left, right)


def place(chance):
    count = chance.randrange(1, 8)
    key = [chance.choice([60, 61.5, 62, 63]) for _ in range(count)]
    spec = {"labels": [f"Week {n}" for n in range(count)], "within": chance.choice([0, 0.5])}
    return spec, key, said(chance, [])


def table(chance):
    rows, columns, key, why = pairs(chance, 1, 4), [], {}, {}
    for name in some(chance, ["Icon", "Limit", "Mode", "Say"], 1):
        kind = chance.choice(["pick", "picks", "figure", "words"])
        cell = {"type": kind, "weight": chance.choice([1, 1, 2, 0.5])}
        if kind in ("pick", "picks"):
            cell["options"] = NAMES
        if kind == "figure":
            cell |= {"within": chance.choice([0, 0.5]), "relative": 0, "unit": chance.choice(UNITS)}
        columns.append([name, cell])
    for row, _ in rows:
        for column, cell in columns:
            if chance.random() < 0.8:
                key.setdefault(row, {})[column] = cell_key(chance, cell["type"])
            if chance.random() < 0.4:
                reason = chance.choice([f"About {row}.", said(chance, [*NAMES, 68, "0.71"])])
                why.setdefault(row, {})[column] = reason
    return {"rows": rows, "columns": columns}, key, why


def cell_key(chance, kind):
    if kind == "figure":
        size = chance.choice([0.71, 68, 13.7, 110])
        return chance.choice([size, [size, 10], {"value": size, "within": 1, "relative": 0}])
    if kind == "picks":
        return some(chance, NAMES, 1)
    return chance.choice([chance.choice(NAMES), some(chance, NAMES, 1)])


def text(chance):
    return {"words": [30, 150]}, None, None


def code(chance):
    return {"functions": ["f"], "cases": ["one"]}, None, None


MAKERS = {made.__name__: made for made in (
    choice, several, points, number, short, order, sort, match, place, table, text, code)}


def answer(one, chance):
    """An answer to a question: the key, something near it, or anything at all."""
    pick = chance.random()
    good = whole(one, chance)
    if pick < 0.2:
        return good
    return near_miss(chance, good) if pick < 0.75 else junk(chance)


def whole(one, chance):
    """An answer that is right, or nearly so."""
    kind, key = one["kind"], one["key"]
    if kind == "code":
        return {"passed": chance.randrange(5), "of": chance.randrange(5)}
    if kind == "table":
        return {row: {column: first(cell, column, one) for column, cell in cells.items()}
                for row, cells in key.items()}
    if kind in ("sort", "match"):
        return {name: first(place) for name, place in key.items()}
    if kind == "short" and one["spec"]["listed"]:
        return chance.choice([", ", "; ", " and ", ","]).join(key)
    if kind in ("choice", "short") or (key and isinstance(key, list) and isinstance(key[0], list)):
        return first(key)
    if kind == "number":
        return chance.choice([key, f" {key} {one['spec']['unit']}"])
    return key


def first(key, column=None, one=None):
    """The first of several that are right; all of them in a column of picks."""
    if column and dict(one["spec"]["columns"])[column]["type"] == "picks":
        return key
    key = key[0] if isinstance(key, list) else key
    return key["value"] if isinstance(key, dict) else key


def junk(chance, depth=2):
    """An answer that could be anything JSON holds."""
    pick = chance.random()
    if pick < 0.4:
        return chance.choice([*TYPED, *WORDS, *NAMES])
    if pick < 0.7 or depth == 0:
        return chance.choice([*NUMBERS, None, True, False])
    parts = [junk(chance, depth - 1) for _ in range(chance.randrange(5))]
    if pick < 0.85:
        return parts
    return {chance.choice([*TYPED, *NAMES, "falls", "ed", "icon", "limit"]): part for part in parts}


def near_miss(chance, value):
    """A good answer with something changed in it."""
    if isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        return {**value, name: near_miss(chance, value[name])}
    if isinstance(value, list) and value:
        changed = list(value)
        if chance.random() < 0.5:
            changed[chance.randrange(len(changed))] = junk(chance, 1)
        chance.shuffle(changed)
        return changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.3 else changed
    if isinstance(value, str) and len(value) > 4 and chance.random() < 0.5:
        at = chance.randrange(len(value))
        return value[:at] + chance.choice(["", "x", value[at] * 2]) + value[at + 1 :]
    if isinstance(value, int | float) and chance.random() < 0.6:
        return value * chance.choice([100, 0.01, 60, 1 / 60, 24, 1 / 24, 7, 1.0001, 1 / 1000])
    return junk(chance, 1) if chance.random() < 0.6 else chance.choice(NAMES)
