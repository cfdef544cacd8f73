"""Compiled stories: each passage as a function from a packed state to the packed states that follow.

What has no condition is a table. The rest is written as source, which holds nothing but whole numbers, and compiled
once for each shape: passages that are built alike share the code and differ in the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from game.graph.program import Program
from game.graph.writer import Register, Step, Writer
from game.play.step import Ground, MoveError, State, StoryError
from game.story.expression import Expr
from game.story.value import Value


class Compiled:
    """A story compiled for given rules.

    ``steps`` holds the function of each passage, by its number. Exploring fills ``seen``, one byte for each thing that
    depends on a condition (``register.marks`` names them), and ``faults``, the first state in which each fault was met.
    """

    def __init__(self, ground: Ground, watched: Iterable[tuple[str, Expr]] = ()) -> None:
        self.ground = ground
        self.program = Program(ground, watched)
        self.layout = self.program.layout
        self.live = self.program.live
        self.register = Register()
        self.faults: dict[tuple[str, ...], int] = {}
        sources: list[tuple[str, str]] = []
        steps: dict[str, Step] = {}
        for name, node in self.program.nodes.items():
            writer = Writer(self.program, self.register, node)
            plain = writer.table()
            if plain is None:
                sources.append((name, writer.source()))
            else:
                steps[name] = plain
        self.seen = bytearray(len(self.register.marks))
        space: dict[str, Any] = {
            "F": self.faults.setdefault,
            "H": self.seen,
            "T": self.register.tables,
            "K": self.register.faults,
            "__builtins__": {},
        }
        makers: dict[str, Callable[..., Step]] = {}
        for name, source in sources:
            shape, numbers = _shape(source)
            if shape not in makers:
                exec(_code(shape), space)  # noqa: S102 - the source holds numbers only, see the module's docstring
                makers[shape] = space["make"]
            steps[name] = makers[shape](*numbers)
        self.steps: list[Step] = [steps[name] for name in self.layout.passages]
        self.steps.append(lambda _state: ())  # nowhere

    def start(self, dials: Mapping[str, Value]) -> int:
        """Return the packed first state with the dials set."""
        return self.pack(self.ground.start(dials))

    def pack(self, state: State) -> int:
        """Return a state as a number with only the facts that still matter."""
        return self.layout.pack(state) & (self.live[state.passage] | self.layout.passage_mask)

    def pack_or_none(self, move: Callable[[State, str], State], state: State, option: str) -> int | None:
        """Return the packed state after a move, or None where it cannot be made, as can be while a story has faults.

        It may lead to no passage, set a fact out of its range, or share its id with an option that is barred.
        """
        try:
            return self.pack(move(state, option))
        except (MoveError, StoryError):
            return None

    def was_seen(self, *what: str) -> bool | None:
        """Tell whether something with a condition was met while exploring; None when it has no mark."""
        number = self.register.marks.get(what)
        return None if number is None else bool(self.seen[number])


_NUMBER = re.compile(r"\b\d+\b")


def _shape(source: str) -> tuple[str, list[int]]:
    """Return a function's source with names for its numbers, and the numbers."""
    numbers: dict[str, int] = {}
    body = _NUMBER.sub(lambda found: f"k{numbers.setdefault(found[0], len(numbers))}", source)
    names = ", ".join(f"k{number}" for number in range(len(numbers)))
    return f"def make({names}):\n {body.replace(chr(10), chr(10) + ' ')}\n return p", list(map(int, numbers))


@lru_cache(maxsize=10_000)
def _code(shape: str) -> CodeType:
    return compile(shape, "<story>", "exec")
