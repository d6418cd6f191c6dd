"""Where every series stands, as a file for a spreadsheet."""

import csv
import io

from qikit.report.pack_table import Standing


def standings_csv(standings: list[Standing], failed: dict[str, str]) -> str:
    """A row a series; ``failed`` are reports that could not be made, by slug."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["place", "measure", "kind", "latest", "target", "variation", "assurance",
                     "centre", "lower", "upper", "action", "report", "problem"])  # fmt: skip
    for one in standings:
        wrong = one.problem or failed.get(one.series.slug, "")
        numbers = [one.latest, one.target, one.centre, one.lower, one.upper]
        latest, target, centre, lower, upper = (
            "" if value != value else f"{value:.6g}" for value in numbers
        )
        writer.writerow([
            _plain(one.series.place), _plain(one.series.title), one.series.kind, latest, target,
            one.variation, one.assurance, centre, lower, upper, "" if wrong else one.decision[0],
            "" if wrong else f"reports/{one.series.slug}.html", _plain(wrong),
        ])  # fmt: skip
    return held.getvalue()


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
