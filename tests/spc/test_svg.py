"""The SVG and the HTML figure: structure, ids, words, size, and what pages rely on."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pandas as pd
import pytest

import qikit as qi
from qikit.spc.faces import STYLE
from qikit.spc.html import html
from qikit.spc.svg import svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def theatre():
    return make()


@pytest.fixture(scope="module")
def pack():
    return qi.chart(
        qi.load("board_pack"), x="month", y="value", by="measure", kind="xmr", better="better",
        target="target", unit="unit", title="Board pack",
    )  # fmt: skip


def make(**more):
    settings = {"better": "lower", "target": 24, "title": "Theatre turnaround", "unit": "minutes"}
    return qi.chart(qi.load("theatre_turnaround"), x="week", y="minutes", kind="xmr",
                    **(settings | more))  # fmt: skip


def points(text):
    return [one for one in ET.fromstring(text).iter() if one.get("class") == "qi-point"]


def ids(text):
    return re.findall(r'\sid="([^"]+)"', text)


def test_it_is_an_image_with_a_title_and_a_description(theatre):
    root = ET.fromstring(svg(theatre))
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == "Theatre turnaround" and desc.text == theatre.words
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_point_is_an_element_with_its_position_and_words(theatre, narrow):
    text = svg(theatre, narrow=narrow)
    found = points(text)
    assert sorted(int(one.get("data-position")) for one in found) == list(range(1, 25))
    tenth = next(one for one in found if one.get("data-position") == "10")
    root = ET.fromstring(text).get("aria-labelledby").split("-title")[0]
    assert tenth.get("id") == f"{root}-p10"
    assert tenth.get("data-label") == "10 March 2025: 43.7 minutes, concern (O)"
    assert tenth.find(f"{SVG}title").text == tenth.get("data-label")


def test_points_stand_where_the_values_are(theatre):
    rows = theatre.points["y"].tolist()
    place = {int(one.get("data-position")):
             [float(part) for part in re.findall(r"-?[\d.]+", one.get("transform"))]
             for one in points(svg(theatre))}  # fmt: skip
    xs = [place[at][0] for at in range(1, 25)]
    assert xs == sorted(xs)
    highest, lowest = rows.index(max(rows)) + 1, rows.index(min(rows)) + 1
    ys = {at: y for at, (_, y) in place.items()}
    assert min(ys, key=ys.get) == highest and max(ys, key=ys.get) == lowest


def test_shapes_differ_in_the_svg_too(theatre):
    tags = {one.get("data-position"): one.tag for one in points(svg(theatre))}
    assert tags["10"] == f"{SVG}path" and tags["9"] == f"{SVG}circle"


def test_there_is_no_style_script_date_or_outside_reference(theatre):
    text = svg(theatre)
    for never in ("<style", "style=", "<script", "<metadata", "href", "dc:date", "matplotlib"):
        assert never not in text.lower()


def test_the_same_chart_gives_the_same_bytes_and_another_does_not(theatre):
    assert svg(theatre) == svg(make()) and html(theatre) == html(make())
    other = svg(make(target=25))
    assert not set(ids(other)) & set(ids(svg(theatre)))


def test_ids_are_unique_over_both_layouts_and_between_charts(theatre, pack):
    everything = ids(html(theatre)) + ids(html(pack)) + ids(html(make(target=30)))
    assert len(everything) == len(set(everything)) > 100


def test_it_is_small(theatre, pack):
    assert len(svg(theatre).encode()) < 12_000
    assert len(svg(theatre, narrow=True).encode()) < 12_000
    assert len(svg(pack).encode()) < 12_000 * 8


def test_words_are_escaped():
    odd = make(title='Turn <b> & "round"', notes={3: "5 < 6 & 7"})
    root = ET.fromstring(svg(odd))
    assert root.find(f"{SVG}title").text == 'Turn <b> & "round"'
    assert "<b>" not in html(odd)


def test_text_is_text_in_a_readable_size(theatre):
    for narrow, wide in ((False, 715), (True, 347)):
        root = ET.fromstring(svg(theatre, narrow=narrow))
        assert root.get("viewBox").split()[2] == str(wide)
        sizes = [float(one.get("font-size", 16)) for one in root.iter(f"{SVG}text")]
        assert min(sizes) >= 16
        assert "39.9 minutes" in [one.text for one in root.iter(f"{SVG}text")] or narrow


def test_gaps_are_no_points_and_excluded_ones_say_so():
    table = qi.load("theatre_turnaround")
    table.loc[4, "minutes"] = float("nan")
    chart = qi.chart(table, x="week", y="minutes", kind="xmr", exclude=[10])
    found = {one.get("data-position"): one for one in points(svg(chart))}
    assert "5" not in found and len(found) == 23
    assert found["10"].get("data-label").endswith("excluded")


def test_panels_number_their_points_by_series(pack):
    text = svg(pack)
    found = points(text)
    assert len(found) == 8 * 24
    assert sum(one.get("id").endswith("-s8-p24") for one in found) == 1
    assert len(points(svg(pack, series="cdiff_cases"))) == 24


def test_a_partner_chart_has_no_points_to_pick():
    lab = qi.chart(qi.load("lab_turnaround"), x="day", y="minutes", kind="xbar")
    assert len(points(svg(lab))) == 25


class Tags(HTMLParser):
    """Counts tags and checks that they close."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(text):
    tags = Tags()
    tags.feed(text)
    assert not tags.open
    return tags.seen


def test_the_figure_has_caption_cautions_words_and_numbers(theatre):
    text = html(make(phases=["2025-03-24"]))
    seen = read(text)
    assert seen[0] == ("figure", {"class": "qi-chart", "id": seen[0][1]["id"]})
    kinds = [tag for tag, _ in seen]
    assert kinds.count("svg") == 2 and kinds.count("figcaption") == 1
    caption = text[text.index("<figcaption>") : text.index("</figcaption>")]
    assert "Making Data Count 7 and 7" in caption and "provisional limits" in caption
    assert kinds.count("summary") == 2 and kinds.count("caption") == 1
    assert sum(tag == "th" and attrs["scope"] == "row" for tag, attrs in seen) == 24
    narrow = next(attrs for tag, attrs in seen if attrs.get("class") == "qi-chart__narrow")
    assert "hidden" in narrow


def test_the_numbers_are_the_tables(theatre):
    text = html(theatre)
    day = "10 March 2025".replace(" ", "\N{NO-BREAK SPACE}")
    row = text[text.index(f"{day}</th>") :].split("</tr>")[0]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row)
    assert cells == ["43.7 minutes", "32.9", "25.8", "39.9", "24", "outside", "concern"]


def test_a_panels_numbers_are_its_icons(pack):
    text = html(pack)
    assert text.count('class="qi-sign"') == 16
    assert "where each measure stands" in text


def test_a_great_panel_is_a_table_of_icons():
    rows = pd.DataFrame({"x": list(range(12)) * 30, "y": range(360),
                         "ward": sorted([f"W{n:02}" for n in range(30)] * 12)})  # fmt: skip
    text = html(qi.chart(rows, x="x", y="y", kind="xmr", by="ward"))
    assert text.count('<th scope="row"') == 30 and "qi-point" not in text


def test_a_notebook_gets_the_figure_and_validation_the_words(theatre, monkeypatch):
    monkeypatch.delenv("QIKIT_FACE", raising=False)
    bundle = theatre._repr_mimebundle_()
    assert bundle["text/html"] == STYLE + html(theatre)
    assert theatre.words in bundle["text/plain"]
    monkeypatch.setenv("QIKIT_FACE", "page")
    assert theatre._repr_mimebundle_()["text/html"] == html(theatre)
    monkeypatch.setenv("QIKIT_FACE", "text")
    assert set(theatre._repr_mimebundle_()) == {"text/plain"}
