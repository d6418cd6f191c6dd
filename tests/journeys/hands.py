"""Ten fingers and no mouse: every kind of question answered with the keys of a keyboard."""

import re

from playwright.sync_api import expect

FAR = 400
UNKIND = re.compile(
    r"\bincorrect\b|\bwrong answer\b|traceback|\bundefined\b|\bnull\b|\bNaN\b|\{\{", re.I
)
STATES = re.compile("Right|Partly right|Not yet|Saved")
WHERE = """(node) => {
  const at = document.activeElement;
  if (node.contains(at)) return "here";
  return node.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? "before" : "after";
}"""
HIDDEN = """() => {
  const node = document.activeElement;
  const shown = node.closest("label") ?? node;
  const box = shown.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight;
  return node === document.body || seen ? "" : `${node.tagName} ${node.id} is not in sight`;
}"""


class Hands:
    """A person at a page who only has a keyboard."""

    unkind = UNKIND

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, target):
        """Tab until ``target``, or something in it, has the focus, forwards or backwards."""
        for _ in range(FAR):
            side = target.evaluate(WHERE)
            if side == "here":
                assert self.page.evaluate(HIDDEN) == ""
                return
            self.press("Shift+Tab" if side == "before" else "Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def follow(self, target):
        self.to(target)
        self.press("Enter")

    def write(self, field, words):
        self.to(field)
        self.press("Control+A", "Delete")
        self.page.keyboard.type(str(words))

    def into(self, module):
        """From the home page to a lesson."""
        self.follow(self.page.locator(f'[data-module="{module.name}"] a'))
        self.page.wait_for_url(f"**/{module.name}/")
        self.page.wait_for_selector("html[data-ready]")

    def through(self, person, given, meet):
        """Go through a lesson step by step; answer what ``given`` has, ``meet`` each result."""
        page, met = self.page, []
        self.follow(page.get_by_role("link", name="Start", exact=True))
        expect(page.locator("h2:visible").first).to_be_focused()
        for _ in range(20):
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"]
            assert not UNKIND.search(page.locator("main").inner_text())
            for id in person.visible():
                spec, box = person.specs[id], person.box(id)
                if given.get(id):
                    self.answer(box, spec, given[id])
                    expect(box.locator(".qi-result, .qi-tag").first).to_contain_text(STATES)
                    met.append(id)
                    meet(id, spec, box)
            onward = page.locator(".qi-turn:visible a").last
            if onward.inner_text() == "Back":
                break
            self.follow(onward)
            expect(page.locator("h2:visible").first).to_be_focused()
        assert set(met) >= {id for id, value in given.items() if value}
        assert person.errors == []
        person.saved()

    def answer(self, box, spec, value):
        """Answer one question and ask for its check."""
        getattr(self, spec["kind"])(box, spec, value)
        check = box.locator("button[type=submit]")
        if check.count():
            self.follow(check)

    def number(self, box, spec, value):
        self.write(box.locator("input").first, value)

    short = number

    def text(self, box, spec, value):
        self.write(box.locator("textarea"), value)

    def choice(self, box, spec, value):
        self.radio(box.locator("fieldset input[type=radio]"), value)

    def radio(self, buttons, value):
        """Choose one of a group by its arrows."""
        first = buttons.first.page.locator("input[type=radio]:focus")
        chosen = [each for each in buttons.all() if each.is_checked()]
        group = buttons.first.locator("xpath=ancestor::*[@role='radiogroup' or self::fieldset][1]")
        self.to(chosen[0] if chosen else group)
        expect(first).to_have_count(1)
        self.press("Space")
        for each in buttons.all():
            if each.get_attribute("value") == value:
                wanted = each
        for _ in range(buttons.count()):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        assert wanted.is_checked()

    def several(self, box, spec, value):
        for option in box.locator("input[type=checkbox]").all():
            if option.is_checked() != (option.get_attribute("value") in value):
                self.to(option)
                self.press("Space")

    points = several

    def pick(self, field, wanted):
        """Choose an option of a list by its arrows."""
        self.to(field)
        self.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == wanted:
                return
            self.press("ArrowDown")
        assert field.input_value() == wanted

    def table(self, box, spec, value):
        for row, (name, _) in enumerate(spec["rows"]):
            for column, (head, cell) in enumerate(spec["columns"]):
                given = value.get(name, {}).get(head)
                if given is None:
                    continue
                field = box.locator(f"#{spec['id']}-field-{row}-{column}")
                if cell["type"] == "pick":
                    self.pick(field, given)
                elif cell["type"] == "picks":
                    ticks = box.locator(f"[id^='{spec['id']}-field-{row}-{column}-']")
                    for tick in ticks.all():
                        if tick.is_checked() != (tick.get_attribute("value") in given):
                            self.to(tick)
                            self.press("Space")
                else:
                    self.write(field, given)

    def order(self, box, spec, value):
        """Push each item down to its place, the last one first."""
        for place in range(len(value) - 1, 0, -1):
            item = box.locator(f'[data-name="{value[place]}"]')
            self.to(item)
            while item.evaluate("(node) => [...node.parentNode.children].indexOf(node)") < place:
                self.press("ArrowDown")

    def sort(self, box, spec, value):
        self._trays(box, spec["groups"], value)

    def match(self, box, spec, value):
        self._trays(box, spec["left"], {answer: line for line, answer in value.items()})

    def _trays(self, box, places, value):
        label = dict(places)
        for card, place in value.items():
            self.follow(box.locator(f'[data-card="{card}"] .qi-traycard__name'))
            picks = box.locator(".qi-traypicks")
            picks = picks.get_by_role("button", name=label[place], exact=True)
            if picks.count():
                self.follow(picks)
            else:
                self.press("Escape")

    def place(self, box, spec, value):
        for dot in value:
            self.to(box.get_by_role("textbox"))
            self.page.keyboard.type(str(dot))
            self.press("Enter")

    def form(self, box, spec, value):
        for at, part in enumerate(spec["form"]["parts"]):
            if "list" not in part:
                self._fields(box, f"[id='{spec['id']}-field-{at}-", part, value)
                continue
            for number, row in enumerate(value.get(part["list"], [])):
                rows = box.locator(f"[aria-labelledby='{spec['id']}-field-{at}-title'] ol > li")
                if rows.count() <= number:
                    self.follow(box.get_by_role("button", name=f"Add a {part['one']}"))
                own = rows.nth(number)
                self._fields(own, f"[id^='{spec['id']}-field-{at}-'][id$='-", part, row)

    def _fields(self, box, start, part, value):
        for field in part["fields"]:
            given = value.get(field["name"])
            opened = not field.get("after") or value.get(field["after"])
            if given in (None, "") or not opened:  # the page opens it after the other
                continue
            control = box.locator(f"{start}{field['name']}']").locator("visible=true").first
            kind = field["type"]
            if control.get_attribute("type") == "radio":
                self.radio(box.locator(f"[name='{control.get_attribute('name')}']"), given)
            elif kind == "pick":
                self.pick(control, given)
            elif kind == "link":
                self.to(control)
                self.press("End")
            elif kind == "date":
                year, month, day = given.split("-")
                self.to(control)
                self.page.keyboard.type(f"{month}{day}{year}")
                self.press("Tab")
            elif kind == "tick":
                self.to(control)
                self.press("Space")
            else:
                self.write(control, given)
                self.press("Tab")
