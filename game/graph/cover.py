"""Cover: a small set of walks that together take every option, outcome, bar and ending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.graph.days import rules_days
from game.graph.explore import StoryGraph
from game.play.bundle import Bundle
from game.play.step import StoryError

Item = tuple[str, ...]


class Move(NamedTuple):
    """A move of a walk: the state that it leads to, and the passage and option that it takes."""

    there: int
    item: Item


class CoverWalk:
    """One walk of a cover: the graph that it was found in, the rules, where it starts, and its moves to an ending."""

    def __init__(self, graph: StoryGraph, rules: str | None, start: int, moves: list[Move]) -> None:
        self.graph = graph
        self.rules = rules
        self.start = start
        self.moves = moves

    @property
    def ending(self) -> str:
        """The passage in which the walk ends."""
        return self.graph.passage(self.moves[-1].there if self.moves else self.start)


def cover(bundle: Bundle) -> list[CoverWalk]:
    """Return walks that take everything that can be taken, under the story's own rules first, then the eras'.

    Raises ``StoryError`` for a story that ``nta check`` finds faults in.

    Each walk goes on to the nearest thing that no walk has taken yet, and from the last of them to the nearest ending.
    That is a greedy cover: small, and not proved to be the smallest.
    """
    walks: list[CoverWalk] = []
    taken: set[Item] = set()
    for one in rules_days(bundle):
        graph = StoryGraph(one.ground)
        if _offered(graph) <= taken:
            continue
        search = _Search(graph, taken)
        while (found := search.walk()) is not None:
            walks.append(CoverWalk(graph, one.rules, *found))
    return walks


def _offered(graph: StoryGraph) -> set[Item]:
    """Return everything that some walk through a graph takes."""
    endings = {(name,) for name in graph.reached() if graph.ground.story.passages[name].ending}
    return endings | graph.taken() | {(name, option, str(bar)) for name, option, bar in graph.barred()}


class _Search:
    """Looks for walks in one graph; ``taken`` is shared by all graphs of a story."""

    def __init__(self, graph: StoryGraph, taken: set[Item]) -> None:
        self.graph = graph
        self.taken = taken
        self.at: list[tuple[Item, ...]] = []  # what standing in a state takes: its ending, its bars
        self.along: list[tuple[Move, ...]] = []  # the moves that can be made in a state
        for number in range(len(graph.states)):
            self.at.append(tuple(_standing(graph, number)))
            self.along.append(tuple(_moves(graph, number)))

    def walk(self) -> tuple[int, list[Move]] | None:
        """Return a walk that takes something new, as its start and its moves, and mark what it takes; or None."""
        found = self._towards(list(range(len(self.graph.starts))), new=True)
        if found is None:
            return None
        start, moves = found
        self._mark(start, moves)
        while True:
            here = moves[-1].there if moves else start
            more = self._towards([here], new=True)
            if more is None:
                break
            moves += more[1]
            self._mark(here, more[1])
        end = self._towards([here], new=False)
        if end is None:
            raise StoryError(f"from '{self.graph.passage(here)}' no ending can be reached; run nta check first")
        return start, moves + end[1]

    def _towards(self, starts: list[int], *, new: bool) -> tuple[int, list[Move]] | None:
        """Return the shortest way that takes something ``new`` at its last state or move, or else to an ending."""
        before: dict[int, tuple[int, Move] | None] = dict.fromkeys(starts)
        queue = list(starts)
        for number in queue:
            if any(item not in self.taken for item in self.at[number]) if new else not self.along[number]:
                return _way(before, number)
            for move in self.along[number]:
                if new and move.item not in self.taken:
                    start, moves = _way(before, number)
                    return start, [*moves, move]
                if move.there not in before:
                    before[move.there] = (number, move)
                    queue.append(move.there)
        return None

    def _mark(self, start: int, moves: list[Move]) -> None:
        self.taken.update(self.at[start])
        for move in moves:
            self.taken.add(move.item)
            self.taken.update(self.at[move.there])


def _way(before: dict[int, tuple[int, Move] | None], number: int) -> tuple[int, list[Move]]:
    moves: list[Move] = []
    while (step := before[number]) is not None:
        number, move = step
        moves.append(move)
    return number, moves[::-1]


def _standing(graph: StoryGraph, number: int) -> Iterator[Item]:
    state = graph.state(number)
    passage = graph.ground.passage(state)
    if passage.ending:
        yield (state.passage,)
    for shown in graph.ground.options(state):
        if shown.bar:
            yield (state.passage, shown.choice.id, str(shown.choice.barred.index(shown.bar)))


def _moves(graph: StoryGraph, number: int) -> Iterator[Move]:
    ground, state = graph.ground, graph.state(number)
    passage = ground.passage(state)
    for shown in ground.options(state):
        if shown.bar is None:
            yield Move(graph.at(ground.choose(state, shown.choice.id)), (state.passage, shown.choice.id))
    if passage.outcomes:
        for chance in ground.outcomes(state)[1]:
            yield Move(graph.at(ground.happen(state, chance.outcome.id)), (state.passage, chance.outcome.id))
    if passage.routes:
        index = next(i for i, route in enumerate(passage.routes) if ground.holds(route.condition, state))
        yield Move(graph.at(ground.go_on(state)), (state.passage, str(index)))
