"""Make one report, whole: its notebook, its PDF when wanted, and last its page."""

import json
from pathlib import Path

from qikit import place
from qikit.report.batch_cells import Shell, run
from qikit.report.pack_page import report_page

TEMPLATE = Path(__file__).parent / "templates" / "report.ipynb"


def template(path: str | None = None) -> dict:
    """The notebook that each report runs."""
    return json.loads(Path(path or TEMPLATE).read_text(encoding="utf-8"))


def make(job: dict, notebook: dict, shell: Shell) -> None:
    """Run the notebook for one job and write what it gives.

    The page carries the job's stamp and is written last, so that a report is complete or absent.

    Parameters
    ----------
    job : ``parameters``, ``slug``, ``out`` (the pack's folder), ``stamp`` and ``pdf``
    notebook : the template
    shell : where the cells run
    """
    out, slug = Path(job["out"]), job["slug"]
    done = run(notebook, job["parameters"], shell)
    place.write(out / "notebooks" / f"{slug}.ipynb", json.dumps(done, ensure_ascii=False))
    if job["pdf"]:
        from qikit.report.pdf import pdf

        made = pdf(shell.user_ns["chart"], job["parameters"])
        place.write(out / "reports" / f"{slug}.pdf", made)
    text = report_page(done, job["parameters"], job["stamp"], f"{slug}.pdf" if job["pdf"] else "")
    place.write(out / "reports" / f"{slug}.html", text)
