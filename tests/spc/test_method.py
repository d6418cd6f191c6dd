"""The organisation's choice of rule sets."""

import pytest

from qikit.errors import QIError
from qikit.spc.method import default_rules

FAMILIES = ("control_chart", "run_chart")


def test_the_checkout_says_making_data_count_and_ihi(monkeypatch):
    monkeypatch.delenv("QI_METHOD", raising=False)
    assert [default_rules(one) for one in FAMILIES] == ["mdc", "ihi"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[rules]\ncontrol_chart = "mdc_7_6"\nrun_chart = "anhoej"\n', ["mdc_7_6", "anhoej"]),
        ('[rules]\nrun_chart = "anhoej"\n', ["mdc", "anhoej"]),
        ('name = "ours"\n', ["mdc", "ihi"]),
        (None, ["mdc", "ihi"]),
    ],
)
def test_a_method_file_chooses(monkeypatch, tmp_path, plot, content, expected):
    path = tmp_path / "method.toml"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("QI_METHOD", str(path))
    assert [default_rules(one) for one in FAMILIES] == expected
    numbers = {"mdc": "7 and 7", "mdc_7_6": "7 and 6"}[expected[0]]
    assert f"Making Data Count {numbers}" in plot([1, 2] * 12).caption
    assert plot([1, 2] * 12, rules="mdc_6_6").rules.name == "Making Data Count 6 and 6"


def test_a_change_of_the_file_is_seen(monkeypatch, tmp_path):
    path = tmp_path / "method.toml"
    monkeypatch.setenv("QI_METHOD", str(path))
    path.write_text('[rules]\ncontrol_chart = "mdc_7_6"\n')
    assert default_rules("control_chart") == "mdc_7_6"
    path.write_text('[rules]\ncontrol_chart = "nelson"\n# changed\n')
    import os

    os.utime(path, ns=(1, 1))
    assert default_rules("control_chart") == "nelson"


def test_a_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    path = tmp_path / "method.toml"
    path.write_text("[rules\n")
    monkeypatch.setenv("QI_METHOD", str(path))
    with pytest.raises(QIError, match="The method file method.toml could not be read"):
        default_rules("run_chart")
