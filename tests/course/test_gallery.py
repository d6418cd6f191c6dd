"""The gallery shows every kind, form and game that is on disk, alive and to be copied."""

import inspect
import re
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import qikit
from qikit import QIError, pdsa
from qikit.course import gallery
from qikit.learn import ask
from qikit.learn.question import Question

PACKAGE = Path(qikit.__file__).parent
PARTS = {part.id: part for part in gallery.gallery()}


def names(id):
    return [each.name for each in PARTS[id].shown]


def test_every_kind_on_disk_is_shown():
    files = {path.stem for path in (PACKAGE / "learn" / "kinds").glob("[a-z]*.py")}
    assert len(files) == len(names("kinds")) > 12
    assert set(names("kinds")) == {f"qi.ask.{name}" for name in files}
    assert files == set(ask.kinds())
    assert [each.question.kind for each in PARTS["kinds"].shown] == sorted(files)


def test_every_form_on_disk_is_shown():
    files = {
        path.stem for path in (PACKAGE / "pdsa").glob("[a-z]*.py")
        if hasattr(import_module(f"qikit.pdsa.{path.stem}"), path.stem)
    }
    assert len(files) == len(names("forms")) > 10
    assert set(names("forms")) == {f"qi.pdsa.{name}" for name in files}
    assert files == {make.__name__ for make in pdsa.FORMS}


def games():
    """The games on disk: every kind of question that lives in the folder of games."""
    found = set()
    for path in (PACKAGE / "games").glob("[a-z]*.py"):
        module = import_module(f"qikit.games.{path.stem}")
        found |= {
            thing.kind for thing in vars(module).values()
            if inspect.isclass(thing) and issubclass(thing, Question)
            and thing.__module__ == module.__name__ and hasattr(thing, "kind")
        }
    return found


def test_every_game_on_disk_is_shown_and_a_part_that_is_not_there_is_left_out():
    shown = {each.question.kind for each in PARTS["games"].shown} if "games" in PARTS else set()
    assert shown == games()
    assert ("games" in PARTS) == (find_spec("qikit.games") is not None)


def test_what_is_shown_says_what_it_is_for_and_how_it_is_written():
    for part in PARTS.values():
        for each in part.shown:
            assert each.title and all(each.about), each.name
            assert each.name in each.source or "qi.ask.form" in each.source
            assert each.source.startswith("import ")
            assert "doctest" not in each.source and ">>>" not in each.source
            assert each.question.html().startswith('<div class="qi-question')


def test_an_example_that_does_not_run_is_named():
    with pytest.raises(QIError, match=r"The example of qikit\.games\.dice does not run: division"):
        gallery.example("Examples\n--------\n>>> 1 / 0\n", "qikit.games.dice")


def test_the_page_is_made_once_and_again_when_its_makings_change(tmp_path):
    gallery.make(tmp_path)
    page = tmp_path / "index.html"
    text = page.read_text("utf-8")
    assert text.count('data-name="qi.') == sum(len(part.shown) for part in PARTS.values())
    page.write_text("kept")
    gallery.make(tmp_path)
    assert page.read_text() == "kept"
    (tmp_path / "stamp.txt").write_text("older")
    gallery.make(tmp_path)
    assert page.read_text("utf-8") == text


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    """The gallery, served as the course serves it."""
    folder = tmp_path_factory.mktemp("course")
    gallery.make(folder / "gallery")
    for room in ("learn", "course"):
        shutil.copytree(PACKAGE / room / "ui", folder / "ui" / room)
    return f"{serve(folder)}/gallery/"


@pytest.fixture
def alive(page, address):
    """The gallery in a browser, when everything on it can be answered."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def go(width):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield go
    assert errors == []


@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_alive_fits_and_axe_finds_nothing_serious(alive, width):
    page = alive(width)
    count = sum(len(part.shown) for part in PARTS.values())
    assert page.locator(".qi-question--live").count() == count > 20
    assert page.evaluate("""() => [...document.querySelectorAll('.qi-question--live')].filter(
        (box) => ![...box.querySelectorAll('input, textarea, select, button, [tabindex]')].some(
            (each) => !each.closest('.qi-actions') && each.offsetWidth > 0)
    ).map((box) => box.id)""") == ["kinds-code"]  # answered in its own cell
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ids = re.findall(r'\sid="([^"]+)"', page.content())
    assert len(ids) == len(set(ids))
    found = Axe().run(page).response["violations"]
    bad = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in bad] == []


def test_answers_are_gone_with_the_page(alive):
    page = alive(1280)
    box = page.locator("#kinds-choice")
    box.get_by_label("One patient, one clinician").check()
    box.get_by_role("button", name="Check my answer").click()
    box.get_by_text("Right", exact=True).first.wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert box.get_by_role("radio", checked=True).count() == 0


def test_the_page_keeps_the_courses_own_policy(tmp_path):
    gallery.make(tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "<style" not in page and " style=" not in page and "onclick=" not in page
