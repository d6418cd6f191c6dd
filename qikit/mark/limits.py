"""What a hand-in may use: seconds, memory, processes, bytes."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits on one learner's code; generous for honest work.

    ``memory`` is for each of her processes, and for all of them together.
    """

    cell_seconds: float = 10
    call_seconds: float = 10
    total_seconds: float = 60
    memory: int = 1024 * MEGABYTE
    processes: int = 16
    file_bytes: int = 16 * MEGABYTE
    disk: int = 64 * MEGABYTE
    printed: int = 20_000
    reply: int = 2 * MEGABYTE
    deaths: int = 3


NOTEBOOK_BYTES = 20 * MEGABYTE
ANSWERS_BYTES = 2 * MEGABYTE
PARTS = 1_000_000  # lists, objects and their entries in one file: each takes memory
CODE_CELLS = 1_000
SOURCE_CHARACTERS = 200_000
CODE_CHARACTERS = 1_000_000
