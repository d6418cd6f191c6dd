"""The driver diagram: from the aim, over drivers, to ideas for change."""

from qikit.learn.forms.making import Form, answer, check, line, link, part, rows, text
from qikit.learn.forms.reading import SHAPE

DRIVERS = (
    rows("primary", "primary driver", "Primary drivers",
         line("name", "Primary driver", wide=True),
         line("measure", "Process measure", "At least one driver should have one", wide=True),
         about="The two to five big things that the aim depends on. Each leads to the aim.",
         least=2, most=8, compact=True),
    rows("secondary", "secondary driver", "Secondary drivers",
         line("name", "Secondary driver", wide=True),
         link("to", "Leads to", ["primary", "secondary"]),
         about="What each primary driver depends on.", least=2, most=16, compact=True),
    rows("ideas", "change idea", "Change ideas",
         line("name", "Change idea", "Small enough to test this week", wide=True),
         link("to", "Leads to", ["secondary", "primary"]),
         link("also", "Also leads to", ["secondary", "primary"], optional=True),
         about="Things you could try. Each leads to a driver.", least=2, most=24, compact=True),
)

GRAPH_CHECKS = (
    check("drivers", "There are two to five primary drivers.",
          "Name two to five primary drivers: the big things that the aim depends on.",
          ["count", "primary", ["filled", "name"], 2, 5]),
    check("linked", "Every driver and every idea leads to the aim.",
          "Choose where these lead to: {which}.",
          ["all", ["count", "ideas", None, 1, None], ["reaches", SHAPE]],
          otherwise="Add a change idea, and choose the driver that it leads to."),
    check("loops", "Nothing leads back to itself.",
          "These lead round in a circle. Let one of them lead to a primary driver: {which}.",
          ["all", ["count", "primary", None, 1, None], ["loopless", SHAPE]],
          otherwise="Begin with a primary driver. It leads straight to the aim."),
    check("ideas", "Every primary driver has something to try beneath it.",
          "Add a secondary driver or an idea under: {which}.", ["fed", SHAPE, "primary"]),
)
CHECKS = (
    check("aim", "The aim stands at its head.", "Write the aim first. It is the head of the tree.",
          ["words", "aim", 4]),
    *GRAPH_CHECKS,
    check("measured", "At least one driver has a process measure.",
          "Give at least one driver a process measure: it shows whether the change happens.",
          ["count", "primary", ["filled", "measure"], 1, None]),
)

EXAMPLE_DRIVERS = answer({
    "primary": [
        {"id": "p1", "name": "Letters begin early", "measure": "Letters begun by 11:00"},
        {"id": "p2", "name": "Medicines are known in time", "measure": "Lists checked by noon"},
    ],
    "secondary": [
        {"id": "s1", "name": "Discharge is planned the day before", "to": "p1"},
        {"id": "s2", "name": "A pharmacist sees the list", "to": "p2"},
    ],
    "ideas": [
        {"id": "i1", "name": "Begin letters on the afternoon round", "to": "s1"},
        {"id": "i2", "name": "Pharmacist joins the board round", "to": "s2", "also": "s1"},
        {"id": "i3", "name": "People read their own letter first", "to": "p1"},
    ],
})
EXAMPLE = {
    "aim": "80% of discharge letters sent within 24 hours on Ward 7 by 31 March 2027",
    **EXAMPLE_DRIVERS,
}


def driver_diagram(*, checks=None) -> Form:
    """A driver diagram, drawn as it is filled in and read as an outline too.

    Use it to show what the aim depends on, so that every idea has a reason. It finds ideas that
    lead nowhere and drivers that lead round in a circle.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count, from aim, drivers, linked, loops, ideas, measured.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.ask.form("drivers", "Draw your driver diagram.", qi.pdsa.driver_diagram(), filled=True,
    ...             points=0)
    Practice. Draw your driver diagram.
      The aim
      - Aim in one sentence
      Primary drivers (for each primary driver)
      - Primary driver
      - Process measure
      Secondary drivers (for each secondary driver)
      - Secondary driver
      - Leads to
      Change ideas (for each change idea)
      - Change idea
      - Leads to
      - Also leads to
    """
    return Form("driver_diagram", "Driver diagram",
                "What does the aim depend on, and what could we try?",
                (part("The aim", text("aim", "Aim in one sentence", "How much, by when, for whom")),
                 *DRIVERS), CHECKS, draw="drivers", example=EXAMPLE).choose(checks)
