"""What nobody in a room can reach: another's work, the machine, anything but the course."""

import json

import pytest

from qikit.course import room_door

A91 = "A91_try_it"


def test_nobody_reads_or_writes_anothers_work(opened, visitor, tmp_path):
    server = opened()
    ann, bo = visitor(server, "Ann"), visitor(server, "Bo")
    ann.save("secret of Ann")
    mine = ann.kept()["learner"]
    code = ann.cookies[room_door.COOKIE]
    for cookie in (mine, mine.rpartition("-")[2], code[:-1], code[::-1], "", "../" + mine, "*"):
        thief = visitor(server)
        thief.cookies = {**bo.cookies, room_door.COOKIE: cookie}
        assert thief.kept() == 403, cookie
        assert thief.save("x")[0] == 403, cookie
    for path in (
        f"/qi/api/{A91}/answers?learner={mine}", f"/qi/api/..%2F{mine}%2F{A91}/answers",
        f"/qi/{mine}/", f"/qi/learners/{mine}/learner.json", f"/qi/ui/learn/../../../{mine}",
        f"/qi/{A91}/..%2F..%2Flearners%2F{mine}%2Flearner.json", "/qi/ui/course/%2e%2e/room.py",
    ):
        status, said, _ = bo.ask(path)
        assert b"secret" not in said and code.encode() not in said, path
        assert status in (400, 404) or json.loads(said)["answers"] == {}, path
    assert ann.kept()["answers"]["q1"]["value"] == "secret of Ann"


def test_a_page_left_open_never_writes_into_the_next_persons_answers(opened, visitor):
    server = opened()
    ann, bo = visitor(server, "Ann"), visitor(server, "Bo")
    ann.save("a")
    bo.save("b")
    ids = [each.kept()["learner"] for each in (ann, bo)]
    status, said, _ = bo.save("from Ann's page", base=1, learner=ids[0])
    assert status == 409
    assert json.loads(said)["message"].startswith("Somebody else is learning in this browser now")
    assert bo.kept()["answers"]["q1"]["value"] == "b"
    assert bo.save("c", base=1, learner=ids[1])[0] == 200


def test_a_request_from_another_site_changes_nothing(opened, visitor):
    server = opened()
    ann = visitor(server, "Ann")
    assert ann.save("a")[0] == 200
    put = [f"/qi/api/{A91}/answers", "PUT", {"answers": {}}]
    assert ann.ask(*put, **{"If-Match": '"1"', "X-XSRFToken": ""})[0] == 403
    assert ann.ask(*put, **{"If-Match": '"1"', "X-XSRFToken": "guessed"})[0] == 403
    assert ann.ask(*put, **{"If-Match": '"1"', "Origin": "http://evil.example"})[0] in (403, 404)
    assert ann.ask(f"/qi/api/{A91}/submit", "POST", b"", **{"X-XSRFToken": ""})[0] == 403
    assert ann.ask("/qi/leave/", "POST", b"", **{"X-XSRFToken": ""})[0] == 403
    status, said, _ = ann.ask("/qi/join/", "POST", b"name=Eve", **{"X-XSRFToken": ""})
    assert status == 403 and b"keeps no cookies" in said
    assert ann.kept()["answers"]["q1"]["value"] == "a"


def test_cookies_and_headers_are_strict(opened, visitor):
    server = opened()
    ann = visitor(server)
    _, _, headers = ann.join("Ann")
    (cookie,) = (each for each in headers.get_all("Set-Cookie") if room_door.COOKIE in each)
    assert {"HttpOnly", "Path=/qi/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    for path in ("/qi/", f"/qi/{A91}/", "/qi/me/", "/qi/join/", "/qi/record/", "/qi/nowhere/"):
        _, page, headers = ann.ask(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert b" style=" not in page and b"<style" not in page


@pytest.mark.parametrize("path", [
    "/api", "/api/contents", "/api/contents/A91_try_it", "/api/kernels", "/api/kernelspecs",
    "/api/sessions", "/api/terminals", "/api/status", "/api/shutdown", "/api/me", "/api/events",
    "/files/learner.json", "/nbconvert/html/x.ipynb", "/tree", "/lab", "/lab/tree/x", "/edit/x",
    "/terminals/1", "/static/base/images/logo.png", "/login", "/logout", "/metrics", "/view/x",
    "/formgrader", "/voila", "/qi/api/contents", "/qi/A91_try_it/open", "/qi/E91_code_it/open",
    "/qi/../api/contents", "//api/contents", "/QI/", "/qi/A91_try_it/asked.json",
    "/qi/A91_try_it/stamp.json", "/qi/room-code", "/qi/ui/course/../server.py",
])
def test_nothing_but_the_course_is_there(closed_room, path):
    for method in ("GET", "POST", "PUT", "DELETE"):
        status, said, _ = closed_room.ask(path, method, b"" if method != "GET" else None)
        assert status in (400, 403, 404, 405), (method, status)
        assert status in (404, 403) or method != "GET", status
        assert b"Traceback" not in said and b"kernel" not in said


def test_every_address_of_the_room_is_under_the_course():
    routes = [each[0] for each in room_door.routes("/")]
    assert len(routes) > 15
    assert [route for route in routes if not route.startswith("/qi")] == ["/"]
