"""The same questions and pictures as live parts of JupyterLab.

One anywidget class shows any of them. It runs the very modules that the pages use, made into one
text by ``bundle``, so that no server of ours is needed.
"""

import sys
from functools import cache
from pathlib import Path

from qikit.learn import bundle, session

_UI = Path(__file__).with_name("ui")
_VIEW = "application/vnd.jupyter.widget-view+json"
_STYLES = ("tokens.css", "questions.css", "lab.css")


def view(html: str, spec: dict | None = None) -> dict:
    """The MIME bundle of a live view; empty where no notebook is there to show it."""
    if not _in_kernel():
        return {}
    face = _class()(html=html, spec=spec or {})
    if spec:
        now = session.current()
        now.watchers[spec["id"]] = lambda entry: face.set_trait("answer", entry)
        document = now.document()
        face.answer = document["answers"].get(spec["id"], {"value": None, "attempts": []})
        face.trouble = document.get("notice", "")
    data, _ = face._repr_mimebundle_()
    return {_VIEW: data[_VIEW]}


def _in_kernel() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None


@cache
def _class():
    import anywidget
    import traitlets

    class Face(anywidget.AnyWidget):
        """What one question or picture shows in JupyterLab; Python keeps the answer."""

        _esm = bundle.module(_UI / "widget.js")
        _css = "\n".join(bundle.styles(_UI / name) for name in _STYLES)
        html = traitlets.Unicode().tag(sync=True)
        spec = traitlets.Dict().tag(sync=True)
        answer = traitlets.Dict().tag(sync=True)
        trouble = traitlets.Unicode().tag(sync=True)
        kept = traitlets.Unicode().tag(sync=True)

        def __init__(self, **state):
            super().__init__(**state)
            self.on_msg(self._keep)

        def _keep(self, _, message, buffers):
            now, id = session.current(), self.spec["id"]
            try:
                if message["type"] == "attempt":
                    now.attempt(id, message["value"], message["state"])
                else:
                    now.draft(id, message["value"])
                self.trouble = ""
                self.kept = message.get("number", "")
            except Exception as error:
                self.trouble = f"Your answer is not saved yet. {error}"

    return Face
