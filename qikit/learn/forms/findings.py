"""What the checks of a form find: what is good, and what to add next.

``ui/forms/findings.js`` says the same in JavaScript.
"""

from qikit.learn.forms import said
from qikit.learn.forms.rules import judge
from qikit.learn.verdict import unanswered, verdict


def findings(form, checks, value) -> list[dict]:
    """For each check ``{id, met, words, weight}``."""
    found = []
    for each in checks:
        met, which = judge(form, each["rule"], value)
        words = each["good"] if met else _next(each, which)
        found.append({
            "id": each["id"], "met": met, "words": words, "weight": each.get("weight", 1)
        })
    return found


def _next(check, which) -> str:
    if not which and "otherwise" in check:
        return check["otherwise"]
    return check["next"].replace("{which}", said.joined(which))


def judged(spec, checks, value, partial=None) -> dict:
    """The verdict on a form: the share of its checks that are met, by weight."""
    if said.empty(value):
        return unanswered()
    found = findings(spec["form"], checks, value)
    counted = [each for each in found if each["weight"] > 0]
    met = [each for each in counted if each["met"]]
    total = sum(each["weight"] for each in counted)
    share = sum(each["weight"] for each in met) / total if total > 0 else 0
    good = [each["words"] for each in found if each["met"]]
    count = f"{len(met)} of {len(counted)} checks met."
    messages = [count] if len(met) < len(counted) else []
    messages += [" ".join(["What is good:", *good])] if good else []
    messages += [f"Next: {each['words']}" for each in counted if not each["met"]]
    messages += [f"Think about this too: {each['words']}" for each in found
                 if each["weight"] == 0 and not each["met"]]
    return verdict(len(met), len(counted), messages, share=share, spec=spec, partial=partial)
