"""Who comes into a room, as whom, and what the trainer sees of it."""

import json
import re
import signal
import socket
import subprocess
import sys

import pytest

from qikit.course import room, room_door, room_people
from qikit.errors import QIError
from qikit.mark.collect import collect

A91 = "A91_try_it"


def test_two_people_of_one_name_learn_apart_and_the_trainer_sees_who_they_are(opened, visitor):
    server = opened()
    ann, other = visitor(server, "Ann Smith"), visitor(server)
    status, page, _ = other.join("ann  SMITH")
    assert status == 200 and b"has joined here before" in page
    assert other.join("ann SMITH", new=1)[0] == 303
    assert ann.save("a")[0] == other.save("b")[0] == 200
    ids = [each.kept()["learner"] for each in (ann, other)]
    assert ids[0] != ids[1] and all(re.fullmatch(r"ann-smith-[a-z2-7]{10}", id) for id in ids)
    assert [room_people.name_of(id) for id in ids] == ["Ann Smith", "ann SMITH"]
    assert ann.kept()["answers"]["q1"]["value"] == "a"
    assert other.kept()["answers"]["q1"]["value"] == "b"
    for browser in (ann, other):
        assert browser.ask(f"/qi/api/{A91}/submit", "POST", b"")[0] == 200
    assert [learner for learner, _ in collect().new] == sorted(ids)
    work = json.loads(ann.ask(f"/qi/api/{A91}/work")[1])
    assert work["metadata"]["qikit"]["answers"]["learner"] == ids[0]
    assert json.loads(ann.ask("/qi/api/me")[1]) == {"name": "Ann Smith"}


def test_the_door_asks_for_the_rooms_code_and_a_name(opened, visitor):
    server = opened()
    new = visitor(server)
    status, _, headers = new.ask("/")
    assert (status, headers["Location"]) == (302, "/qi/")
    status, _, headers = new.ask(f"/qi/?room={server.room}")
    assert headers["Location"] == f"/qi/join/?room={server.room}"
    assert b"Room code" not in new.ask(headers["Location"])[1]
    assert b"Room code" in new.ask("/qi/join/?room=wrong1")[1]
    status, page, _ = new.join("Ann", room="wrong1")
    assert status == 403 and b"This is not the code of this room." in page
    status, page, _ = new.join("  \u200b ")
    assert status == 400 and b"Type your name, as your trainer knows you." in page
    assert new.join("Ann", room=f" {server.room[:3].upper()}-{server.room[3:]} ")[0] == 303
    status, _, headers = visitor(server).ask(f"/qi/{A91}/")
    assert (status, headers["Location"]) == (302, "/qi/join/")
    status, said, _ = visitor(server).ask("/qi/api/progress")
    assert status == 403 and b"type your own code" in said


def test_guessing_codes_is_stopped_and_those_inside_go_on(opened, visitor):
    server = opened()
    ann, guess = visitor(server, "Ann"), visitor(server)
    told = [guess.join("Eve", room=f"guess{number}")[1] for number in range(room_door._WRONG)]
    assert b"Too many wrong codes" not in told[0]
    assert b"Too many wrong codes" in guess.join("Eve")[1]
    assert b"Too many wrong codes" in guess.form("/qi/back/", code="x" * 16)[1]
    assert ann.save("a")[0] == 200


def test_her_code_brings_her_back_on_another_device(opened, visitor):
    server = opened()
    phone, laptop = visitor(server, "Ann Smith"), visitor(server)
    phone.save("a")
    page = phone.ask("/qi/me/")[1].decode()
    code = re.search(r'class="qi-code">([\w-]+)<', page)[1]
    assert b"Nobody here has this code." in laptop.form("/qi/back/", code=code[:-1])[1]
    assert laptop.form("/qi/back/", code=f" {code.upper()} ")[0] == 303
    assert laptop.kept() == phone.kept()
    assert laptop.form("/qi/leave/")[0] == 303
    assert laptop.kept() == 403 and phone.kept()["answers"]["q1"]["value"] == "a"


def test_a_lesson_with_code_says_where_it_is_done(opened, visitor):
    ann = visitor(opened(), "Ann")
    status, page, _ = ann.ask("/qi/E91_code_it/")
    assert status == 200 and b"You do it in JupyterLab, on your own computer" in page
    assert b"Open the notebook" not in page and b"page.js" not in page


def test_a_restart_changes_nothing_for_those_who_are_in(opened, visitor):
    server = opened()
    ann = visitor(server, "Ann")
    ann.save("a")
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 130
    again = opened("--port", str(server.port))
    assert again.room == server.room
    assert ann.kept()["answers"]["q1"]["value"] == "a"


def test_the_link_says_who_can_open_it(opened):
    server = opened()
    assert "Only this computer can open it." in server.said
    mine = room._outward()
    if mine is not None:
        with pytest.raises(OSError):
            socket.create_connection((mine, server.port), 5)
    wide = opened("--host", "0.0.0.0", "--port", str(server.port))
    assert f"Port {server.port} is taken by another program, so this uses port" in wide.said
    assert "Only this computer" not in wide.said
    assert f"the room code {room_people.shown(wide.room, 3)}" in wide.said
    assert "use one that you trust" in wide.said


@pytest.mark.parametrize(("words", "said"), [
    (["--host", "0.0.0.0"], "--host is for a room: qikit learn --room --host ADDRESS"),
    (["--room", "--host", "no such host"], "no such host is not an address of this computer."),
    (["--room", "--host", "198.51.100.7"], "198.51.100.7 is not an address of this computer."),
    (["--room", "--port", "70000"], "There is no port 70000."),
])
def test_a_wrong_word_is_answered_with_a_sentence(project, words, said):
    done = subprocess.run(
        [sys.executable, "-m", "qikit.cli", "learn", *words], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith(said)
    assert "Traceback" not in done.stderr


def test_names_from_everywhere(project):
    for name, begins in (
        ("Siân O’Brien-Lloyd", "sian-obrien-lloyd-"), ("李娜", "learner-"), ("..", None),
        ("<b>Bo</b>", "b-bo-b-"), ("x" * 300, "x" * 40 + "-"), ("\x00\u202eA\n B", "a-b-"),
    ):
        if begins is None:
            with pytest.raises(QIError, match="Type your name"):
                room_people.join(name)
            continue
        person = room_people.join(name)
        assert person.id.startswith(begins)
        assert room_people.find(room_people.shown(person.code).upper()) == person
        assert len(person.name) <= room_people.LONGEST
    assert room_people.name_of("nurse") == "nurse"


def test_a_folder_that_may_not_be_written_to_is_said(project, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QI_WORK", str(tmp_path / "file"))
    with pytest.raises(QIError, match="may not be written to"):
        room.room_code()
