"""Modules and pathways are found by looking, and what is wrong is said by name."""

import json

import pytest

from qikit.course.build import build
from qikit.course.modules import module, modules, usable
from qikit.course.pathways import groups, minutes, pathway
from qikit.errors import QIError


def rewrite(project, change):
    path = project / "curriculum" / "all_staff" / "A91_try_it" / "A91_try_it.ipynb"
    notebook = json.loads(path.read_text())
    change(notebook["metadata"])
    path.write_text(json.dumps(notebook))


def test_modules_are_the_folders(project):
    assert [each.name for each in modules()] == ["A91_try_it", "E91_code_it"]
    found = module("A91")
    assert found == module("A91_try_it")
    assert (found.tier, found.course_id, found.minutes) == ("all_staff", "qi-all-staff", 10)
    assert module("E91").code


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda kept: kept.pop("qikit"), "all_staff/A91_try_it holds a notebook without 'qikit'"),
        (lambda kept: kept["qikit"].pop("minutes"), "metadata lack minutes. Fill them in"),
        (lambda kept: kept["qikit"].update(dose="nurses"), "its dose 'nurses' is none of"),
        (lambda kept: kept["qikit"].update(outcomes="one"), "metadata lack outcomes"),
    ],
)
def test_a_module_that_does_not_say_what_it_is(project, change, words):
    rewrite(project, change)
    with pytest.raises(QIError, match=words):
        modules()


def test_a_folder_without_its_notebook_is_named(project):
    (project / "curriculum" / "managers" / "M91_empty").mkdir(parents=True)
    with pytest.raises(QIError, match="managers/M91_empty holds no notebook called"):
        modules()


def test_a_wrong_name_suggests_the_nearest(project):
    with pytest.raises(QIError, match="no module called 'A91_try'. Did you mean 'A91_try_it'"):
        module("A91_try")


def test_pathways_grow_with_the_dose(project):
    assert [group.key for group in groups()] == [
        "all_staff", "board", "senior", "managers", "coaches", "experts",
    ]
    assert [each.id for each in pathway("all_staff")] == ["A91"]
    assert [each.id for each in pathway("experts")] == ["A91", "E91"]
    assert minutes("experts") == 20
    with pytest.raises(QIError, match="no group called 'porters'"):
        pathway("porters")


def test_a_broken_table_of_doses_is_said(project):
    path = project / "curriculum" / "pathways.toml"
    path.write_text("[[group]\n")
    with pytest.raises(QIError, match="pathways.toml cannot be used"):
        groups()
    path.write_text("")
    with pytest.raises(QIError, match="needs these groups, in order: all_staff, board"):
        groups()


def test_one_folder_that_is_not_whole_never_hides_the_rest(project):
    (project / "curriculum" / "managers" / "M91_empty").mkdir(parents=True)
    found, troubles = usable()
    assert [each.name for each in found] == ["A91_try_it", "E91_code_it"]
    assert len(troubles) == 1 and "managers/M91_empty holds no notebook" in troubles[0]
    assert module("A91").name == "A91_try_it"
    with pytest.raises(QIError, match="managers/M91_empty holds no notebook"):
        module("M91_empty")
    with pytest.raises(QIError, match="managers/M91_empty holds no notebook"):
        build()
