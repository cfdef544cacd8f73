"""Ways: states of a graph that follow one another, kept when the graph, which is large, is gone."""

from __future__ import annotations

from collections.abc import Sequence

from game.graph.explore import StoryGraph
from game.play.step import State


class Way:
    """A way through a story under given rules, from a start on: its states, packed, and the dials that are set."""

    def __init__(self, graph: StoryGraph, path: Sequence[int]) -> None:
        self.ground = graph.ground
        self.compiled = graph.compiled
        self.layout = graph.layout
        self.states = [graph.states[number] for number in path]
        self.dials = graph.starts[self.states[0]]

    def state(self, index: int) -> State:
        """Return one of its states whole; a fact that no longer matters there has any value."""
        return self.layout.unpack(self.states[index])

    @property
    def end(self) -> str:
        """The passage in which it ends, or nothing where there is none of that id."""
        return self.layout.passage(self.states[-1])
