"""The go-ahead: people, means, safety and earlier work, before a project starts."""

from qikit.learn.forms.making import Form, answer
from qikit.pdsa.charter import CHECKS as CHARTER_CHECKS
from qikit.pdsa.charter import EXAMPLE as CHARTER_EXAMPLE
from qikit.pdsa.charter import MEANS, PEOPLE, REGISTER, SAFE

PARTS = (PEOPLE, MEANS, SAFE, REGISTER)
NAMES = ("lived", "register", "means", "safe")

CHECKS = tuple(each for each in CHARTER_CHECKS if each["id"] in NAMES)
EXAMPLE = answer({
    field["name"]: CHARTER_EXAMPLE[field["name"]] for each in PARTS for field in each["fields"]
})


def go_ahead(*, checks=None) -> Form:
    """What a charter says of people, means, safety and earlier work, by itself.

    Use it where a charter is written part by part: who takes part, what the team needs, what could
    go wrong, and who has tried it before.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count; a dict gives weights. The usual weights add up to 5: lived 2,
        register 1, means 2. Safe weighs nothing.

    Examples
    --------
    >>> import qikit as qi
    >>> sum(check["weight"] for check in qi.pdsa.go_ahead().checks)
    5
    >>> qi.ask.form("ready", "Who, with what, and who tried it before?", qi.pdsa.go_ahead(),
    ...             filled=True, points=0)  # doctest: +ELLIPSIS
    Practice. Who, with what, and who tried it before?
      People
    ...
    """
    return Form("go_ahead", "Go-ahead", "Who takes part, what they need, and who tried it before.",
                PARTS, CHECKS, example=EXAMPLE).choose(checks)
