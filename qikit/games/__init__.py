"""Games to learn from: ``qi.games.red_beads(...)``, one name for each game in this folder."""

from importlib import import_module
from pathlib import Path


def games() -> list[str]:
    """Every game there is, by looking in the folder."""
    files = {file.stem for file in Path(__file__).parent.glob("*.py")}
    return sorted(files - {"__init__", "game", "random"})


def _game(name: str):
    """The class of the game called ``name``, which its file holds."""
    room = import_module(f"qikit.games.{name}")
    return next(each for each in vars(room).values() if getattr(each, "kind", None) == name)


globals().update({name: _game(name) for name in games()})

__all__ = ["games", *games()]
