"""Tools of other rooms on the learner's server."""

from types import SimpleNamespace

from qikit.course import parcels, tools


def test_a_home_page_names_its_tools_and_nobody_elses():
    """The cards stand in the sections of their rooms; without a room there is nothing."""
    room = tools.Room(
        "plan", "Plan the dose", "Who needs which dose?", parcels.ROOMS["learn"],
        (tools.Tool("plan/dose/", "Planner", "Months & pounds."),), list,
    )
    text = tools.cards([room]).decode()
    assert 'href="tools/plan/dose/"' in text and "Months &amp; pounds." in text
    assert tools.cards([]) == b""


def test_a_room_is_attached_under_tools(monkeypatch):
    """Its paths come under tools/, its scripts under its own name, its cards on the home page."""
    monkeypatch.setattr(parcels, "ROOMS", dict(parcels.ROOMS))
    given, rooms = [], []
    app = SimpleNamespace(base_url="/me/", web_app=SimpleNamespace(
        settings={"qi_host": SimpleNamespace(rooms=rooms)},
        add_handlers=lambda host, routes: given.extend(routes),
    ))
    room = tools.Room(
        "plan", "Plan", "Who?", parcels.ROOMS["learn"], (), lambda: [("plan/dose/", object)]
    )
    tools.attach(app, room)
    assert given == [("/me/qi/tools/plan/dose/", object)]
    assert rooms == [room] and "plan" in parcels.ROOMS
