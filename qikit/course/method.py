"""The organisation's own words, from ``curriculum/method.toml``, put where a page asks for them.

A lesson asks with the place of the word in the file between double braces, such as
``{{ contacts.help }}`` or ``{{ questions.aim }}``. Of tables in a list one is named by its key:
``{{ cycle.step.plan }}`` is the name of that step, ``{{ cycle.step.plan.means }}`` what it means.
"""

import re
import tomllib
from functools import lru_cache, wraps
from pathlib import Path

from qikit.errors import QIError
from qikit.place import root

_ASKED = re.compile(r"\{\{ ?([a-z_]+(?:\.[a-z_]+)*) ?\}\}")
_YOURS = "your improvement team"
_STEPS = ("Plan", "Do", "Study", "Act")
_USUAL = {
    "name": "Model for Improvement",
    "questions": {
        "aim": "What are we trying to accomplish?",
        "measures": "How will we know that a change is an improvement?",
        "changes": "What changes can we make that will result in improvement?",
    },
    "cycle": {"name": "PDSA", "step": [{"key": name.lower(), "name": name} for name in _STEPS]},
    "contacts": {"help": _YOURS, "trainer": _YOURS, "other_formats": _YOURS},
}


def method() -> dict:
    """The method file as a table; the usual words for what it does not say.

    Raises
    ------
    QIError
        When the file cannot be read as TOML.
    """
    path = root() / "curriculum" / "method.toml"
    try:
        found = path.stat()
    except FileNotFoundError:
        return _USUAL
    return _as_it_was(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=8)
def _as_it_was(path: Path, changed: int, size: int) -> dict:
    """The method file, read once as long as it does not change."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise QIError(f"curriculum/method.toml cannot be used: {error}. Mend that line.") from None
    usual = {
        name: words | said.get(name, {}) if isinstance(words, dict) else said.get(name, words)
        for name, words in _USUAL.items()
    }
    return {**said, **usual}


def fill(text: str) -> str:
    """A lesson's words with the organisation's own in them.

    Raises
    ------
    QIError
        When the text asks for a word that the method file does not have.
    """
    return _ASKED.sub(_word, text) if "{{" in text else text


def filled(value):
    """The same in all the words inside lists, tables and sets; anything else as it is."""
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, dict):
        return {filled(name): filled(inside) for name, inside in value.items()}
    if type(value) in (list, tuple, set):
        return type(value)(filled(inside) for inside in value)
    return value


def own_words(make):
    """Have ``make`` be given the organisation's own words wherever its words ask for them."""

    @wraps(make)
    def made(*given, **named):
        return make(*filled(given), **filled(named))

    return made


def _word(asked: re.Match) -> str:
    found = method()
    for name in asked[1].split("."):
        if isinstance(found, list):
            found = next((each for each in found if each.get("key") == name), None)
        else:
            found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = found.get("name")
    if not isinstance(found, str):
        raise QIError(
            f"A lesson asks for '{asked[1]}', which curriculum/method.toml does not have. "
            "Add it there, or write the words in the lesson."
        )
    return found
