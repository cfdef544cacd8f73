"""Doors: which kinds of ending are still possible in a state, and which the seat can bring about by itself."""

from __future__ import annotations

from collections import deque

import msgspec

from game.graph.explore import StoryGraph
from game.play.step import State


class DoorsAt(msgspec.Struct, frozen=True):
    """The outcomes open in one state, in the story's order.

    ``seat`` are those that no decision of others can prevent.
    """

    possible: tuple[str, ...]
    seat: tuple[str, ...]


class Doors:
    """The doors of every state of a graph.

    Both are fixed points over the graph. An outcome is possible where some way leads to it. It is in the seat's power
    where the seat has a choice that keeps it so, and where others decide only if whatever they decide keeps it so: the
    attractor of a game on a graph, as in Grädel, Thomas and Wilke, *Automata, Logics, and Infinite Games*, chapter 2.
    """

    def __init__(self, graph: StoryGraph) -> None:
        self.graph = graph
        self.outcomes = tuple(graph.ground.story.outcomes)
        bits = {name: 1 << bit for bit, name in enumerate(self.outcomes)}
        passages = graph.ground.story.passages
        ends = []
        kinds = []
        for number in range(len(graph.states)):
            passage = passages[graph.passage(number)]
            ends.append(bits[passage.ending.outcome] if passage.ending else 0)
            kinds.append(bool(passage.outcomes))
        after = [tuple(graph.after(number)) for number in range(len(graph.states))]
        self._possible = _settle(after, ends, [False] * len(ends))
        self._seat = _settle(after, ends, kinds)

    def at(self, state: State) -> DoorsAt:
        """Return the doors of a state of play. Raises ``KeyError`` for a state that the graph does not hold."""
        return self.at_number(self.graph.at(state))

    def at_number(self, number: int) -> DoorsAt:
        """Return the doors of a state by its number."""
        return DoorsAt(self._named(self._possible[number]), self._named(self._seat[number]))

    def by_passage(self) -> dict[str, DoorsAt]:
        """Return the doors of each passage that can be reached, in the order in which it can be.

        There an outcome is possible that is so in some state, and in the seat's power that is so in every one.
        """
        masks: dict[str, tuple[int, int]] = {}
        for number, (possible, seat) in enumerate(zip(self._possible, self._seat, strict=True)):
            name = self.graph.passage(number)
            before, power = masks.get(name, (0, seat))
            masks[name] = (before | possible, power & seat)
        return {name: DoorsAt(self._named(one), self._named(other)) for name, (one, other) in masks.items()}

    def _named(self, mask: int) -> tuple[str, ...]:
        return tuple(name for bit, name in enumerate(self.outcomes) if mask >> bit & 1)


def _settle(after: list[tuple[int, ...]], ends: list[int], others: list[bool]) -> list[int]:
    """Return the least masks: an ending's own; else the union of what follows, where others decide the intersection."""
    masks = list(ends)
    before: list[list[int]] = [[] for _ in after]
    for number, follow in enumerate(after):
        for other in follow:
            before[other].append(number)
    waiting = deque(range(len(masks) - 1, -1, -1))
    queued = bytearray(b"\1") * len(masks)
    while waiting:
        number = waiting.popleft()
        queued[number] = 0
        follow = after[number]
        if not follow:
            continue
        mask = masks[follow[0]]
        for other in follow[1:]:
            mask = mask & masks[other] if others[number] else mask | masks[other]
        if mask != masks[number]:
            masks[number] = mask
            for earlier in before[number]:
                if not queued[earlier]:
                    queued[earlier] = 1
                    waiting.append(earlier)
    return masks
