"""Ways to take a dose: bundles and orders of modules, from ``curriculum/TIER/ways.toml``."""

import tomllib
from dataclasses import dataclass

from qikit.course.modules import Module
from qikit.errors import QIError
from qikit.place import root


@dataclass(frozen=True)
class Way:
    """One way. ``roles`` are who sees it; ``each`` what one sitting is called, such as "Lunch"."""

    key: str
    name: str
    says: str
    roles: tuple[str, ...]
    modules: tuple[Module, ...]
    each: str = ""

    @property
    def minutes(self) -> int:
        """The minutes that its modules state."""
        return sum(module.minutes for module in self.modules)


def ways(every: list[Module]) -> list[Way]:
    """Every way whose modules are there, in the order of the files.

    A way with ``rest = true`` goes on with the other modules of its tier, so that a new module is
    in it by itself.

    Raises
    ------
    QIError
        When a file cannot be read, or names what a way does not have.
    """
    found = []
    for path in sorted((root() / "curriculum").glob("*/ways.toml")):
        known = {module.id: module for module in every}
        tier = [module for module in every if module.tier == path.parent.name]
        try:
            for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("way", []):
                rest, named = entry.pop("rest", False), entry.pop("modules")
                if not rest and any(id not in known for id in named):
                    continue
                taken = [known[id] for id in named if id in known]
                taken += [module for module in tier if rest and module not in taken]
                if taken:
                    entry["roles"] = tuple(entry["roles"])
                    found.append(Way(**entry, modules=tuple(taken)))
        except (ValueError, TypeError, KeyError) as error:
            raise QIError(
                f"curriculum/{path.parent.name}/ways.toml cannot be used: {error}. Mend that line."
            ) from None
    return found
