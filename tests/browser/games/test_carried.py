"""Spins of the coin game are brought into a log of tests, timed and whole but for the decision."""

from types import SimpleNamespace

from playwright.sync_api import expect

import qikit as qi

SPINS = [
    {"coin": coin, "surface": "table", "technique": "flick", "expected": said, "seconds": took}
    for coin, said, took in [("one", 5, 6.1), ("two", 8, 8.2), ("ten", 7, 7), ("two", 8.5, 7.9),
                             ("fifty", 4, 4.4)]
]


def both(id):
    spin = qi.games.coin_spin(id, "Spin.", seed=5)
    log = qi.ask.form(
        "log", "Keep a log.",
        qi.pdsa.ramp(cycles=4, data=0, scale=False, features=False, brief=True),
        carry=qi.games.coin_spin.carried(id), points=5,
    )
    return SimpleNamespace(html=lambda: spin.html() + log.html())


def test_the_last_four_spins_come_over_and_decisions_make_them_whole(shown, page):
    shown(both, {"seed": 5, "spins": [*SPINS, {"expected": "x", "seconds": 2}]})
    page.get_by_role("button", name="Bring my last four spins").click()
    expect(page.get_by_text("4 brought here.")).to_be_visible()
    kept = page.evaluate("store.get('log').value.cycles")
    assert [(each["predicted"], each["result"]) for each in kept] == [
        ("8", "8.2"), ("7", "7"), ("8.5", "7.9"), ("4", "4.4")
    ]
    assert kept[0]["question"] == "How long with this: 2p, Wood, Flick with a finger?"
    for number in range(1, 5):
        test = page.get_by_role("group", name=f"Test {number}", exact=True)
        expect(test.get_by_label("I expect")).to_have_attribute("readonly", "")
        test.get_by_label("Adopt").check(force=True)
    page.get_by_label("The idea came from").nth(1).select_option("Test 1")
    page.locator("form", has_text="Keep a log.").get_by_role(
        "button", name="Check my answer").click()
    assert page.evaluate("store.get('log').attempts.at(-1).state") == "right"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_spins_it_says_what_to_do(shown, page):
    shown(both)
    page.get_by_role("button", name="Bring my last four spins").click()
    expect(page.get_by_text("No spins are kept yet.")).to_be_visible()
    assert page.evaluate("store.get('log') ?? null") is None
