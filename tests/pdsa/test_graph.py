"""Driver diagrams: orphans, loops and outlines, against a second way of finding them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qikit import pdsa
from qikit.learn.forms import drawing, graph
from qikit.learn.forms.reading import SHAPE

FORM = pdsa.driver_diagram().spec()


@st.composite
def diagrams(draw):
    """A diagram with up to five rows of each kind, linked anyhow."""
    many = {name: draw(st.integers(0, 5)) for name in SHAPE}
    ids = [f"{name}-{n}" for name in SHAPE for n in range(many[name])] + ["", "gone-1"]
    link = st.sampled_from(ids)
    value = {"aim": "An aim for everyone here"}
    for name, fields in SHAPE.items():
        value[name] = [
            {"id": f"{name}-{n}", "name": f"{name} {n}", **{field: draw(link) for field in fields}}
            for n in range(many[name])
        ]
    return value


def closure(value):
    """Who leads to whom, near or far, by powers of a matrix; and which rows are primary."""
    rows = [row for name in SHAPE for row in value[name]]
    place = {row["id"]: at for at, row in enumerate(rows)}
    steps = np.zeros((len(rows), len(rows)), bool)
    for at, row in enumerate(rows):
        for field in ("to", "also"):
            if row.get(field) in place:
                steps[at, place[row[field]]] = True
    far = steps.copy()
    for _ in rows:
        far |= (far.astype(int) @ steps.astype(int)) > 0
    return rows, far, [row in value["primary"] for row in rows]


@settings(deadline=None)
@given(diagrams())
def test_orphans_and_loops(value):
    rows, far, primary = closure(value)
    reach = [primary[at] or any(far[at, up] and primary[up] for up in range(len(rows)))
             for at in range(len(rows))]
    orphans = [f"“{row['name']}”" for row, good in zip(rows, reach, strict=True) if not good]
    loops = [f"“{row['name']}”" for at, row in enumerate(rows) if far[at, at]]
    assert graph.orphans(FORM, value, SHAPE) == orphans
    assert graph.loops(FORM, value, SHAPE) == loops
    for check in pdsa.review(pdsa.driver_diagram(), value):
        if check["id"] == "linked":
            assert check["met"] == (bool(value["ideas"]) and not orphans)
        if check["id"] == "loops":
            assert check["met"] == (bool(value["primary"]) and not loops)


@settings(deadline=None)
@given(diagrams())
def test_the_outline_holds_every_row(value):
    text = pdsa.outline(value)
    for name in SHAPE:
        for row in value[name]:
            assert f": {row['name']}" in text
    loose = graph.orphans(FORM, value, SHAPE)
    assert ("Not linked to the aim yet:" in text) == bool(loose)


@settings(deadline=None)
@given(diagrams())
def test_the_drawing_says_what_it_shows(value):
    svg = drawing.drivers(FORM, value)
    states = graph.states(graph.nodes(FORM, value, SHAPE))
    assert svg.count("<rect") == len(states) + 1
    assert svg.count("stroke-dasharray") == sum(state != "linked" for state in states)
    assert 'role="img"' in svg
    assert 'aria-label="Driver diagram. Aim: An aim for everyone here' in svg
    assert "style=" not in svg


def test_adding_an_unlinked_idea_changes_one_check():
    value = dict(pdsa.driver_diagram().example)
    value["ideas"] = [*value["ideas"], {"id": "i9", "name": "A poster"}]
    open_ = [each for each in pdsa.review(pdsa.driver_diagram(), value) if not each["met"]]
    assert [each["id"] for each in open_] == ["linked"]
    assert open_[0]["words"] == "Choose where these lead to: “A poster”."


def test_two_drivers_that_lead_to_each_other():
    value = dict(pdsa.driver_diagram().example)
    value["secondary"] = [{"id": "s1", "name": "Staff", "to": "s2"},
                          {"id": "s2", "name": "Rota", "to": "s1"}]
    found = {each["id"]: each for each in pdsa.review(pdsa.driver_diagram(), value)}
    assert found["loops"]["words"] == (
        "These lead round in a circle. Let one of them lead to a primary driver: “Staff” and "
        "“Rota”."
    )
    assert not found["linked"]["met"]
