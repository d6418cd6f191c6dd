"""Each form on a page of its own, alive."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

import qikit as qi
from qikit import pdsa
from qikit.learn import session


def _beside(path):
    found = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gallery_of():
    """The module that writes a gallery page."""
    return _beside(Path(__file__).parents[1] / "gallery.py")


@pytest.fixture(scope="session")
def chance_of():
    """Random answers, as the tests of ``qikit.pdsa`` make them."""
    return _beside(Path(__file__).parents[2] / "pdsa" / "chance.py")


@pytest.fixture(scope="session")
def forms(serve, tmp_path_factory, gallery_of):
    """Where each form stands on a page of its own: blank (x), filled (y) and marked (z)."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(gallery_of.UI, folder / "ui")
    (folder / "store.js").write_text(gallery_of.STORE, "utf-8")
    for make in pdsa.FORMS:
        form = make()
        with session.plan():
            asked = [
                qi.ask.form("x", "Fill it in.", form, filled=True, points=4),
                qi.ask.form("y", "Look at it.", form, points=0),
                qi.ask.form("z", "Mend it.", form, start=form.example, marked=True, points=4),
            ]
        answers = {"y": {"value": form.example, "attempts": []}}
        parts = "\n".join(each.html() for each in asked)
        text = gallery_of.PAGE.format(
            parts=parts, answers=json.dumps(answers).replace("<", "\\u003c"))
        (folder / f"{form.name}.html").write_text(text, "utf-8")
    return serve(folder)


@pytest.fixture
def on(page, forms):
    """``on(name)``: the page of a form, alive; any error in it fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def go(name, width=1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{forms}/{name}.html")
        page.wait_for_selector("html[data-ready]")
        return page.locator("#x")

    yield go
    assert errors == []


@pytest.fixture
def kept(page):
    """``kept()``: what the store of the page holds."""
    return lambda id="x": page.evaluate(f"store.get('{id}')?.value ?? null")


@pytest.fixture
def until_kept(page):
    """``until_kept(test)`` waits until a JavaScript test of ``value`` holds."""
    return lambda test, id="x": page.wait_for_function(
        f"(() => {{ const value = store.get('{id}')?.value; return {test}; }})()"
    )


@pytest.fixture
def download(page):
    """``download(box, button)``: the name and the text of a file that the page makes."""

    def take(box, words):
        with page.expect_download() as caught:
            box.get_by_role("button", name=words).click()
        return caught.value.suggested_filename, Path(caught.value.path()).read_bytes().decode()

    return take
