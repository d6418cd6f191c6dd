"""Marking by hand in formgrader, in a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from qikit.errors import QIError
from qikit.mark.teach import free_port, teach

COMMAND = "import sys; from qikit.mark.teach import teach; teach(sys.argv[1], int(sys.argv[2]))"


@pytest.fixture
def formgrader(school):
    """``formgrader(tier)`` starts it and gives its link and what it printed before."""
    started = []

    def start(tier, port):
        command = [sys.executable, "-u", "-c", COMMAND, tier, str(port)]
        process = subprocess.Popen(
            command, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        said = ""
        for line in process.stdout:
            said += line
            if "token=" in line:
                return line.strip(), said
        raise AssertionError(f"it ended and said: {said}")

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()


def test_a_mark_and_a_comment_typed_in_the_browser_are_kept(
    school, formgrader, browser, tmp_path
):
    evil = "<img src=x onerror=document.title='stolen'> The rota changed on 3 May."
    school.hand_in("ann", values=school.RIGHT[school.FREE] | {"t1": evil, "q1": "a"})
    school.hand_in("bo", values={"q1": "b"})
    school.mark()
    link, _ = formgrader("all_staff", free_port(18890))
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(link)
    page.get_by_role("link", name=school.FREE).click()
    page.get_by_role("link", name=school.FREE).last.click()
    for link in _submissions(page):
        page.goto(link)
        if "The rota changed" in page.content():
            break
    written = page.get_by_text("The rota changed on 3 May.")
    criterion = page.get_by_text("Full marks when it is plausible and dated.")
    assert written.bounding_box()["y"] < criterion.bounding_box()["y"]
    assert page.title() != "stolen"
    assert page.get_by_text("Answered: One point").count() == 1
    page.locator("#task-t1-cause").fill("1.5")
    page.locator("#task-t1-cause-comment").fill("Which week was it?")
    page.locator("#task-t1-check").click()
    expect(page.locator("#statusmessage")).not_to_have_text("Saving", timeout=5000)
    page.wait_for_timeout(800)
    page.screenshot(path=str(tmp_path / "formgrader.png"), full_page=True)
    assert {url.split("/")[2] for url in asked} == {link.split("/")[2]}
    page.close()
    row = school.rows()["ann"]["task-t1-cause"]
    assert (row["manual_score"], row["manual_comment"]) == (1.5, "Which week was it?")
    assert row["needs_manual_grade"] is False
    school.mark(again=True)
    assert school.rows()["ann"]["task-t1-cause"]["manual_score"] == 1.5


def _submissions(page) -> list[str]:
    links = page.get_by_role("link", name=re.compile("Submission #"))
    links.first.wait_for()
    links = links.all()
    return [page.evaluate("link => link.href", link.element_handle()) for link in links]


def test_a_taken_port_gives_the_next_free_one_and_says_so(school, formgrader):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port(18990)))
        taken.listen()
        port = taken.getsockname()[1]
        link, said = formgrader("all_staff", port)
    assert said.startswith(f"Port {port} is taken, so port ")
    assert f":{port}/" not in link


def test_an_unknown_tier_is_said(school):
    with pytest.raises(QIError, match="no tier called 'nurses'. There are: all_staff, experts"):
        teach("nurses")
