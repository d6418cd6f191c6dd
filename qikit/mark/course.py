"""Where a tier's course is: its source, and what is made of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from qikit import place
from qikit.errors import QIError

_LEARNER = re.compile(r"[A-Za-z0-9_@-][A-Za-z0-9_.@-]{0,127}")


@dataclass(frozen=True)
class Course:
    """One tier as an nbgrader course. Everything made of it lies in ``work()/TIER``."""

    tier: str

    @property
    def id(self) -> str:
        """nbgrader's name for it, such as "qi-all-staff"."""
        return f"qi-{self.tier.replace('_', '-')}"

    @property
    def source(self) -> Path:
        """The folder that holds the tier's modules."""
        return place.root() / "curriculum" / self.tier

    @property
    def home(self) -> Path:
        """Learner copies, hand-ins, marked copies and the gradebook."""
        return place.work() / self.tier

    @property
    def inbound(self) -> Path:
        """Where learners' hand-ins arrive."""
        return place.work() / "exchange" / self.id / "inbound"

    @property
    def gradebook(self) -> Path:
        """nbgrader's gradebook."""
        return self.home / "gradebook.db"

    def submitted(self, learner: str, name: str) -> Path:
        """The folder of one collected hand-in."""
        return self.home / "submitted" / learner / name

    def autograded(self, learner: str, name: str) -> Path:
        """The marked copy that formgrader shows."""
        return self.home / "autograded" / learner / name / f"{name}.ipynb"

    def receipt(self, learner: str, name: str) -> Path:
        """What is remembered of marking one hand-in."""
        return self.home / "receipts" / learner / f"{name}.json"

    def handed_in(self, name: str) -> list[str]:
        """The learners whose hand-in of module ``name`` was collected, in order."""
        found = (self.home / "submitted").glob(f"*/{name}")
        return sorted(path.parent.name for path in found if is_learner(path.parent.name))


def courses() -> list[Course]:
    """Every tier, found by looking for its ``nbgrader_config.py``."""
    found = (place.root() / "curriculum").glob("*/nbgrader_config.py")
    return [Course(path.parent.name) for path in sorted(found)]


def is_learner(name: str) -> bool:
    """Whether ``name`` can be a learner's id: letters, digits and ``_ . @ -`` only.

    A file whose name begins with a dot is on its way, so no learner's does.
    """
    return bool(_LEARNER.fullmatch(name))


def find(key: str | None) -> list:
    """The modules to work on: the one named, else all that say what they are.

    Raises
    ------
    QIError
        When there is no such module.
    """
    from qikit.course.modules import module, usable

    every = usable()[0] if key is None else [module(key)]
    if not every:
        raise QIError("There are no modules in the curriculum folder. Add one, then try again.")
    return every
