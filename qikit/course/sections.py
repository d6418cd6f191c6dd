"""A notebook as a learner's page: a cover, steps with minutes, and what comes after them."""

import html
import re
from dataclasses import dataclass, field

_STEP = re.compile(r"## Step (\d+) of (\d+): (.+?) \((\d+) minutes?\)\s*$")
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?(=== END MARK SCHEME ===|\Z)", re.DOTALL)


@dataclass
class Section:
    """One screen of a page: its heading, its minutes (0 after the steps) and its HTML."""

    id: str
    title: str
    minutes: int = 0
    step: int = 0
    parts: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        """All that stands under the heading."""
        return "\n".join(self.parts)


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
    """Markdown as HTML, by the library that nbconvert uses."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(markdown)


def plain(markdown: str) -> str:
    """A heading's words without marks."""
    return re.sub(r"[*_`]", "", markdown).strip()


def _section(heading: str, number: int) -> Section:
    found = _STEP.match(heading)
    if found:
        step, _, title, minutes = found.groups()
        return Section(f"step-{step}", plain(title), int(minutes), int(step))
    title = plain(heading.removeprefix("## "))
    return Section(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), title)


def _criteria(texts: list[str]) -> str:
    items = "".join(f"<li>{words(text)}</li>" for text in texts)
    return (
        '<details class="qi-marking"><summary>How this is marked</summary>'
        f"<ul>{items}</ul></details>"
    )
