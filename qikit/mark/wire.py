"""Plain JSON over the pipe between the marker and a sandboxed process.

A message is four bytes of length and that much JSON. The marker's side trusts none of it: size,
depth and numbers are limited, and whatever else arrives is a ``Broken``.
"""

import json
import re
import struct
import time

_LENGTH = struct.Struct(">I")
_DEEPEST = 24
_LARGEST = 1e300
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


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
        message = loads(_exactly(channel, length, deadline).decode())
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


def loads(text: str, **given):
    """JSON from outside; half a character, which no file can hold, becomes a sign for one.

    Raises
    ------
    ValueError, RecursionError
        When it is no JSON, or too deep.
    """
    value = json.loads(text, **given)
    return _mended(value) if _HALF.search(text) else value


def _mended(value):
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(each) for name, each in value.items()}
    return value


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
