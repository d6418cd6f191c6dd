"""Every form on the page: named, small-screen, kept, taken away."""

import re

import pytest

from qikit import pdsa

EACH = pytest.mark.parametrize("make", pdsa.FORMS, ids=lambda make: make.__name__)


@EACH
def test_every_field_has_a_name_and_nothing_overflows(on, page, make):
    on(make.__name__, width=320)
    for id in ("x", "y"):
        page.locator(f"#{id} details").evaluate_all(
            "(all) => all.forEach((each) => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unnamed = page.evaluate("""() => [...document.querySelectorAll(
        ".qi-form :is(input, select, textarea)")].filter((field) =>
        !field.labels?.length || !field.labels[0].textContent.trim()).map((field) => field.id)""")
    assert unnamed == []
    small = page.evaluate("""() => [...document.querySelectorAll(".qi-form button")]
        .filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 1 && (box.width < 24 || box.height < 24);
        }).map((each) => each.outerHTML)""")
    assert small == []
    twice = page.evaluate("""() => { const ids = [...document.querySelectorAll("[id]")]
        .map((each) => each.id); return ids.filter((id, at) => ids.indexOf(id) !== at); }""")
    assert twice == []


@EACH
def test_what_was_kept_stands_in_the_form_unchanged(on, page, make, kept):
    on(make.__name__)
    page.locator("#y").get_by_role("textbox").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("handles[1].el.querySelectorAll('.qi-form__part').length") > 0
    page.evaluate("store.draft('x', store.get('y').value)")
    box = page.locator("#x")
    box.get_by_role("button", name="Check my answer").click()
    form = make()
    assert kept() == form.example
    assert page.evaluate("handles[0].state()") == "right"
    said = page.evaluate("handles[0].tell(store.get('x').value)")
    assert "\n".join(said) == pdsa.text(form, form.example)


@EACH
def test_the_page_gives_the_same_files_as_python(on, page, make, download):
    on(make.__name__)
    form = make()
    box = page.locator("#y")
    name, table = download(box, "Table for a spreadsheet")
    assert name == f"{form.name}.csv"
    assert table == pdsa.csv(form, form.example)
    name, text = download(box, "Page to print")
    assert name == f"{form.name}.html"
    python = pdsa.html(form, form.example)
    if form.draw == "ramp":
        picture = re.compile(
            r"\n<figure( class=\"qi-chart\"[^>]*)?><svg(?!.{0,400}Ramp).*?</figure>(?=\n<h2>)",
            re.S)
        assert "Cycle 2" in picture.search(text)[0] and "Cycle 2" in picture.search(python)[0]
        text, python = picture.sub("", text, 1), picture.sub("", python, 1)
    assert text == python
    name, blank = download(page.locator("#x"), "Page to print")
    assert blank == pdsa.html(form, None)
