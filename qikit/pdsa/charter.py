"""The charter of an improvement project, with its validator."""

from qikit.learn.forms.making import Form, answer, check, line, part, pick, text, tick
from qikit.pdsa.aim import CHECKS as AIM_CHECKS
from qikit.pdsa.aim import EXAMPLE as AIM_EXAMPLE
from qikit.pdsa.aim import FIELDS as AIM_FIELDS
from qikit.pdsa.aim import SENTENCE
from qikit.pdsa.driver_diagram import DRIVERS, EXAMPLE_DRIVERS, GRAPH_CHECKS
from qikit.pdsa.measure_family import BASELINE, MEASURES
from qikit.pdsa.measure_family import CHECKS as FAMILY_CHECKS
from qikit.pdsa.measure_family import EXAMPLE as FAMILY_EXAMPLE

STAGES = (
    "From the start, before ideas", "When ideas were chosen", "When testing began", "Not yet",
)
RUNGS = ("Informed", "Asked", "Involved", "Working as equals", "Leading")
NATURE = ("Improvement", "Research", "Not sure: we will ask")

PROBLEM = part(
    "Problem and evidence",
    text("problem", "What is the problem, and for whom?",
         "What do people experience? Which data show it?"),
    text("known", "What is already known elsewhere?",
         "Papers, guidance, other teams. Ask a library."),
)
PEOPLE = part(
    "People",
    line("team", "Team", "Roles are enough", wide=True),
    line("sponsor", "Sponsor"), line("coach", "Coach"),
    line("lived", "Lived experience: who", "People who use the service, and carers", wide=True),
    pick("stage", "Since when are they involved?", STAGES),
    pick("rung", "How far do they take part?", RUNGS),
    text("changed", "What changed because of them?", "Write “nothing yet” if that is so"),
)
SCOPE = part(
    "Scope",
    line("inside", "In scope"), line("outside", "Out of scope"),
    text("context", "Context", "What else is going on here that matters?"),
)
MEANS = part(
    "What the team needs",
    line("time", "Time"), line("permission", "Permission"), line("skills", "Skills"),
    line("resources", "Resources"),
    tick("confirmed", "The sponsor has confirmed all four"),
)
SAFE = part(
    "Risks and ethics",
    text("risks", "What could go wrong, and for whom?"),
    pick("nature", "Is it improvement or research?", NATURE),
)
REGISTER = part(
    "Earlier work",
    text("searched", "What you found in the project register", "Which words you searched for"),
    text("nearest", "The nearest match, and what you talked about",
         "Write “none found” if there was none"),
)

CHECKS = (
    *[each | {"weight": 1} for each in AIM_CHECKS],
    *[each | {"weight": 4 / 3} for each in FAMILY_CHECKS[:3]],
    FAMILY_CHECKS[4] | {"weight": 3},
    FAMILY_CHECKS[5] | {"weight": 0},
    GRAPH_CHECKS[1] | {"weight": 2},
    GRAPH_CHECKS[2] | {"weight": 2},
    check("lived", "People with lived experience are named: when and how they take part.",
          "Say who with lived experience takes part, since when, how far. Still empty: {which}.",
          ["all", ["filled", "lived", "stage", "rung"], ["not", ["is", "stage", "Not yet"]]],
          otherwise="Ask people with lived experience in before ideas are fixed.", weight=2),
    check("register", "The register was searched and the nearest match was talked about.",
          "Search the register for earlier work. Still empty: {which}.",
          ["filled", "searched", "nearest"]),
    check("means", "Time, permission, skills and resources are each filled in.",
          "Say what the team has. Still empty: {which}.",
          ["filled", "time", "permission", "skills", "resources"], weight=2),
    check("problem", "The problem and what is known about it are there.",
          "Write down the problem and what is known. Still empty: {which}.",
          ["filled", "problem", "known"], weight=0),
    check("safe", "Risks are named, and it is clear that this is improvement.",
          "Name the risks and say whether this is research. Still empty: {which}.",
          ["filled", "risks", "nature"], weight=0),
)

EXAMPLE = answer({
    **AIM_EXAMPLE, **FAMILY_EXAMPLE, **EXAMPLE_DRIVERS,
    "problem": "Four in ten letters reach the GP after the first call. People ring us, worried "
               "about new tablets.",
    "known": "Two wards here reached 80% with letters begun on the round.",
    "team": "Sister, ward clerk, junior doctor, pharmacist", "sponsor": "Director of nursing",
    "coach": "Improvement coach, medicine",
    "lived": "Two people who went home last year, one carer",
    "stage": STAGES[0], "rung": RUNGS[3],
    "changed": "They asked to read their own letter first. That became an idea to test.",
    "inside": "Discharges from Ward 7", "outside": "Transfers between wards",
    "context": "A new electronic record in spring.",
    "time": "Two hours a week for two people", "permission": "To change the round on one bay",
    "skills": "A coach once a fortnight", "resources": "A bank shift a month", "confirmed": True,
    "risks": "A rushed letter with a wrong dose. The pharmacist checks each list.",
    "nature": "Improvement", "searched": "“discharge letter”, “summary”: 3 projects found",
    "nearest": "Ward 9, 2024. We talked to its lead: weekends were the hard part.",
})


def charter(*, checks=None) -> Form:
    """A project charter: problem, aim, people, measures, drivers, means, risks, earlier work.

    Use it before a project starts. It can be downloaded once it has an outcome measure, process
    measures, a balancing measure and a plan for a baseline.

    Parameters
    ----------
    checks : list or dict, optional
        Which checks count; a dict gives weights. The usual weights add up to 20: aim 4 (how_much,
        by_when, for_whom, of_what), family 4 (outcome, process, balancing), definitions 3,
        linked 2, loops 2, lived 2, register 1, means 2. Problem, safe and baseline weigh nothing.

    Examples
    --------
    >>> import qikit as qi
    >>> charter = qi.pdsa.charter()
    >>> sum(check["weight"] for check in charter.checks)
    20.0
    >>> question = qi.ask.form("charter", "Write your charter.", charter, filled=True, points=0)
    >>> question.worth
    'practice'
    >>> question  # doctest: +ELLIPSIS
    Practice. Write your charter.
      Problem and evidence
    ...
    """
    return Form("charter", "Project charter", "What we want, with whom, and how we will know.",
                (
                    PROBLEM, part("Aim", *AIM_FIELDS), PEOPLE, SCOPE,
                    MEASURES, BASELINE,
                    *DRIVERS, MEANS, SAFE, REGISTER,
                ), CHECKS, draw="drivers", sentence=SENTENCE,
                needs=("outcome", "process", "balancing", "baseline"),
                example=EXAMPLE).choose(checks)
