"""Inside the sandbox: one learner's process. Runs her cells, then calls her functions.

Whatever she does to this process, it can only change what she answers.
"""

import io
import random
import signal
import sys
import traceback

from qikit.mark import wire

SEED = 20260101


class Bounded(io.TextIOBase):
    """Printed text, kept up to a limit; the rest is let go."""

    def __init__(self, most: int):
        self.parts, self.room, self.cut = [], most, False

    def writable(self) -> bool:
        return True

    def write(self, text) -> int:
        if self.room > 0:
            self.parts.append(text[: self.room])
        self.cut = self.cut or len(text) > self.room
        self.room -= min(len(text), self.room)
        return len(text)

    def text(self) -> str:
        """What was printed, and whether there was more."""
        return "".join(self.parts) + ("\n... (the rest is not shown)" if self.cut else "")


class Late(BaseException):
    """Raised inside her code when its time is up, so that what came before it is kept."""


class Shell:
    """Stands in for IPython where a cell uses a magic such as %matplotlib: does nothing."""

    def __getattr__(self, name):
        return lambda *given, **named: None


def serve(channel, limits: dict) -> None:
    """Answer the marker's requests until it closes the channel."""
    import IPython.core.inputtransformer2

    transform = IPython.core.inputtransformer2.TransformerManager().transform_cell
    space = {"__name__": "__main__", "get_ipython": Shell, "display": print}
    while True:
        request = wire.receive(channel, 1 << 26)
        signal.signal(signal.SIGALRM, _late)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"])
        printed = sys.stdout = sys.stderr = Bounded(limits["printed"])
        seed()
        try:
            if "cell" in request:
                code = compile(transform(request["cell"]), "<your cell>", "exec")
                exec(code, space)
                reply = {}
            else:
                reply = call(space, request["call"], request["args"])
        except Late:
            reply = {"late": True}
        except BaseException as error:
            reply = {"error": type(error).__name__, "said": said(error)}
        signal.setitimer(signal.ITIMER_REAL, 0)
        reply |= {"n": request["n"], "out": printed.text()}
        try:
            wire.send(channel, reply)
        except (TypeError, ValueError, RecursionError, MemoryError):
            wire.send(channel, {"n": request["n"], "error": "TypeError", "said": "", "out": ""})


def _late(number, frame):
    raise Late


def seed() -> None:
    """The same random numbers for everybody, so that marking again gives the same mark."""
    import numpy

    random.seed(SEED)
    numpy.random.seed(SEED)


def call(space: dict, name: str, args: list) -> dict:
    """Call her function with arguments as the lesson gives them."""
    from qikit.learn import cases

    function = space.get(name)
    if not callable(function):
        return {"missing": True}
    return {"value": bare(cases.plain(function(*cases.arguments(args))))}


def bare(value):
    """Numbers, text, lists and dicts; anything else as its text."""
    if isinstance(value, dict):
        return {str(name): bare(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [bare(inside) for inside in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def said(error: BaseException) -> str:
    """The last line of a traceback, and where in her cell it happened."""
    lines = [
        entry.lineno for entry in traceback.extract_tb(error.__traceback__)
        if entry.filename == "<your cell>"
    ]
    where = f" (line {lines[-1]})" if lines else ""
    return f"{type(error).__name__}: {error}"[:500] + where


