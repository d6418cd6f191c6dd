"""The organisation's own words, from ``curriculum/method.toml``, put where a page asks for them.

A lesson asks with the place of the word in the file between double braces, such as
``{{ contacts.help }}`` or ``{{ questions.aim }}``.
"""

import re
import tomllib

from qikit.errors import QIError
from qikit.place import root

_ASKED = re.compile(r"\{\{ ?([a-z_]+(?:\.[a-z_]+)*) ?\}\}")
_YOURS = "your improvement team"
_USUAL = {"contacts": {"help": _YOURS, "trainer": _YOURS, "other_formats": _YOURS}}


def method() -> dict:
    """The method file as a table; the usual contacts where there is no file.

    Raises
    ------
    QIError
        When the file cannot be read as TOML.
    """
    try:
        text = (root() / "curriculum" / "method.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return _USUAL
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise QIError(f"curriculum/method.toml cannot be used: {error}. Mend that line.") from None
    return {**said, "contacts": _USUAL["contacts"] | said.get("contacts", {})}


def fill(text: str) -> str:
    """A lesson's words with the organisation's own in them.

    Raises
    ------
    QIError
        When the text asks for a word that the method file does not have.
    """
    return _ASKED.sub(_word, text) if "{{" in text else text


def _word(asked: re.Match) -> str:
    found = method()
    for name in asked[1].split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, str):
        raise QIError(
            f"A lesson asks for '{asked[1]}', which curriculum/method.toml does not have. "
            "Add it there, or write the words in the lesson."
        )
    return found
