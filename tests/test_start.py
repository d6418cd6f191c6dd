"""The two commands: what they refuse, and in which words."""

import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("start", HOME / "start.py")
start = importlib.util.module_from_spec(spec)
spec.loader.exec_module(start)


def test_an_old_python_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(start.Stop, match=r"Python 3\.10.*needs Python 3\.11 to 3\.13.*Install"):
        start.check_python()


def test_every_locked_package_has_hashes_and_no_address():
    text = (HOME / "requirements.lock").read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", start.locked(start.SECTIONS), flags=re.M)[1:]
    assert len(entries) > 100
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_the_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((HOME / "pyproject.toml").read_text())
    groups = {
        "setup": project["dependency-groups"]["setup"],
        "core": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
    }
    for name, wanted in groups.items():
        until = start.SECTIONS[: start.SECTIONS.index(name) + 1]
        have = set(re.findall(r"^([a-z0-9-]+)==", start.locked(until), flags=re.M))
        assert {re.split(r"[<>=[]", need)[0] for need in wanted} <= have, name


def test_a_missing_lock_says_how_to_fetch_it(monkeypatch, tmp_path):
    monkeypatch.setattr(start, "LOCK", tmp_path / "none")
    with pytest.raises(start.Stop, match="requirements.lock is missing"):
        start.locked(["core"])


def test_without_the_right_to_install_one_line_to_type_is_shown(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(start.Stop, match="sudo apt-get install --yes .* chromium bubblewrap"):
        start.debian("chromium", "bubblewrap", needed=True)
    start.debian("bubblewrap", needed=False)
    assert "Going on without" in capsys.readouterr().out


def test_the_unrelated_package_of_the_same_name_is_refused(tmp_path):
    (tmp_path / "lib" / "site-packages" / "clinical_qikit-1.0.dist-info").mkdir(parents=True)
    with pytest.raises(start.Stop, match="hides this project's own qikit. Delete the folder .venv"):
        start.refuse_namesake(tmp_path)
    start.refuse_namesake(tmp_path / "empty")


def test_a_failed_step_says_what_it_was_doing(capsys):
    command = [sys.executable, "-c", "import sys; sys.exit('no route to host')"]
    with pytest.raises(start.Stop, match=r"Could not install the packages(.|\n)*no route to host"):
        start.call(command, "install the packages")


def test_a_complete_set_up_is_not_done_again(monkeypatch, tmp_path):
    monkeypatch.setattr(start, "STAMP", tmp_path / "stamp.json")
    stamp = {
        "python": sys.version.split()[0],
        "lock": start.digest(start.LOCK),
        "project": start.digest(HOME / "pyproject.toml"),
        "groups": list(start.FOR_TESTS),
    }
    start.STAMP.write_text(start.json.dumps(stamp))
    monkeypatch.setattr(start, "make_venv", lambda: pytest.fail("set up again"))
    start.set_up(start.FOR_LEARNERS)
    start.STAMP.write_text("{half a sta")
    assert start.read_stamp() == {}


def test_a_server_or_a_cluster_brings_the_packages_of_the_hub(monkeypatch):
    monkeypatch.delenv("QI_GRADEBOOK", raising=False)
    assert start.groups_for("mark", ["mark"]) == start.FOR_LEARNERS
    assert "hub" in start.groups_for("mark", ["mark", "--scheduler=tls://here:8786"])
    assert start.groups_for("test", ["test"]) == start.FOR_TESTS
    assert start.groups_for("bench", ["bench", "mark"]) == start.FOR_TESTS
    monkeypatch.setenv("QI_GRADEBOOK", "postgresql://here/qi")
    assert "hub" in start.groups_for("grades", ["grades"])
