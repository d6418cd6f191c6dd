"""The learner's server, started as a person starts it."""

import gzip
import json
import re
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

from qikit.course import server


def opened(link):
    """A browser-like visitor that followed the link: ask(path, method, body, headers)."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    base = link.partition("?")[0]
    opener.open(link).read()
    token = next(cookie.value for cookie in jar if cookie.name == "_xsrf")

    def ask(path, method="GET", body=None, **headers):
        data = json.dumps(body).encode() if body else (b"" if method == "POST" else None)
        where = base.removesuffix("/qi/") + path if path.startswith("/") else base + path
        request = urllib.request.Request(where, data=data, method=method, headers=headers)
        request.add_header("X-XSRFToken", token)
        try:
            with opener.open(request) as response:
                return response.status, response.read(), response.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    return ask


def test_a_visit_from_home_to_hand_in(serving, tmp_path):
    _, link = serving()
    ask = opened(link)
    status, page, headers = ask("")
    assert status == 200 and b"What is your role?" in page
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert b"Which one?" in ask("A91_try_it/")[1]
    assert b"Open the notebook" not in ask("E91_code_it/")[1]
    assert json.loads(ask("api/A91_try_it/answers")[1])["revision"] == 0

    answers = {"q1": {"value": "b", "attempts": []}}
    body = {"answers": answers}
    assert ask("api/A91_try_it/answers", "PUT", body)[0] == 428
    status, said, headers = ask("api/A91_try_it/answers", "PUT", body, **{"If-Match": '"0"'})
    assert (status, json.loads(said), headers["ETag"]) == (200, {"revision": 1}, '"1"')
    status, said, _ = ask("api/A91_try_it/answers", "PUT", {"answers": {}}, **{"If-Match": '"0"'})
    assert status == 412 and json.loads(said)["answers"] == answers
    status, said, _ = ask("api/A91_try_it/answers", "PUT", {"wrong": 1}, **{"If-Match": '"1"'})
    assert status == 400 and "did not arrive whole" in json.loads(said)["message"]
    wrong = {"answers": {"q1": "b"}}
    status, said, _ = ask("api/A91_try_it/answers", "PUT", wrong, **{"If-Match": '"1"'})
    assert (status, json.loads(said)["message"]) == (
        400, "These answers cannot be kept. Its answer to q1 is not whole."
    )
    assert ask("api/A99_none/answers")[0] == 404

    status, said, _ = ask("api/A91_try_it/submit", "POST")
    assert status == 200 and json.loads(said)["revision"] == 1
    inbound = tmp_path / "work" / "exchange" / "qi-all-staff" / "inbound"
    (handed,) = inbound.iterdir()
    assert handed.name.startswith("nurse+A91_try_it+")
    kept = json.loads((handed / "A91_try_it.ipynb").read_text())
    assert kept["metadata"]["qikit"]["answers"]["answers"] == answers
    assert json.loads((handed / "answers.json").read_text())["revision"] == 1
    progress = json.loads(ask("api/progress")[1])["A91_try_it"]
    assert progress["answered"] == 1 and progress["handed_in"] and progress["marked"] is None
    work = json.loads(ask("api/A91_try_it/work")[1])
    assert work["metadata"]["qikit"]["handin"] is True


def test_strangers_get_nothing(serving):
    _, link = serving()
    base = link.partition("?")[0]
    for path in ("api/A91_try_it/answers", "api/progress", "api/A91_try_it/work"):
        try:
            urllib.request.urlopen(base + path)
            raise AssertionError(f"{path} was open to anybody")
        except urllib.error.HTTPError as error:
            assert error.code == 403
    ask = opened(link)
    status, _, _ = ask("A91_try_it/..%2Fstamp.json")
    assert status in (400, 404)
    assert ask("A91_try_it/stamp.json")[0] == 404


def test_a_taken_port_is_said_and_the_next_one_used(serving):
    _, link = serving()
    port = int(link.split(":")[2].partition("/")[0])
    second, again = serving("--port", str(port))
    assert f"Port {port} is taken by another program, so this uses port" in second.said
    assert f":{port}/" not in again
    assert opened(again)("")[0] == 200


def test_a_damaged_file_of_answers_is_put_aside_and_said(serving, tmp_path):
    _, link = serving()
    ask = opened(link)
    for revision in range(2):
        body = {"answers": {"q1": {"value": "ab"[revision], "attempts": []}}}
        ask("api/A91_try_it/answers", "PUT", body, **{"If-Match": f'"{revision}"'})
    mine = tmp_path / "work" / "learners" / "nurse" / "A91_try_it"
    (mine / "answers.json").write_text('{"version": 1, "answ')
    found = json.loads(ask("api/A91_try_it/answers")[1])
    assert found["answers"]["q1"]["value"] == "a"
    assert "was damaged" in found["notice"] and "look over your answers" in found["notice"]
    (aside,) = mine.glob("answers.damaged-*.json")
    assert aside.read_text() == '{"version": 1, "answ'


def test_two_learners_on_one_folder_each_get_their_own_files(serving, tmp_path, monkeypatch):
    """Two people share a computer and its work folder, and both servers run."""
    _, link = serving()
    monkeypatch.setenv("QI_LEARNER", "porter")
    _, again = serving()
    nurse, porter = opened(link), opened(again)
    body = {"answers": {"q1": {"value": "b", "attempts": []}}}
    assert porter("api/A91_try_it/answers", "PUT", body, **{"If-Match": '"0"'})[0] == 200
    learners = tmp_path / "work" / "learners"
    for ask, name in ((nurse, "nurse"), (porter, "porter")):
        (learners / name / f"of-{name}.txt").write_text(name)
        found = json.loads(ask("/api/contents?content=1")[1])
        assert f"of-{name}.txt" in {each["name"] for each in found["content"]}
        assert json.loads(ask("api/A91_try_it/answers")[1])["learner"] == name
    assert json.loads(nurse("api/A91_try_it/answers")[1])["revision"] == 0
    assert not list((tmp_path / "work").rglob("jupyter_server_config*"))


def test_servers_that_start_at_once_share_one_secret(tmp_path):
    path = tmp_path / "deep" / "secret"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: server.secret(path), range(8)))
    assert len(found) == 1 and len(found.pop()) > 30
    assert [each.name for each in path.parent.iterdir()] == ["secret"]
    assert path.stat().st_mode & 0o077 == 0


def test_scripts_are_kept_by_the_browser_until_the_course_changes(serving):
    _, link = serving()
    ask = opened(link)
    page = ask("A91_try_it/")[1].decode()
    src = re.search(r'src="\.\./(ui/v-\w+/course/page\.js)"', page)[1]
    status, script, headers = ask(src)
    assert status == 200 and "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    plain = re.sub(r"v-\w+/", "", src)
    assert ask(plain)[1] == script and ask(plain)[2]["Cache-Control"] == "no-cache"
    old = re.sub(r"v-\w+/", "v-0123456789ab/", src)
    assert ask(old)[1] == script and ask(old)[2]["Cache-Control"] == "no-cache"
    assert ask(plain, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert gzip.decompress(ask(src, **{"Accept-Encoding": "gzip"})[1]) == script
    for path in ("ui/course/nothing.js", "ui/course/../server.py", "ui/learn/%2e%2e/answers.py"):
        assert ask(path)[0] == 404
