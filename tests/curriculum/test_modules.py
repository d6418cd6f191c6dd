"""Every module, whichever they are, keeps to the frame, the points and the conventions."""

import datetime
import re

import nbformat

import qikit as qi
from qikit.place import root

AUTOMATIC = {"all_staff": 10, "managers": 20, "experts": 20}
MANUAL = {"all_staff": 4, "managers": 10, "experts": 20}
LONGEST_STEP = {"all_staff": 5, "managers": 10, "experts": 15}
STEP = re.compile(r"## Step (\d+) of (\d+): .+ \((\d+) minutes?\)")
ENDINGS = ("In short", "Words used", "Go further", "Sources and licence")
HIDDEN = "### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"


def automatic(lesson):
    return {
        name.removeprefix("mark-"): cell
        for name, cell in lesson.graded.items()
        if cell.metadata["nbgrader"]["grade"]
    }


def tasks(lesson):
    return {
        name: cell
        for name, cell in lesson.graded.items()
        if cell.metadata["nbgrader"].get("task")
    }


def test_modules_are_what_the_folders_hold(folders):
    notebooks = sorted((root() / "curriculum").glob("[!_]*/[AME]*/*.ipynb"))
    assert [path.parent for path in notebooks] == folders
    assert [path.stem for path in notebooks] == [folder.name for folder in folders]
    assert len(folders) > 0


def test_names_are_unique_and_in_their_tier(folders):
    assert len({folder.name for folder in folders}) == len(folders)
    letter = {"all_staff": "A", "managers": "M", "experts": "E"}
    for folder in folders:
        assert re.fullmatch(rf"{letter[folder.parent.name]}\d\d_[a-z0-9_]+", folder.name)


def test_the_notebook_is_valid(lesson):
    nbformat.validate(lesson.notebook)
    assert (lesson.notebook.nbformat, lesson.notebook.nbformat_minor) == (4, 5)
    assert lesson.notebook.metadata["kernelspec"]["name"] == "python3"


def test_metadata_says_what_the_module_is(lesson, groups):
    meta = lesson.meta
    assert meta["id"] == lesson.name.partition("_")[0]
    assert lesson.cells[0].source.startswith(f"# {meta['title']}\n")
    assert isinstance(meta["minutes"], int) and meta["minutes"] > 0
    assert meta["dose"] in [group["key"] for group in groups]
    assert 3 <= len(meta["outcomes"]) <= 6
    assert meta["modes"] == ["self-paced", "room", "webinar"]
    assert meta["code"] is any("### BEGIN SOLUTION" in cell.source for cell in lesson.cells)
    assert datetime.date.fromisoformat(meta["reviewed"])


def test_data_sets_exist_and_are_the_ones_loaded(lesson):
    code = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "code")
    loaded = set(re.findall(r'qi\.load\("(\w+)"\)', code))
    assert set(lesson.meta["data"]) <= set(qi.names())
    assert loaded == set(lesson.meta["data"])


def test_frame(lesson):
    titles = [
        line
        for cell in lesson.markdown
        for line in cell.source.splitlines()
        if line.startswith("# ")
    ]
    assert len(titles) == 1
    assert lesson.cells[0].cell_type == "markdown"
    assert str(lesson.meta["minutes"]) in lesson.cells[0].source
    assert "By the end you can" in lesson.cells[0].source
    first = next(cell for cell in lesson.cells if cell.cell_type == "code")
    assert "import qikit as qi" in first.source


def test_steps_and_endings(lesson):
    heads = [
        line
        for cell in lesson.markdown
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    steps = [STEP.fullmatch(head) for head in heads if head.startswith("## Step")]
    assert all(steps)
    assert [int(step[1]) for step in steps] == list(range(1, len(steps) + 1))
    assert {int(step[2]) for step in steps} == {len(steps)}
    minutes = [int(step[3]) for step in steps]
    assert max(minutes) <= LONGEST_STEP[lesson.tier]
    assert sum(minutes) <= lesson.meta["minutes"]
    assert [head[3:] for head in heads if head[3:] in ENDINGS] == list(ENDINGS)
    assert heads[0].startswith("## Step") and heads[-1] == "## Sources and licence"


def test_something_is_done_in_the_first_step(lesson):
    order = [cell.id for cell in lesson.cells]
    heads = [cell.id for cell in lesson.markdown if cell.source.startswith("## ")]
    asks = [cell.id for name, cell in lesson.graded.items() if name.startswith("ask-")]
    assert order.index(heads[0]) < order.index(asks[0]) < order.index(heads[1])


def test_in_short_has_three_points(lesson):
    cell = next(cell for cell in lesson.markdown if cell.source.startswith("## In short"))
    assert len(re.findall(r"^- ", cell.source, re.MULTILINE)) == 3


def test_points_add_up(lesson):
    marked = sum(cell.metadata["nbgrader"]["points"] for cell in automatic(lesson).values())
    by_hand = sum(cell.metadata["nbgrader"]["points"] for cell in tasks(lesson).values())
    assert (marked, by_hand) == (AUTOMATIC[lesson.tier], MANUAL[lesson.tier])


def test_every_question_has_its_marks(lesson):
    """A question with points is asked once, marked once, and both cells say the same points."""
    cells = automatic(lesson)
    asked = lesson.plan.questions
    for name in asked:
        assert f"ask-{name}" in lesson.graded
    assert {name for name, each in asked.items() if each.points and not each.by_person} == set(
        cells
    )
    assert [mark.question.id for mark in lesson.plan.marks] == list(cells)
    for mark in lesson.plan.marks:
        assert mark.points == cells[mark.question.id].metadata["nbgrader"]["points"]
    for question in asked.values():
        if question.by_person:
            own = [
                cell.metadata["nbgrader"]["points"]
                for name, cell in tasks(lesson).items()
                if name.startswith(f"task-{question.id}-")
            ]
            assert question.points == sum(own)


def test_a_question_answered_at_once_is_marked_right_after_it(lesson):
    order = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in lesson.cells]
    for mark in lesson.plan.marks:
        name = mark.question.id
        if mark.question.feedback == "now" and mark.question.kind != "code":
            assert order.index(f"mark-{name}") == order.index(f"ask-{name}") + 1


def test_mark_cells_are_hidden_whole_and_score_once(lesson):
    for name, cell in automatic(lesson).items():
        assert cell.source.startswith(HIDDEN[0]) and cell.source.endswith(HIDDEN[1])
        assert cell.source.count("qi.score(") == 1
        assert re.search(rf'qi\.score\(\s*"{name}"', cell.source)


def test_tasks_keep_their_levels_in_the_mark_scheme(lesson):
    for cell in tasks(lesson).values():
        before, _, rest = cell.source.partition("=== BEGIN MARK SCHEME ===")
        scheme, _, after = rest.partition("=== END MARK SCHEME ===")
        assert before.strip() and scheme.strip() and not after.strip()
        points = cell.metadata["nbgrader"]["points"]
        assert f"({points} point" in before


def test_cell_ids_are_chosen_words(lesson):
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    for id in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id)
        assert not re.fullmatch(r"[0-9a-f]{8}", id)


def test_locked_code_is_folded(lesson):
    for cell in lesson.cells:
        settings = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and settings.get("locked"):
            assert "hide-input" in cell.metadata["tags"]
            assert cell.metadata["jupyter"]["source_hidden"] is True
        if cell.cell_type == "code" and not lesson.meta["code"]:
            assert settings.get("locked") is True


def test_nbgrader_settings_are_whole(lesson):
    for name, cell in lesson.graded.items():
        settings = cell.metadata["nbgrader"]
        assert settings["schema_version"] == 3
        assert settings["cell_type"] == cell.cell_type
        assert re.match(r"(ask|mark|code|task|show)-", name)


def test_stored_outputs_are_text_without_a_key(lesson):
    for cell in lesson.cells:
        for output in cell.get("outputs", []):
            assert output["output_type"] in ("stream", "display_data", "execute_result")
            assert set(output.get("data", {})) <= {"text/plain"}


def test_the_folder_holds_no_answers(lesson):
    assert not list(lesson.folder.rglob("answers.json"))


def test_pictures_exist_and_have_words(lesson):
    for cell in lesson.markdown:
        for words, name in re.findall(r"!\[(.*?)\]\((.+?)\)", cell.source):
            assert len(words.split()) >= 5
            assert (lesson.folder / name).is_file()


def test_the_facilitator_page_is_whole(lesson):
    page = (lesson.folder / "facilitator.md").read_text("utf-8")
    for part in ("room", "webinar", "materials", "prompts", "answer key", "goes wrong"):
        assert part in page.lower(), part
