"""Downloads as learning-management systems export them: whose, from when, and never harm."""

import io
import json
import os
import shutil
import stat
import zipfile

import nbformat
import pytest

from qikit.errors import QIError
from qikit.mark.called import called
from qikit.mark.collect import collect
from qikit.mark.course import Course

ROSTER = """id;Full name;E-mail;Group
ann;Ann Lee;ann.lee@nhs.example;A
bo;Bo de Wit;b.dewit@nhs.example;A
cy;Cy Ångström;cy@nhs.example;B
eve;Eve Moss;eve@nhs.example;B
dee;Dee O'Neill;dee@nhs.example;B
"""


def notebook(value, name="A90_small"):
    answers = {"answers": {"q1": {"value": value}}, "revision": 1}
    made = nbformat.v4.new_notebook(metadata={"qikit": {"name": name, "answers": answers}})
    return nbformat.writes(made).encode()


def zipped(path, members, at=(2026, 11, 20, 10, 0, 0)):
    """A zip of name: content, each at its time; a name may be given a ZipInfo of its own."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items() if isinstance(members, dict) else members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, at)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return path


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, "utf-8")
    return path


def answer(learner):
    place = Course("all_staff").submitted(learner, "A90_small")
    (found,) = (path for path in place.glob("*.ipynb"))
    kept = json.loads(found.read_text())["metadata"]["qikit"]["answers"]
    return kept["answers"]["q1"]["value"], (place / "timestamp.txt").read_text()[:16]


@pytest.mark.parametrize(("stem", "who", "what", "when"), [
    ("Ann Lee_12345_assignsubmission_file_A90", "Ann Lee", "A90", None),
    ("Ann Lee_12345_assignsubmission_file_", "Ann Lee", "", None),
    ("leeann_LATE_1234_5678_A90_small-1", "leeann", "A90_small", None),
    ("leeann_1234_5678_A90", "leeann", "A90", None),
    ("Week 1_ann_attempt_2026-11-20-10-05-00_A90", "ann", "A90", "2026-11-20 10:05:00"),
    ("Ann Lee - A90", "Ann Lee", "A90", None), ("ann+A90", "ann", "A90", None),
    ("ann (2)", "ann", "", None), ("Ann Lee", "Ann Lee", "", None),
    ("Week 1_ann_attempt_2026-99-20-10-05-00_A90", "ann", "A90", None),
])
def test_names_of_downloads_are_read(stem, who, what, when):
    found = called(stem)
    assert (found.who, found.what) == (who, what)
    assert (str(found.when) if found.when else None) == when


@pytest.mark.parametrize("names", [
    ["Ann Lee_11_assignsubmission_file_/A90_small.ipynb",
     "Bo de Wit_12_assignsubmission_file_/x.ipynb"],
    ["Ann Lee_11_assignsubmission_file_A90_small.ipynb",
     "WIT, Bo de_9_assignsubmission_file_q.ipynb"],
    ["annlee_1_2_A90_small.ipynb", "dewitbo_LATE_3_4_A90_small-2.ipynb"],
    ["Week 1_ann_attempt_2026-11-20-10-00-00_a.ipynb",
     "Week 1_bo_attempt_2026-11-21-10-00-00_b.ipynb"],
    ["export/Ann Lee/Version 1/A90.ipynb", "export/Bo de Wit/Version 1/A90.ipynb"],
    ["ann.lee@nhs.example.ipynb", "b.dewit@nhs.example.ipynb"],
    ["ANN.ipynb", "bo (1).ipynb"],
    ["Ann Lee\\A90.ipynb", "Bo de Wit\\A90.ipynb"],
])
def test_each_systems_export_finds_its_learners(school, tmp_path, roster, names):
    path = zipped(tmp_path / "export.zip", dict(zip(names, (notebook("b"), notebook("a")),
                                                    strict=True)))
    done = collect(path, roster)
    assert done.refused == [] and [one for one, _ in done.new] == ["ann", "bo"]
    assert (answer("ann")[0], answer("bo")[0]) == ("b", "a")
    assert done.missing == ["cy", "dee", "eve"]
    assert school.mark().marked == 2 and school.points() == {"ann": 3, "bo": 0}


def test_the_same_zip_again_changes_nothing(school, tmp_path, roster):
    path = zipped(tmp_path / "export.zip", {"ann.ipynb": notebook("b")})
    first, again = collect(path, roster), collect(path, roster)
    assert (len(first.new), again.new, again.unchanged) == (1, [], 1)
    kept = Course("all_staff").home / "arrivals" / "ann" / "A90_small"
    assert len(list(kept.iterdir())) == 1


def test_repeated_and_late_hand_ins_are_kept_with_their_times(school, tmp_path, roster):
    names = {f"W_ann_attempt_2026-11-{day}-10-00-00_A90.ipynb": notebook(value)
             for day, value in ((20, "a"), (28, "b"), (24, "c"))}
    done = collect(zipped(tmp_path / "export.zip", names), roster, due="2026-11-25 17:00")
    assert answer("ann") == ("b", "2026-11-28 10:00")
    assert done.repeated == {("ann", "A90_small"): 3}
    said = str(done)
    assert "late by 2 days" in said and "3 hand-ins; the latest is marked, all are kept" in said
    kept = Course("all_staff").home / "arrivals" / "ann" / "A90_small"
    assert sorted(path.name[:10] for path in kept.iterdir()) == [
        "2026-11-20", "2026-11-24", "2026-11-28",
    ]
    with pytest.raises(QIError, match="Write it as 2026-11-27 17:00"):
        collect(tmp_path, roster, due="Friday")


def test_an_older_zip_does_not_take_back_a_newer_hand_in(school, tmp_path, roster):
    later = (2026, 11, 22, 9, 0, 0)
    collect(zipped(tmp_path / "new.zip", {"ann.ipynb": notebook("b")}, later), roster)
    done = collect(zipped(tmp_path / "old.zip", {"ann.ipynb": notebook("a")}), roster)
    assert done.unchanged == 1 and answer("ann")[0] == "b"


def test_nobody_is_guessed_between_two(school, tmp_path):
    people = tmp_path / "roster.csv"
    people.write_text("id,name\na1,Sam Fox\na2,Fox Sam\nbo,Bo\n", "utf-8")
    path = zipped(tmp_path / "e.zip", {"Sam Fox.ipynb": notebook("b"), "Bo.ipynb": notebook("b"),
                                       "Zed.ipynb": notebook("b")})
    done = collect(path, people)
    assert [one for one, _ in done.new] == ["bo"]
    said = dict(done.refused)
    assert "could be a1 or a2" in said["Sam Fox.ipynb"]
    assert "'Zed' is not on the roster" in said["Zed.ipynb"]


def link(name):
    info = zipfile.ZipInfo(name, (2026, 11, 20, 10, 0, 0))
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_nothing_leaves_the_zip_and_the_good_ones_are_taken(school, tmp_path, roster):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("A90_small.ipynb", notebook("b"))
        packed.writestr("deeper.zip", b"PK")
    before = set(tmp_path.rglob("*"))
    members = [
        ("ann.ipynb", notebook("b")), ("../../bo.ipynb", notebook("b")),
        ("/etc/cy.ipynb", notebook("b")), ("C:/bo.ipynb", notebook("b")),
        (link("dee.ipynb"), "/etc/passwd"), ("virus.exe", b"MZ"), ("bo.zip", inner.getvalue()),
        ("broken.zip", b"no zip"), ("__MACOSX/._ann.ipynb", b"x"), (".DS_Store", b"x"),
        ("ev\u202eil\n.txt", b"x"),
    ]
    path = zipped(tmp_path / "mixed.zip", members)
    done = collect(path, roster)
    assert [one for one, _ in done.new] == ["ann", "bo"]
    said = [why for _, why in done.refused]
    assert sum("leads out of the zip" in why for why in said) == 3
    assert any("links are not followed" in why for why in said)
    assert any("cannot be opened as a zip" in why for why in said)
    assert any("zip in a zip in a zip" in why for why in said)
    after = {each for each in tmp_path.rglob("*") if each.is_file() and each not in before}
    assert not [each for each in after if each.name in ("bo.ipynb", "cy.ipynb", "virus.exe")]


def test_a_zip_that_swells_is_stopped_at_what_a_notebook_may_have(school, tmp_path, roster):
    path = zipped(tmp_path / "bomb.zip", {"ann.ipynb": notebook("b"), "bo.ipynb": b" " * (1 << 28)})
    assert path.stat().st_size < 1 << 20
    done = collect(path, roster)
    assert [one for one, _ in done.new] == ["ann"]
    assert any("It is larger than" in why for _, why in done.refused)


def test_a_zip_that_lies_about_a_size_is_stopped_too(school, tmp_path, roster):
    path = zipped(tmp_path / "liar.zip", {"bo.ipynb": b" " * (1 << 28), "ann.ipynb": notebook("b")})
    data = bytearray(path.read_bytes())
    size = (1 << 28).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at:at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    done = collect(path, roster)
    assert [one for one, _ in done.new] == ["ann"] and len(done.refused) == 1


def test_what_is_no_zip_or_cut_short_is_said(school, tmp_path, roster):
    (tmp_path / "notes.zip").write_text("hello")
    with pytest.raises(QIError, match="no folder and no zip"):
        collect(tmp_path / "notes.zip", roster)
    members = {"ann.ipynb": notebook("b"), "bo.ipynb": os.urandom(9000)}
    whole = zipped(tmp_path / "whole.zip", members)
    data = bytearray(whole.read_bytes())
    data[60:90] = b"\x00" * 30
    whole.write_bytes(data)
    done = collect(whole, roster)
    assert len(done.refused) >= 1


@pytest.mark.parametrize(("text", "said"), [
    ("name\nAnn\n", "needs a column 'id' or 'email'"), ("id,name\n", "holds no learner"),
    ("id\nann\nANN\n", "on line 2 and on line 3"), ("id,name\nann,=cmd()\n", "holds a formula"),
    ("id\n../etc\n", "cannot be a learner's id"), ("", "holds no learner"),
])
def test_a_roster_that_does_not_serve_is_said(school, tmp_path, text, said):
    path = tmp_path / "roster.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(QIError, match=said):
        collect(tmp_path, path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_rosters_of_spreadsheets_are_read(school, tmp_path, encoding):
    people = tmp_path / "roster.csv"
    people.write_bytes(ROSTER.encode(encoding))
    path = zipped(tmp_path / "e.zip", {"Angstrom, Cy.ipynb": notebook("b"),
                                       "oneilldee_5_6_x.ipynb": notebook("b")})
    assert [one for one, _ in collect(path, people).new] == ["cy", "dee"]


def test_a_folder_that_was_unzipped_by_hand_is_the_same(school, tmp_path, roster):
    path = zipped(tmp_path / "e.zip", {"Ann Lee_1_assignsubmission_file_/A90.ipynb": notebook("b")})
    shutil.unpack_archive(path, tmp_path / "by_hand")
    assert collect(tmp_path / "by_hand", roster).new == [("ann", "A90_small")]
