"""Plain JSON over the pipe between the marker and a sandboxed process.

A message is four bytes of length and that much JSON. The marker's side trusts none of it: size,
depth and numbers are limited, and whatever else arrives is a ``Broken``.
"""

import json
import struct
import time

_LENGTH = struct.Struct(">I")
_DEEPEST = 24
_LARGEST = 1e300


class Broken(Exception):
    """The other side closed, sent too much, or sent what is not a message."""


def send(channel, message: dict) -> None:
    """Send one message."""
    data = json.dumps(message).encode()
    channel.sendall(_LENGTH.pack(len(data)) + data)


def receive(channel, most: int, deadline: float | None = None) -> dict:
    """Receive one message of at most ``most`` bytes; ``TimeoutError`` after ``deadline``."""
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size, deadline))
    if length > most:
        raise Broken("too much came back")
    try:
        message = json.loads(_exactly(channel, length, deadline))
    except (ValueError, RecursionError) as error:
        raise Broken("what came back is not plain data") from error
    if not isinstance(message, dict) or not plain(message):
        raise Broken("what came back is not plain data")
    return message


def plain(value, depth: int = _DEEPEST) -> bool:
    """Whether parsed JSON is of a depth and with numbers that scoring can work with."""
    if isinstance(value, dict):
        return depth > 0 and all(plain(each, depth - 1) for each in value.values())
    if isinstance(value, list):
        return depth > 0 and all(plain(each, depth - 1) for each in value)
    return not isinstance(value, int) or isinstance(value, bool) or abs(value) < _LARGEST


def _exactly(channel, count: int, deadline: float | None) -> bytes:
    parts = []
    while count:
        if deadline is not None:
            channel.settimeout(max(deadline - time.monotonic(), 0.001))
        part = channel.recv(min(count, 1 << 16))
        if not part:
            raise Broken("the program ended")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
