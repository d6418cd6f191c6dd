"""The skills self-assessment: twelve domains, 38 things done in the last three months.

Curriculum's design, section 7.1. The statements ask what somebody has done, which flatters less
than "how confident are you?". Results belong to the person.
"""

from dataclasses import dataclass

import numpy as np

from qikit.course.modules import DOSES
from qikit.errors import QIError

LEVELS = (
    "Not yet met", "Can recognise and explain", "Can use with support",
    "Can use alone on real work", "Can teach or coach others",
)
ANSWERS = ("Never", "Seen it or explained it", "Done it with help", "Done it alone, for real",
           "Taught it or coached others")
_WEIGHTS = {"self": 0.25, "test": 0.50, "observed": 0.25}


@dataclass(frozen=True)
class Domain:
    """One domain: its statements, the level that each dose needs, the modules that serve it."""

    key: str
    name: str
    needs: tuple[int, ...]
    statements: tuple[str, ...]
    modules: tuple[str, ...]

    def level(self, dose: str) -> int:
        """The level that a group needs, 0 to 4."""
        if dose not in DOSES:
            raise QIError(f"There is no group called '{dose}'. There are: {', '.join(DOSES)}.")
        return self.needs[DOSES.index(dose)]


def _domain(number, name, needs, statements, modules):
    return Domain(f"d{number:02}", name, needs, statements, tuple(modules.split()))


DOMAINS = (
    _domain(1, "System view and purpose", (1, 2, 2, 2, 3, 4), (
        "said how my work helps an aim of the whole organisation",
        "followed a piece of work across teams, to see where it waits",
        "changed something together with another team"), "A01 M01 M03 M08 E10"),
    _domain(2, "Aims and measures", (1, 1, 2, 3, 4, 4), (
        "written an aim with how much, by when and for whom",
        "defined a measure so that two people count the same",
        "used a balancing measure"), "A05 M05 M09 E02"),
    _domain(3, "Variation and charts", (1, 2, 3, 3, 3, 4), (
        "plotted data over time",
        "told a signal from the usual ups and downs, and acted on which it was",
        "chosen the kind of chart and worked out its limits"),
        "A02 A03 M02 M04 M06 E05 E06 E07 E08"),
    _domain(4, "PDSA and testing", (1, 1, 2, 3, 4, 4), (
        "written a prediction before a test",
        "run linked tests, each built on the last",
        "stopped or changed an idea because of what a test showed"), "A04 M10"),
    _domain(5, "Process, flow and demand", (1, 1, 2, 3, 3, 4), (
        "gone to see how work is really done, and drawn it",
        "counted demand and failure demand",
        "matched capacity to demand, and looked at the wait"), "A06 M11 E03"),
    _domain(6, "People and change", (1, 1, 2, 3, 4, 4), (
        "listened to somebody against a change, and used what they said",
        "asked more than I told in a talk about a change",
        "helped a team through a setback"), "A08 M12 E01 E04"),
    _domain(7, "Co-production", (1, 1, 2, 2, 3, 4), (
        "asked people who use the service what matters to them",
        "planned a change with them, not for them",
        "changed a decision because of them"), "A07 M01 M09 E10"),
    _domain(8, "Leading, sponsoring, unblocking", (0, 2, 3, 3, 3, 3), (
        "visited a huddle of another team, and answered it",
        "unblocked something that a team could not move",
        "protected time for improvement"), "A08 M07 M12"),
    _domain(9, "Evaluating, sustaining, spreading", (0, 1, 2, 2, 3, 4), (
        "checked months later whether a gain had held",
        "written down what did not work, for others",
        "adapted another team's idea and measured it again"), "M03 M12 E04 E08"),
    _domain(10, "Teaching and coaching", (0, 0, 1, 1, 4, 4), (
        "explained an improvement idea to a colleague by doing it together",
        "coached somebody to their own next test",
        "checked what people had learnt"), "E01 E11"),
    _domain(11, "Qualitative methods and experiments", (0, 0, 0, 1, 2, 4), (
        "sorted what people said into themes",
        "joined words and numbers in one picture",
        "planned an experiment with its order drawn by chance"), "E09 E10"),
    _domain(12, "Attitudes and habits", (1, 2, 2, 2, 3, 3), (
        "asked for feedback, and used it (learning)",
        "won over people whom I do not manage (influencing)",
        "tried again after something failed (resilience)",
        "brought an idea from outside our work (creativity)",
        "asked what a change would do elsewhere (systems thinking)"), "A01 A08 M07 E01"),
)
ITEMS = tuple(
    (f"{domain.key}_{place}", domain, statement)
    for domain in DOMAINS for place, statement in enumerate(domain.statements, 1)
)


def level(answers) -> float | None:
    """What a person says of one domain: the mean of its statements, 0 to 4; None without any."""
    known = [answer for answer in answers if answer is not None and not np.isnan(answer)]
    for answer in known:
        if not 0 <= answer <= 4:
            raise QIError(f"A level is a number from 0 to 4. {answer:g} is none.")
    return sum(known) / len(known) if known else None


def evidence(self=None, test=None, observed=None) -> float | None:
    """The evidence score of one domain, 0 to 4: parts that are missing drop out.

    Parameters
    ----------
    self, observed : float, optional
        Levels 0 to 4, stated by the person and seen by a coach or peer.
    test : float, optional
        The module's test in per cent, 0 to 100; 25 points are one level.

    Examples
    --------
    >>> evidence(self=3, test=50)
    2.3333333333333335
    """
    parts = {"self": self, "test": None if test is None else test / 25, "observed": observed}
    known = {name: size for name, size in parts.items() if size is not None and not np.isnan(size)}
    for name, size in known.items():
        if not 0 <= size <= 4:
            raise QIError(
                "A test is given in per cent, 0 to 100." if name == "test"
                else f"A level is a number from 0 to 4. {size:g} is none."
            )
    weight = sum(_WEIGHTS[name] for name in known)
    return sum(_WEIGHTS[name] * size for name, size in known.items()) / weight if known else None


def profile(answers: dict, dose: str, tests: dict | None = None) -> list[dict]:
    """A person's own profile against what the role needs.

    Parameters
    ----------
    answers : dict
        Levels 0 to 4 by item, as in ``ITEMS``; what is missing drops out.
    dose : str
        The group, such as "managers".
    tests : dict, optional
        Test results in per cent, by domain.

    Returns
    -------
    list of dict
        A row a domain: ``domain``, ``name``, ``stated``, ``tested`` (levels), ``evidence``,
        ``needs``, ``gap`` (None where nothing is known), ``calibration`` (stated minus tested) and
        ``modules`` that serve it.

    Raises
    ------
    QIError
        For an item, group or level that does not exist.
    """
    known = {id for id, *_ in ITEMS}
    for id in answers:
        if id not in known:
            raise QIError(f"There is no statement '{id}'. They are d01_1 to d12_5.")
    rows = []
    for domain in DOMAINS:
        stated = level([answers.get(id) for id, of, _ in ITEMS if of is domain])
        test = (tests or {}).get(domain.key)
        score = evidence(self=stated, test=test)
        rows.append({
            "domain": domain.key, "name": domain.name, "stated": stated,
            "tested": None if test is None else test / 25, "evidence": score,
            "needs": domain.level(dose),
            "gap": None if score is None else max(0, domain.level(dose) - score),
            "calibration": None if None in (stated, test) else stated - test / 25,
            "modules": domain.modules,
        })
    return rows
