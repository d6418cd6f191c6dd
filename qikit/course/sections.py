"""A notebook as a learner's page: a cover, steps with minutes, and what comes after them."""

import html
import json
import re
from dataclasses import dataclass, field

from qikit.course.glossary import Term, explain
from qikit.course.method import fill

_STEP = re.compile(r"## Step (\d+) of (\d+): (.+?) \((\d+) minutes?\)\s*$")
_SPEC = re.compile(r'<script type="application/json" class="qi-spec">(.*?)</script>', re.DOTALL)
_TASK = re.compile(r"task-([^-]+)-.+")
TRY = "On your next shift"
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?(=== END MARK SCHEME ===|\Z)", re.DOTALL)


@dataclass
class Section:
    """One screen of a page: its heading, its minutes (0 after the steps) and its HTML."""

    id: str
    title: str
    minutes: int = 0
    step: int = 0
    parts: list[str] = field(default_factory=list)
    words: list[Term] = field(default_factory=list)

    @property
    def html(self) -> str:
        """All that stands under the heading."""
        return "\n".join(self.parts)

    def explain(self, terms: list[Term]) -> None:
        """Lead from the first use of each word of the glossary to its explanation."""
        text, self.words = explain(self.html, terms, self.id)
        self.parts = [text]


def split(notebook) -> tuple[str, list[Section]]:
    """The cover's HTML and the sections of an executed notebook.

    Cells that belong to the marker are left out; of a task cell only what learners may read stands
    under the question it marks.
    """
    cover, sections, criteria = [], [], []

    def put(part):
        (sections[-1].parts if sections else cover).append(part)

    def close():
        if criteria:
            put(_criteria(criteria))
            criteria.clear()

    for cell in notebook.cells:
        said = cell.metadata.get("nbgrader", {})
        if said.get("task"):
            criteria.append(_SCHEME.sub("", cell.source).strip())
            continue
        if said.get("grade") or said.get("solution"):
            continue
        close()
        if cell.cell_type == "code":
            for part in outputs(cell):
                put(part)
            continue
        if cell.cell_type != "markdown":
            continue
        heading, _, rest = cell.source.partition("\n")
        if heading.startswith("## "):
            sections.append(_section(heading, len(sections)))
            put(words(rest))
        else:
            put(words(cell.source))
    close()
    return "\n".join(cover), sections


def asked(notebook, sections: list[Section]) -> dict:
    """What a page asks, as ``qikit.course.progress`` reads it: its steps, its questions in order.

    A question whose key is on the page brings its spec, so that it can be scored. ``try`` is what
    the lesson asks to do at work.
    """
    tasks = [_TASK.fullmatch(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
             for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("task")]
    people = {task[1] for task in tasks if task}
    questions = []
    for section in sections:
        for spec in map(json.loads, _SPEC.findall(section.html)):
            about = {"id": spec["id"], "points": spec["points"], "step": section.step}
            about["person"] = spec["id"] in people
            if spec["points"] and spec["feedback"] == "now" and not about["person"]:
                about["spec"] = spec
            questions.append(about)
    steps = [{"step": each.step, "id": each.id, "title": each.title, "minutes": each.minutes}
             for each in sections if each.step]
    return {"steps": steps, "questions": questions, "try": _to_try(sections)}


def _to_try(sections: list[Section]) -> str:
    """What a lesson asks to try at work: the first paragraph of that part, without marks."""
    part = next((each for each in sections if each.title == TRY), None)
    found = part and re.search(r"<p>(.*?)</p>", part.html, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", found[1])).strip() if found else ""


def outputs(cell) -> list[str]:
    """The HTML of a code cell's outputs; words where an output has no HTML."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/html" in data:
            found.append(data["text/html"])
        elif "image/svg+xml" in data:
            found.append(data["image/svg+xml"])
        else:
            said = data.get("text/plain") or output.get("text", "")
            if said.strip() and output.get("name") != "stderr":
                found.append(f"<pre>{html.escape(said)}</pre>")
    return found


def words(markdown: str) -> str:
    """Markdown as HTML, by the library that nbconvert uses, with the organisation's own words."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(fill(markdown))


def plain(markdown: str) -> str:
    """A heading's words without marks."""
    return re.sub(r"[*_`]", "", markdown).strip()


def _section(heading: str, number: int) -> Section:
    found = _STEP.match(heading)
    if found:
        step, _, title, minutes = found.groups()
        return Section(f"step-{step}", plain(title), int(minutes), int(step))
    title = plain(heading.removeprefix("## ").strip())
    return Section(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), title)


def _criteria(texts: list[str]) -> str:
    items = "".join(f"<li>{words(text)}</li>" for text in texts)
    return (
        '<details class="qi-marking"><summary>How this is marked</summary>'
        f"<ul>{items}</ul></details>"
    )
