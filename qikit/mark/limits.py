"""What a hand-in may use: seconds, memory, processes, bytes."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits on one learner's code; generous for honest work."""

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
SOURCE_CHARACTERS = 200_000
