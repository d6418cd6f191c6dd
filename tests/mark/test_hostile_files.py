"""Files that are missing, damaged, huge, disguised or not theirs: marked as far as they can be."""

import json
import os
import time

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

FREE, CODE = "A90_small", "E90_code"
HONEST = ("a_first", "m_middle", "z_last")
RIGHT = {"q1": "b", "q2": 68.25, "q3": 4, "t1": "Rotas changed in May. I would check them."}
SPREAD = "def spread(values):\n    return {'low': min(values), 'high': max(values)}"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
EVIL = "<script>alert(1)</script> \x00 \x1b[2J \u202e $\\href{javascript:x}{y}$"


def document(values=None, **kept):
    given = {key: {"value": each} for key, each in (RIGHT if values is None else values).items()}
    return {"version": 1, "module": FREE, "learner": "x", "revision": 1, "answers": given} | kept


def text(values=None, **kept):
    return json.dumps(document(values, **kept), ensure_ascii=False)


def carried(**kept):
    return writes(new_notebook(metadata={"qikit": {"answers": document(**kept)}}))


def own(value):
    return {"answers.json": text(RIGHT | {"q1": value, "q2": value})}


# name: files in place of the usual ones (None: not there), points of 10 (None: a person must
# look), words that are kept of marking it
NOTEBOOK = f"{FREE}.ipynb"
FREE_CASES = {
    "answers_missing": ({"answers.json": None}, None, "no answers in this hand-in"),
    "answers_missing_but_carried": ({"answers.json": None, NOTEBOOK: carried()}, 10, None),
    "answers_empty": ({"answers.json": b""}, None, "not valid JSON"),
    "answers_cut": ({"answers.json": text()[:-40]}, None, "not valid JSON"),
    "answers_cut_but_carried": (
        {"answers.json": text()[:-40], NOTEBOOK: carried()}, 10, "not valid JSON",
    ),
    "answers_binary": ({"answers.json": PNG}, None, "answers.json is"),
    "answers_oversized": ({"answers.json": b" " * (3 << 20)}, None, "larger than 2 MB|"),
    "answers_deep": ({"answers.json": b"[" * 500_000}, None, "not valid JSON"),
    "answers_deep_inside": (
        {"answers.json": '{"answers": {"q1": {"value": ' + "[" * 900 + "]" * 900 + "}}}"}, None,
        "not in the form",
    ),
    "answers_of_many_parts": (
        {"answers.json": '{"answers": [' + "[]," * 600_000 + "1]}"}, None, "too many parts",
    ),
    "answers_a_list": ({"answers.json": "[1, 2]"}, None, "something else"),
    "answers_of_another_module": (
        {"answers.json": text(module="M02\x1b[2J_x")}, None, "another module, M02[2J_x",
    ),
    "answers_by_nobody": ({"answers.json": text(learner=["\x1b[2J"])}, 10, None),
    "answers_of_odd_revision": ({"answers.json": text(revision=10**300)}, 10, None),
    "answers_with_marks": (
        {"answers.json": text({"q1": "a", "mark-q1": 3}, points=10, marks={"mark-q1": 3})}, 0, None,
    ),
    "answers_unasked": (
        {"answers.json": text(RIGHT | {f"x{n}": n for n in range(9_000)})}, 10, None,
    ),
    "answers_twice": (
        {"answers.json": text()[:-1] + ', "answers": {"q1": {"value": "a"}}}'}, 0, None,
    ),
    "nan": ({"answers.json": text(RIGHT | {"q2": float("nan")})}, 6, None),
    "infinity": ({"answers.json": text(RIGHT | {"q2": float("inf")})}, 6, None),
    "nan_in_words": ({"answers.json": text(RIGHT | {"q2": "nan", "q3": "Infinity"})}, 3, None),
    "giant_number": ({"answers.json": text().replace("68.25", "1e99999")}, 6, None),
    "giant_whole": ({"answers.json": text().replace("68.25", "9" * 5_000)}, None, "not valid"),
    "value_true": (own(True), 3, None),
    "value_list": (own(["b"]), 3, None),
    "value_every_option": (own(["a", "b"]), 3, None),
    "value_table": (own({"b": 68.25}), 3, None),
    "value_long": (own("b" * 800_000), 3, None),
    "value_spaces": (own(" " * 800_000 + "x"), 3, None),
    "value_digits": (own("1,111" * 100_000), 3, None),
    "value_evil": ({"answers.json": text(RIGHT | {"t1": EVIL, "q1": EVIL})}, 7, None),
    "value_half": ({"answers.json": json.dumps(document(RIGHT | {"t1": "x\ud83d"}))}, 10, None),
    "value_of_other_digits": (own("\u0666\u0668.\u0662\u0665"), 3, None),
    "latin_1": ({"answers.json": text(RIGHT | {"t1": "Ødegård"}).encode("latin-1")}, 10, "Ødegård"),
    "utf_8_bom": ({"answers.json": text(RIGHT | {"t1": "Øde"}).encode("utf-8-sig")}, 10, "Øde"),
    "utf_16": ({"answers.json": text(RIGHT | {"t1": "Øde"}).encode("utf-16")}, 10, "Øde"),
    "notebook_missing": ({NOTEBOOK: None}, 10, None),
    "notebook_empty": ({NOTEBOOK: b""}, 10, "notebook is damaged"),
    "notebook_no_notebook": ({NOTEBOOK: PNG}, 10, "The notebook is"),
    "notebook_evil_name": (
        {NOTEBOOK: json.dumps({"metadata": {"qikit": {"name": "../../x", "answers": 7}}})}, 10,
        None,
    ),
    "both_empty": ({NOTEBOOK: b"", "answers.json": b""}, None, "not valid JSON"),
    "time_bad": ({"timestamp.txt": "yesterday \x1b[2J"}, 10, None),
    "time_binary": ({"timestamp.txt": PNG}, 10, None),
    "time_huge": ({"timestamp.txt": b"9" * 5_000_000}, 10, None),
    "time_missing": ({"timestamp.txt": None}, 10, None),
    "extra_program": ({"sitecustomize.py": "raise SystemExit", "conftest.py": "1/0"}, 10, None),
    "extra_source": ({"A91_other.ipynb": "{}", "nbgrader_config.py": "1/0"}, 10, None),
}
CODED = f"{CODE}.ipynb"


def coded(source=SPREAD):
    cell = new_code_cell(source, metadata={"nbgrader": {"grade_id": "code-q1"}})
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": [cell]})


CODE_CASES = {
    "code_latin_1": (
        {CODED: coded(f"{SPREAD}\n# é").replace("\\u00e9", "é").encode("latin-1")}, 10, None,
    ),
    "code_utf_8_bom": ({CODED: coded().encode("utf-8-sig")}, 10, None),
    "code_utf_16": ({CODED: coded().encode("utf-16")}, 10, None),
    "code_missing": ({CODED: None}, None, "no notebook in this hand-in"),
    "code_empty": ({CODED: b""}, None, "notebook is damaged"),
    "code_no_notebook": ({CODED: PNG}, None, "The notebook is"),
    "code_a_table": ({CODED: "a,b\n1,2\n"}, None, "notebook is damaged"),
    "code_no_cells": ({CODED: "{}"}, None, "no code cells"),
    "code_of_many_parts": (
        {CODED: '{"cells": [' + "[]," * 600_000 + "1]}"}, None, "too many parts",
    ),
    "code_right_answers_gone": ({CODED: coded(), "answers.json": None}, 6, None),
}


@pytest.fixture(scope="module")
def marked(one_school):
    """All of them, with honest work before, between and after, marked in one run."""
    for name in HONEST:
        one_school.hand_in(name, FREE)
        one_school.hand_in(name, CODE, code=SPREAD)
    for name, (raw, *_) in FREE_CASES.items():
        one_school.hand_in(name, FREE, raw=raw)
    for name, (raw, *_) in CODE_CASES.items():
        one_school.hand_in(name, CODE, raw=raw)
    folder = one_school.hand_in("extra_200_mb", FREE, raw={"film.mp4": b""})
    os.truncate(folder / "film.mp4", 200 << 20)
    folder = one_school.hand_in("huge_notebook", CODE)
    os.truncate(folder / CODED, 200 << 20)
    started = time.monotonic()
    done = one_school.mark(workers=2)
    one_school.took = time.monotonic() - started
    one_school.found = {FREE: one_school.points(FREE), CODE: one_school.points(CODE)}
    return one_school, done


@pytest.mark.parametrize(("name", "module"), [
    *((name, FREE) for name in FREE_CASES), *((name, CODE) for name in CODE_CASES),
])
def test_each_is_marked_as_far_as_it_can_be(marked, name, module):
    school, done = marked
    _, points, said = (FREE_CASES if module == FREE else CODE_CASES)[name]
    if name == "answers_oversized":
        assert any("larger than 2 MB" in why for what, why in done.refused if name in what)
        return
    shown = json.loads(school.shown(name, module))
    told = json.dumps(shown, ensure_ascii=False)
    told += json.dumps(school.receipt(name, module), ensure_ascii=False)
    assert school.found[module][name] == points
    assert said is None or said in told, told[-2000:]
    assert (name in {who for who, *_ in done.unreadable}) == (points is None)
    for cell in shown["cells"]:
        html = "".join(
            "".join(output["data"]["text/html"]) for output in cell.get("outputs", [])
        )
        assert "<script>" not in html + "".join(cell["source"])


def test_honest_work_in_the_same_run_is_marked_right(marked):
    school, done = marked
    for module in (FREE, CODE):
        assert [school.found[module][name] for name in HONEST] == [10, 10, 10]
    assert not any(ord(sign) < 32 and sign != "\n" for sign in str(done)), "for the terminal"


def test_a_200_mb_file_beside_the_answers_is_left_where_it_is(marked):
    school, _ = marked
    assert school.found[FREE]["extra_200_mb"] == 10
    kept = school.work / "all_staff" / "submitted" / "extra_200_mb" / FREE
    assert sum(path.stat().st_size for path in kept.iterdir()) < 10_000


def test_a_huge_notebook_is_not_loaded(marked):
    school, done = marked
    assert "huge_notebook" not in school.found[CODE]
    assert any("larger than 20 MB" in why for what, why in done.refused if "huge_notebook" in what)
    assert school.took < 120
