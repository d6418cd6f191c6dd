"""Columns that may name a person: found by their heading or by what they hold, and never repeated.

The sentences name a column and its reason. No value of such a column is shown, kept or logged.
"""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

NHS = re.compile(r"(?<!\d)\d{3}[\s\-]?\d{3}[\s\-]?\d{4}(?!\d)")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[A-Za-z]{2,}")
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d"
    r"[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_HOSPITAL = re.compile(r"^[A-Z]{1,3}[\s\-]?\d{6,8}[A-Z]?$", re.I)
_PHONE = re.compile(r"^(?:\+44\s?|0)7\d{3}[\s\-]?\d{3}[\s\-]?\d{3}$")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sister|Rev)\.? [A-Z][a-z'’]+")
_SURNAME_FIRST = re.compile(r"^[A-Z][A-Za-z'’\-]+, ?[A-Z][a-z]+")
_PLACES = re.compile(
    r"\b(?:ward|unit|team|clinic|hospital|surgery|practice|house|centre|center|suite|wing|school|"
    r"college|road|site|trust|service|department|court|lodge|park|building|theatre|bay|floor|st)\b",
    re.I,
)
_PLACE_HEADING = re.compile(
    r"ward|unit|team|site|clinic|measure|hospital|location|specialty|speciality|directorate|"
    r"division|service|practice|area|metric|indicator|org", re.I,
)  # fmt: skip
HEADINGS = (
    (re.compile(r"\bnhs ?(?:no|num|number|id)?\b(?!.*(?:trust|ft|provider|region|england))", re.I),
     "an NHS number"),
    (re.compile(r"\bd\.?o\.?b\b|birth|\bborn\b", re.I), "a date of birth"),
    (re.compile(r"sur ?name|fore ?name|\b(?:patient|first|last|full|family|given|middle|staff|"
                r"consultant|clinician|doctor|nurse|employee|carer|person|client|resident)s? ?name"
                r"|next of kin", re.I), "a person's name"),
    (re.compile(r"post ?code|zip ?code|\baddress\b", re.I), "an address"),
    (re.compile(r"\b(?:hospital|patient|pas|district|unit|case ?note|crn|record) ?"
                r"(?:no|num|number|id|identifier)\b|\bmrn\b|\bnational insurance\b|"
                r"\bni (?:no|number)\b|\bpatient ?id\b", re.I), "a person's number"),
    (re.compile(r"e-?mail|\bmobile\b|\b(?:tele)?phone (?:no|number)\b|^(?:tele)?phone$", re.I),
     "a person's contact details"),
)  # fmt: skip
OLDEST = 110


def nhs_number(text: str) -> bool:
    """Whether ten digits, with any spacing, carry an NHS number's check digit (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == digits[9]


def suspicion(name: str, cells: list) -> str:
    """What a column may hold about a person (``"an NHS number"`` ...), or nothing.

    Parameters
    ----------
    name : the heading
    cells : what stands beneath it
    """
    words = re.sub(r"[_\-.]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip()
    dotted = name.replace("_", " ")
    texts = [_text(cell) for cell in cells if cell is not None]
    texts = [text for text in texts if text]
    for pattern, what in HEADINGS:
        if (pattern.search(words) or pattern.search(dotted)) and not _counted(words, texts):
            return what
    if not texts:
        return ""
    once = list(dict.fromkeys(texts))
    if _nhs(once):
        return "an NHS number"
    if any(_EMAIL.search(text) for text in once):
        return "an e-mail address"
    if any(_POSTCODE.search(text.upper()) for text in once if not text.isdigit()):
        return "a postcode"
    if sum(bool(_PHONE.match(text)) for text in once) >= max(1, len(once) // 5):
        return "a telephone number"
    coded = sum(bool(_HOSPITAL.match(text)) for text in once)
    if coded >= 2 and coded >= 0.5 * len(once) and len(once) >= 0.5 * len(texts):
        return "a hospital number"
    return "a person's name" if _names(words, once) else ""


def births(days: list[date], time: list[date] | None, today: date) -> bool:
    """Whether a column of dates looks like dates of birth: ages of 0 to 110, unlike the times.

    They are spread over many years and lie in the past; alone, they are also in no order.
    """
    if len(days) < 2 or max(days) > today:
        return False
    span = (max(days) - min(days)).days / 365.25
    if (today - min(days)).days / 365.25 > OLDEST + 1:
        return False
    if time is None:
        steps = [(after - before).days for before, after in pairwise(days)]
        ordered = all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
        return span > 30 and not ordered
    wide = (max(time) - min(time)).days / 365.25
    return span > 10 and span > 2 * wide


def heading_is_person(names: list[str]) -> bool:
    """Whether the headings themselves look like people's names."""
    likely = [name for name in names if _titled_or_full(name)]
    return len(likely) >= 2 and len(likely) >= len(names) / 2


def sentence(name: str, what: str) -> str:
    """What is said of such a column, and what to do."""
    return (
        f"The column '{name}' looks as if it holds {what}. This tool takes no details of people. "
        "Delete that column in your own file, keep counts or times only, and bring it again. "
        "Nothing from it was kept."
    )


def _text(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _counted(words: str, texts: list[str]) -> bool:
    """A heading such as "patients with an NHS number" over small numbers or shares is a count."""
    small = [re.fullmatch(r"-?[\d.,]{1,7}%?", text) is not None for text in texts]
    told = re.search(r"%|percent|pct|count|number of|with|births?\b(?!.*date)|total", words, re.I)
    return bool(told) and bool(small) and all(small)


def _nhs(texts: list[str]) -> bool:
    whole = [text for text in texts if re.fullmatch(r"\d{3}[\s\-]?\d{3}[\s\-]?\d{4}", text)]
    good = [text for text in whole if nhs_number(text)]
    if good and len(good) >= 0.5 * len(whole):
        return True
    inside = (found for text in texts if text not in whole for found in NHS.findall(text))
    return any(nhs_number(found) for found in inside)


def _names(words: str, texts: list[str]) -> bool:
    full = sum(_titled_or_full(text) for text in texts)
    if full >= 0.3 * len(texts):
        return True
    if full >= 2 and full >= 0.1 * len(texts) and not _PLACE_HEADING.search(words):
        return True
    if _PLACE_HEADING.search(words):
        return False
    single = sum(text.lower() in _first_names() and text[:1].isupper() for text in texts)
    return single >= 3 and single >= 0.5 * len(texts)


def _titled_or_full(text: str) -> bool:
    if _PLACES.search(text) or len(text) > 60:
        return False
    if _TITLED.search(text):
        return True
    parts = re.findall(r"[A-Za-z'’\-]+", text)
    if _SURNAME_FIRST.match(text):
        return any(part.lower() in _first_names() for part in parts[1:])
    two = 2 <= len(parts) <= 4 and not re.search(r"\d", text)
    return two and parts[0].lower() in _first_names() and parts[-1][:1].isupper()


@cache
def _first_names() -> frozenset[str]:
    path = Path(__file__).with_name("first_names.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
