"""The door to questions: ``qi.ask.choice(...)``, one name for each file in ``kinds``.

``pick``, ``picks``, ``figure`` and ``words`` describe the columns of ``qi.ask.table``; ``about``
gives a number of its key a tolerance of its own.
"""

from importlib import import_module
from pathlib import Path

from qikit.learn.kinds.table import about, figure, pick, picks, words

_KINDS = Path(__file__).with_name("kinds")


def kinds() -> list[str]:
    """Every kind of question there is, by looking in the folder."""
    return sorted(file.stem for file in _KINDS.glob("*.py") if file.stem != "__init__")


def __getattr__(name: str):
    """The class of the kind called ``name``: ``qi.ask.choice`` is ``kinds.choice.Choice``."""
    if name not in kinds():
        raise AttributeError(f"There is no kind of question called '{name}'. There are: {kinds()}")
    return getattr(import_module(f"qikit.learn.kinds.{name}"), name.capitalize())


def __dir__() -> list[str]:
    return [*kinds(), "about", "figure", "pick", "picks", "words"]


__all__ = ["about", "figure", "kinds", "pick", "picks", "words"]
