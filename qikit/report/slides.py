"""The exceptions as slides: a title, where they all stand, and one slide each with its chart."""

import io
import zipfile

from qikit.report.batch_chart import chart_of
from qikit.report.pack_prompts import ACTION, CAUSE
from qikit.report.pack_table import Standing

MOST = 40
"""So many slides of charts; the rest are named on the last one."""
_INK, _SOFT, _NAVY = 0x212B32, 0x425563, 0x002F5C
_ROWS = 12
_SIGNS = {"improvement": "▲", "concern": "■", "special cause": "◆", "common cause": "●"}


def slides(title: str, exceptions: list[Standing]) -> bytes:
    """A PPTX file. Each chart is a picture with its words as alternative text.

    Parameters
    ----------
    title : the pack's name
    exceptions : in the order to show them
    """
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.core_properties.title, deck.core_properties.language = f"{title}: exceptions", "en-GB"
    deck.core_properties.author = ""
    _cover(deck, title, exceptions)
    for start in range(0, len(exceptions), _ROWS):
        _overview(deck, exceptions[start : start + _ROWS], start, len(exceptions))
    for one in exceptions[:MOST]:
        _one(deck, one)
    if len(exceptions) > MOST:
        rest = [one.series.name for one in exceptions[MOST:]]
        said = f"{len(rest)} more are on the exception pages and in standings.csv."
        slide = _slide(deck, "More exceptions")
        _text(slide, [said, *rest[:14]], 0.7, 1.7, 12, 5, 20)
    held = io.BytesIO()
    deck.save(held)
    return _same_each_time(held.getvalue())


def _slide(deck, title: str):
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    from pptx.util import Inches

    head = slide.shapes.title
    head.left, head.top, head.width, head.height = map(Inches, (0.7, 0.35, 12, 0.95))
    _say(head.text_frame, [title], 30, _NAVY, bold=True)
    return slide


def _say(frame, lines: list[str], size: int, colour: int, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for number, line in enumerate(lines):
        part = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        part.alignment, part.space_after = PP_ALIGN.LEFT, Pt(size / 3)
        run = part.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(f"{colour:06X}")


def _text(slide, lines, left, top, width, height, size, colour=_INK, bold=False) -> None:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(*map(Inches, (left, top, width, height)))
    _say(box.text_frame, lines, size, colour, bold)


def _cover(deck, title: str, exceptions) -> None:
    slide = _slide(deck, title)
    count = len(exceptions)
    worth = f"{count} exception{'' if count == 1 else 's'} worth the meeting's time"
    _text(slide, [worth if count else "No exceptions: use the time for something else"],
          0.7, 1.8, 12, 1, 28)  # fmt: skip
    _text(
        slide,
        ["An exception has changed (improvement or concern), or cannot meet its target as it is "
         "designed. Every other measure is left alone: a red month of a stable process has no "
         "special cause."],
        0.7, 3, 11, 2, 20, _SOFT,
    )  # fmt: skip


def _overview(deck, rows, start: int, count: int) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Inches, Pt

    from qikit.report.pack import numbers, words

    many = f" ({start + 1} to {start + len(rows)} of {count})" if count > _ROWS else ""
    slide = _slide(deck, f"Where the exceptions stand{many}")
    heads = ["Measure", "Latest", "Target", "Variation", "Assurance", "Action"]
    widths = (3.6, 1.1, 1.1, 2.2, 2.0, 2.0)
    size = map(Inches, (0.7, 1.5, sum(widths), 0.4 * (len(rows) + 1)))
    shape = slide.shapes.add_table(len(rows) + 1, len(heads), *size)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", "Exceptions, most pressing first")
    grid = shape.table
    for at, width in enumerate(widths):
        grid.columns[at].width = Inches(width)
    lines = [heads]
    for one in rows:
        latest, target, _ = numbers(one)
        changed, sure = words(one)
        sign = _SIGNS.get(one.variation, "")
        lines.append([one.series.name, latest, target, f"{sign} {changed}", sure, one.decision[0]])
    for row, cells in enumerate(lines):
        for at, said in enumerate(cells):
            cell = grid.cell(row, at)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.fill.solid()
            shade = "002F5C" if row == 0 else "FFFFFF" if row % 2 else "F0F4F5"
            cell.fill.fore_color.rgb = RGBColor.from_string(shade)
            part = cell.text_frame.paragraphs[0].add_run()
            part.text = said
            part.font.size, part.font.bold = Pt(13), row == 0 or at == 0
            ink = "FFFFFF" if row == 0 else f"{_INK:06X}"
            part.font.color.rgb = RGBColor.from_string(ink)


def _one(deck, one: Standing) -> None:
    from pptx.util import Inches

    from qikit.report.pack import words

    given = one.series.parameters()
    made = chart_of(**{name: value for name, value in given.items()
                       if name not in ("place", "why", "cautions")})  # fmt: skip
    slide = _slide(deck, one.series.name)
    figure = made.draw()
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=160, metadata={"Software": None})
    held.seek(0)
    wide, high = figure.get_size_inches()
    width = min(8.1, 5.3 * wide / high)
    picture = slide.shapes.add_picture(held, Inches(0.7), Inches(1.45), width=Inches(width))
    picture._element.nvPicPr.cNvPr.set("descr", made.words)
    changed, sure = words(one)
    action, more = one.decision
    left, room = 0.9 + width, 13.333 - 1.6 - width
    _text(slide, [f"{changed}. {sure}."], left, 1.45, room, 0.9, 18, bold=True)
    _text(slide, [f"{action}. {more}"], left, 2.45, room, 1.3, 20, _NAVY, bold=True)
    _text(slide, [f"Cause: {CAUSE.get(one.variation, CAUSE['other'])}", f"Action: {ACTION}"],
          left, 3.75, room, 3, 14)  # fmt: skip
    _text(slide, [made.caption, *given["cautions"]][:3], 0.7, 6.75, 12, 0.6, 11, _SOFT)
    slide.notes_slide.notes_text_frame.text = "\n".join([made.words, made.caption, *made.cautions])


def _same_each_time(data: bytes) -> bytes:
    """The same slides with the same bytes: no time of making inside."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            fixed = zipfile.ZipInfo(part.filename, (2026, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(part.filename))
    return held.getvalue()
