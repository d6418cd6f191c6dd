"""Store a lesson's outputs in its source as words, so that tests can hold them to it."""

from qikit import place
from qikit.course.modules import module
from qikit.course.running import run


def refresh(name: str) -> None:
    """Run the source notebook of a module and store its outputs as text.

    Pictures, times and counts of execution are left out: what remains is the same on every machine.
    """
    import nbformat

    path = module(name).notebook
    notebook = run(path, face="text")
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        for output in cell.outputs:
            output.pop("execution_count", None)
            if output.output_type == "execute_result":
                output["execution_count"] = None
            if "data" in output:
                output["data"] = {"text/plain": output["data"].get("text/plain", "")}
                output["metadata"] = {}
    place.write(path, nbformat.writes(notebook) + "\n")
