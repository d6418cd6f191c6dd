"""A learner who opens a module's notebook and runs it all, having answered nothing."""

import shutil

from qikit.course.modules import usable
from qikit.course.running import run


def test_every_learner_copy_runs_unanswered(built, tmp_path, monkeypatch):
    monkeypatch.setenv("QI_WORK", str(tmp_path / "work"))
    copies = sorted(built.glob("*/release/*/*.ipynb"))
    assert [path.stem for path in copies] == sorted(module.name for module in usable()[0])
    for path in copies:
        mine = shutil.copytree(path.parent, tmp_path / path.stem) / path.name
        outputs = [
            output
            for cell in run(mine, face="text").cells
            if cell.cell_type == "code"
            for output in cell.outputs
        ]
        assert outputs
        assert not [output for output in outputs if output.output_type == "error"]
        assert not [output for output in outputs if output.get("name") == "stderr"]
