"""Every lesson for all staff has a picture, with words; its sheets are linked; what comes next."""

import re
import tomllib
from itertools import pairwise

from qikit.place import root

SHOWN = re.compile(r"!\[(.+?)\]\((.+?\.svg)\)", re.DOTALL)
DRAWN = ("qi.chart(", "qi.pareto(", "qi.funnel(")


def test_a_picture_or_a_chart_carries_the_story(staff_lesson):
    text = "\n".join(cell.source for cell in staff_lesson.markdown)
    code = "\n".join(cell.source for cell in staff_lesson.cells if cell.cell_type == "code")
    shown = SHOWN.findall(text)
    assert shown or any(each in code for each in DRAWN)
    for words, name in shown:
        assert len(words.split()) >= 10, name
        drawn = (staff_lesson.folder / name).read_text("utf-8")
        assert "<title " in drawn and "<desc " in drawn


def test_every_chart_for_all_staff_has_a_plain_caption(staff_lesson):
    for cell in staff_lesson.cells:
        if cell.cell_type == "code" and "qi.chart(" in cell.source:
            assert "plain=True" in cell.source, cell.id


def test_every_sheet_is_named_on_the_facilitator_page_or_in_the_lesson(staff_lesson):
    page = (staff_lesson.folder / "facilitator.md").read_text("utf-8")
    text = page + "\n".join(cell.source for cell in staff_lesson.markdown)
    for sheet in staff_lesson.folder.glob("*.svg"):
        assert f"({sheet.name})" in text or f"`{sheet.name}`" in text, sheet.name
    for name in re.findall(r"\(([a-z_]+\.svg)\)", page):
        assert (staff_lesson.folder / name).exists(), name


def test_what_is_next_is_what_the_lunches_take_next(lessons, folders):
    ways = tomllib.loads((root() / "curriculum/all_staff/ways.toml").read_text("utf-8"))["way"]
    order = next(way["modules"] for way in ways if way["key"] == "lunch")
    names = {folder.name[:3]: folder.name for folder in folders}
    for now, after in pairwise(order):
        further = next(cell.source for cell in lessons(names[now]).markdown
                       if cell.source.startswith("## Go further"))
        title = lessons(names[after]).meta["title"].split(",")[0]
        [said] = re.findall(r"Next, try \*\*(.+?)\*\*", further)
        assert title.startswith(said.split(",")[0]) or said.startswith(title), (now, said, title)


def test_improvement_is_explained_in_the_same_words_everywhere(lessons, folders):
    found = set()
    for folder in folders:
        if folder.parent.name == "all_staff":
            words = next(cell.source for cell in lessons(folder.name).markdown
                         if cell.source.startswith("## Words used"))
            found |= set(re.findall(r"^- \*\*Improvement:\*\* (.+)$", words, re.MULTILINE))
    assert len(found) == 1
