"""Read one hand-in. Everything in it is data from outside: nothing is run, nothing is trusted."""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from qikit.mark import wire
from qikit.mark.limits import (
    ANSWERS_BYTES,
    CODE_CELLS,
    CODE_CHARACTERS,
    NOTEBOOK_BYTES,
    PARTS,
    SOURCE_CHARACTERS,
)
from qikit.mark.plan import info


@dataclass(frozen=True)
class Code:
    """One code cell as the learner handed it in; ``name`` is its grade id, if it has one."""

    name: str | None
    source: str


@dataclass
class Handin:
    """What one learner handed in for one module.

    ``trouble`` says in words why it cannot be marked at all; ``notes`` what was odd but no
    hindrance.
    """

    learner: str
    name: str
    stamp: str
    submitted: str = ""
    answers: dict = field(default_factory=dict)
    code: list[Code] = field(default_factory=list)
    trouble: str | None = None
    notes: list[str] = field(default_factory=list)

    def value(self, question: str):
        """What was answered to ``question``; None when nothing was."""
        kept = self.answers.get(question)
        return kept.get("value") if isinstance(kept, dict) else None


class Unreadable(Exception):
    """A file that cannot be read; says why in words."""


def read(folder: Path, learner: str, name: str, *, has_code: bool) -> Handin:
    """Read the hand-in in ``folder``: NAME.ipynb, answers.json and timestamp.txt."""
    files = files_of(folder, name)
    handin = Handin(learner, name, stamp(files), _text(files[2]).strip())
    notebook, trouble = _load(files[0], NOTEBOOK_BYTES, "The notebook")
    document, complaint = _load(files[1], ANSWERS_BYTES, "The file answers.json")
    troubles = [words for words in (trouble, complaint) if words]
    carried = (notebook or {}).get("metadata")
    carried = carried.get("qikit") if isinstance(carried, dict) else None
    carried = carried.get("answers") if isinstance(carried, dict) else None
    found = [each for each in (document, carried) if _is_answers(each)]
    if found:
        newest = max(found, key=_revision)
        handin.answers = newest["answers"]
        module = newest.get("module")
        if isinstance(module, str) and module not in (name, name.partition("_")[0]):
            said = "".join(each for each in module[:60] if each.isprintable())
            handin.trouble = f"These are answers to another module, {said}."
    elif document is not None or carried is not None:
        troubles.append("The answers are not in the form that this course keeps them.")
    if has_code:
        handin.code = _code(notebook)
        if notebook is not None and not handin.code:
            troubles.append("The notebook holds no code cells.")
    readable = found or (has_code and handin.code)
    if not readable and handin.trouble is None:
        handin.trouble = " ".join(troubles) or "There are no answers in this hand-in."
    elif has_code and not handin.code and handin.trouble is None:
        handin.trouble = " ".join(troubles) or "There is no notebook in this hand-in."
    handin.notes = troubles if handin.trouble is None else []
    return handin


def files_of(folder: Path, name: str) -> list[Path]:
    """The files of a hand-in that count: notebook, answers, time."""
    return [folder / f"{name}.ipynb", folder / "answers.json", folder / "timestamp.txt"]


def stamp(files: list[Path]) -> str:
    """A short name for exactly these files' content."""
    sum = hashlib.sha256()
    for path in files:
        sum.update(path.name.encode() + b"\0")
        try:
            with _open(path) as stream:
                sum.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError:
            sum.update(b"absent")
    return sum.hexdigest()[:24]


def _open(path: Path):
    """Open a regular file to read. A link or a pipe is none, and is not waited for.

    Raises
    ------
    OSError
        When there is no such file.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return os.fdopen(handle, "rb")


def parse(data: bytes, what: str) -> dict:
    """JSON from outside as a dict, in UTF-8, UTF-16 or what older Windows programs write.

    NaN and infinity become None: no answer is one of them.

    Raises
    ------
    Unreadable
        When it is no such thing.
    """
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-8-sig", "utf-16" if wide else "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        raise Unreadable(f"{what} is not text.")
    if sum(text.count(sign) for sign in ",[{") > PARTS:
        raise Unreadable(f"{what} has too many parts.")
    try:
        value = wire.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"{what} is damaged: it is not valid JSON.") from error
    if not isinstance(value, dict):
        raise Unreadable(f"{what} is damaged: it holds something else than was saved.")
    return value


def _load(path: Path, most: int, what: str) -> tuple[dict | None, str | None]:
    try:
        with _open(path) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            return None, f"{what} is larger than {most >> 20} MB."
        return parse(data, what), None
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None, f"{what} is a link, and links are not followed."
        return None, f"{what} cannot be read: {error.strerror}."
    except Unreadable as error:
        return None, str(error)


def _is_answers(document) -> bool:
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        return False
    return wire.plain(document)


def _revision(document: dict) -> int:
    revision = document.get("revision")
    return revision if isinstance(revision, int) and not isinstance(revision, bool) else -1


def _code(notebook) -> list[Code]:
    """The code cells; nbformat 3 kept them in worksheets and called the source input."""
    cells = (notebook or {}).get("cells")
    if not isinstance(cells, list):
        sheets = (notebook or {}).get("worksheets")
        sheet = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = sheet.get("cells") if isinstance(sheet, dict) else []
    found, room = [], CODE_CHARACTERS
    for cell in cells if isinstance(cells, list) else []:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", cell.get("input", ""))
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        if isinstance(source, str) and len(source) <= min(SOURCE_CHARACTERS, room):
            safe = cell if isinstance(cell.get("metadata", {}), dict) else {}
            name = info(safe).get("grade_id")
            found.append(Code(name if isinstance(name, str) else None, source))
            room -= len(source)
    return found[:CODE_CELLS]


def _text(path: Path) -> str:
    try:
        with _open(path) as stream:
            said = stream.read(100).decode(errors="replace")
        return "".join(each for each in said if each.isprintable())
    except OSError:
        return ""
