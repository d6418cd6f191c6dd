"""Coin spin on the page: a number first, one change at a time, kept and charted."""

import sys

import pytest
from playwright.sync_api import expect

import qikit as qi
from qikit.games.random import Stream

ROOM = sys.modules[qi.games.coin_spin.__module__]
PICKS = [("one", "table", "flick"), ("two", "glass", "hands"), ("fifty", "cloth", "twist"),
         ("ten", "table", "hands")]
SPINS = """async ([spec, seed, picks]) => {
  const { stream } = await import("/prng.js");
  const { spin } = await import("/games/coin_spin.js");
  const chance = stream(seed);
  return picks.map(([coin, surface, technique]) =>
    spin(chance, spec, { coin, surface, technique }));
}"""
SCORE = """async ([spec, values]) => {
  const { score } = await import("/games/coin_spin.js");
  return values.map((value) => score(spec, null, value));
}"""


def make(id, **more):
    return qi.games.coin_spin(id, "How long can you make a coin spin?", seed=5, **more)


def expect_and_spin(page, said):
    page.get_by_label("How many seconds do you expect?").fill(str(said))
    page.get_by_role("button", name="Spin", exact=True).click()


@pytest.mark.parametrize("seed", [0, 7, 2026, 2**32 - 1])
def test_the_page_spins_as_python_spins(in_page, seed):
    chance = Stream(seed)
    picks = PICKS * 25
    assert in_page(SPINS, [make("game").spec(), seed, picks]) == [
        ROOM.spin(chance, *each) for each in picks
    ]


def test_the_page_scores_as_python_scores(in_page):
    spec = make("game", points=4).spec()
    good = {"expected": 5, "seconds": 6.1}
    values = [None, "", 3, [], {}, {"spins": 2}, {"spins": [good]}, {"spins": [good] * 9},
              {"spins": [None, "x", {"expected": "5", "seconds": "6"}, {"expected": 1}]}]
    assert in_page(SCORE, [spec, values]) == [ROOM.score(spec, None, each) for each in values]


def test_a_spin_asks_for_a_number_first_and_keys_do_it_all(shown, held, serious):
    page = shown(make)
    assert serious() == [] and held() is None
    page.get_by_role("button", name="Spin", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("First say how many seconds you expect")
    assert page.evaluate("document.activeElement.id") == "game-field-expected"
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    first = ROOM.spin(Stream(5), "one", "table", "flick")
    expect(page.locator(".qi-coin-spin__say")).to_contain_text(f"{first} seconds. You expected 6")
    (kept,) = held()["spins"]
    assert kept == {"coin": "one", "surface": "table", "technique": "flick", "expected": 6,
                    "seconds": first}
    page.get_by_label("Glass").focus()
    page.keyboard.press("Space")
    expect_and_spin(page, 8)
    expect(page.locator(".qi-coin-spin__log")).to_contain_text("Glass (new)")
    expect(page.locator(".qi-chart figcaption")).to_contain_text("2 points")
    expect(page.locator(".qi-chart figcaption")).to_contain_text("Glass at 2")
    assert serious() == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_play_goes_on_after_a_reload_with_the_same_chance(shown, held):
    chance = Stream(5)
    spins = [ROOM.spin(chance, "two", "glass", "hands") for _ in range(3)]
    picked = {"coin": "two", "surface": "glass", "technique": "hands"}
    log = [{**picked, "expected": 9, "seconds": each} for each in spins[:2]]
    page = shown(make, {"seed": 5, "picked": picked, "spins": log})
    expect(page.get_by_role("radio", name="2p")).to_be_checked()
    expect_and_spin(page, 11)
    assert [each["seconds"] for each in held()["spins"]] == spins


def test_a_real_coin_is_timed_or_typed(shown, held):
    page = shown(make)
    page.get_by_text("I have a real coin").click()
    page.get_by_label("How many seconds do you expect?").fill("4")
    page.get_by_role("button", name="Start the stopwatch").click()
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Stop", exact=True).click()
    assert 0.3 <= float(page.get_by_label("Seconds it took").input_value()) < 5
    page.get_by_label("Seconds it took").fill("5.26")
    page.get_by_role("button", name="Keep this spin").click()
    assert held()["spins"][0]["seconds"] == 5.3 and held()["spins"][0]["real"] is True
    expect(page.locator(".qi-coin-spin__log")).to_contain_text("1, real")


def test_the_stopwatch_too_asks_for_a_number_first(shown, held):
    page = shown(make)
    page.get_by_text("I have a real coin").click()
    page.get_by_role("button", name="Start the stopwatch").click()
    expect(page.get_by_role("alert")).to_contain_text("First say how many seconds you expect")
    assert page.get_by_role("button", name="Stop", exact=True).count() == 0 and held() is None


LOG = [{"coin": "one", "surface": "table", "technique": "flick", "expected": 6, "seconds": 5.1},
       {"coin": "two", "surface": "table", "technique": "flick", "expected": 1, "seconds": 7,
        "real": True}]
WORDS = ("Spin 1: 1p, Wood, Flick with a finger. Expected 6 seconds, took 5.1 seconds.\n"
         "Spin 2 (real coin): 2p, Wood, Flick with a finger. "
         "Expected 1 second, took 7 seconds.")


def test_the_log_is_copied_in_words(shown, page, modules):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=modules)
    shown(make, {"spins": LOG})
    page.get_by_role("button", name="Copy my log in words").click()
    expect(page.locator(".qi-coin-spin__copied")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == WORDS


def test_a_log_that_cannot_be_copied_stands_there_to_be(shown, page, serious):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    shown(make, {"spins": LOG})
    page.get_by_role("button", name="Copy my log in words").press("Enter")
    expect(page.get_by_label("Your log in words")).to_be_focused()
    expect(page.get_by_label("Your log in words")).to_have_value(WORDS)
    assert serious() == []


def test_changing_the_coin_while_it_spins_loses_nothing(shown, held):
    page = shown(make)
    expect_and_spin(page, 6)
    page.get_by_text("50p", exact=True).first.click()
    expect(page.locator(".qi-coin-spin__say")).to_contain_text("You expected 6")
    assert len(held()["spins"]) == 1 and held()["picked"]["coin"] == "fifty"


def test_what_was_learned_is_said_after_four_spins(shown, held):
    page = shown(make, width=1280)
    for said in (1, 1, 6, 6):
        expect_and_spin(page, said)
    expect(page.locator(".qi-coin-spin__lesson")).to_contain_text("That is learning.")
    page.get_by_role("button", name="Start again").click()
    assert held()["spins"] == []


@pytest.mark.parametrize("listed", [True, False])
def test_damage_is_left_out(shown, listed):
    spins = [3, None, {"seconds": 4}] if listed else 3
    page = shown(make, {"seed": "x", "picked": {"coin": "euro"}, "spins": spins})
    expect(page.get_by_role("radio", name="1p")).to_be_checked()
    assert page.locator(".qi-coin-spin__log").count() == 0
    expect(page.locator(".qi-result")).to_contain_text("No spin yet.")


def test_the_room_types_its_results_and_pools_them(shown, held):
    page = shown(make, width=1280)
    page.get_by_role("button", name="Room version").click()
    page.get_by_label("Team 1, Cycle 1").fill("7.5")
    page.get_by_label("Team 1, Cycle 1").press("Tab")
    page.get_by_label("Team 2, Cycle 1").fill("9")
    page.get_by_label("Team 2, Cycle 1").press("Tab")
    expect(page.locator(".qi-room__chart figcaption")).to_contain_text("2 points")
    assert held()["room"]["rows"][0][0] == 7.5


def test_it_stands_still_where_motion_is_unwelcome(shown, page):
    page.emulate_media(reduced_motion="reduce")
    shown(make)
    expect_and_spin(page, 5)
    assert page.evaluate("document.getAnimations().length") == 0
