"""A page with one game on it, and what it keeps."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from qikit import learn
from qikit.learn import session

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A game</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/questions.css"></head>
<body><main><h1>A game</h1>{game}</main><script type="module">
import {{ mountAll }} from "/host.js"; import {{ memoryStore }} from "/memory.js";
window.store = memoryStore({answers});
await Promise.all(mountAll(document, window.store).map((each) => each.ready));
document.documentElement.dataset.ready = "yes";</script></body></html>"""


@pytest.fixture(scope="session")
def modules(serve):
    """Where the modules of the pages are served."""
    return serve(Path(learn.__file__).with_name("ui"))


@pytest.fixture
def shown(page, modules):
    """``shown(make, value, width)``: the page of a game called "game", with what was kept of it."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def open_it(make, value=None, width=320):
        with session.use(session.Session("test", None)):
            game = make("game")
        answers = {} if value is None else {"game": {"value": value, "attempts": []}}
        body = PAGE.format(game=game.html(), answers=json.dumps(answers))
        page.route("**/game.html", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{modules}/game.html")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_it
    assert errors == []


@pytest.fixture
def held(page):
    """``held()``: what the store has of the game."""
    return lambda: page.evaluate("store.get('game')?.value ?? null")


@pytest.fixture
def serious(page):
    """``serious()``: what axe finds that is serious or critical, and where."""

    def look():
        found = Axe().run(page).response["violations"]
        return [(each["id"], each["nodes"][0]["html"]) for each in found
                if each["impact"] in ("serious", "critical")]

    return look


@pytest.fixture
def in_page(page, modules):
    """``in_page(script, given)``: what a script that imports modules returns."""

    def run(script, given):
        page.goto(f"{modules}/prng.js")
        return page.evaluate(script, given)

    return run
