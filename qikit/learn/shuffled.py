"""Show things in an order that tells nothing, and always the same one."""

import hashlib


def shuffled(id: str, pairs: list, against: list | None = None) -> list:
    """The pairs (name, words) mixed: neither as they are written nor in the order ``against``.

    The question's ``id`` decides the order, so that every learner and every run has the same one.
    """
    def place_of(pair):
        return hashlib.sha256(f"{id}:{pair[0]}".encode()).hexdigest()

    mixed = sorted(pairs, key=place_of)
    for _ in mixed:
        if mixed != pairs and [name for name, _ in mixed] != against:
            break
        mixed = mixed[1:] + mixed[:1]
    return mixed
