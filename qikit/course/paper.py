"""A lesson on paper: the whole of it on one page, with nothing to press."""

import html
import json
import re

from qikit.course import sections
from qikit.course.modules import Module
from qikit.course.page import charts_apart, render, without_title

SHOWN = 8  # of a picture with a control, no more states than these stand on paper
_LIVE = re.compile(
    r'<noscript>.*?</noscript>|<script type="application/json"[^>]*>.*?</script>', re.DOTALL
)
_EXPLORE = re.compile(
    r'<div class="qi-explore" id="[^"]*">.*?<div class="qi-explore__stage">.*?</div>'
    r'(?P<states><template class="qi-state".*?)'
    r'<script type="application/json" class="qi-explore__states">(?P<names>.*?)</script></div>',
    re.DOTALL,
)
_STATE = re.compile(r'<template class="qi-state"[^>]*>(.*?)</template>', re.DOTALL)


def paper(module: Module, notebook) -> str:
    """The page of a lesson to print, from its executed notebook."""
    cover, parts = sections.split(notebook)
    for section in parts:
        section.parts = [_LIVE.sub("", _EXPLORE.sub(_states, part)) for part in section.parts]
    return charts_apart(render(
        "paper.html", base="../", module=module, cover=without_title(cover), sections=parts
    ))


def _states(found: re.Match) -> str:
    """A picture with a control as all its pictures; as its first one where there are too many."""
    names = json.loads(found["names"])["names"]
    drawn = _STATE.findall(found["states"])
    if len(names) > 1 or len(drawn) > SHOWN:
        return f'<div class="qi-paperface__state">{drawn[0]}</div>'
    label = names[0]["label"]
    return '<div class="qi-paperface__states">' + "".join(
        f'<div class="qi-paperface__state"><p>{html.escape(f"{label}: {value}")}</p>{picture}</div>'
        for value, picture in zip(names[0]["values"], drawn, strict=True)
    ) + "</div>"
