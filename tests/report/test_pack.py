"""The board pack: icons against the published answers, prompts, pages that open in a browser."""

import ast

import nbformat
import numpy as np
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from qikit.place import root
from qikit.report import batch
from qikit.report.batch_series import Series
from qikit.report.measures import Measure
from qikit.report.pack_prompts import DECISIONS, decision, exception
from qikit.report.pack_table import standings

BOARD = root() / "datasets" / "board_pack.csv"
C4 = {
    "ed 4hr pct": ("common cause", "fails"), "rtt 18wk pct": ("improvement", "fails"),
    "fds 28d pct": ("common cause", "hit and miss"),
    "cdiff cases": ("common cause", "hit and miss"),
    "sickness pct": ("concern", "hit and miss"), "fft positive pct": ("common cause", "passes"),
    "mand training pct": ("improvement", "hit and miss"),
    "falls per 1000": ("concern", "hit and miss"),
}  # fmt: skip
"""Curriculum section 10, C4."""


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    out = tmp_path_factory.mktemp("pack") / "out"
    batch.run(BOARD, out=out, title="Board <pack>")
    return out


def test_the_icons_are_those_of_c4(pack):
    table = pd.read_csv(pack / "standings.csv", dtype=str).set_index("measure").fillna("")
    assert {name: (row.variation, row.assurance) for name, row in table.iterrows()} == C4
    assert table.loc["ed 4hr pct", "action"] == "Redesign, resource or renegotiate"


def test_the_decision_table_is_that_of_m02():
    path = root() / "curriculum" / "managers" / "M02_rag_to_dots" / "M02_rag_to_dots.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    source = next(cell.source for cell in cells if "DECISIONS = {" in cell.source)
    tree = next(one for one in ast.parse(source).body if isinstance(one, ast.Assign)
                and one.targets[0].id == "DECISIONS")  # fmt: skip
    taught = ast.literal_eval(tree.value)
    assure = {"Consistently passes": "passes", "Hit and miss": "hit and miss",
              "Consistently fails": "fails"}  # fmt: skip
    assert {(a.lower(), assure[b]): words for (a, b), words in taught.items()} == DECISIONS


def test_exceptions_changed_or_cannot_meet_their_target():
    assert exception("concern", "passes") and exception("common cause", "fails")
    assert exception("improvement", "hit and miss")
    assert not exception("common cause", "hit and miss") and not exception("common cause", "")
    assert decision("concern", "")[0] == "Investigate what changed"


def series(count, months=24):
    chance = np.random.default_rng(1)
    times = [str(np.datetime64("2024-01") + at) + "-01" for at in range(months)]
    target = np.full(months, 18.0)
    return [
        Series(f"s{at}", "", f"m{at}", Measure(f"m{at}", at), times, chance.normal(20, 2, months),
               None, target, "xmr", "", "lower", "")
        for at in range(count)
    ]  # fmt: skip


def test_each_series_stands_as_it_does_alone():
    many = series(30)
    alone = [standings([one])[0] for one in many]
    for one, other in zip(standings(many), alone, strict=True):
        assert (one.variation, one.assurance, one.direction, one.centre) == (
            other.variation, other.assurance, other.direction, other.centre)


def test_a_series_that_cannot_be_charted_leaves_the_others():
    many = series(9)
    many[4].values = many[4].values.copy()
    many[4].values[3] = np.inf
    made = standings(many)
    assert "infinite" in made[4].problem
    assert all(one.variation and not one.problem for at, one in enumerate(made) if at != 4)


def test_many_measures_have_a_page_for_each_place(tmp_path):
    from qikit.report.pack import write

    many = series(700)
    for at, one in enumerate(many):
        one.place = f"Ward {at // 350}"
    write(tmp_path, standings(many), "Trust", [], [], {})
    pages = sorted(path.name for path in tmp_path.glob("place-*.html"))
    assert pages == [f"place-{n}.html" for n in (1, 2, 3, 4)]
    assert "Ward 1, 251 to 350" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_cells_cannot_become_formulas_or_markup(tmp_path):
    data = tmp_path / "d.csv"
    data.write_text("measure,month,value\n" + "".join(
        f"=cmd|<script>alert(1)</script>,2025-{m:02},{m}\n" for m in range(1, 13)))
    batch.run(data, out=tmp_path / "pack")
    assert "'=cmd" in (tmp_path / "pack" / "standings.csv").read_text(encoding="utf-8-sig")
    for path in (tmp_path / "pack").rglob("*.html"):
        assert "<script" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_strict_and_accessible_and_fit(pack, page, serve, width):
    address = serve(pack)
    page.set_viewport_size({"width": width, "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    for name in ("index.html", "exceptions.html", "reports/sickness-pct.html"):
        page.goto(f"{address}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelectorAll('[style], script, style').length") == 0
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))
        found = Axe().run(page).response["violations"]
        assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")], name
        assert page.locator("h1").count() == 1
    assert page.get_by_text("Investigate what changed.").is_visible()
    assert not said


def test_links_lead_somewhere(pack):
    import re

    for path in pack.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / link).is_file(), (path.name, link)
