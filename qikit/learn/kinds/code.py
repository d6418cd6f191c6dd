"""Write a function."""

import html

from qikit.errors import QIError
from qikit.learn import cases as rules
from qikit.learn import normal
from qikit.learn.question import Question
from qikit.learn.verdict import reasons, unanswered, verdict, wrong


class Code(Question):
    """A function to write, tried on cases.

    Parameters
    ----------
    function : str
        Its name; ``functions`` where there are several.
    cases : list of ``qi.case``
        The visible ones, that ``qi.check`` tries. Hidden ones stand in the mark cell.
    why : dict, optional
        Belongs in ``qi.score``: from a case's name to what its failure means.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.code("centre", "Write the centre line of a p chart.", function="p_bar",
    ...             cases=[qi.case(([8, 9], [10, 30]), 0.425, within=1e-6, name="two months")])
    1 point. Write the centre line of a p chart.
      Write p_bar, then run qi.check("centre").
    """

    kind = "code"

    def __init__(self, id, prompt, *, function=None, functions=(), cases=(), hints=(), points=1):
        self.functions = [function] if function else list(functions)
        self.cases = list(cases)
        for each in self.cases:
            self.function_of(each)
        super().__init__(id, prompt, hints=hints, points=points)

    def function_of(self, case) -> str:
        """The name of the function that a case calls."""
        name = case.function or (self.functions[0] if len(self.functions) == 1 else None)
        if name not in self.functions:
            raise QIError(
                f"A case calls '{name}', but the question asks for "
                f"{' and '.join(self.functions) or 'no function'}. Name one with function=."
            )
        return name

    def particulars(self):
        return {
            "functions": self.functions,
            "cases": [each.name or f"case {n}" for n, each in enumerate(self.cases, 1)],
        }

    def lines(self):
        return [f"  Write {', '.join(self.functions)}, then run qi.check(\"{self.id}\")."]

    def body(self):
        names = ", ".join(f"<code>{html.escape(name)}</code>" for name in self.functions)
        return f"<p>Write {names} in the cell below, then run the check under it.</p>"

    def score_calls(self, call, cases, why=None, points=None, partial=None):
        """Try ``call(function, args)`` on every case; ``Result`` with credit by case.

        A call that raises ``CallFailed`` costs its own case and no other.
        """
        failed, right = [], 0
        for position, each in enumerate(cases, 1):
            named = each.name or f"case {position}"
            said = failure(self, call, each)
            right += said is None
            if said is not None:
                failed.append(reasons(why).get(each.name) or f"Not yet on {named}: {said}")
        return self.result(right, len(cases), failed, points, partial)

    def result(self, right, total, messages, points=None, partial=None):
        """The result of ``right`` of ``total`` cases."""
        value = {"passed": right, "of": total}
        found = super().score(value, points=points, partial=partial)
        shown = tuple(messages) or found.messages
        return type(found)(found.share, found.state, shown, found.points, found.out_of)


def failure(question, call, each) -> str | None:
    """What went wrong with one case, without what was expected; None when nothing did."""
    function = question.function_of(each)
    try:
        got = rules.plain(call(function, list(each.args)))
    except rules.CallFailed as trouble:
        return str(trouble)
    if rules.agrees(got, each.expect, each.within, each.relative):
        return None
    if each.otherwise:
        return failure(question, call, each.otherwise)
    if got is None:
        return f"{function} returned nothing. Does it end with return?"
    return f"{function} returned something else than expected{shape(got, each.expect)}."


def shape(got, expect) -> str:
    """How the answer differs in kind, where it does."""
    names = {dict: "a dictionary", list: "a list", str: "text", bool: "True or False"}

    def kind(value):
        return names.get(type(value), "a number")

    if kind(got) != kind(expect):
        return f": {kind(got)}, where {kind(expect)} is asked for"
    if isinstance(expect, dict) and set(expect) - set(got):
        return f": it has no '{min(set(expect) - set(got))}'"
    if isinstance(expect, list) and len(got) != len(expect):
        return f": a list of {len(got)}, where {len(expect)} are asked for"
    return ""


def score(spec, key, value, why=None, partial=None):
    """What ``qi.check`` kept: cases passed, of how many."""
    tried = value if isinstance(value, dict) else {}
    passed, total = normal.whole(tried.get("passed")), normal.whole(tried.get("of"))
    if passed is None or total is None or not 0 <= passed <= total or total == 0:
        return unanswered()
    if passed == total:
        every = "The case passes." if total == 1 else f"All {total} cases pass."
        return verdict(total, total, [every], spec=spec)
    return verdict(
        passed, total, wrong(f"{passed} of {total} cases pass."),
        share=passed / total, spec=spec, partial=partial,
    )
