"""Make the pages of what changed since the last time."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import qikit
from qikit import place
from qikit.course import before, gallery
from qikit.course.modules import Module, module, usable
from qikit.course.page import before_page, home, page, term_pages, terms_page, words
from qikit.course.paper import paper
from qikit.course.proof import prove
from qikit.course.running import run
from qikit.errors import QIError

_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"}
_AT_ONCE = 2


def build(names: list[str] | None = None, force: bool = False) -> list[str]:
    """Make the pages of these modules (all by default) that are not up to date.

    Returns the names of the modules whose pages were made. One module that fails does not stop the
    others: the page it had stays, and the failures are raised together at the end.

    Raises
    ------
    QIError
        When a notebook does not run, or its page would show what is the marker's.
    """
    every, troubles = ([module(name) for name in names], []) if names else usable()
    stamps = {each.name: stamp(each) for each in every}
    stale = [each for each in every if force or _kept(each) != stamps[each.name]]
    made = []
    if stale:
        from tqdm import tqdm

        with ThreadPoolExecutor(_AT_ONCE) as pool, tqdm(
            total=len(stale), desc="Making pages", unit="page"
        ) as bar:
            jobs = {pool.submit(_make, each, stamps[each.name]): each.name for each in stale}
            for job in as_completed(jobs):
                bar.update()
                try:
                    job.result()
                    made.append(jobs[job])
                except QIError as error:
                    troubles.append(str(error))
    _keep(folder() / "index.html", home())
    _keep(folder("glossary") / "index.html", words())
    _keep(folder("terms") / "index.html", terms_page())
    for name, text in term_pages().items():
        _keep(folder("glossary") / name / "index.html", text)
    gallery.make(folder("gallery"))
    if troubles:
        raise QIError("\n".join(troubles))
    return sorted(made)


def folder(name: str = "") -> Path:
    """Where the pages are, or those of one module."""
    return place.work() / "pages" / name


def stamp(module: Module) -> str:
    """A short name for all that a module's page is made from."""
    glossary = place.root() / "curriculum" / "glossary"
    made_from = [path for path in sorted(module.folder.iterdir()) if path.is_file()]
    for name in module.data:
        made_from += [place.root() / "datasets" / f"{name}.csv"]
    made_from += [before.file(module), place.root() / "curriculum" / "method.toml"]
    made_from += sorted(glossary.glob("*.md"))
    digest = hashlib.sha256(_code().encode())
    for path in made_from:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _code() -> str:
    """The state of the package, and of the page's template."""
    package = Path(qikit.__file__).parent
    files = [package / "data.py"]
    for room in ("spc", "learn", "pdsa", "games", "course"):
        files += sorted((package / room).rglob("*.py"))
    files += sorted((package / "course" / "templates").iterdir())
    seen = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _kept(module: Module) -> str:
    try:
        return json.loads((folder(module.name) / "stamp.json").read_text())["stamp"]
    except (OSError, ValueError, KeyError):
        return ""


def _keep(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        place.write(path, text)


def _make(module: Module, stamp: str) -> None:
    notebook = run(module.notebook, face="page")
    text, asked = page(module, notebook)
    prove(module.name, notebook, text)
    for path in module.folder.iterdir():
        if path.suffix.lower() in _PICTURES:
            place.write(folder(module.name) / path.name, path.read_bytes())
    first = before.questions(module)
    if first:
        asked["before"] = [each.spec() for each in first]
        place.write(folder(module.name) / "before" / "index.html", before_page(module, first))
    place.write(folder(module.name) / "asked.json", json.dumps(asked, ensure_ascii=False))
    if not module.code:
        sheet = paper(module, notebook)
        prove(module.name, notebook, sheet)
        place.write(folder(module.name) / "paper.html", sheet)
    place.write(folder(module.name) / "index.html", text)
    place.write(folder(module.name) / "stamp.json", json.dumps({"stamp": stamp}))
