"""Where things are, and files written whole or not at all."""

import errno
import os

import pytest

from qikit import place
from qikit.errors import QIError


def test_root_is_the_folder_with_the_pathways(monkeypatch):
    monkeypatch.delenv("QI_ROOT", raising=False)
    assert (place.root() / "curriculum" / "pathways.toml").is_file()


def test_a_wrong_root_is_named_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("QI_ROOT", str(tmp_path))
    with pytest.raises(QIError, match=r"holds no curriculum/pathways\.toml. Set QI_ROOT"):
        place.root()


@pytest.mark.parametrize(
    ("given", "learner"),
    [("a.lee@nhs", "a.lee@nhs"), ("A+B/../c", "A-B-..-c"), ("../..", "learner"), ("é", "learner")],
)
def test_a_learner_id_is_safe_as_a_folder_name(monkeypatch, given, learner):
    monkeypatch.setenv("QI_LEARNER", given)
    assert place.learner() == learner


def test_the_hub_user_is_the_learner(monkeypatch):
    monkeypatch.delenv("QI_LEARNER", raising=False)
    monkeypatch.setenv("JUPYTERHUB_USER", "nurse1")
    assert place.learner() == "nurse1"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "may not be written to.*Ask for write permission"),
        (errno.ENOSPC, "The disk is full.*Free some space"),
        (errno.EIO, "was not saved.*Nothing was changed"),
    ],
)
def test_a_failed_save_leaves_the_old_file_and_no_scrap(monkeypatch, tmp_path, number, words):
    file = tmp_path / "answers.json"
    place.write(file, "old")

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(QIError, match=words):
        place.write(file, "new")
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["answers.json"]
