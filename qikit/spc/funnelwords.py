"""A funnel plot in words."""

from qikit.spc.dispersion import SCALES, Z998, disperse, normal_limits
from qikit.spc.table import joined

MOST_NAMED = 8
CAUTION_FROM = 1.5
"""Say that units differ more than chance explains when phi is above this."""


def words(of) -> str:
    """What is compared, the middle, who is outside which limits, and what to do."""
    count = len(of.names)
    parts = [f"Funnel plot of {of.title[:1].lower() + of.title[1:]}, {count} units."]
    parts.append(f"Compared with {of.say(of.target)}.")
    for position, where in (("high", "Above the 99.8% limits"), ("low", "Below the 99.8% limits")):
        units = of.outside(position)
        if units:
            parts.append(f"{where}: {_named(of, units)}.")
    if not of.outside("high", "low"):
        parts.append("No unit is outside the 99.8% limits.")
    near = of.outside("a little high", "a little low")
    if near:
        verb = "lies" if len(near) == 1 else "lie"
        parts.append(
            f"{_named(of, near)} {verb} between the 95% and 99.8% limits; about "
            f"{max(round(0.05 * count), 1)} of {count} would by chance alone."
        )
    parts.append(
        "A unit outside is a question, not a verdict: look at data, case mix, structure and "
        "process before people. Do not rank."
    )
    return " ".join(parts)


def caption(of) -> str:
    """The settings, printed under every funnel."""
    source = {"proportion": "binomial", "rate": "Poisson", "ratio": "Poisson"}[of.kind]
    how = f"exact {source}" if of.exact else f"normal on the {of.scale.name} scale"
    spread = {
        None: "no allowance for over-dispersion",
        "additive": f"additive allowance for over-dispersion (φ {of.phi:.2f}, τ {of.tau:.4f} on "
        "that scale; z-scores winsorised at the 10th and 90th centiles)",
        "multiplicative": f"multiplicative allowance for over-dispersion (φ {of.phi:.2f}; z-scores "
        "winsorised at the 10th and 90th centiles)",
    }[of.dispersion]
    if of.dispersion and of.phi <= 1:
        spread = f"no allowance for over-dispersion, as none was needed (φ {of.phi:.2f})"
    return f"Limits 95% and 99.8%: {how}, {spread}."


def cautions(of) -> list[str]:
    """Over-dispersion left out, and scales that disagree."""
    out = ["Check that each unit is stable over time before comparing levels."]
    if not of.dispersion and of.phi > CAUTION_FROM:
        out.append(
            f"Units differ more than chance explains (φ {of.phi:.2f}; 1 is chance alone), so these "
            "limits call too many units outliers. Look for what the units do not share, or use "
            "dispersion='additive'."
        )
    if of.dispersion == "multiplicative" and of.phi <= 1:
        out.append("φ is not above 1, so the limits were not widened.")
    mine = set(of.outside("high", "low"))
    for name, scale in SCALES[of.kind].items():
        if scale is of.scale or not of.dispersion or (name == "log" and not of.x.all()):
            continue
        theirs = _outside_on(of, scale)
        if theirs != mine:
            out.append(
                f"On the {scale.name} scale {_or_none(of, theirs)} would be outside the 99.8% "
                "limits. Look at the units before believing either scale."
            )
    return out


def _outside_on(of, scale) -> set[str]:
    found = disperse(of.value, of.n, of.target, scale)
    low, high = normal_limits(of.target, of.n, Z998, scale, found, of.dispersion)
    beyond = (of.value < low) | (of.value > high)
    return {name for name, out in zip(of.names, beyond, strict=True) if out}


def _or_none(of, units: set[str]) -> str:
    return _named(of, [name for name in of.names if name in units]) if units else "no unit"


def _named(of, units: list[str]) -> str:
    by_name = dict(zip(of.names, of.value, strict=True))
    shown = [f"{name} ({of.say(by_name[name])})" for name in units[:MOST_NAMED]]
    more = [f"{len(units) - MOST_NAMED} more"] if len(units) > MOST_NAMED else []
    return joined(shown + more)
