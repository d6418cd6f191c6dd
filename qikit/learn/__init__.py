"""Questions, scoring, answers: what a learner does and what is kept of it.

The names below are loaded on first use, so that importing this room costs nothing.
"""

from importlib import import_module

_HOMES = {
    "ask": "qikit.learn.ask",
    "case": "qikit.learn.cases",
    "check": "qikit.learn.checking",
    "explore": "qikit.learn.exploring",
    "score": "qikit.learn.scoring",
    "table": "qikit.learn.tables",
}

__all__ = list(_HOMES)


def __getattr__(name: str):
    """Load the part that holds ``name``."""
    if name not in _HOMES:
        raise AttributeError(f"qikit.learn has no public name '{name}'")
    home = import_module(_HOMES[name])
    value = home if name == "ask" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
