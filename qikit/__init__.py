"""Learn quality improvement the NHS way: charts, questions, marking, planning.

``import qikit as qi`` gives the public names below. Each loads its room on first use, so that the
import itself stays fast.
"""

from importlib import import_module

from qikit.errors import QIError

__version__ = "0.1.0"

_ROOMS = {
    "load": "qikit.data",
    "names": "qikit.data",
    "card": "qikit.data",
    "chart": "qikit.spc",
    "spc": "qikit.spc",
    "funnel": "qikit.spc",
    "pareto": "qikit.spc",
    "choose": "qikit.spc",
    "ask": "qikit.learn",
    "score": "qikit.learn",
    "check": "qikit.learn",
    "case": "qikit.learn",
    "explore": "qikit.learn",
    "table": "qikit.learn",
    "games": "qikit.games",
    "pdsa": "qikit.pdsa",
    "plan": "qikit.plan",
}

__all__ = ["QIError", "__version__", *_ROOMS]


def __getattr__(name: str):
    """Load the room that holds ``name``, once."""
    if name not in _ROOMS:
        raise AttributeError(f"qikit has no public name '{name}'")
    room = import_module(_ROOMS[name])
    value = room if _ROOMS[name].endswith(f".{name}") else getattr(room, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
