"""The rules that a form is checked by: one small engine, the same in ``ui/forms/rules.js``.

A rule is a list: its name, then what it needs. ``judge`` gives whether it holds and, where it does
not, the names of what is missing.

========================== =========================================================
``filled`` a b ...         every field holds something
``number`` a b ...         every field holds a number
``date`` a b ...           every field holds a date
``below`` a b              number a is smaller than number b
``before`` a b             date a comes before date b
``is`` a x y ...           field a is one of x, y, ...
``words`` a n              field a has n words or more
``starts`` a x y ...       the first word of a is one of x, y, ...
``lacks`` [x y ...] a ...  no field says x, y, ...
``private`` a b ...        no field holds what looks like an NHS number
``entered`` a b            a was first filled before b was
``all`` r ... ``any`` r ...  ``not`` r
``each`` list r            every row holds to r, and there is one
``count`` list r low high  from low to high rows hold to r (r and high may be null)
``first`` list r           the first row holds to r
``later`` list r           every row after the first holds to r, and there is one
``earlier`` list a         in every row after the first, a leads to a row above it
``rising`` list a [x ...]  a never steps back along x, ...
``reaches`` graph          every row leads to the root; see ``graph``
``loopless`` graph         no row leads back to itself
``fed`` graph list         something leads to every row of the list
========================== =========================================================
"""

import re

from qikit.learn import normal
from qikit.learn.forms import graph, said

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_NOT_WORD = re.compile("[^A-Z0-9]+")
_NHS_NUMBER = re.compile("(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])")


def judge(form, rule, scope, part=None) -> tuple[bool, list[str]]:
    """Whether ``rule`` holds in ``scope`` (an answer, or a row of ``part``), and what is missing.

    Parameters
    ----------
    form : dict
        ``Form.spec()``, for the names of fields and rows.
    rule : list
        See above.
    scope : dict
        The whole answer, or one row of it.
    """
    name, *given = rule
    return _RULES[name](form, part, said.table(scope), *given)


def _fields(test):
    """A rule that puts each named field to a test; those that fail are what is missing."""

    def rule(form, part, scope, *names):
        fields = [said.field_of(form, part, name) for name in names]
        failing = [each for each in fields if not test(scope.get(each["name"]), each)]
        return not failing, [f"“{each['label']}”" for each in failing]

    return rule


def _number(value, field):
    return normal.number(value, field.get("unit", ""))


def _below(form, part, scope, low, high):
    sizes = [_number(scope.get(each), said.field_of(form, part, each)) for each in (low, high)]
    return None not in sizes and sizes[0] < sizes[1], []


def _before(form, part, scope, early, late):
    days = said.day(scope.get(early)), said.day(scope.get(late))
    return "" not in days and days[0] < days[1], []


def _is(form, part, scope, name, *values):
    return normal.text(scope.get(name)) in [normal.text(each) for each in values], []


def _words(form, part, scope, name, least):
    return len(_spoken(scope.get(name)).split()) >= least, []


def _starts(form, part, scope, name, *verbs):
    spoken = _spoken(scope.get(name)).split()
    return bool(spoken) and spoken[0] in [each.upper() for each in verbs], []


def _lacks(form, part, scope, phrases, *names):
    return _fields(lambda value, field: not any(
        f" {each.upper()} " in _spoken(value) for each in phrases
    ))(form, part, scope, *names)


def _spoken(value) -> str:
    return f" {_NOT_WORD.sub(' ', normal.text(value)).strip(' ')} "


def _entered(form, part, scope, early, late):
    first = said.table(scope.get("first"))
    times = [first.get(name) for name in (early, late)]
    known = all(isinstance(each, str) and _TIME.fullmatch(each) for each in times)
    return known and times[0] < times[1], []


def _all(form, part, scope, *rules):
    found = [judge(form, each, scope, part) for each in rules]
    missing = [name for holds, names in found if not holds for name in names]
    return all(holds for holds, _ in found), list(dict.fromkeys(missing))


def _any(form, part, scope, *rules):
    return any(judge(form, each, scope, part)[0] for each in rules), []


def _not(form, part, scope, rule):
    return not judge(form, rule, scope, part)[0], []


def _each(form, part, scope, name, rule, start=0):
    kind = said.part_of(form, name)
    found = said.rows(scope, name)[start:]
    if not found:
        return False, [f"{'one more' if start else 'a first'} {kind['one']}"]
    missing = []
    for place, row in found:
        holds, names = judge(form, rule, row, kind)
        if not holds:
            inside = f" ({said.joined(names)})" if names else ""
            missing.append(said.row_name(kind, place, row) + inside)
    return not missing, missing


def _count(form, part, scope, name, rule, low, high):
    kind = said.part_of(form, name)
    found = said.rows(scope, name)
    held = sum(rule is None or judge(form, rule, row, kind)[0] for _, row in found)
    return low <= held and (high is None or held <= high), []


def _first(form, part, scope, name, rule):
    kind = said.part_of(form, name)
    found = said.rows(scope, name)[:1]
    return bool(found) and judge(form, rule, found[0][1], kind)[0], []


def _later(form, part, scope, name, rule):
    return _each(form, part, scope, name, rule, 1)


def _earlier(form, part, scope, name, field):
    kind = said.part_of(form, name)
    above, missing, found = set(), [], said.rows(scope, name)
    for place, row in found:
        if above and normal.text(row.get(field)) not in above:
            missing.append(said.row_name(kind, place, row))
        above.add(normal.text(row.get("id")))
    if len(found) < 2:
        return False, [f"one more {kind['one']}"]
    return not missing, missing


def _rising(form, part, scope, name, field, steps):
    order = [normal.text(each) for each in steps]
    given = [normal.text(row.get(field)) for _, row in said.rows(scope, name)]
    places = [order.index(each) for each in given if each in order]
    return bool(places) and len(places) == len(given) and places == sorted(places), []


def _reaches(form, part, scope, shape):
    missing = graph.orphans(form, scope, shape)
    return not missing, missing


def _loopless(form, part, scope, shape):
    missing = graph.loops(form, scope, shape)
    return not missing, missing


def _fed(form, part, scope, shape, name):
    if not said.rows(scope, name):
        return False, [f"a first {said.part_of(form, name)['one']}"]
    missing = graph.unfed(form, scope, shape, name)
    return not missing, missing


_RULES = {
    "filled": _fields(lambda value, field: said.filled(value)),
    "number": _fields(lambda value, field: _number(value, field) is not None),
    "date": _fields(lambda value, field: said.day(value) != ""),
    "private": _fields(lambda value, field: not _NHS_NUMBER.search(normal.text(value))),
    "below": _below, "before": _before, "is": _is, "words": _words, "starts": _starts,
    "lacks": _lacks, "entered": _entered, "all": _all, "any": _any, "not": _not, "each": _each,
    "count": _count, "first": _first, "later": _later, "earlier": _earlier, "rising": _rising,
    "reaches": _reaches, "loopless": _loopless, "fed": _fed,
}
