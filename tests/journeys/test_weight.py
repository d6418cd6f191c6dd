"""How heavy the pages of the real lessons are (architecture 7: under 300 kB without pictures)."""

import re

MOST, UNPACKED = 150_000, 350_000  # bytes sent, well under the 300 kB; and with scripts unpacked
PICTURE = re.compile(r'<figure class="qi-chart".*?</figure>', re.DOTALL)
WEIGHT = """() => {
  const parts = [...performance.getEntriesByType("navigation"),
                 ...performance.getEntriesByType("resource")];
  const add = (what) => parts.reduce((sum, part) => sum + part[what], 0);
  return { sent: add("transferSize"), unpacked: add("decodedBodySize") };
}"""


def test_every_page_is_light(house, browser):
    link = house.start("learn")
    base = link.partition("?")[0]
    names = [folder.name for folder in (house.work / "pages").iterdir() if folder.is_dir()]
    lessons = [name for name in names if name[0] in "AME" and name[1:3].isdigit()]
    assert len(lessons) >= 3
    for path in ("", "record/", "glossary/", *(f"{name}/" for name in lessons)):
        context = browser.new_context()
        page = context.new_page()
        page.goto(link)
        page.close()
        page = context.new_page()
        page.goto(base + path)
        page.wait_for_selector("html[data-ready], .qi-glossary")
        found = page.evaluate(WEIGHT)
        pictures = PICTURE.findall(page.request.get(base + path).text())
        context.close()
        assert found["sent"] < MOST, path
        assert found["unpacked"] - len("".join(pictures).encode()) < UNPACKED, path
        assert found["sent"] > 1000, path
