"""Cover: a small set of walks that together take every option, outcome, bar and ending."""

from __future__ import annotations

from collections.abc import Iterator

from game.graph.check import grounds
from game.graph.explore import StoryGraph
from game.play.bundle import Bundle
from game.play.step import StoryError

Item = tuple[str, ...]


class CoverWalk:
    """One walk of a cover: the graph that it was found in, the rules, and its states from a start to an ending."""

    def __init__(self, graph: StoryGraph, rules: str | None, path: list[int]) -> None:
        self.graph = graph
        self.rules = rules
        self.path = path

    @property
    def ending(self) -> str:
        """The passage in which the walk ends."""
        return self.graph.passage(self.path[-1])


def cover(bundle: Bundle) -> list[CoverWalk]:
    """Return walks that take everything that can be taken, under the story's own rules first, then the eras'.

    Raises ``StoryError`` for a story that ``nta check`` finds faults in.

    Each walk goes on to the nearest thing that no walk has taken yet, and from the last of them to the nearest ending.
    That is a greedy cover: small, and not proved to be the smallest.
    """
    walks: list[CoverWalk] = []
    taken: set[Item] = set()
    for rules, ground in grounds(bundle).items():
        graph = StoryGraph(ground)
        search = _Search(graph, taken)
        while (path := search.walk()) is not None:
            walks.append(CoverWalk(graph, rules, path))
    return walks


class _Search:
    """Looks for walks in one graph; ``taken`` is shared by all graphs of a story."""

    def __init__(self, graph: StoryGraph, taken: set[Item]) -> None:
        self.graph = graph
        self.taken = taken
        self.at: list[tuple[Item, ...]] = []  # what standing in a state takes: its ending, its bars
        self.along: list[tuple[tuple[int, Item], ...]] = []  # where each move leads and what it takes
        for number in range(len(graph.states)):
            self.at.append(tuple(_standing(graph, number)))
            self.along.append(tuple(_moves(graph, number)))

    def walk(self) -> list[int] | None:
        """Return a walk that takes something new, and mark what it takes; None when nothing is left."""
        path = self._towards(list(range(len(self.graph.starts))), new=True)
        if path is None:
            return None
        more: list[int] | None = path
        while more is not None:
            self._mark(path)
            more = self._towards([path[-1]], new=True)
            path += more[1:] if more else ()
        end = self._towards([path[-1]], new=False)
        if end is None:
            raise StoryError(f"from '{self.graph.passage(path[-1])}' no ending can be reached; run nta check first")
        return path + end[1:]

    def _towards(self, starts: list[int], *, new: bool) -> list[int] | None:
        """Return the shortest way that takes something ``new`` at its last state or move, or else to an ending."""
        parents = dict.fromkeys(starts, -1)
        queue = list(starts)
        for number in queue:
            if any(item not in self.taken for item in self.at[number]) if new else not self.along[number]:
                return _way(parents, number)
            for other, item in self.along[number]:
                if new and item not in self.taken:
                    return [*_way(parents, number), other]
                if other not in parents:
                    parents[other] = number
                    queue.append(other)
        return None

    def _mark(self, path: list[int]) -> None:
        for number in path:
            self.taken.update(self.at[number])
        for here, there in zip(path, path[1:], strict=False):
            self.taken.update(item for other, item in self.along[here] if other == there)


def _way(parents: dict[int, int], number: int) -> list[int]:
    path = [number]
    while parents[path[-1]] >= 0:
        path.append(parents[path[-1]])
    return path[::-1]


def _standing(graph: StoryGraph, number: int) -> Iterator[Item]:
    state = graph.state(number)
    passage = graph.ground.passage(state)
    if passage.ending:
        yield (state.passage,)
    for shown in graph.ground.options(state):
        if shown.bar:
            yield (state.passage, shown.choice.id, str(shown.choice.barred.index(shown.bar)))


def _moves(graph: StoryGraph, number: int) -> Iterator[tuple[int, Item]]:
    ground, state = graph.ground, graph.state(number)
    passage = ground.passage(state)
    for shown in ground.options(state):
        if shown.bar is None:
            yield graph.at(ground.choose(state, shown.choice.id)), (state.passage, shown.choice.id)
    if passage.outcomes:
        for chance in ground.outcomes(state)[1]:
            yield graph.at(ground.happen(state, chance.outcome.id)), (state.passage, chance.outcome.id)
    if passage.routes:
        index = next(i for i, route in enumerate(passage.routes) if ground.holds(route.condition, state))
        yield graph.at(ground.go_on(state)), (state.passage, str(index))
