"""One page with every kind of question in every state, for looking at and for axe.

``python tests/browser/gallery.py FOLDER`` writes it there, with the modules and styles it needs.
"""

import json
import shutil
import sys
from pathlib import Path

import pandas as pd

import qikit as qi
from qikit import learn
from qikit.learn import ask, session

UI = Path(learn.__file__).with_name("ui")
MEASURES = {
    "falls": "Falls with harm", "checks": "Risk checks done within 6 hours of coming to the ward",
    "alarms": "Alarms that nobody needed", "socks": "Patients with non-slip socks",
    "stay": "Days in hospital after a fall", "staff": "Overtime of the night team",
}
SORTED = {"falls": "o", "checks": "p", "alarms": "b", "socks": "p", "stay": "o", "staff": "b"}
SAID = {
    "sleep": "“I could not sleep for the noise.”",
    "told": "“Nobody told me what would happen next.”",
    "home": "“I want to be home for the weekend.”",
}
FITS = {
    "noise": "Nights quieter than 40 decibels", "plan": "People who know their plan for tomorrow",
    "friday": "Discharges before Friday noon", "beds": "Beds in use",
}
MATCHED = {"sleep": "noise", "told": "plan", "home": "friday"}
LETTERS = [62, 64, 61, 66, 63, 67, 60, 62, 65, 61, 64, 63]


class Drawing:
    """A picture of a few values, lighter than a chart of ``qi.chart``."""

    series = ("minutes",)

    def __init__(self, values, name="drawing"):
        self.points = pd.DataFrame({"x": range(1, len(values) + 1), "y": values})
        frame = self.points.rename(columns={"x": "week", "y": "minutes"})
        self.analysis = qi.chart(frame, x="week", y="minutes", kind="xmr").analysis
        self.words = f"Run chart of {len(values)} weeks. Latest value {values[-1]}."
        self.name = name

    def _repr_mimebundle_(self):
        xs = [40 + 560 * n / (len(self.points) - 1) for n in range(len(self.points))]
        low, high = self.points.y.min(), self.points.y.max()
        ys = [210 - 180 * (y - low) / (high - low) for y in self.points.y]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True))
        dots = "".join(
            f'<g class="qi-point" id="{self.name}-p{n}" data-position="{n}">'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#6B7780"/></g>'
            for n, (x, y) in enumerate(zip(xs, ys, strict=True), 1)
        )
        return {
            "text/plain": self.words,
            "text/html": (
                f'<figure class="qi-chart" id="{self.name}"><svg viewBox="0 0 640 240" role="img" '
                f'aria-labelledby="{self.name}-title"><title id="{self.name}-title">{self.words}'
                f'</title><path d="M{line}" fill="none" stroke="#6B7780" stroke-width="2"/>{dots}'
                f"</svg><figcaption>{self.words}</figcaption></figure>"
            ),
        }


def kinds(chart):
    """Each kind: how it is asked, and its answers (right, partly right or not yet, saved)."""
    options = {
        "a": "One week is much higher than the others, so something special happened that week",
        "b": "Eleven weeks in a row below the median: a shift",
        "c": "Nothing but chance",
    }
    why = {"a": "That is one point. A shift is about several points in a row on one side."}
    hints = ["Count the points in a row.", "Skip points that lie on the median."]
    rows = {"falls": "Inpatient falls", "sickness": "Sickness absence", "ed": "4-hour wait in A&E"}
    columns = {
        "Variation": ask.pick("improvement", "common cause", "concern"),
        "Limit": ask.figure(within=0.05, unit="%"),
    }
    cells = {
        "falls": {"Variation": "concern", "Limit": 6.5},
        "sickness": {"Variation": "concern", "Limit": 5.2},
        "ed": {"Variation": "common cause", "Limit": 77.4},
    }
    partly = {"falls": {"Variation": "concern", "Limit": "6.5%"}, "ed": {"Variation": "concern"}}
    items = {"aim": "What are we trying to accomplish?",
             "measure": "How will we know that a change is an improvement?",
             "change": "What change can we make that will result in improvement?"}
    return {
        "choice": (
            lambda id, **more: ask.choice(
                id, "What does the run below the median show?", options, **more
            ),
            {"key": "b", "why": why, "hints": hints},
            ["b", "a"],
        ),
        "several": (
            lambda id, **more: ask.several(
                id, "Which rules show a signal on this chart?",
                {"shift": "Shift", "trend": "Trend", "runs": "Too few runs"}, points=2, **more
            ),
            {"key": {"shift", "runs"}, "partial": [(1, 1)]},
            [["shift", "runs"], ["shift"], ["trend"]],
        ),
        "number": (
            lambda id, **more: ask.number(
                id, "What is the median of these 24 weeks?", unit="%", within=0.5, **more
            ),
            {"key": 68, "why": {"67": "That is the mean. The median is the middle value."}},
            ["68%", "0.68", "67"],
        ),
        "order": (
            lambda id, **more: ask.order(
                id, "Put the three questions in order.", items, points=2, **more
            ),
            {"key": list(items), "partial": [(1, 1)]},
            [list(items), ["aim", "change", "measure"], ["change", "aim", "measure"]],
        ),
        "points": (
            lambda id, **more: ask.points(id, chart(id), "Which point is a special cause?", **more),
            {"key": {7}, "why": {4: "Week 4 is high, but it lies within the limits."}},
            [[7], [4]],
        ),
        "place": (
            lambda id, **more: ask.place(
                id, "Place the dots: letters sent within 24 hours.", unit="%", y=(56, 72, 1),
                labels=[f"Week {n}" for n in range(1, 13)], values=LETTERS, **more
            ),
            {},
            [LETTERS, [62, 64, 61, 60, 63] + [None] * 7],
        ),
        "table": (
            lambda id, **more: ask.table(
                id, "Read the chart of each measure.", rows=rows, columns=columns,
                corner="Measure", points=3, **more
            ),
            {"key": cells,
             "why": {"ed": {"Variation": {"concern": "One low month is no signal."}}}},
            [cells, partly],
        ),
        "short": (
            lambda id, **more: ask.short(
                id, "What do we call the middle value of a run chart?", **more
            ),
            {"key": "median", "why": {"mean": "The mean adds all values and divides."},
             "hints": ["Half of the values lie above it."]},
            ["Median.", "mean", "medain"],
        ),
        "sort": (
            lambda id, **more: ask.sort(
                id, "Which kind of measure is each?", MEASURES,
                {"o": "Outcome", "p": "Process", "b": "Balancing"}, points=2, **more
            ),
            {"key": SORTED, "partial": [(5, 1)],
             "why": {"alarms": {"p": "Nobody set out to have these alarms."}}},
            [SORTED, {**SORTED, "alarms": "p"}, {"falls": "b"}],
        ),
        "match": (
            lambda id, **more: ask.match(
                id, "Which measure fits what each person said?", SAID, FITS, points=3, **more
            ),
            {"key": MATCHED, "why": {"home": {"beds": "What would matter to her?"}}},
            [MATCHED, {**MATCHED, "home": "beds"}, {"sleep": "beds"}],
        ),
        "text": (
            lambda id, **more: ask.text(
                id, "Name one likely cause, and one thing to check.\n\nWrite as you would to a "
                "colleague.", words=(30, 150), **more
            ),
            {},
            ["The new discharge lounge opened in week 13."],
        ),
        "code": (
            lambda id, **more: ask.code(
                id, "Write the limits of an XmR chart.", function="xmr_limits",
                cases=[learn.case([1, 2, 3], {"centre": 2}, name="three values")], points=3, **more
            ),
            {},
            [{"passed": 1, "of": 3}, {"passed": 3, "of": 3}],
        ),
    }


def questions():
    """Every question of the gallery with its stored answer: not answered, checked, marked."""
    made, answers = [], {}

    def drawing(id):
        return Drawing([33, 31, 35, 38, 30, 34, 44, 32, 33, 29, 35, 34], f"chart-{id}")

    with session.plan():
        for _kind, (make, now, values) in kinds(drawing).items():
            for at, value in enumerate([None, *values]):
                question = make(f"q{len(made) + 1}", **now)
                made.append(question)
                if value is None:
                    continue
                result = question.score(value)
                tries = [{"at": "2026-11-23T09:00:00Z", "value": value, "state": result.state}] * at
                answers[question.id] = {"value": value, "attempts": tries}
            if now:
                later = {name: part for name, part in now.items() if name not in ("key", "why")}
                question = make(f"q{len(made) + 1}", **later)
                made.append(question)
                answers[question.id] = {"value": values[0], "attempts": []}
    return made, answers


PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Gallery of questions</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/questions.css">
<style>body {{ margin: 0; padding: 1rem; background: var(--qi-ground); color: var(--qi-ink);
font-family: var(--qi-font); }} main {{ max-width: var(--qi-measure); margin: auto; }}</style>
</head><body><main><h1>Gallery of questions</h1>
{parts}
</main>
<script type="module">
import {{ mountAll }} from "./ui/host.js";
import {{ memoryStore }} from "./store.js";
window.store = memoryStore({answers});
window.handles = mountAll(document, window.store);
await Promise.all(window.handles.map((handle) => handle.ready));
document.documentElement.dataset.ready = "yes";
</script></body></html>
"""

STORE = (UI / "memory.js").read_text("utf-8")


def write(folder: Path) -> Path:
    """Write the gallery, and what it needs, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(UI, folder / "ui", dirs_exist_ok=True)
    made, answers = questions()
    shown = learn.explore(
        lambda baseline: Drawing([30 + baseline, 33, 31 - baseline, 36, 34], f"e{baseline}"),
        baseline=range(12, 25),
    )
    rules = learn.explore(
        lambda rule: Drawing([30, 33, 31 - rule, 36], f"r{rule}"),
        rule={"Seven points": 7, "Eight points": 8},
    )
    measures = learn.explore(
        lambda measure: Drawing([30, 33, measure], f"m{measure}"),
        measure={f"Measure {letter}": 30 + at for at, letter in enumerate("ABCDEF")},
    )
    frame = pd.DataFrame({"ward": ["Ash", "Birch"], "falls": [12, 7], "rate": [6.541, 3.2]})
    parts = [*(each.html() for each in made), shown.html(), rules.html(), measures.html(),
             learn.table(frame, "Falls by ward").html()]
    page = PAGE.format(
        parts="\n".join(parts), answers=json.dumps(answers).replace("<", "\\u003c")
    )
    (folder / "index.html").write_text(page, "utf-8")
    (folder / "store.js").write_text(STORE, "utf-8")
    return folder / "index.html"


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
