"""A trainer copies ``_template``, renames it, changes its id, and has a module that works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from qikit.place import root

NEW = "A08_new_topic"


@pytest.fixture
def project(tmp_path, sources):
    """A project whose only module is a copy of the template."""
    curriculum = tmp_path / "curriculum"
    for tier in ("all_staff", "managers", "experts"):
        (curriculum / tier).mkdir(parents=True)
    for name in ("pathways.toml", "method.toml"):
        shutil.copy(root() / "curriculum" / name, curriculum)
    shutil.copytree(root() / "datasets", tmp_path / "datasets")
    folder = curriculum / "all_staff" / NEW
    shutil.copytree(root() / "curriculum" / "_template", folder)
    path = (folder / "_template.ipynb").rename(folder / f"{NEW}.ipynb")
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["qikit"] |= {"id": "A08", "sources": sources["modules"]["A08"]}
    nbformat.write(notebook, path)
    return tmp_path


def test_a_copy_passes_every_test_of_a_module(project):
    here = Path(__file__).parent
    tests = [str(here / f"test_{name}.py") for name in ("modules", "reading", "sources")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *tests],
        env=os.environ | {"QI_ROOT": str(project)}, cwd=root(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    assert NEW not in done.stderr


def test_the_template_is_no_module(folders):
    assert not any(folder.name.startswith("_") for folder in folders)
