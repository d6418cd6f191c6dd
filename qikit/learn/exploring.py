"""``qi.explore``: every state of a picture drawn beforehand, one shown at a time."""

import html
import itertools
from hashlib import sha256

from qikit.errors import QIError
from qikit.learn import session
from qikit.learn.question import script_json

_MOST = 200


class Explore:
    """A picture with a control for each thing that can be changed; made by ``qi.explore``."""

    def __init__(self, draw, choices: dict):
        self._draw = draw
        self.names = [(name, *_values(values)) for name, values in choices.items()]
        states = 1
        for _, values, _ in self.names:
            states *= len(values)
        if not self.names or not states:
            raise QIError(
                "qi.explore needs something to choose from, such as baseline=range(12, 25)."
            )
        if states > _MOST:
            raise QIError(
                f"qi.explore would have to draw {states} pictures. "
                f"Give fewer values, so that there are {_MOST} at most."
            )

    def states(self):
        """Each state: its place among the values of each name, its words, its picture as HTML."""
        for places in itertools.product(*(range(len(values)) for _, values, _ in self.names)):
            picture = self._at(places)
            yield places, _words(picture), _html(picture)

    def _at(self, places):
        return self._draw(
            **{name: values[at] for (name, values, _), at in zip(self.names, places, strict=True)}
        )

    def __repr__(self) -> str:
        chosen = ", ".join(f"{_label(name)}: {labels[0]}" for name, _, labels in self.names)
        return f"{chosen}\n{_words(self._at([0] * len(self.names)))}"

    def html(self) -> str:
        """All states; only the first shows until ``ui/explore.js`` adds the controls."""
        drawn = list(self.states())
        first = drawn[0]
        said = "".join(words for _, words, _ in drawn)
        id = f"qi-explore-{sha256(said.encode()).hexdigest()[:8]}"
        table = {
            "names": [{"label": _label(name), "values": said} for name, _, said in self.names],
            "start": list(first[0]),
        }
        kept = "".join(
            f'<template class="qi-state" data-state="{"-".join(map(str, places))}" '
            f'data-words="{html.escape(words)}">{picture}</template>'
            for places, words, picture in drawn
        )
        return (
            f'<div class="qi-explore" id="{id}"><div class="qi-explore__controls"></div>'
            f'<div class="qi-explore__stage">{first[2]}</div>{kept}'
            f'<script type="application/json" class="qi-explore__states">{script_json(table)}'
            "</script></div>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        if session.current().planning:
            return {"text/plain": ""}
        bundle = {"text/plain": repr(self)}
        if session.face() != "text":
            page = self.html()
            bundle["text/html"] = page
        if session.face() == "all":
            from qikit.learn import widget

            bundle |= widget.view(page)
        return bundle


def explore(draw, **choices) -> Explore:
    """Let the reader change something and see what happens.

    Parameters
    ----------
    draw : function
        Takes one value of each name and returns a chart (or anything a notebook can show).
    **choices : list, range or dict
        The values of each name; a dict gives the words on the control: ``{"7 points": 7}``.

    Examples
    --------
    ``qi.explore(lambda baseline: qi.chart(..., baseline=baseline), baseline=range(12, 25))``
    """
    return Explore(draw, choices)


def _values(values) -> tuple[list, list[str]]:
    if isinstance(values, dict):
        return list(values.values()), [str(label) for label in values]
    listed = list(values)
    return listed, [str(value) for value in listed]


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _faces(picture) -> dict:
    if hasattr(picture, "_repr_mimebundle_"):
        return picture._repr_mimebundle_() or {}
    return {}


def _words(picture) -> str:
    words = getattr(picture, "words", None)
    return words if isinstance(words, str) else _faces(picture).get("text/plain", str(picture))


def _html(picture) -> str:
    page = _faces(picture).get("text/html")
    if page is None and hasattr(picture, "_repr_html_"):
        page = picture._repr_html_()
    return page or f"<p>{html.escape(str(picture))}</p>"
