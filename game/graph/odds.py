"""Odds: the exact chance of each ending, for a reader who chooses evenly and the weights that the story states.

The chances are solved and not sampled: how often each state is visited on average follows from a linear system, solved
in fractions, one strongly connected component after another (Tarjan, *Depth-first search and linear graph algorithms*,
1972).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from heapq import heapify, heappop, heappush

from game.graph.explore import StoryGraph
from game.play.step import StoryError

_System = dict[int, dict[int, Fraction]]  # the chances between the states of a loop: of each, by the other


def odds(graph: StoryGraph, start: int = 0) -> dict[str, Fraction]:
    """Return the chance of each ending that can be reached from a start, by the ending's passage; they add up to 1.

    Raises ``StoryError`` where the story cannot go on, and ``ValueError`` where it can go round for ever.
    """
    visits = {start: Fraction(1)}
    for component in _components(graph, start):
        if len(component) == 1 and component[0] not in (chances := dict(_chances(graph, component[0]))):
            weight = visits.get(component[0], Fraction(0))
            for other, share in chances.items():
                visits[other] = visits.get(other, Fraction(0)) + weight * share
        else:
            _solve(graph, component, visits)
    endings: dict[str, Fraction] = {}
    for number, chance in visits.items():
        name = graph.passage(number)
        if graph.ground.story.passages[name].ending:
            endings[name] = endings.get(name, Fraction(0)) + chance
    return endings


def _chances(graph: StoryGraph, number: int) -> Iterator[tuple[int, Fraction]]:
    """Yield each state that may follow with its chance."""
    ground, state = graph.ground, graph.state(number)
    passage = ground.passage(state)
    found: dict[int, Fraction] = {}
    if passage.choices:
        shown = [option for option in ground.options(state) if option.bar is None]
        if not shown:
            raise StoryError(f"in '{state.passage}' every option can be hidden or barred; run nta check first")
        for option in shown:
            other = graph.at(ground.choose(state, option.choice.id))
            found[other] = found.get(other, Fraction(0)) + Fraction(1, len(shown))
    elif passage.outcomes:
        how, possible = ground.outcomes(state)
        weights = [Fraction(1)] if how == "rule" else ground.weights(possible)
        for chance, weight in zip(possible, weights, strict=True):
            other = graph.at(ground.happen(state, chance.outcome.id))
            found[other] = found.get(other, Fraction(0)) + weight / sum(weights)
    elif passage.routes:
        found[graph.at(ground.go_on(state))] = Fraction(1)
    yield from found.items()


def _solve(graph: StoryGraph, component: list[int], visits: dict[int, Fraction]) -> None:
    """Work out how often the states of a loop are visited, and hand on what leaves it."""
    inside = set(component)
    into: _System = {number: {} for number in component}
    out: _System = {number: {} for number in component}
    leaves: list[tuple[int, int, Fraction]] = []
    for number in component:
        for other, share in _chances(graph, number):
            if other in inside:
                out[number][other] = into[other][number] = share
            else:
                leaves.append((number, other, share))
    solved = _eliminated(graph, into, out, {number: visits.get(number, Fraction(0)) for number in component})
    visits.update(solved)
    for number, other, share in leaves:
        visits[other] = visits.get(other, Fraction(0)) + solved[number] * share


def _eliminated(graph: StoryGraph, into: _System, out: _System, right: dict[int, Fraction]) -> dict[int, Fraction]:
    """Return how often each state of a loop is visited; ``right`` says how often it is come to from outside.

    The system is solved by elimination. The state with the fewest ways in and out goes first (Markowitz, *The
    elimination form of the inverse*, 1957): that keeps the system sparse and its fractions short. Raises ``ValueError``
    where nothing leads out of a state.
    """

    def ways(number: int) -> tuple[int, int]:
        return len(into[number]) * len(out[number]), number

    heap = [ways(number) for number in into]
    heapify(heap)
    gone: list[tuple[int, Fraction, dict[int, Fraction]]] = []
    while heap:
        count, number = heappop(heap)
        if number not in into or (count, number) != ways(number):
            continue  # gone, or put in again with its new count
        back = out[number].pop(number, Fraction(0))
        into[number].pop(number, None)
        if back == 1:
            raise ValueError(f"the story can go round for ever in '{graph.passage(number)}'")
        before, after = into.pop(number), out.pop(number)
        gone.append((number, 1 / (1 - back), before))
        for other, share in after.items():
            share /= 1 - back
            right[other] += right[number] * share
            del into[other][number]
            for earlier, part in before.items():
                out[earlier][other] = into[other][earlier] = out[earlier].get(other, Fraction(0)) + part * share
        for earlier in before:
            del out[earlier][number]
        for other in {*before, *after}:
            heappush(heap, ways(other))
    solved: dict[int, Fraction] = {}
    for number, times, before in reversed(gone):
        solved[number] = times * (right[number] + sum((solved[o] * s for o, s in before.items()), Fraction(0)))
    return solved


def _components(graph: StoryGraph, start: int) -> list[list[int]]:
    """Return the strongly connected components that a start leads to, each before those that it leads to."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    held: set[int] = set()
    found: list[list[int]] = []
    work: list[tuple[int, Iterator[int]]] = []

    def enter(number: int) -> None:
        order[number] = low[number] = len(order)
        stack.append(number)
        held.add(number)
        work.append((number, iter(graph.after(number))))

    enter(start)
    while work:
        number, follow = work[-1]
        for other in follow:
            if other not in order:
                enter(other)
                break
            if other in held:
                low[number] = min(low[number], order[other])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[number])
            if low[number] == order[number]:
                component = []
                while True:
                    other = stack.pop()
                    held.discard(other)
                    component.append(other)
                    if other == number:
                        break
                found.append(component[::-1])
    return found[::-1]
