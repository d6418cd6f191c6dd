"""The measures file: what it may say, and how a mistake is named."""

import numpy as np
import pytest

from qikit.errors import QIError
from qikit.report.measures import Measure, chosen, read

HEAD = "measure,kind,better,target,unit,denominator,per,phases,exclusions\n"


def written(tmp_path, text, name="measures.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_file(tmp_path):
    text = HEAD + (
        'falls,u,lower,6.6,per 1000,bed_days,"1,000",2025-04-01: new rota; Oct-25: second ward,'
        "2025-06-01: flood\nfft,,higher,90%,%,,,,\n"
    )
    made = read(written(tmp_path, text))
    falls, fft = made.good
    assert (falls.kind, falls.per, falls.target, falls.denominator) == ("u", 1000, 6.6, "bed_days")
    assert falls.phases == [("2025-04-01", "new rota"), ("2025-10-01", "second ward")]
    assert falls.exclusions == [("2025-06-01", "flood")]
    assert (fft.kind, fft.target, fft.better) == ("choose", 90, "higher") and not made.problems
    assert made.named("F.F.T") is fft


def test_a_toml_file(tmp_path):
    text = '[[measure]]\nmeasure = "falls"\nkind = "xmr"\ntarget = 5\n[measure.phases]\n'
    text += '2025-04-01 = "new rota"\n'
    made = read(written(tmp_path, text, "m.toml")).good[0]
    assert (made.kind, made.target, made.phases) == ("xmr", 5, [("2025-04-01", "new rota")])


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [(",xmr,,,,,,,", "measure", "the name is missing"),
     ("a,xmrr,,,,,,,", "kind", "did you mean 'xmr'?"),
     ("a,xmr,best,,,,,,", "better", "'best' is not higher, lower or neither"),
     ("a,xmr,,about 5ish,,,,,", "target", "'about 5ish' is not a number"),
     ("a,p,,,,,,,", "denominator", "a p chart needs the column of denominators"),
     ("a,u,,,,n,-3,,", "per", "-3 is not a number above zero"),
     ("a,xmr,,,,,,soon: new rota,", "phases", "'soon' is not a date"),
     ("a,xmr,,,,,,03/04/2025: new rota,", "phases", "may be two different days"),
     ("a,xmr,,,,,,,2025-04-01", "exclusions", "2025-04-01 has no reason")],
)  # fmt: skip
def test_a_mistake_is_named_by_row_and_column_and_the_rest_are_used(tmp_path, row, column, words):
    made = read(written(tmp_path, HEAD + f"good,xmr,,,,,,,\n{row}\n"))
    assert [one.name for one in made.good] == ["good"]
    assert made.problems[0].startswith("measures.csv, row 3")
    assert f"column {column}: " in made.problems[0] and words in made.problems[0]


def test_a_measure_twice(tmp_path):
    made = read(written(tmp_path, HEAD + "Falls,xmr,,,,,,,\nfalls,xmr,,,,,,,\n"))
    assert len(made.good) == 1 and "twice" in made.problems[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "is empty"), ("a,b\n1,2\n", "a column 'a', which has no meaning"),
     ("measure,targett\n", "Did you mean 'target'?"), ("kind\nxmr\n", "no column 'measure'"),
     (HEAD, "names no measure")],
)  # fmt: skip
def test_a_file_that_cannot_be_used(tmp_path, text, words):
    with pytest.raises(QIError, match=words.replace("?", r"\?")):
        read(written(tmp_path, text))


def test_no_such_file(tmp_path):
    with pytest.raises(QIError, match="There is no measures file"):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("values", "n", "unit", "kind"),
    [(range(8), None, "", "run"), (range(24), None, "", "xmr"), (range(24), 900.0, "", "u"),
     (range(24), 90.0, "%", "p"), (range(24), 90000.0, "%", "pprime"),
     ([0] * 20 + [1] * 4, 900.0, "", "xmr"), (np.arange(24) / 7, 900.0, "", "xmr")],
)  # fmt: skip
def test_the_chart_is_chosen_with_a_reason(values, n, unit, kind):
    values = np.array(list(values), dtype=float)
    n = None if n is None else np.full(len(values), n)
    made, why = chosen(Measure("a", 2, unit=unit), values, n)
    assert made == kind and why
    assert chosen(Measure("a", 2, kind="c"), values, n)[0] == "c"
