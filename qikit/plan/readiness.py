"""Readiness: six steps, the legacy of past programmes, five components, four categories.

Curriculum's design, section 7.4. A step is as ready as its weakest statement, so that a gap cannot
be averaged away. No plan is printed until the legacy is recorded.
"""

from dataclasses import dataclass, field

import numpy as np

from qikit.errors import QIError

SCORES = ("Absent", "Talked about", "Started", "In place", "In place and reviewed")
CATEGORIES = (
    "leadership and governance", "infrastructure and resources", "skills and workforce",
    "culture and environment",
)
COMPONENTS = (
    "Building a shared purpose and vision", "Investing in people and culture",
    "Developing leadership behaviours", "Building improvement capability and capacity",
    "Embedding improvement into management systems and processes",
)
FEWEST_RATERS = 3
BUILD, SCALE = 40, 70
STAGES_SAID = {
    "start": "start: half capacity for six months, two pilot areas, legacy first",
    "build": "build: run the plan, keep learning",
    "scale": "scale: all areas",
}


@dataclass(frozen=True)
class Statement:
    """One statement: its step (1 to 6), category and component by place in the lists above."""

    key: str
    step: int
    words: str
    category: int
    component: int


STEPS = (
    "Assess readiness", "Board support", "Buy-in and vision", "Skills and infrastructure",
    "Align and coordinate", "Sustain",
)
_SAID = (
    (1, "We have asked staff and people who use services about past improvement work.", 3, 1),
    (1, "We know our skills by level.", 2, 3),
    (1, "We know that our data can be plotted over time for team measures.", 1, 4),
    (1, "We have listed barriers, with owners.", 0, 4),
    (2, "The board has done its dose.", 0, 2),
    (2, "The board reviews data over time.", 0, 4),
    (2, "The board has set aside money and time for three years or more.", 1, 3),
    (2, "The chief executive speaks for it in person.", 0, 2),
    (3, "The vision was written with staff, patients and carers.", 3, 0),
    (3, "Middle managers helped to shape it.", 3, 0),
    (3, "It connects to daily work.", 3, 0),
    (3, "Sceptics have been heard.", 3, 1),
    (4, "There are pathways by group.", 2, 3),
    (4, "Coaches have protected time.", 1, 3),
    (4, "Analysts support teams.", 1, 3),
    (4, "There is a register, and one place for data and cycles.", 1, 4),
    (5, "Projects link to objectives.", 0, 4),
    (5, "A limit on work in progress is kept.", 0, 4),
    (5, "Duplicates are found.", 0, 4),
    (5, "Planning, control, assurance and improvement are joined up.", 0, 4),
    (6, "Starters are trained.", 2, 3),
    (6, "Gains have owners and control charts.", 1, 4),
    (6, "Leaders' routines are in their diaries.", 0, 2),
    (6, "The approach has survived a change of leader or a hard winter.", 3, 1),
)
STATEMENTS = tuple(
    Statement(f"s{step}_{[each[0] for each in _SAID[:at]].count(step) + 1}", step, words, category,
              component)
    for at, (step, words, category, component) in enumerate(_SAID)
)
LEGACY = {
    "tried": "What was tried before?", "helped": "What helped?", "hurt": "What hurt?",
    "trust": "How is trust in such programmes now?", "skills": "Which skills were left behind?",
    "unfinished": "Which work is unfinished?", "words": "Which words should we avoid?",
    "kept": "What do people want kept?",
}
INSIDE = (
    "An aim", "Measures over time", "The people it touches are involved", "Small tests",
    "A learning loop",
)
LEADERSHIP = (
    "Visits huddles", "Protects time", "First response is thanks", "Looks outward",
    "Shows compassion",
)


@dataclass(frozen=True)
class Barrier:
    """One line of the barrier register."""

    barrier: str
    category: str
    counter: str
    owner: str
    by: str

    def __post_init__(self):
        if self.category not in CATEGORIES:
            raise QIError(
                f"'{self.barrier}': its category is none of {', '.join(CATEGORIES)}. Choose one."
            )


@dataclass(frozen=True)
class Assessment:
    """What raters of different levels say, with the legacy and the barriers.

    Parameters
    ----------
    ratings : dict
        By rater (a role, such as "matron"): scores 0 to 4 by statement.
    legacy : dict
        Words by the keys of ``LEGACY``.
    barriers : tuple of Barrier
    """

    ratings: dict = field(default_factory=dict)
    legacy: dict = field(default_factory=dict)
    barriers: tuple = ()

    def __post_init__(self):
        known = {each.key for each in STATEMENTS}
        for rater, scores in self.ratings.items():
            for key, score in scores.items():
                if key not in known:
                    raise QIError(f"'{rater}' rates '{key}', which is no statement.")
                if score not in range(5):
                    raise QIError(f"'{rater}': a score is 0, 1, 2, 3 or 4. '{score}' is none.")

    @property
    def legacy_recorded(self) -> bool:
        """Whether every question of the legacy has an answer."""
        return all(str(self.legacy.get(key, "")).strip() for key in LEGACY)


def steps(assessment: Assessment) -> list[dict]:
    """Each step as its raters see it.

    Returns
    -------
    list of dict
        ``step``, ``name``, ``status`` (the lowest median of its statements; None while one of them
        has no score), ``weakest`` (its words), ``low`` and ``high`` (the widest spread of raters).
    """
    rows = []
    for number, name in enumerate(STEPS, 1):
        scored = [_scores(assessment, each) for each in STATEMENTS if each.step == number]
        words = [each.words for each in STATEMENTS if each.step == number]
        if not all(scored):
            rows.append({"step": number, "name": name, "status": None,
                         "weakest": words[[bool(s) for s in scored].index(False)],
                         "low": None, "high": None})
            continue
        medians = [float(np.median(scores)) for scores in scored]
        widest = max(scored, key=lambda scores: max(scores) - min(scores))
        rows.append({
            "step": number, "name": name, "status": min(medians),
            "weakest": words[medians.index(min(medians))], "low": min(widest), "high": max(widest),
        })
    return rows


def roll_up(assessment: Assessment, by: str = "category") -> dict[str, float | None]:
    """The mean of the medians by category or component, 0 to 4; None without any score."""
    if by not in ("category", "component"):
        raise QIError("Roll up by 'category' or by 'component'.")
    names = CATEGORIES if by == "category" else COMPONENTS
    found = {}
    for place, name in enumerate(names):
        scored = [_scores(assessment, each) for each in STATEMENTS if getattr(each, by) == place]
        medians = [float(np.median(scores)) for scores in scored if scores]
        found[name] = sum(medians) / len(medians) if medians else None
    return found


def score(assessment: Assessment) -> float | None:
    """The journey so far, 0 to 100: the mean of all medians; None while a statement has none."""
    scored = [_scores(assessment, each) for each in STATEMENTS]
    if not all(scored):
        return None
    return 25 * sum(float(np.median(scores)) for scores in scored) / len(scored)


def stage(journey: float) -> str:
    """"start" under 40, "build" from 40 to 70, "scale" over 70."""
    return "start" if journey < BUILD else "build" if journey <= SCALE else "scale"


def cautions(assessment: Assessment) -> list[str]:
    """What is still needed before a plan is printed, a sentence each."""
    found = []
    if len(assessment.ratings) < FEWEST_RATERS:
        found.append(
            f"{len(assessment.ratings)} of {FEWEST_RATERS} raters have scored. Ask people of "
            "different levels, someone from the front line among them."
        )
    open_ = [words for key, words in LEGACY.items()
             if not str(assessment.legacy.get(key, "")).strip()]
    if open_:
        found.append(
            f"The legacy is not recorded yet. Still open: {' '.join(open_)} No plan is printed "
            "before that."
        )
    missing = [each.words for each in STATEMENTS if not _scores(assessment, each)]
    if missing:
        found.append(f"{len(missing)} statements have no score yet. The first: {missing[0]}")
    wide = [each.words for each in STATEMENTS
            if (scores := _scores(assessment, each)) and max(scores) - min(scores) >= 3]
    if wide:
        found.append(f"Raters see these very differently. Talk about them first: {' '.join(wide)}")
    found += [f"The barrier '{each.barrier}' has no owner or date." for each in assessment.barriers
              if not (each.owner.strip() and each.by.strip())]
    return found


def _scores(assessment: Assessment, statement: Statement) -> list[int]:
    return [scores[statement.key] for scores in assessment.ratings.values()
            if statement.key in scores]
