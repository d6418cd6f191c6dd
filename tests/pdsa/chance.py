"""Random answers to a form: good ones, half-filled ones, hostile ones."""

import copy

TYPED = [
    "", " ", "68", "68%", "1,234", "-3", "NaN", "soon", "Order a new hoist", "order", "a b c d",
    "2026-10-05", "2027-02-29", "2028-02-29", "2026-13-01", "Week 1", "Higher", "lower",
    "Not a ratio",
    "943 476 5919", "9434765919", "my fault", "straße ß", "“x” & <b>'y'</b>", "=1+1", "-5", "@x",
    "line one\nline two", "\u00a0", "primary-1", "PRIMARY-1", "secondary-2", "c1", "i1", "s1", "p1",
    "Adopt", "Adapt", "One person, one time", "Everywhere", "x" * 70, "two words",
    "2026-10-05T08:10:00.000Z", "2026-10-05T08:10:00Z", "🙂" * 45, "Outcome", "Process",
    "Balancing", "constructor", "__proto__",
]
OTHER = [None, True, False, 0, 5, 12.5, [], {}, [""], ["a"], {"a": "b"}, [[["x"]]]]


def value_of(field, chance):
    """Something for one field."""
    pick = chance.random()
    if field["type"] == "pick" and pick < 0.7:
        return chance.choice(field["options"])
    if field["type"] == "tick" and pick < 0.8:
        return True
    if field["type"] == "number" and pick < 0.6:
        return str(chance.randrange(-5, 100))
    if field["type"] == "date" and pick < 0.6:
        return f"2026-{chance.randrange(1, 14):02d}-{chance.randrange(0, 33):02d}"
    if field["type"] == "link" and pick < 0.8:
        return f"{chance.choice(field['lists'])}-{chance.randrange(1, 6)}"
    return chance.choice(TYPED) if pick < 0.95 else chance.choice(OTHER)


def row_of(fields, chance):
    """Some of the fields, with times now and then."""
    row = {each["name"]: value_of(each, chance) for each in fields if chance.random() < 0.7}
    timed = [each["name"] for each in fields if each.get("timed")]
    if timed and chance.random() < 0.8:
        row["first"] = {
            name: f"2026-10-05T08:{chance.randrange(60):02d}:00.000Z" for name in timed
        }
    return row


def answer_of(form, chance):
    """A whole answer."""
    answer = {}
    for part in form["parts"]:
        if "list" not in part:
            answer |= row_of(part["fields"], chance)
        elif chance.random() < 0.9:
            rows = [
                row_of(part["fields"], chance) | {"id": f"{part['list']}-{n}"}
                for n in range(1, chance.randrange(1, 7))
            ]
            answer[part["list"]] = rows if chance.random() < 0.95 else chance.choice(OTHER)
    return answer


def changed(example, form, chance):
    """A worked example with a few things changed."""
    answer = copy.deepcopy(example)
    for _ in range(chance.randrange(1, 4)):
        part = chance.choice(form["parts"])
        field = chance.choice(part["fields"])
        where = answer
        if "list" in part:
            rows = answer.get(part["list"])
            if not isinstance(rows, list) or not rows:
                continue
            if chance.random() < 0.2:
                chance.shuffle(rows)
                continue
            where = chance.choice(rows)
            if field.get("timed") and chance.random() < 0.3:
                where["first"] = {}
                continue
        where[field["name"]] = value_of(field, chance)
    return answer
