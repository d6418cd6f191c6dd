"""``qi.check``: try a learner's function on the cases she can see, and say what happened."""

import html
import linecache
import sys
from dataclasses import dataclass

from qikit.learn import cases as rules
from qikit.learn import session
from qikit.learn.kinds.code import shape
from qikit.learn.patience import patience
from qikit.learn.verdict import NOT_YET, PARTLY, RIGHT

_IN_WORDS = {
    ZeroDivisionError: "it divided by zero",
    NameError: "{}; check the spelling, or give it a value first",
    KeyError: "there is no entry called {}",
    IndexError: "it asked for a position that the list does not have",
    RecursionError: "it called itself too many times",
}
_MORE = "Other numbers are tried when it is marked."


@dataclass(frozen=True)
class Check:
    """What came of trying a function: a heading, and a line for each case."""

    heading: str
    lines: tuple[tuple[bool, str], ...] = ()

    def __repr__(self) -> str:
        marked = [f"  {'Right' if right else 'Not yet'}: {words}" for right, words in self.lines]
        return "\n".join([self.heading, *marked])

    def html(self) -> str:
        """The same as a list with a sign before each line."""
        items = "".join(
            f'<li data-state="{RIGHT if right else NOT_YET}">'
            f"<strong>{'Right' if right else 'Not yet'}:</strong> {html.escape(words)}</li>"
            for right, words in self.lines
        )
        return (
            f'<div class="qi-check" role="status"><p>{html.escape(self.heading)}</p>'
            f"<ul>{items}</ul></div>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        bundle = {"text/plain": repr(self)}
        return bundle if session.face() == "text" else bundle | {"text/html": self.html()}


def check(id: str) -> Check:
    """Try the function of a code question on its visible cases.

    Never raises for what the learner wrote: a function that stops is told of in words, with its
    line. The try is counted among her attempts.
    """
    now = session.current()
    question = session.find(id)
    if now.planning:
        return Check("")
    missing = [name for name in question.functions if not written_here(name)]
    if missing:
        return Check(
            f"{' and '.join(missing)} is not written yet. Write it in the cell above, "
            "run that cell, then run this one again."
        )
    lines = tuple(_line(question, each, n) for n, each in enumerate(question.cases, 1))
    passed, total = sum(right for right, _ in lines), len(lines)
    state = RIGHT if passed == total else PARTLY if passed else NOT_YET
    now.attempt(question.id, {"passed": passed, "of": total}, state)
    title = question.label or question.functions[0]
    if passed == total:
        cases = "The case passes" if total == 1 else f"All {total} cases pass"
        more = f" {_MORE}" if question.points else ""
        return Check(f"{title}: {cases[0].lower()}{cases[1:]}.{more}", lines)
    return Check(f"{title}: {passed} of {total} cases pass. Change the cell and try again.", lines)


def _blank(values): ...


def _blank_but_for_words(values):
    """As a learner gets it."""


_NOTHING = {_blank.__code__.co_code, _blank_but_for_words.__code__.co_code}


def written(question) -> bool:
    """Whether every function of a question exists in the notebook."""
    return all(written_here(name) for name in question.functions)


def written_here(name: str) -> bool:
    """Whether the notebook has a function of that name with something in it."""
    found = _names().get(name)
    code = getattr(found, "__code__", None)
    if code is None:
        return callable(found)
    held = [each for each in code.co_consts if each is not None and not isinstance(each, str)]
    return bool(held) or code.co_code not in _NOTHING


def call(function: str, args: list):
    """Call the notebook's own function on a copy of the arguments.

    Raises
    ------
    CallFailed
        When it raises, with the line and the reason in words; or does not come to an end.
    """
    body = _names().get(function)
    if not callable(body):
        raise rules.CallFailed(f"there is no function called {function}.")
    try:
        with patience(function):
            return body(*rules.arguments(args))
    except rules.CallFailed:
        raise
    except Exception as error:
        raise rules.CallFailed(_trouble(function, body, error)) from None


def _line(question, each, position: int) -> tuple[bool, str]:
    function = question.function_of(each)
    named = each.name or f"case {position}"
    try:
        got = rules.plain(call(function, list(each.args)))
    except rules.CallFailed as trouble:
        return False, f"{named}. {trouble}"
    if rules.agrees(got, each.expect, each.within, each.relative):
        return True, named
    if each.otherwise:
        return _line(question, each.otherwise, position)
    return False, f"{named}. {function} {_difference(got, each)}"


def _difference(got, each) -> str:
    if got is None:
        return "returned nothing. Does it end with return?"
    other = shape(got, each.expect)
    if other:
        return f"returned something else than expected{other}."
    close = each.within, each.relative
    if isinstance(each.expect, dict):
        name = next(n for n, v in each.expect.items() if not rules.agrees(got[n], v, *close))
        return f"returned {_said(got[name])} for '{name}'; {_said(each.expect[name])} was expected."
    if isinstance(each.expect, list):
        pairs = zip(got, each.expect, strict=True)
        at = next(n for n, (g, e) in enumerate(pairs) if not rules.agrees(g, e, *close))
        return (
            f"returned {_said(got[at])} in position {at + 1}; "
            f"{_said(each.expect[at])} was expected."
        )
    return f"returned {_said(got)}; {_said(each.expect)} was expected."


def _said(value) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


def _trouble(function: str, body, error: Exception) -> str:
    template = next((words for kind, words in _IN_WORDS.items() if isinstance(error, kind)), None)
    message = str(error).rstrip(".") or type(error).__name__
    reason = template.format(message) if template else f"{message} ({type(error).__name__})"
    line, source = _where(body, error)
    if line is None:
        return f"{function} stopped: {reason}."
    shown = f", `{source}`" if source else ""
    return f"{function} stopped at line {line} of its cell{shown}: {reason}."


def _where(body, error) -> tuple[int | None, str]:
    home = getattr(getattr(body, "__code__", None), "co_filename", None)
    line, frame = None, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == home:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line, "" if line is None else linecache.getline(home, line).strip()


def _names() -> dict:
    if "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if shell is not None:
            return shell.user_ns
    return vars(sys.modules["__main__"])
