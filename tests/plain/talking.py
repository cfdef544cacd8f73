"""Playing line by line in a test: answers in, words out."""

from __future__ import annotations

import io
from itertools import pairwise

from game.plain.prompt import Prompt
from game.play.bundle import Bundle
from game.play.moves import Start
from game.play.playthrough import make_start
from game.play.saves import Saves
from game.play.session import Session
from tests.making import TODAY


class Talk:
    """A session on a pair of texts.

    ``said[0]`` was written before any answer and ``said[1]`` after the first; where the answers run out, the last item
    is what was written then.
    """

    def __init__(
        self,
        bundle: Bundle,
        *answers: str,
        start: Start | None = None,
        width: int | None = None,
        terminal: bool = False,
    ) -> None:
        self.session = Session.begin(bundle, start or make_start(bundle), Saves(), lambda: TODAY)
        self.target = io.StringIO()
        source = _Heard([f"{answer}\n" for answer in answers], self.target, terminal=terminal)
        self.ended = Prompt(self.session, source, self.target, width=width).run()
        self.text = self.target.getvalue()
        marks = [*source.marks, len(self.text)]
        self.said = [self.text[: marks[0]], *(self.text[one:two] for one, two in pairwise(marks))]


class _Heard(io.StringIO):
    """Gives answers line by line and notes how much had been written before each."""

    def __init__(self, lines: list[str], target: io.StringIO, *, terminal: bool) -> None:
        super().__init__("".join(lines))
        self.terminal = terminal
        self.target = target
        self.marks: list[int] = []

    def isatty(self) -> bool:
        return self.terminal

    def readline(self, size: int | None = -1, /) -> str:
        self.marks.append(len(self.target.getvalue()))
        return super().readline(-1 if size is None else size)
