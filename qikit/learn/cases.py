"""Cases for code questions: what a function is given, what it should return, how close."""

from dataclasses import dataclass

from qikit.learn import normal


class CallFailed(Exception):
    """The learner's function raised, ran too long or could not be called; says so in words."""


@dataclass(frozen=True)
class Case:
    """One call of the learner's function; made by ``qi.case``."""

    args: tuple
    expect: object
    within: float = 0
    relative: float = 0
    function: str | None = None
    name: str | None = None
    otherwise: "Case | None" = None


def case(
    args, expect, *, within=0, relative=0, function=None, name=None, otherwise=None
) -> Case:
    """One case of a code question.

    Parameters
    ----------
    args : tuple or any value
        A tuple gives several arguments; anything else is the one argument.
    expect : number, str, list or dict
        What should come back. Of a dict only the named entries are looked at.
    within, relative : float
        Tolerance for every number in ``expect``, absolute or as a share of it.
    function : str, optional
        Which function, where the question asks for several.
    name : str, optional
        What is special about it, in words: "a month with no bed days".
    otherwise : Case, optional
        Tried where this one fails, and then it decides: a short call with an exact answer first,
        a long one with room for chance for whoever rolled the dice another way.
    """
    given = args if isinstance(args, tuple) else (args,)
    return Case(given, plain(expect), within, relative, function, name, otherwise)


def plain(value):
    """Lists, dicts and numbers in place of arrays, tables, tuples and sets."""
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return {str(name): plain(value[name]) for name in value.columns}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {str(name): plain(inside) for name, inside in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def arguments(args) -> list:
    """Arguments as learner code is given them: numbers in a list become a numpy array of its own.

    The marker gives the same to the same function in its sandbox.
    """
    import numpy

    return [
        numpy.array(each, dtype=float)
        if isinstance(each, list | tuple) and each and all(map(_is_number, each))
        else plain(each)
        for each in args
    ]


def agrees(got, expect, within=0, relative=0) -> bool:
    """Whether what came back is what was expected, part by part."""
    if isinstance(expect, dict):
        return isinstance(got, dict) and all(
            name in got and agrees(got[name], inside, within, relative)
            for name, inside in expect.items()
        )
    if isinstance(expect, list):
        return (
            isinstance(got, list)
            and len(got) == len(expect)
            and all(agrees(*pair, within, relative) for pair in zip(got, expect, strict=True))
        )
    if isinstance(expect, bool) or isinstance(got, bool):
        return bool(expect) is got if isinstance(expect, bool) else False
    if _is_number(expect):
        if not _is_number(got):
            return False
        if expect != expect or got != got:
            return expect != expect and got != got
        return expect == got or normal.near(got, expect, within, relative)
    if isinstance(expect, str):
        return normal.text(got) == normal.text(expect)
    return got == expect


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
