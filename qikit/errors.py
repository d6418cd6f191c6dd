"""The one exception for what a person can put right."""


class QIError(Exception):
    """Something the reader can mend: what happened, what was expected, what to do next.

    In a notebook only the sentence is shown, never a traceback. Tests and scripts still see an
    exception.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]
