"""The rule sets that this organisation chose, from its method file."""

import os
import tomllib
from functools import cache
from pathlib import Path

from qikit.errors import QIError
from qikit.place import root

DEFAULTS = {"control_chart": "mdc", "run_chart": "ihi"}


def default_rules(family: str) -> str:
    """The name of the rule set for ``control_chart`` or ``run_chart``.

    ``QI_METHOD`` names the method file; without it it is ``curriculum/method.toml``. Where there is
    no file, or it says nothing, Making Data Count 7 and 7 and the IHI rules are used.
    """
    path = _path(os.environ.get("QI_METHOD"), os.environ.get("QI_ROOT"))
    try:
        stamp = os.stat(path).st_mtime_ns if path else None
    except OSError:
        stamp = None
    rules = {} if stamp is None else _read(path, stamp)
    return rules.get(family, DEFAULTS[family])


@cache
def _path(named: str | None, project: str | None) -> Path | None:
    """The method file that these two settings lead to; a project's folder does not move."""
    if named:
        return Path(named)
    try:
        return root() / "curriculum" / "method.toml"
    except QIError:
        return None


@cache
def _read(path: Path, stamp: int) -> dict[str, str]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")).get("rules", {})
    except tomllib.TOMLDecodeError as error:
        raise QIError(
            f"The method file {path.name} could not be read: {error}. Mend that line."
        ) from error
