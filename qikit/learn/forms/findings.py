"""What the checks of a form find: what is good, and what to add next.

``ui/forms/findings.js`` says the same in JavaScript.
"""

import re

from qikit.learn.forms import said
from qikit.learn.forms.rules import judge
from qikit.learn.verdict import reasons, unanswered, verdict

_FIELD = re.compile(r"\{([a-z_]+)\}")


def findings(form, checks, value) -> list[dict]:
    """For each check ``{id, met, words, weight}``."""
    found = []
    for each in checks:
        met, which = judge(form, each["rule"], value)
        words = each["good"] if met else _next(form, each, which, value)
        found.append({
            "id": each["id"], "met": met, "words": words, "weight": each.get("weight", 1)
        })
    return found


def _next(form, check, which, value) -> str:
    for slip in check.get("slips", ()):
        if judge(form, slip["rule"], value)[0]:
            return _FIELD.sub(lambda name: said.words(value.get(name[1])), slip["words"])
    if not which and "otherwise" in check:
        return check["otherwise"]
    return check["next"].replace("{which}", said.joined(which))


def judged(spec, checks, value, partial=None, why=None) -> dict:
    """The verdict on a form: the share of its checks that are met, by weight.

    A whole form gets the author's own praise, ``why["*right"]``, in place of the list.
    """
    if said.empty(value):
        return unanswered()
    found = findings(spec["form"], checks, value)
    counted = [each for each in found if each["weight"] > 0]
    met = [each for each in counted if each["met"]]
    total = sum(each["weight"] for each in counted)
    share = sum(each["weight"] for each in met) / total if total > 0 else 0
    praise = reasons(why).get("*right") if len(met) == len(counted) else None
    count = f"{len(met)} of {len(counted)} {'is' if len(met) == 1 else 'are'} there."
    messages = [count] if len(met) < len(counted) else []
    good = " ".join(["What is good:", *(each["words"] for each in met)])
    messages += [praise or good] if met else []
    messages += [f"Next: {each['words']}" for each in counted if not each["met"]]
    messages += [f"Think about this too: {each['words']}" for each in found
                 if each["weight"] == 0 and not each["met"]]
    return verdict(len(met), len(counted), messages, share=share, spec=spec, partial=partial)
