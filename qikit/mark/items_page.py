"""Item analysis as a page with charts and as CSV, in which nobody can be picked out."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qikit import place
from qikit.mark.items import SMALL, TAIL, Item, items
from qikit.mark.sheets import csv_text

HERE = Path(__file__)
HARD, EASY, WEAK, STEADY = 0.4, 0.95, 0.2, 30
COLUMNS = (
    "module", "question", "prompt", "people", "right", "share of points", "not answered",
    "point-biserial", "upper minus lower 27%", "to look at",
)
ANSWERS = ("module", "question", "answer", "people", "what it shows")


def write(module: str | None = None, out: str | Path = "items") -> list[Path]:
    """Write how the questions did: ``index.html``, ``items.csv`` and ``answers.csv`` in a folder.

    Numbers of people below ``SMALL`` are never given, nor anything that tells them.

    Parameters
    ----------
    module : str, optional
        Only this module.
    out : path
        The folder.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    QIError
        When no module has enough hand-ins.
    """
    found, folder = items(module), Path(out)
    every = [item for one in found.values() for item in one]
    look = _look("learn", "tokens.css") + _look("mark", "items.css")
    files = {
        "index.html": page(found),
        "items.css": look,
        "items.csv": csv_text(COLUMNS, [_row(item) for item in every]),
        "answers.csv": csv_text(ANSWERS, [row for item in every for row in _answers(item)]),
    }
    for name, content in files.items():
        place.write(folder / name, content)
    return [folder / name for name in files if name != "items.css"]


def page(found: dict[str, list[Item]]) -> str:
    """The whole page."""
    return _templates().get_template("items.html").render(
        modules=found, small=SMALL, tail=f"{TAIL:.0%}", steady=STEADY
    )


def right(item: Item) -> str:
    """How many had it right, in words that give no number of people below ``SMALL``."""
    wrong = item.people - item.right
    if 0 < wrong < SMALL:
        return f"more than {1 - SMALL / item.people:.0%}"
    if 0 < item.right < SMALL:
        return f"less than {SMALL / item.people:.0%}"
    return f"{item.right / item.people:.0%}"


def bar(item: Item) -> float:
    """The length of the bar for ``right``: its share, or the share at the edge of what is said."""
    wrong = item.people - item.right
    if 0 < wrong < SMALL:
        return 1 - SMALL / item.people
    return (SMALL if 0 < item.right < SMALL else item.right) / item.people


def number(value: float | None) -> str:
    """A discrimination with two decimals and a true minus."""
    return "cannot be said" if value is None else f"{value:.2f}".replace("-", "−")


def some(people: int) -> str:
    """A number of people, unless it is small."""
    return f"fewer than {SMALL}" if 0 < people < SMALL else str(people)


def remarks(item: Item) -> list[str]:
    """What about a question asks for a look, in sentences."""
    share, said = item.right / item.people, []
    if share < HARD:
        said.append("Hard: fewer than two in five had it right.")
    if share > EASY:
        said.append("Easy: nearly everybody had it right, so it tells little.")
    if item.biserial is not None and item.biserial < 0:
        said.append("Those with more points elsewhere had it right less often. Check its key.")
    elif item.biserial is not None and item.biserial < WEAK and share <= EASY:
        said.append("It goes little with the other questions. Check its wording.")
    top = max(item.wrong, key=lambda wrong: wrong.people, default=None)
    if top and top.people > item.people / 4:
        said.append("One wrong idea is common: more than one in four had it.")
    return said


def _row(item: Item) -> tuple:
    low = 0 < item.people - item.right < SMALL or 0 < item.right < SMALL
    return (
        item.module, item.question, item.prompt, item.people, right(item),
        "" if low else round(item.share, 3), some(item.blank), _rounded(item.biserial),
        _rounded(item.upper_lower), " ".join(remarks(item)),
    )


def _answers(item: Item):
    for wrong in item.wrong:
        yield item.module, item.question, wrong.answer, wrong.people, wrong.why
    if item.others:
        yield item.module, item.question, "other answers", some(item.others), ""


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 3)


def _look(room: str, name: str) -> str:
    return (HERE.parents[1] / room / "ui" / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE.with_name("templates")), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    made.filters |= {
        "right": right, "bar": bar, "number": number, "some": some, "remarks": remarks
    }
    return made
