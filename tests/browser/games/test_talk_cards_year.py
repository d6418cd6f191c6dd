"""Conversation, card sort and portfolio on the page: by keys, kept, read back, as Python has it."""

import sys
from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import expect

import qikit as qi
from qikit.games.random import Stream

GAMES = Path(__file__).parents[2] / "games"
ROOMS = {name: sys.modules[getattr(qi.games, name).__module__]
         for name in ("conversation", "card_sort", "portfolio")}
SCORE = """async ([kind, cases]) => {
  const { score } = await import(`/games/${kind}.js`);
  return cases.map(([spec, key, value, why, partial]) => score(spec, key, value, why, partial));
}"""
PLAYED = """async ([spec, runs]) => {
  const { played, summed } = await import("/games/quarters/rules.js");
  return runs.map(([seed, quarters]) => {
    const results = played(spec, seed, quarters);
    return [results, summed(spec, results)];
  });
}"""


def sibling(name):
    """The examples that the test of a game in Python uses."""
    found = util.spec_from_file_location(f"of_{name}", GAMES / f"test_{name}.py")
    module = util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


TALK, DECK, YEAR = (sibling(name) for name in ("conversation", "card_sort", "portfolio"))


def talk(id, **more):
    return qi.games.conversation(id, "Sam is stuck.", TALK.scenes(), **more)


def deck(id, **more):
    return qi.games.card_sort(id, "Which waste?", DECK.CARDS, DECK.PILES, key=DECK.KEY, **more)


def year(id, **more):
    return qi.games.portfolio(id, "Finish what matters.", projects=YEAR.PROJECTS, seed=3,
                              events=YEAR.EVENTS, days=100, limit=3, **more)


def agree(in_page, kind, cases):
    assert in_page(SCORE, [kind, cases]) == [ROOMS[kind].score(*each) for each in cases]


def test_the_page_scores_talks_as_python_scores_them(in_page):
    spec, chance = talk("game", out_of=4, points=5).spec(), Stream(1)
    why = {"start": {"2": "Sam has heard that before."}}
    paths = [[[["start", "shut", "tried"][chance.whole(3)], chance.whole(4)]
              for _ in range(chance.whole(5))] for _ in range(200)]
    values = [None, "", 3, {}, [], {"path": "no"}, *({"path": path} for path in paths)]
    agree(in_page, "conversation",
          [[spec, TALK.KEY, value, why, [[2, 2], [4, 5]]] for value in values])


def test_the_page_scores_decks_as_python_scores_them(in_page):
    spec, chance = deck("game", points=3).spec(), Stream(2)
    piles = [*DECK.PILES, "nowhere"]
    puts = [{card: piles[chance.whole(4)] for card in DECK.CARDS if chance.whole(3)}
            for _ in range(200)]
    values = [None, "", 3, {}, [], {"put": 2}, *({"put": put} for put in puts)]
    agree(in_page, "card_sort", [[spec, spec["key"], value, None, [[2, 1]]] for value in values])


def test_the_page_scores_and_plays_years_as_python_does(in_page):
    spec, chance = year("game", points=4).spec(), Stream(4)
    values = [None, "", 3, {}, [], {"quarters": 2}, {"quarters": [[]]}, {"quarters": [[]] * 9}]
    agree(in_page, "portfolio", [[spec, None, value, None, None] for value in values])
    runs = [[seed, YEAR.chance_quarters(chance)] for seed in range(150)]
    room = ROOMS["portfolio"]
    by_python = [[played, room.summed(spec, played)]
                 for played in (room.played(spec, *each) for each in runs)]
    assert in_page(PLAYED, [spec, runs]) == by_python


def test_a_talk_by_keys_alone_with_a_step_back(shown, held, serious, page):
    shown(talk)
    assert serious() == [] and held() is None
    page.get_by_role("button", name="Try again.").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sorry. Go on?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The talk is over")).to_be_visible()
    assert held() == {"path": [["start", 1], ["shut", 0]]}
    assert serious() == []
    page.get_by_role("button", name="Go back one step").click()
    assert held() == {"path": [["start", 1]]}
    page.get_by_role("button", name="Begin again").click()
    page.get_by_role("button", name="What did you try?").click()
    expect(page.get_by_text("You used open question (1).")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_talk_with_its_key_says_its_points_and_reads_back(shown, page):
    shown(lambda id: talk(id, key=TALK.KEY, out_of=4, why={"start": {2: "Sam heard that before."}}),
          {"path": [["start", 1], ["shut", 0], ["gone", 1]]})
    expect(page.get_by_text("2 of 4 for what you chose to say.").first).to_be_visible()
    expect(page.get_by_text("Sam heard that before.").first).to_be_visible()


def test_cards_go_on_their_piles_by_number_tap_and_mouse(shown, held, serious, page):
    shown(deck, width=1280)
    first, second, third = (name for name, _ in deck("game").spec()["cards"])
    page.locator("[data-pile]").first.focus()
    page.keyboard.press("2")
    page.get_by_role("button", name="Waiting").click()
    assert held()["put"] == {first: "walk", second: "wait"}
    assert serious() == []
    page.locator(".qi-card-sort__card").drag_to(page.locator("[data-place=over]"))
    assert held()["put"] == {first: "walk", second: "wait", third: "over"}
    right = deck("game", points=3).score(held())
    expect(page.get_by_text(right.messages[0]).first).to_be_visible()
    assert serious() == []


def test_wrong_cards_are_sorted_again_and_the_last_is_taken_back(shown, held, page):
    wrong = {"form": "wait", "chair": "walk", "bed": "over"}
    shown(deck, {"put": wrong | {"ghost": "walk"}})
    page.get_by_role("button", name="Sort those 2 cards again").click()
    assert held()["put"] == {"chair": "walk"}
    page.locator("[data-pile]").first.click()
    page.get_by_role("button", name="Take the last card back").click()
    assert held()["put"] == {"chair": "walk"}
    page.get_by_role("button", name="Shuffle all together again").click()
    expect(page.get_by_text("Card 1 of 3")).to_be_visible()


def test_a_year_is_played_by_keys_and_kept(shown, held, serious, page):
    shown(year)
    assert serious() == [] and held() is None
    expect(page.locator(".qi-portfolio__needs")).to_contain_text("2 projects, limit 3.")
    page.get_by_role("checkbox", name="food").focus()
    page.keyboard.press("Space")
    for quarter in range(1, 5):
        page.get_by_role("button", name=f"Play quarter {quarter}").press("Enter")
    kept = held()
    spec = year("game").spec()
    room = ROOMS["portfolio"]
    by_python = room.summed(spec, room.played(spec, kept["seed"], kept["quarters"]))
    expect(page.get_by_text(f"Benefit {by_python['benefit']} from")).to_be_visible()
    assert serious() == [] and page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="A new year").click()
    assert held()["quarters"] == [] and held()["seed"] != 3


def test_a_year_goes_on_after_a_reload_and_damage_is_left_out(shown, page):
    shown(year, {"seed": "x", "quarters": [["letters", "ghost", 3], "no"], "chosen": 4})
    expect(page.get_by_role("button", name="Play quarter 3")).to_be_visible()


def test_a_talk_begins_at_its_first_scene_even_when_names_are_numbers(shown, held, page):
    made = {"9": {"who": "Sam", "says": "Nine.", "choices": [{"say": "Go on", "to": "1"}]},
            "1": {"who": "Sam", "says": "One."}}
    shown(lambda id: qi.games.conversation(id, "Sam is stuck.", made))
    page.get_by_role("button", name="Go on").click()
    assert held() == {"path": [["9", 0]]}
    expect(page.get_by_text("The talk is over")).to_be_visible()


def test_answers_can_wait_until_every_card_lies(shown, page):
    shown(lambda id: deck(id, at_end=True))
    for _ in range(3):
        expect(page.get_by_text("Not yet")).to_have_count(0)
        page.locator("[data-place=over]").click()
    expect(page.locator(".qi-card-sort__sum")).to_have_text("1 of 3 is on the right pile.")
    expect(page.get_by_text("Not yet")).to_have_count(2)


def test_a_deck_made_again_comes_in_another_order(shown, page):
    cards = {str(n): f"Card of the number {n}" for n in range(40)}
    shown(lambda id: qi.games.card_sort(id, "Which?", cards, DECK.PILES))

    def order(many):
        seen = []
        for _ in range(many):
            seen.append(page.locator(".qi-card-sort__card").inner_text())
            page.locator("[data-place=over]").click()
        return seen

    first = order(6)
    page.get_by_role("button", name="Shuffle all together again").click()
    assert order(6) != first


def test_the_cards_that_teams_agree_least_on_come_first(shown, page):
    rows = [["over", "walk", "wait"], ["over", "over", "wait"], ["over", "wait", "wait"],
            ["over", "wait", "walk"]]
    room = {"teams": ["A", "B", "C", "D"], "rows": rows, "round": 3}
    shown(deck, {"put": {}, "room": room}, width=1280)
    page.get_by_role("button", name="Room version").click()
    last = page.locator(".qi-card-sort__agree tbody td:last-child")
    expect(last).to_have_text(["2 of 4", "3 of 4", "4 of 4"])
    names = [words for _, words in deck("game").spec()["cards"]]
    expect(page.locator(".qi-card-sort__agree tbody th")).to_have_text(
        [names[1], names[2], names[0]])


def test_a_room_reads_every_answer_and_where_it_leads(shown, page):
    room = {"teams": ["A"], "rows": [["2", None]], "round": 0}
    shown(talk, {"path": [], "room": room}, width=1280)
    page.get_by_role("button", name="Room version").click()
    expect(page.locator(".qi-room__say")).to_contain_text("2. Try again.")
    chart = page.locator(".qi-room__chart")
    expect(chart).to_contain_text("1 of 1: Try again. Go on at line 2.")
    expect(chart).to_contain_text("What did you try? The talk ends. Sam: One bay, on Tuesday.")


def test_what_goes_on_starts_and_stops_is_said(shown, page):
    shown(year)
    card = page.locator(".qi-portfolio__card")
    expect(card.filter(has_text="letters")).to_contain_text("goes on")
    page.get_by_role("checkbox", name="letters").click()
    expect(card.filter(has_text="letters")).to_contain_text("stops")
    page.get_by_role("checkbox", name="food").click()
    expect(card.filter(has_text="food")).to_contain_text("starts")
    page.get_by_role("button", name="Play quarter 1").click()
    expect(page.locator(".qi-portfolio__story")).to_contain_text("Begun: food. Stopped: letters.")
    expect(card.filter(has_text="letters")).not_to_contain_text("stops")


def test_the_rules_on_the_page_are_those_of_the_spec(shown, page):
    shown(year)
    page.get_by_text("The rules").click()
    expect(page.locator(".qi-portfolio__rules li")).to_have_text(year("game").spec()["rules"])


@pytest.mark.parametrize(("make", "team", "given", "said"), [
    (talk, "Team 1, Line 1", "2", "1 of 3: Try again."),
    (deck, "Team 1, Card 1", "walk", "1 of 1"),
    (year, "Team 1, Quarter 1", "5", "Benefit of each team so far"),
])
def test_each_has_a_room_version(shown, held, serious, page, make, team, given, said):
    shown(make, width=1280)
    page.get_by_role("button", name="Room version").click()
    cell = page.get_by_label(team)
    if make is year:
        cell.fill(given)
        cell.press("Tab")
    else:
        cell.select_option(given)
    expect(page.locator(".qi-room__chart")).to_contain_text(said)
    assert held()["room"]["rows"][0][0] == (5 if make is year else given)
    assert serious() == []
