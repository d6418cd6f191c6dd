"""What a board does about a measure, by its two icons, and what a commentary answers."""

from html import escape

from qikit.spc.faces import bundle

DECISIONS = {
    ("improvement", "passes"): ("Celebrate, learn and share", "Consider a harder aim."),
    ("improvement", "hit and miss"): ("Learn why it moved", "Is the change the new normal?"),
    ("improvement", "fails"): (
        "Keep going",
        "Progress is real, the target still out of reach. Check the plan's size.",
    ),
    ("common cause", "passes"): ("Leave alone", "Spend the time elsewhere."),
    ("common cause", "hit and miss"): (
        "Do not react to the month",
        "Redesign if the miss rate matters.",
    ),
    ("common cause", "fails"): (
        "Redesign, resource or renegotiate",
        "The process cannot meet the target as designed.",
    ),
    ("concern", "passes"): ("Find the cause early", "Act before it fails."),
    ("concern", "hit and miss"): ("Investigate what changed", "Support the people who look."),
    ("concern", "fails"): ("Make it the priority", "Investigate, support and redesign."),
}
"""The decision table of M02: variation of the latest point, assurance, action and the rest."""

WITHOUT_TARGET = {
    "improvement": ("Learn why it moved", "Is the change the new normal? Agree a target."),
    "concern": ("Investigate what changed", "Support the people who look."),
    "common cause": ("Do not react to the month", "Agree what is good enough, and set a target."),
    "special cause": ("Find out what changed", "Agree which direction is better, and a target."),
}
CAUSE = {
    "common cause": "What in the way the work is designed makes it so? What is known, what is not "
    "known, and what is being checked? Nothing special happened in the latest period, so do not "
    "ask for its reason.",
    "other": "What was different? What is known, what is not known, and what is being checked?",
}
ACTION = "Who does what, by when? It should fit the action above."
HELP = "What help do the people who do this work need?"
NO_LIMITS = (
    "Keep plotting",
    "There are too few points for limits, so neither icon can be trusted yet.",
)


def decision(variation: str, assurance: str) -> tuple[str, str]:
    """The action for a pair of icons, and what goes with it."""
    found = DECISIONS.get((variation, assurance))
    return found or WITHOUT_TARGET.get(variation, NO_LIMITS)


def exception(variation: str, assurance: str) -> bool:
    """Whether a measure is worth the board's time: it changed, or it cannot meet its target."""
    return variation not in ("common cause", "") or assurance == "fails"


def rank(variation: str, assurance: str) -> int:
    """The order of exceptions: what fails and worsens first, good news last."""
    change = {"concern": 0, "special cause": 1, "common cause": 2, "": 2, "improvement": 3}
    sure = {"fails": 0, "hit and miss": 1, "": 1, "passes": 2}
    first = change[variation] if variation != "common cause" else 1
    return 10 * first + sure[assurance]


def reading(chart) -> "Reading":
    """The prompts for a chart of one series."""
    return Reading(chart)


class Reading:
    """What to do about a chart, and the prompts for its commentary.

    Attributes
    ----------
    variation, assurance : of the latest phase
    action, more : by the decision table
    prompts : pairs of a heading and its words
    """

    def __init__(self, chart) -> None:
        last = chart.summary.iloc[-1]
        self.variation, self.assurance = str(last["variation"]), str(last["assurance"] or "")
        short = last["kind"] == "run" and chart.kind != "run"
        self.action, self.more = NO_LIMITS if short else decision(self.variation, self.assurance)
        cause = CAUSE.get(self.variation, CAUSE["other"])
        self.prompts = [("Cause", cause), ("Action", ACTION), ("Help", HELP)]
        self.advice = list(chart.advice)

    @property
    def text(self) -> str:
        """All of it as lines."""
        lines = [f"Action: {self.action}. {self.more}", *self.advice]
        return "\n".join([*lines, *(f"{name}: {words}" for name, words in self.prompts)])

    def html(self) -> str:
        """As a part of a page, with lines to write on."""
        advice = "".join(f"<p>{escape(one)}</p>" for one in self.advice)
        asked = "".join(
            f'<dt>{name}</dt><dd>{escape(words)}<span class="qi-write"></span></dd>'
            for name, words in self.prompts
        )
        return (
            f'<section class="qi-reading"><h2>What to do</h2><p class="qi-reading__action"><strong>'
            f"{escape(self.action)}.</strong> {escape(self.more)}</p>{advice}"
            f'<h2>For the commentary</h2><dl class="qi-prompts">{asked}</dl></section>'
        )

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return bundle(self.text, self.html)
