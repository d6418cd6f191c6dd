"""Store a lesson's outputs in its source as words, so that tests can hold them to it."""

from qikit import place
from qikit.course.modules import module
from qikit.course.running import run


def refresh(name: str) -> None:
    """Run the source notebook of a module and store its outputs as text.

    Pictures and times are left out, and cells are counted from 1: what remains is the same on every
    machine.
    """
    import nbformat

    path = module(name).notebook
    notebook = run(path, face="text")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output["execution_count"] = count
            if "data" in output:
                output["data"] = {"text/plain": output["data"].get("text/plain", "")}
                output["metadata"] = {}
    place.write(path, nbformat.writes(notebook) + "\n")
