"""The whole product as its people use it: a learner's browser, a trainer's terminal."""

import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

TESTS = Path(__file__).parents[1]
LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+token=\S+")
SPEC = re.compile(r'<script type="application/json" class="qi-spec">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """All pages and learner copies of the real lessons, made once."""
    folder = tmp_path_factory.mktemp("built")
    run(["build"], folder)
    return folder


@pytest.fixture
def house(built, tmp_path):
    """A place to work in, with everything built and nobody's answers yet."""
    shutil.copytree(built, tmp_path / "work", dirs_exist_ok=True)
    house = House(tmp_path / "work")
    yield house
    for server in house.running:
        server.kill()
        server.wait()
        server.stdout.close()


class House:
    """The commands of learners and trainers, and what they leave behind."""

    def __init__(self, work):
        self.work = work
        self.running = []

    def start(self, *verb, learner="nurse"):
        """Start a server as a person would; its link."""
        server = subprocess.Popen(
            [sys.executable, "-m", "qikit.cli", *verb, "--port", str(random.randint(20000, 50000))],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment(self.work, learner),
        )
        self.running.append(server)
        said = ""
        for line in server.stdout:
            said += line
            if found := LINK.search(line):
                return found[0]
        raise AssertionError(f"no link was printed: {said}")

    def say(self, *verb):
        """Run a trainer's command; what it printed."""
        return run(verb, self.work)

    def answers(self, name, learner="nurse"):
        """A learner's answers as they are kept."""
        path = self.work / "learners" / learner / name / "answers.json"
        return json.loads(path.read_text())["answers"]

    def feedback(self, name, learner="nurse"):
        """A learner's released marks."""
        path = self.work / "learners" / learner / name / "feedback.json"
        return json.loads(path.read_text())


def environment(work, learner="nurse"):
    """What a command's surroundings say."""
    own = {**os.environ, "QI_WORK": str(work), "QI_LEARNER": learner, "PYTHONUNBUFFERED": "1"}
    own.pop("QIKIT_FACE", None)
    return own


def run(verb, work):
    """Run ``qikit VERB`` to its end; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "qikit.cli", *verb], capture_output=True, text=True,
        env=environment(work),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def submissions():
    """``submissions(NAME)``: the module's own test, which keeps its reference submissions."""

    def load(name):
        path = TESTS / "curriculum" / f"test_{name}.py"
        found = importlib.util.spec_from_file_location(f"reference_{name}", path)
        module = importlib.util.module_from_spec(found)
        found.loader.exec_module(module)
        return module

    return load


class Learner:
    """A person at a page: answers what is on the screen, turns to the next step."""

    def __init__(self, page, link, name):
        self.page, self.base, self.name = page, link.partition("?")[0], name
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(link)
        found = SPEC.findall(page.request.get(f"{self.base}{name}/").text())
        self.specs = {spec["id"]: spec for spec in map(json.loads, found)}

    def open(self, at=""):
        """Load the module's page afresh."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}{self.name}/{at}")
        self.page.wait_for_selector("html[data-ready]")

    def box(self, id):
        """One question on the page."""
        return self.page.locator(f"#{id}")

    def answer(self, id, value):
        """Answer a question by hand and ask for the check."""
        box, spec = self.box(id), self.specs[id]
        kind = spec["kind"]
        if kind == "choice":
            box.locator(f'input[value="{value}"]').check()
        elif kind == "several":
            for option in box.locator("input[type=checkbox]").all():
                option.set_checked(option.get_attribute("value") in value)
        elif kind == "table":
            for row, (name, _) in enumerate(spec["rows"]):
                for column, (head, cell) in enumerate(spec["columns"]):
                    given = value.get(name, {}).get(head)
                    field = box.locator(f"#{id}-field-{row}-{column}")
                    if given and cell["type"] == "pick":
                        field.select_option(given)
                    elif given:
                        field.fill(given)
        elif kind == "place":
            field = box.get_by_role("textbox")
            for dot in value:
                field.fill(str(dot))
                field.press("Enter")
        elif kind == "points":
            for position in value:
                box.locator(f'input[value="{position}"]').check()
        else:
            box.get_by_role("textbox").fill(str(value))
        box.get_by_role("button", name=re.compile("(Check|Save) my answer")).click()

    def visible(self):
        """The ids of the questions on this screen."""
        return [
            box.get_attribute("id")
            for box in self.page.locator(".qi-question").all()
            if box.is_visible()
        ]

    def next(self):
        """Turn to the next screen, when there is one."""
        link = self.page.locator(".qi-turn:visible a").last
        if link.inner_text() == "Back":
            return False
        link.click()
        return True

    def saved(self):
        """Wait until everything is saved."""
        expect(self.page.locator("#saving")).to_contain_text("Saved at")

    def clean(self):
        """No error on any page so far."""
        assert self.errors == []


@pytest.fixture(scope="session")
def hands():
    """The class ``Hands`` of ``hands.py`` beside this file."""
    found = importlib.util.spec_from_file_location("hands", Path(__file__).with_name("hands.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.Hands


@pytest.fixture
def learner(page):
    """``learner(link, name)`` is a person at a module's page."""
    return lambda link, name: Learner(page, link, name)
