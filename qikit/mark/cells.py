"""Let a revised module into a gradebook that already holds marks for it."""

from nbgrader import api

from qikit.errors import QIError
from qikit.mark import database
from qikit.mark.course import Course
from qikit.mark.gradebook import open_nbgrader
from qikit.mark.plan import Plan, info, name_of


def make_room(course: Course, plan: Plan) -> None:
    """Add the cells that are new and take out those that are gone.

    nbgrader refuses to do so once somebody has handed in. Marks that a person gave are never
    taken out.

    Raises
    ------
    QIError
        When a cell that is gone holds a person's marks or comments.
    """
    with open_nbgrader(database.url(course), course.id) as book:
        try:
            notebook = book.find_notebook(plan.name, plan.name)
        except api.MissingEntry:
            return
        if not notebook.submissions:
            return
        wanted = _wanted(plan)
        held = {(cell.name, type(cell)): cell for cell in notebook._base_cells}
        held |= {(cell.name, api.SourceCell): cell for cell in notebook.source_cells}
        for (name, _kind), cell in held.items():
            if (name, _kind) not in wanted:
                _take_out(book.db, plan, cell)
        for name, kind in wanted - set(held):
            book.db.add(_new(kind, name, notebook, plan))
        book.db.commit()


def _wanted(plan: Plan) -> set:
    wanted = set()
    for cell in plan.notebook.cells:
        name, kept = name_of(cell), info(cell)
        if not name:
            continue
        kinds = {
            api.GradeCell: kept.get("grade"),
            api.SolutionCell: kept.get("solution"),
            api.TaskCell: kept.get("task"),
            api.SourceCell: any(kept.get(key) for key in ("grade", "solution", "task", "locked")),
        }
        wanted |= {(name, kind) for kind, has in kinds.items() if has}
    return wanted


def _take_out(db, plan: Plan, cell) -> None:
    if isinstance(cell, api.SourceCell):
        db.delete(cell)
        return
    grades = db.query(api.Grade).filter(api.Grade.cell_id == cell.id).all()
    comments = db.query(api.Comment).filter(api.Comment.cell_id == cell.id).all()
    by_hand = [grade for grade in grades if grade.manual_score is not None]
    if by_hand or any(comment.manual_comment for comment in comments):
        raise QIError(
            f"{plan.name} no longer has the cell '{cell.name}', but people's marks or comments "
            "are kept for it. Put the cell back, or write the grades out and start a new gradebook."
        )
    for row in [*grades, *comments]:
        db.delete(row)
    db.flush()
    db.delete(cell)


def _new(kind, name: str, notebook, plan: Plan):
    cell = next(each for each in plan.notebook.cells if name_of(each) == name)
    fields = {"name": name, "notebook": notebook}
    if kind in (api.GradeCell, api.TaskCell):
        fields |= {"max_score": float(info(cell)["points"]), "cell_type": cell.cell_type}
    if kind is api.SourceCell:
        fields |= {"cell_type": cell.cell_type, "source": cell.source}
    return kind(**fields)
