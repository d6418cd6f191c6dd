"""Conversation: what will you say next? A talk that branches with each answer."""

import html

from qikit.errors import QIError
from qikit.games.game import Game
from qikit.learn import normal
from qikit.learn.verdict import unanswered, verdict

LONGEST = 60
_PAPER = (
    "On paper: one person reads the other's lines. You say your own, and read on from the line "
    "that comes nearest."
)


class Conversation(Game):
    """A conversation that branches: choose what to say, see what it leads to, go back, try again.

    Parameters
    ----------
    scenes : dict
        From a short id to ``{"who", "says", "choices"}``. Each choice is ``{"say", "to"}``, with
        ``"shows"`` (what kind of reply it is, such as "open question") and ``"note"`` (a kind
        comment) when they may be seen on the page. A scene without choices is an end. The first
        scene is the start.
    key : dict, optional
        Points of each choice, in their order: ``{scene: [2, 0, 1]}``. A choice counts once, however
        often it is made. For a talk that is assessed give the key in the mark cell alone.
    out_of : int, optional
        The points of a good talk, such as 8; needed with a key. ``partial`` counts them.
    why : dict, optional
        ``{scene: {number of the choice, from 1: sentence}}``.

    Examples
    --------
    >>> import qikit as qi
    >>> qi.games.conversation(
    ...     "talk", "Sam leads the ward's project. It has not moved for a month.",
    ...     {"start": {"who": "Sam", "says": "We tried it. It does not work here.", "choices": [
    ...         {"say": "What did you try?", "to": "tried", "shows": "open question",
    ...          "note": "Sam can tell the story."},
    ...         {"say": "You should try it again next week.", "to": "shut", "shows": "telling",
    ...          "note": "Sam has heard that before."}]},
    ...      "shut": {"who": "Sam", "says": "Right. If you say so.", "choices": [
    ...         {"say": "Sorry. Tell me what happened.", "to": "tried", "shows": "open question",
    ...          "note": "It is never too late to ask."}]},
    ...      "tried": {"who": "Sam", "says": "One bay, on Tuesday. The forms ran out. We could "
    ...                "start with five forms and one nurse."}})
    Practice. Sam leads the ward's project. It has not moved for a month.
      Sam: We tried it. It does not work here.
        - What did you try?
        - You should try it again next week.
      On paper: one person reads the other's lines. You say your own, and read on from the \
line that comes nearest.
    """

    kind = "conversation"

    def __init__(self, id, prompt, scenes, *, out_of=None, **common):
        self.scenes = {str(name): _scene(id, str(name), each) for name, each in scenes.items()}
        self.out_of = out_of
        _check(id, self.scenes)
        super().__init__(id, prompt, **common)

    def plain_key(self, key):
        plain = {str(name): list(points) for name, points in key.items()}
        asked = {
            name: len(each["choices"]) for name, each in self.scenes.items() if each["choices"]
        }
        if {name: len(points) for name, points in plain.items()} != asked:
            raise QIError(
                f"The key of conversation {self.id} needs one number for each choice of the scenes "
                f"{', '.join(asked)}."
            )
        if not self.out_of:
            raise QIError(f"Say in out_of= how many points a good talk of {self.id} has.")
        most = sum(max(0, each) for points in plain.values() for each in points)
        if most < self.out_of:
            raise QIError(
                f"A good talk of {self.id} has out_of={self.out_of} points, and all its choices "
                f"together have {most}. Give the choices more, or out_of= less."
            )
        return plain

    def plain_why(self, why):
        return {str(name): {str(at): said for at, said in each.items()} if isinstance(each, dict)
                else each for name, each in why.items()}

    def particulars(self):
        return {"start": next(iter(self.scenes)), "scenes": self.scenes, "out_of": self.out_of}

    def lines(self):
        first = next(iter(self.scenes.values()))
        choices = [f"    - {each['say']}" for each in first["choices"]]
        return [f"  {first['who']}: {first['says']}", *choices, f"  {_PAPER}"]

    def body(self):
        parts = []
        for name, scene in self.scenes.items():
            choices = "".join(
                f"<li>{html.escape(each['say'])} (go on at: {html.escape(each['to'])})</li>"
                for each in scene["choices"]
            )
            said = f"{html.escape(scene['who'])}: {html.escape(scene['says'])}"
            parts.append(f"<p><strong>{html.escape(name)}.</strong> {said}</p><ul>{choices}</ul>")
        return f"<p>{_PAPER}</p>" + "".join(parts)


def _scene(id: str, name: str, given: dict) -> dict:
    missing = [part for part in ("who", "says") if not given.get(part)]
    choices = [dict(each) for each in given.get("choices", ())]
    lame = [each for each in choices if not each.get("say") or not each.get("to")]
    if missing or lame:
        raise QIError(
            f"Scene '{name}' of conversation {id} needs 'who' and 'says', and each of its choices "
            "'say' and 'to'."
        )
    return {"who": given["who"], "says": given["says"], "choices": choices}


def _check(id: str, scenes: dict) -> None:
    """Every choice leads somewhere, every scene can be reached, every talk can come to an end."""
    if not scenes:
        raise QIError(f"Conversation {id} has no scene. Give it one to start with.")
    to = {name: [each["to"] for each in scene["choices"]] for name, scene in scenes.items()}
    lost = [f"'{name}' leads to '{each}'" for name in to for each in to[name] if each not in scenes]
    if lost:
        raise QIError(f"Conversation {id}: {lost[0]}, and there is no such scene.")
    reached, open_ = set(), [next(iter(scenes))]
    while open_:
        name = open_.pop()
        if name not in reached:
            reached.add(name)
            open_ += to[name]
    if left := [name for name in scenes if name not in reached]:
        raise QIError(f"Conversation {id}: nothing leads to the scene '{left[0]}'.")
    ends = {name for name in scenes if not to[name]}
    while more := {name for name in scenes if name not in ends and ends & set(to[name])}:
        ends |= more
    if stuck := [name for name in scenes if name not in ends]:
        raise QIError(f"Conversation {id}: from the scene '{stuck[0]}' no end can be reached.")


def walked(spec, path) -> list[list]:
    """The steps of a path that hold together, from the start: [scene, number from 0]."""
    scenes, steps = spec["scenes"], []
    here = spec["start"]
    for step in path if isinstance(path, list) else []:
        if not (isinstance(step, list) and len(step) == 2 and step[0] == here):
            break
        at = normal.whole(step[1])
        if at is None or not 0 <= at < len(scenes[here]["choices"]) or len(steps) >= LONGEST:
            break
        steps.append([here, at])
        here = scenes[here]["choices"][at]["to"]
    return steps


def score(spec, key, value, why=None, partial=None):
    """The points of the choices made, each once, of ``out_of``; all when it says no points."""
    if normal.blank(value):
        return unanswered()
    steps = walked(spec, value.get("path") if isinstance(value, dict) else None)
    if not steps:
        return unanswered()
    total, key = spec.get("out_of"), key or {}
    if not total or not key:
        return verdict(1, 1, [], spec=spec)
    earned = sum(key[name][at] for name, at in {tuple(step) for step in steps})
    said = [((why or {}).get(name) or {}).get(str(at + 1)) for name, at in steps]
    told = list(dict.fromkeys(sentence for sentence in said if sentence))
    right = min(max(earned, 0), total)
    return verdict(right, total, [f"{right} of {total} for what you chose to say.", *told],
                   share=right / total, spec=spec, partial=partial, reached=right)
