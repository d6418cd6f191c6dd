"""What every game is: a question for practice, whose play is kept with the answers."""

from qikit.learn.question import Question


class Game(Question):
    """A game on the page. Each is a subclass in this folder, with its page in ``ui/games``.

    A subclass names its ``kind``: the name of its file, in Python as on the page. What was played
    is its value. A game earns no points unless its module says so.
    """

    folder = "games"

    def __init__(self, id, prompt, *, points=0, **common):
        super().__init__(id, prompt, points=points, **common)
