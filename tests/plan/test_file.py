"""The plan file: kept part by part, whole or not at all, taken in again from a copy."""

import json

import pytest

from qikit.errors import QIError
from qikit.plan import file


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("QI_WORK", str(tmp_path))


def test_a_plan_is_made_saved_by_part_and_read_again():
    made = file.create("  Our   plan ")
    assert (made["name"], made["slug"], made["revision"]) == ("Our plan", "our-plan", 1)
    kept = file.save("our-plan", "dose", {"organisation": {"name": "Marlow"}}, 1)
    assert kept["revision"] == 2
    kept = file.save("our-plan", "readiness", {"legacy": {}}, 1)  # another part: no conflict
    again = file.read("our-plan")
    assert again["parts"]["dose"]["organisation"] == {"name": "Marlow"}
    assert set(again["parts"]) == {"dose", "readiness"} and again["revision"] == 3
    assert [each["slug"] for each in file.plans()] == ["our-plan"]


def test_two_windows_on_one_part_never_overwrite_each_other():
    file.create("A")
    file.save("a", "dose", {"x": "1"}, 1)
    with pytest.raises(file.Moved) as moved:
        file.save("a", "dose", {"x": "2"}, 1)
    assert moved.value.current["parts"]["dose"]["x"] == "1"
    assert file.save("a", "dose", {"x": "2"}, 2)["parts"]["dose"]["x"] == "2"


def test_names_that_are_alike_or_odd_make_files_of_their_own():
    slugs = [file.create(name)["slug"] for name in ("Plan", "plan!", "???", "../../etc", "x" * 200)]
    assert slugs[:2] == ["plan", "plan-2"] and slugs[2] == "plan-3"
    assert len(set(slugs)) == 5
    assert sorted(path.stem for path in file.folder().glob("*.json")) == sorted(slugs)
    with pytest.raises(QIError, match="no plan called"):
        file.read("../etc")


def test_a_copy_is_taken_in_as_a_new_plan():
    file.create("Ours")
    kept = file.save("ours", "dose", {"organisation": {"name": "Tarn"}}, 1)
    taken = file.take(file.written(kept))
    assert taken["slug"] == "ours-2" and taken["name"] == "Ours (2)"
    assert taken["parts"]["dose"]["organisation"] == {"name": "Tarn"}
    assert file.read("ours")["parts"]["dose"] == kept["parts"]["dose"]


def test_an_older_file_is_brought_up_to_date():
    old = {"version": 0, "name": "Old", "inputs": {"organisation": {"name": "Brook"}}}
    taken = file.take(json.dumps(old).encode())
    assert taken["parts"] == {"dose": {"organisation": {"name": "Brook"}}}
    assert json.loads((file.folder() / "old.json").read_text())["version"] == file.VERSION


@pytest.mark.parametrize(("data", "said"), [
    (b"\xff\xfe", "not a plan"), (b"{}", "not a plan"), (b"[]", "not a plan"),
    (b'{"version": "1"}', "not a plan"), (b'{"version": 9, "name": "x"}', "newer version"),
    (b'{"version": 1, "parts": []}', "not a plan"), (b"x" * 2_000_001, "too large"),
    (b'{"version": 0, "name": "x"}', "not a plan"),
])
def test_a_file_that_is_no_plan_is_refused_in_a_sentence(data, said):
    with pytest.raises(QIError, match=said):
        file.take(data)
    assert file.plans() == []


def test_a_broken_file_is_named_and_the_others_stand():
    file.create("Good")
    (file.folder() / "bad.json").write_text("{")
    found = file.plans()
    assert [each["slug"] for each in found] == ["good", "bad"]
    assert "cannot be read" in found[1]["name"]


@pytest.mark.parametrize(("part", "value"), [
    ("x", {}), ("dose", []), ("dose", {"a": "b" * 2_100_000}),
])
def test_what_no_plan_can_hold_is_refused_and_nothing_is_lost(part, value):
    file.create("A")
    with pytest.raises(QIError):
        file.save("a", part, value, 1)
    assert file.read("a")["revision"] == 1
