"""Build a form: fields, parts, repeated rows, checks.

A form is plain data once it is made, so that the page and the marker read the same thing.
"""

from dataclasses import dataclass, fields, replace
from datetime import date as _day

from qikit.course.method import filled
from qikit.errors import QIError


@dataclass(frozen=True)
class Form:
    """One form: its parts, its checks, and a worked example.

    Give it to ``qi.ask.form``. ``print(form)`` shows the blank form as text.

    Attributes
    ----------
    name, title, about : str
        What it is called and what it is for.
    parts : tuple of dict
        From ``part`` and ``rows``.
    checks : tuple of dict
        From ``check``, in the order in which a learner meets them.
    draw : str
        "drivers" or "ramp" when the form is also drawn.
    sentence : dict
        How the answers read as one sentence; see ``sentence``.
    needs : tuple of str
        Checks that must be met before the filled form can be downloaded.
    example : dict
        A worked example.
    """

    name: str
    title: str
    about: str
    parts: tuple
    checks: tuple = ()
    draw: str = ""
    sentence: dict | None = None
    needs: tuple = ()
    example: dict | None = None

    def __post_init__(self):
        for each in fields(self):
            object.__setattr__(self, each.name, filled(getattr(self, each.name)))

    def spec(self) -> dict:
        """The form as plain JSON, without its checks and its example."""
        spec = {
            "name": self.name, "title": self.title, "about": self.about,
            "parts": list(self.parts), "draw": self.draw,
        }
        if self.sentence:
            spec["sentence"] = self.sentence
        return spec

    def choose(self, checks) -> "Form":
        """The form with only some of its checks: ids, or ``{id: weight}``; None keeps all."""
        if checks is None:
            return self
        known = {each["id"]: each for each in self.checks}
        for id in checks:
            if id not in known:
                raise QIError(
                    f"The form '{self.title}' has no check called '{id}'. "
                    f"It has: {', '.join(known)}. Choose from these."
                )
        weights = checks if isinstance(checks, dict) else {}
        chosen = [known[id] | {"weight": weights.get(id, known[id]["weight"])} for id in checks]
        needs = tuple(id for id in self.needs if id in checks)
        return replace(self, checks=tuple(chosen), needs=needs)

    def __str__(self) -> str:
        from qikit.learn.forms import reading

        return "\n".join([self.title, *reading.blank_lines(self.spec())])

    __repr__ = __str__


def line(name, label, hint="", **more) -> dict:
    """A field for a few words."""
    return _field("line", name, label, hint, more)


def text(name, label, hint="", **more) -> dict:
    """A field for some sentences."""
    return _field("text", name, label, hint, more)


def number(name, label, hint="", **more) -> dict:
    """A field for a number; ``unit="%"`` stands beside it."""
    return _field("number", name, label, hint, more)


def date(name, label, hint="", **more) -> dict:
    """A field for a date."""
    return _field("date", name, label, hint, more)


def pick(name, label, options, hint="", **more) -> dict:
    """A field where one of ``options`` is picked."""
    return _field("pick", name, label, hint, more | {"options": list(options)})


def tick(name, label, hint="", **more) -> dict:
    """A box to tick."""
    return _field("tick", name, label, hint, more)


def link(name, label, lists, hint="", **more) -> dict:
    """A field that leads to a row of one of ``lists``; with ``earlier=True`` only to rows above."""
    return _field("link", name, label, hint, more | {"lists": list(lists)})


def _field(type, name, label, hint, more) -> dict:
    """``more``: ``group``, ``unit``, ``wide``, ``optional``, ``when=(field, value)``, ``after``
    (closed until that field is kept), ``timed`` (its first entry is timed), ``until`` (fixed once
    that field was entered)."""
    made = {"type": type, "name": name, "label": label}
    if hint:
        made["hint"] = hint
    return made | {key: list(v) if isinstance(v, tuple) else v for key, v in more.items() if v}


def part(title, *fields, about="") -> dict:
    """Fields under one heading."""
    return {"title": title, "about": about, "fields": list(fields)}


def rows(list_, one, title, *fields, about="", least=1, most=12, compact=False,
         tight=False, short=False) -> dict:
    """Rows that a learner adds and removes, such as cycles; ``one`` is what a row is called.

    ``compact`` rows print as a table, and ``tight`` ones look like a table on the page too. Fields
    of ``short`` rows stand two to a line, on a phone as well.
    """
    made = {
        "title": title, "about": about, "fields": list(fields),
        "list": list_, "one": one, "least": least, "most": most, "compact": compact, "tight": tight,
    }
    return made | {"short": True} if short else made


def check(id, good, next, rule, *, otherwise=None, slips=(), weight=1) -> dict:
    """One check: a rule (see ``rules``), what to say when it is met and when it is not yet.

    ``{which}`` in ``next`` becomes what is still missing; ``otherwise`` is said where nothing can
    be named. ``slips`` are pairs of a rule and the words for whom it holds: a known misconception,
    in which ``{field}`` becomes what was put in that field.
    """
    made = {"id": id, "good": good, "next": next, "rule": plain(rule), "weight": weight}
    if slips:
        made["slips"] = [{"rule": plain(rule), "words": words} for rule, words in slips]
    return made if otherwise is None else made | {"otherwise": otherwise}


def plain(value):
    """An answer as the page would keep it: dates and numbers as text, tuples as lists."""
    if isinstance(value, dict):
        return {str(name): plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inside) for inside in value]
    if isinstance(value, _day):
        return value.isoformat()
    return value


def answer(value):
    """A worked example as the page would keep it: every number becomes what was typed."""
    if isinstance(value, dict):
        return {str(name): answer(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [answer(inside) for inside in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return plain(value)
