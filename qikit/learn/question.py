"""What every question is: an id, a prompt, points, hints, and three faces."""

import html
import json
import re
from importlib import import_module
from typing import ClassVar

from qikit.course.method import filled, own_words
from qikit.errors import QIError
from qikit.learn import session
from qikit.learn.verdict import Result

_PARTS = {"": "", "b": ", second part", "c": ", third part", "d": ", fourth part"}
_LABELS = {"q": "Question", "t": "Written task"}
_ID = re.compile(r"[a-z][a-z0-9_-]*")
_STEPS = 3


class Question:
    """One question. Each kind is a subclass in ``qikit.learn.kinds``.

    Its ``kind`` is the name of its file, in Python as on the page; ``folder`` says whether the page
    finds it among the ``kinds`` or the ``games``. Where its words ask for the organisation's own
    (``qikit.course.method``), those stand in them.

    A kind says what is particular to it: ``particulars()`` for the page, ``lines()`` for the text
    face, ``body()`` for a page without scripts, and a function ``score`` beside the class.

    Parameters
    ----------
    id : str
        The name of the question in this module, such as "q1". Answers are kept under it.
    prompt : str
        What is asked. An empty line starts a new paragraph.
    key : optional
        The right answer. With a key, feedback comes at once and the key ships with the page.
        Without one the answer is saved and marked after hand-in.
    why : dict, optional
        From a wrong answer to the sentence that says why it tempts people. ``"*"`` speaks for
        every other wrong answer, ``"*right"`` is said when it is right.
    hints : sequence of str
        Up to three: a nudge, the method, show me. They cost nothing.
    points : int
        What a right answer earns. 0 is practice.
    partial : list of (int, int), optional
        Pairs of (number right, points earned).
    """

    kind: ClassVar[str]
    folder: ClassVar[str] = "kinds"
    by_person: ClassVar[bool] = False

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "__init__" in vars(cls):
            cls.__init__ = own_words(cls.__init__)

    @own_words
    def __init__(self, id, prompt, *, key=None, why=None, hints=(), points=1, partial=None):
        if not _ID.fullmatch(id):
            raise QIError(
                f"'{id}' cannot name a question. Use small letters, digits and dashes: q1, q2, t1."
            )
        self.id, self.prompt, self.points = id, prompt, points
        self.key = None if key is None else self.plain_key(key)
        self.why = None if why is None else self.plain_why(why)
        self.hints = [hints] if isinstance(hints, str) else list(hints)
        self.partial = None if partial is None else [list(pair) for pair in partial]
        self._check_hints()
        session.current().ask(self)

    def _check_hints(self) -> None:
        if len(self.hints) > _STEPS:
            raise QIError(
                f"Question {self.id} has {len(self.hints)} hints. "
                "Give three at most: a nudge, the method, show me."
            )
        if self.feedback == "marked" and (self.why or len(self.hints) == _STEPS):
            raise QIError(
                f"Question {self.id} is marked after hand-in, so its page may not carry reasons or "
                "a 'show me' hint. Move them to qi.score in the mark cell."
            )

    @property
    def feedback(self) -> str:
        """``now`` when the key is on the page, else ``marked``."""
        return "marked" if self.key is None else "now"

    @property
    def label(self) -> str:
        """"Question 1" from q1, its second part from q1b; empty for practice with another name."""
        named = re.fullmatch(r"([a-z])([0-9]+)([b-d]?)", self.id)
        if not named or named[1] not in _LABELS:
            return ""
        return f"{_LABELS[named[1]]} {named[2]}{_PARTS[named[3]]}"

    def plain_key(self, key):
        """The key as JSON holds it."""
        return key

    def plain_why(self, why: dict) -> dict:
        """The reasons with text keys, as JSON holds them."""
        return {str(wrong): sentence for wrong, sentence in why.items()}

    def particulars(self) -> dict:
        """What only this kind puts into the spec."""
        return {}

    def lines(self) -> list[str]:
        """What only this kind adds to the text face."""
        return []

    def body(self) -> str:
        """What only this kind shows on a page without scripts, as HTML."""
        return ""

    def figure(self) -> str:
        """The picture the question is about, as HTML that stays on the page."""
        return ""

    def spec(self) -> dict:
        """The question as plain JSON, for the page and for scoring."""
        spec = {
            "kind": self.kind,
            "id": self.id,
            "label": self.label,
            "prompt": self.prompt,
            "points": self.points,
            "feedback": self.feedback,
            "hints": self.hints,
            **self.particulars(),
        }
        if self.folder != "kinds":
            spec["folder"] = self.folder
        for name in ("key", "why", "partial"):
            value = getattr(self, name)
            if value is not None:
                spec[name] = value
        return spec

    def score(self, value, key=None, why=None, partial=None, points=None) -> Result:
        """Score a value that was answered: share, state, messages, points."""
        scorer = import_module(type(self).__module__).score
        spec = self.spec() | {"points": self.points if points is None else points}
        found = scorer(
            spec,
            self.key if key is None else self.plain_key(filled(key)),
            value,
            self.why if why is None else self.plain_why(filled(why)),
            self.partial if partial is None else partial,
        )
        earned = round(found["share"] * spec["points"], 4)
        return Result(
            found["share"], found["state"], tuple(found["messages"]), earned, spec["points"]
        )

    def __str__(self) -> str:
        title = f"{self.label} ({self.worth})" if self.label else self.worth.capitalize()
        return "\n".join([f"{title}. {self.prompt}", *self.lines()])

    @property
    def worth(self) -> str:
        """"2 points", "1 point", or "practice"."""
        if not self.points:
            return "practice"
        return f"{self.points} point" + ("" if self.points == 1 else "s")

    def __repr__(self) -> str:
        return str(self)

    def html(self) -> str:
        """HTML that reads without scripts and that ``ui/host.js`` brings to life."""
        prompt = "".join(f"<p>{html.escape(part)}</p>" for part in self.prompt.split("\n\n"))
        head = f"{self.label} · {self.worth}" if self.label else self.worth.capitalize()
        return (
            f'<div class="qi-question" data-qi="{self.kind}" id="{self.id}">'
            f'<p class="qi-head">{html.escape(head)}</p>'
            f'<div class="qi-prompt">{prompt}</div>'
            f'<div class="qi-figure">{self.figure()}</div>'
            f'<div class="qi-body">{self.body()}</div>'
            '<noscript><p class="qi-note">To answer on this page, turn scripts on in your browser. '
            "You can also answer on paper and bring it to your trainer.</p></noscript>"
            f'<script type="application/json" class="qi-spec">{script_json(self.spec())}</script>'
            "</div>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        if session.current().planning:
            return {"text/plain": ""}
        bundle = {"text/plain": str(self)}
        if session.face() != "text":
            bundle["text/html"] = self.html()
        if session.face() == "all":
            from qikit.learn import widget

            bundle |= widget.view(self.html(), self.spec())
        return bundle


def script_json(value) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=False).replace("<", "\\u003c")


def option_list(pairs, ordered: bool = False) -> str:
    """A list of choices as HTML, for a page without scripts."""
    items = "".join(f"<li>{html.escape(label)}</li>" for _, label in pairs)
    return f"<ol>{items}</ol>" if ordered else f"<ul>{items}</ul>"
