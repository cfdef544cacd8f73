"""The layout: a state of a story packed into one whole number, each fact in bits of its own.

The lowest bits hold the passage; above them stand the facts, the once-only options that are used up, and the day where
the story limits its days. A fact that can no longer matter is left at zero, so states that behave alike are one number.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from game.play.step import State
from game.story.model import Story
from game.story.value import Value

DAYS = "days"  #: the name of the day among the slots; no fact can have it


class Slot(msgspec.Struct, frozen=True):
    """The bits of one fact: its values in order, as many bits as that takes, at ``shift``."""

    name: str
    shift: int
    mask: int  # unshifted
    values: tuple[Value, ...]
    least: int = 0  # what code 0 stands for, when the values are numbers

    @property
    def bits(self) -> int:
        """The mask in its place."""
        return self.mask << self.shift


class Layout:
    """Where everything stands in a packed state."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.passages = tuple(story.passages)
        self.numbers = {name: number for number, name in enumerate(self.passages)}
        #: The number of no passage: what an option leads to whose passage is missing.
        self.nowhere = len(self.passages)
        width = self.nowhere.bit_length()
        self.passage_mask = (1 << width) - 1
        self.slots: dict[str, Slot] = {}
        for name, values in _slots(story):
            size = max((len(values) - 1).bit_length(), 1)
            least = values[0] if isinstance(values[0], int) and not isinstance(values[0], bool) else 0
            self.slots[name] = Slot(name, width, (1 << size) - 1, values, least)
            width += size

    def code(self, name: str, value: Value) -> int:
        """Return a value as the code in its slot."""
        slot = self.slots[name]
        if isinstance(value, int):
            return int(value) - slot.least
        return slot.values.index(value)

    def pack(self, state: State) -> int:
        """Return a state as a number, with every fact in it."""
        packed = self.numbers[state.passage]
        for name, slot in self.slots.items():
            value: Value
            if name in state.facts:
                value = state.facts[name]
            elif name == DAYS:
                value = state.days
            else:
                value = name in state.taken
            packed |= self.code(name, value) << slot.shift
        return packed

    def passage(self, packed: int) -> str:
        """Return the passage of a packed state, or an empty text for that of an option which leads nowhere."""
        code = packed & self.passage_mask
        return self.passages[code] if code < self.nowhere else ""

    def unpack(self, packed: int) -> State:
        """Return the state that a number stands for; facts that no longer mattered come out as their first value."""
        facts: dict[str, Value] = {}
        taken = set()
        days = 0
        for name, slot in self.slots.items():
            code = packed >> slot.shift & slot.mask
            if name in self.story.facts:
                facts[name] = slot.values[code]
            elif name == DAYS:
                days = code
            elif code:
                taken.add(name)
        return State(self.passages[packed & self.passage_mask], facts, days, frozenset(taken))


def _slots(story: Story) -> Iterable[tuple[str, tuple[Value, ...]]]:
    for name, fact in story.facts.items():
        yield name, fact.values()
    for name, passage in story.passages.items():
        for choice in passage.choices:
            if choice.once:
                yield f"{name}/{choice.id}", (False, True)
    if story.days_limit is not None:
        yield DAYS, tuple(range(story.days_limit + 1))
