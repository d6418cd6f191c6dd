"""Options appraisal: build from within, buy support, or learn with a peer organisation."""

from qikit.errors import QIError

OPTIONS = {
    "within": "Build from within", "support": "Commercial or not-for-profit support",
    "peer": "Peer organisation",
}
CRITERIA = {
    "cost": "Cost", "speed": "Speed", "fit": "Fit with our method",
    "transfer": "Skills stay with us", "dependency": "Independence afterwards",
    "exit": "A clear way out",
}
HIGHEST = 5


def appraise(scores: dict, weights: dict) -> dict:
    """Weighted scores of the options.

    Parameters
    ----------
    scores : dict
        By option, then by criterion: 0 (poor) to 5 (good); what is not scored counts as open.
    weights : dict
        By criterion, 0 or more.

    Returns
    -------
    dict
        ``totals`` by option (0 to 5; None while a criterion with a weight is open), ``best`` (None
        while fewer than two are whole, or they tie), ``words``.

    Raises
    ------
    QIError
        For a score outside 0 to 5, a weight under 0, or no weight at all.
    """
    if any(weight < 0 for weight in weights.values()):
        raise QIError("A weight is 0 or more.")
    counted = {name: weight for name, weight in weights.items() if weight}
    if not counted:
        raise QIError("Give one criterion or more a weight.")
    totals = {}
    for option in OPTIONS:
        mine = scores.get(option, {})
        for name, score in mine.items():
            if score is not None and not 0 <= score <= HIGHEST:
                raise QIError(f"{OPTIONS[option]}, {CRITERIA[name]}: a score is 0 to {HIGHEST}.")
        whole = all(mine.get(name) is not None for name in counted)
        totals[option] = (
            sum(mine[name] * weight for name, weight in counted.items()) / sum(counted.values())
            if whole else None
        )
    return {"totals": totals, **_judged(scores, counted, totals)}


def _judged(scores: dict, weights: dict, totals: dict) -> dict:
    known = sorted((total, option) for option, total in totals.items() if total is not None)
    if len(known) < 2:
        return {"best": None, "words": "Score two options or more on every criterion."}
    (second, other), (first, best) = known[-2:]
    if first - second < 1e-9:
        return {"best": None, "words": f"{OPTIONS[best]} and {OPTIONS[other]} come out the same. "
                                       "Talk about what the scores leave out."}
    words = f"{OPTIONS[best]} comes out first, {first:.1f} against {second:.1f} of {HIGHEST}."
    turned = [CRITERIA[name] for name in weights
              if _without(scores[other], weights, name) > _without(scores[best], weights, name)]
    if turned:
        words += f" Without {' or without '.join(turned).lower()} it would not."
    return {"best": best, "words": words}


def _without(scores: dict, weights: dict, name: str) -> float:
    rest = {each: weight for each, weight in weights.items() if each != name}
    total = sum(rest.values())
    return sum(scores[each] * weight for each, weight in rest.items()) / total if total else 0
