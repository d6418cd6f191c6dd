"""The gallery of questions, and hands for it."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gallery_address(serve, tmp_path_factory):
    """Where the gallery of questions is served."""
    found = importlib.util.spec_from_file_location(
        "gallery", Path(__file__).with_name("gallery.py")
    )
    gallery = importlib.util.module_from_spec(found)
    found.loader.exec_module(gallery)
    folder = tmp_path_factory.mktemp("gallery")
    gallery.write(folder)
    return serve(folder)


@pytest.fixture
def gallery(page, gallery_address):
    """The gallery of questions, alive; any error in it fails the test."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{gallery_address}/index.html")
    page.wait_for_selector("html[data-ready]")
    yield page
    assert errors == []


@pytest.fixture
def question(gallery):
    """``question(kind, state, feedback)``: the first such question of the gallery."""

    def find(kind, state="not answered", feedback="now"):
        id = gallery.evaluate(
            """([kind, state, feedback]) => handles.find((each) => each.kind === kind
                 && each.feedback === feedback && each.state() === state).id""",
            [kind, state, feedback],
        )
        return gallery.locator(f"#{id}")

    return find


@pytest.fixture
def kept():
    """``kept(box)``: what the store of the gallery holds of a question."""
    return lambda box: box.evaluate("(el) => store.get(el.id)")


@pytest.fixture
def check():
    """``check(box)`` presses the button of a question."""
    return lambda box: box.get_by_role("button", name="Check my answer").click()
