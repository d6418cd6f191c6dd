"""The room as a whole: its public names, what it loads, and its examples."""

import doctest
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import qikit
from qikit import spc
from qikit.spc import kind, rules, runchart, zones

FILES = sorted(path.stem for path in Path(spc.__file__).parent.glob("*.py"))


def test_every_public_name_is_there_and_documented():
    for name in spc.__all__:
        assert getattr(spc, name).__doc__, name
    assert set(spc.__all__) <= set(dir(spc))
    with pytest.raises(AttributeError, match="no public name 'charts'"):
        spc.charts  # noqa: B018


def test_a_function_is_not_hidden_by_the_file_of_its_name():
    code = (
        "import qikit.spc.chart, qikit.spc.detect, qikit as qi\n"
        "assert callable(qi.chart) and callable(qi.spc.chart) and callable(qi.spc.detect)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_heavy_is_loaded_before_it_is_used():
    code = (
        "import sys, qikit, qikit.spc; qikit.chart; qikit.spc.mdc()\n"
        "heavy = {'pandas', 'matplotlib', 'scipy', 'nbgrader', 'ipywidgets'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_working_out_a_chart_needs_no_matplotlib():
    code = (
        "import sys, qikit\n"
        "c = qikit.chart({'x': range(24), 'y': range(24)}, x='x', y='y', kind='xmr')\n"
        "c.points, c.signals, c.summary, c.words, c.cautions, c.advice\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_examples_in_the_docstrings_run():
    count = 0
    for name in FILES:
        module = import_module(f"qikit.spc.{name}" if name != "__init__" else "qikit.spc")
        result = doctest.testmod(sys.modules[module.__name__])
        assert not result.failed, name
        count += result.attempted
    assert count > 12


def test_columns_of_the_tables_are_the_promised_ones():
    made = qikit.chart({"x": range(24), "y": range(24)}, x="x", y="y", kind="xmr", rules="mdc")
    promised = {
        "points": "series x y n phase centre sigma lower upper excluded "
        "outside shift trend two_of_three up down signal judgement",
        "signals": "series phase rule first last start end points direction judgement",
        "summary": "series phase kind points centre sigma lower upper latest variation assurance "
        "trial rules",
    }
    for table, columns in promised.items():
        assert " ".join(getattr(made, table).columns) == columns


def test_every_rule_has_a_column_a_letter_and_words():
    public = [getattr(spc, name) for name in spc.__all__]
    classes = [one for one in public if isinstance(one, type) and issubclass(one, rules.Rule)]
    made = [one(2, 3, 1) if one is zones.zone else one() for one in classes]
    assert len(made) == 12
    assert len({one.code for one in made}) == len({one.columns for one in made}) == len(made)
    assert all(one.text and len(one.code) == 1 for one in made)
    assert {runchart.runs_table, zones.zone} <= set(classes)


def test_every_kind_is_registered_under_its_name():
    kind.kind_called("run")
    assert " ".join(sorted(kind.KINDS)) == "c g mr np p pprime run s t u uprime xbar xmr xmr_median"
    assert all(kind.KINDS[name].name == name and kind.KINDS[name].title for name in kind.KINDS)
