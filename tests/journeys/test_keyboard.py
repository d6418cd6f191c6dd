"""A whole lesson on a phone's width with nothing but the keyboard, from home to the record."""

import re

import pytest
from playwright.sync_api import expect

NAME = "A03_plot_the_dots"
FAR = 120
SEEN = """() => {
  const node = document.activeElement;
  if (node === document.body) return "nothing has the focus";
  const shown = node.matches("input[type=radio], input[type=checkbox]")
    ? node.closest("label") ?? node : node;
  const box = node.getBoundingClientRect();
  const bar = document.querySelector(".qi-bar");
  const above = !bar || bar.contains(node) || node.matches(".qi-skip");
  const under = above ? 0 : bar.getBoundingClientRect().bottom;
  const name = `${node.tagName} ${node.id} ${node.textContent.slice(0, 30)}`;
  if (box.bottom <= under || box.top >= innerHeight) return `${name} is not in sight`;
  if (node.matches("main, h1, h2, [tabindex='-1']")) return "";
  const marked = [node, shown].some((each) => {
    const look = getComputedStyle(each);
    return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2)
      || look.boxShadow !== "none";
  }) || node.closest(".qi-card");
  return marked ? "" : `${name} does not show the focus`;
}"""


class Keys:
    """Ten fingers and no mouse."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, target, key="Tab"):
        """Tab until ``target``, or something in it, has the focus. It is seen all the way."""
        for _ in range(FAR):
            if target.evaluate("(node) => node.contains(document.activeElement)"):
                return
            self.press(key)
            assert self.page.evaluate(SEEN) == ""
        raise AssertionError(f"the keyboard does not reach {target}")

    def follow(self, target):
        self.to(target)
        self.press("Enter")

    def answer(self, box, spec):
        """Answer one question with its key."""
        getattr(self, spec["kind"])(box, spec)
        expect(box.locator(".qi-result")).to_contain_text(re.compile("Right|Saved"))

    def number(self, box, spec):
        self.to(box.locator("input"))
        self.page.keyboard.type(str(spec["key"]))
        self.press("Enter")

    def choice(self, box, spec):
        self.to(box.locator("fieldset"))
        wanted = box.locator(f'input[value="{spec["key"]}"]')
        self.press("Space")
        for _ in spec["options"]:
            if wanted.is_checked():
                break
            self.press("ArrowDown")
        self.follow(box.locator("button[type=submit]"))

    def table(self, box, spec):
        for row, (name, _) in enumerate(spec["rows"]):
            for column, (head, cell) in enumerate(spec["columns"]):
                field = box.locator(f"#{spec['id']}-field-{row}-{column}")
                wanted = str(spec["key"][name][head])
                self.to(field)
                if cell["type"] == "pick":
                    self.press("Home")
                    for _ in range(FAR):
                        if field.input_value() == wanted:
                            break
                        self.press("ArrowDown")
                    assert field.input_value() == wanted
                else:
                    self.page.keyboard.type(wanted)
        self.follow(box.locator("button[type=submit]"))

    def place(self, box, spec):
        self.to(box.get_by_role("textbox"))
        for value in spec["key"]:
            self.page.keyboard.type(str(value))
            self.press("Enter")
        if box.locator("button[type=submit]").count():
            self.follow(box.locator("button[type=submit]"))

    def text(self, box, spec):
        self.to(box.locator("textarea"))
        self.page.keyboard.type("Two dots say little. Let us look at all 24 weeks before we ask.")
        self.follow(box.locator("button[type=submit]"))


@pytest.fixture
def phone(page):
    """A page as wide as a small phone."""
    page.set_viewport_size({"width": 320, "height": 640})
    return page


def test_a_whole_lesson_by_keyboard_at_320_pixels(house, phone, learner):
    person = learner(house.start("learn"), NAME)
    keys = Keys(phone)
    phone.wait_for_selector("html[data-ready]")
    keys.to(phone.locator("#role fieldset"))
    keys.press("Space")
    expect(phone.get_by_label("All staff")).to_be_checked()
    keys.follow(phone.get_by_role("link", name="Plot the dots"))
    phone.wait_for_selector("html[data-ready]")
    phone.wait_for_url("**/A03_plot_the_dots/")

    keys.press("Tab")
    expect(phone.get_by_role("link", name="Skip to the lesson")).to_be_focused()
    keys.press("Enter")
    answered = []
    for _ in range(FAR):
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        glossary(keys, phone)
        for id in person.visible():
            keys.answer(person.box(id), person.specs[id])
            answered.append(id)
        onward = phone.locator(".qi-turn:visible a").last
        if onward.inner_text() == "Back":
            break
        keys.follow(onward)
        expect(phone.locator("h2:visible").first).to_be_focused()
    assert set(answered) == set(person.specs)
    person.saved()
    keys.follow(phone.get_by_role("button", name="Hand in my work"))
    expect(phone.locator(".qi-handed")).to_contain_text("Handed in on")
    person.clean()
    kept = house.answers(NAME)
    checked = [id for id, spec in person.specs.items() if "key" in spec]
    assert {kept[id]["attempts"][-1]["state"] for id in checked} == {"right"}

    keys.follow(phone.get_by_role("contentinfo").get_by_role("link", name="Record of learning"))
    phone.wait_for_selector("html[data-ready]")
    keys.to(phone.get_by_label("Your name"))
    phone.keyboard.type("Nneka")
    keys.to(phone.get_by_label("What I take from it"))
    phone.keyboard.type("I will ask before I praise or blame.")
    person.saved()
    expect(phone.locator(".qi-record")).to_contain_text("Level: Strong")
    keys.to(phone.get_by_role("link", name="Save as a PDF"), "Shift+Tab")
    with phone.expect_download() as saved:
        keys.press("Enter")
    assert saved.value.suggested_filename == "record-of-learning.pdf"


def glossary(keys, page):
    """Open and close the first glossary word of this screen, where there is one."""
    term = page.locator(".qi-term:visible").first
    if not term.count():
        return
    keys.to(term)
    keys.press("Enter")
    panel = page.locator(f"#{term.get_attribute('aria-controls')}")
    expect(panel).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    keys.press("Escape")
    expect(panel).to_be_hidden()
    expect(term).to_be_focused()
