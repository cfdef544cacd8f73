"""The proof of one story under one set of rules: states from which nothing goes on, and promises that do not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from game.graph.explore import StoryGraph
from game.graph.finding import Finding
from game.graph.way import Way
from game.graph.witness import Witness, witness
from game.play.step import StoryError
from game.reading.fault import Place
from game.story.expression import evaluate
from game.story.promise import Promise

Where = Callable[..., Place]


class Proof:
    """Looks for faults in one explored graph.

    ``rules`` is what a walkthrough writes for these rules, None for its own.
    """

    def __init__(self, graph: StoryGraph, where: Where, rules: str | None) -> None:
        self.graph = graph
        self.where = where
        self.rules = rules
        self.story = graph.ground.story

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong, each thing once, with its shortest walk."""
        yield from self._stuck()
        yield from self._weights()
        yield from self._loops()
        yield from self._promises()

    def _witness(self, path: list[int], about: str, then: str | None = None) -> Witness:
        return witness(Way(self.graph, path), about, rules=self.rules, then=then)

    def _stuck(self) -> Iterator[Finding]:
        for (code, name, *move), packed in self.graph.compiled.faults.items():
            path = self.graph.path(self.graph.index[packed])
            passage = self.story.passages[name]
            key = "choices" if passage.choices else "outcomes" if passage.outcomes else "next"
            place = self.where("passages", name)
            if code == "soft-lock":
                message = f"in '{name}' every option can be hidden or barred at once; leave one that is always open"
            elif code == "no-outcome":
                message = (
                    f"in '{name}' it can be that no outcome happens; give the last one neither 'if' nor a condition"
                )
            elif code == "fact-range":
                place = self.where("passages", name, key, move[0])
                what = f"'{move[0]}'" if passage.fork else f"way on {int(move[0]) + 1}"
                message = f"{what} in '{name}' sets a fact outside its range{self._out_of_range(path[-1], move[0])}"
            else:  # a missing passage, or no way on: reported when the story was read
                continue
            then = move[0] if move else None
            yield Finding(
                place=place, code=code, severity="error", message=message, witness=self._witness(path, message, then)
            )

    def _out_of_range(self, number: int, option: str) -> str:
        ground, state = self.graph.ground, self.graph.state(number)
        passage = ground.passage(state)
        try:
            if passage.choices:
                ground.choose(state, option)
            elif passage.outcomes:
                ground.happen(state, option)
            else:
                ground.go_on(state)
        except StoryError as error:
            return f": {error}; widen the range, or guard the way with an 'if'"
        raise AssertionError("the exploration found a fact out of range here")

    def _weights(self) -> Iterator[Finding]:
        """Check weights that depend on facts in every state in which they meet."""
        suspects = {
            name
            for name, passage in self.story.passages.items()
            for outcome in passage.outcomes
            if any(share.condition for share in outcome.shares)
        }
        met: set[tuple[object, ...]] = set()
        for number in (number for name in suspects for number in self.graph.one_of_each(name)):
            name = self.graph.passage(number)
            try:
                how, chances = self.graph.ground.outcomes(self.graph.state(number))
            except StoryError:
                continue  # reported as no-outcome
            key = (name, *((chance.outcome.id, chance.share) for chance in chances))
            if how == "rule" or key in met:
                continue
            met.add(key)
            try:
                self.graph.ground.weights(chances)
            except StoryError as error:
                message = f"in '{name}': {error}; mend the weights or their conditions"
                yield Finding(
                    place=self.where("passages", name, "outcomes"),
                    code="chance-weight",
                    severity="error",
                    message=message,
                    witness=self._witness(self.graph.path(number), message),
                )

    @cached_property
    def _settled(self) -> bytearray:
        """For each state whether some way from it comes to where nothing goes on."""
        first = self.graph.first
        return leads_to(self.graph, lambda number: first[number] == first[number + 1])

    def _loops(self) -> Iterator[Finding]:
        """Find states that lead to no ending, and to none of the faults above either."""
        told: set[int] = set()
        for number, fine in enumerate(self._settled):
            if fine or number in told:
                continue
            told |= _reachable(self.graph, number)
            name = self.graph.passage(number)
            message = f"from '{name}' no choice and no chance leads to an ending any more; give the loop a way out"
            yield Finding(
                place=self.where("passages", name),
                code="endless-loop",
                severity="error",
                message=message,
                witness=self._witness(self.graph.path(number), message),
            )

    def _promises(self) -> Iterator[Finding]:
        for index, promise in enumerate(self.story.promises):
            broken = self._breaks(promise)
            if broken is not None:
                path, message = broken
                yield Finding(
                    place=self.where("promises", str(index)),
                    code="promise-broken",
                    severity="error",
                    message=message,
                    witness=self._witness(path, message),
                )

    def _breaks(self, promise: Promise) -> tuple[list[int], str] | None:
        """Return the walk that breaks a promise and a sentence, or None when it holds."""
        graph = self.graph
        if promise.always:
            before, passage = promise.always.before, promise.always.passage
            path = self._way_around(passage, before)
            return (path, f"'{before}' can be reached without passing '{passage}'") if path else None
        if promise.never:
            name, condition = promise.never.passage, promise.never.condition
            in_force = graph.ground.in_force(self.story.passages[name])
            for number in graph.in_passage.get(graph.layout.numbers[name], ()):
                state = graph.state(number)
                if condition is None or evaluate(condition.expr, {**state.facts, "days": state.days}, in_force):
                    told = f" while {condition.text}" if condition else ""
                    return graph.path(number), f"'{name}' can be reached{told}"
            return None
        assert promise.from_everywhere is not None
        goal = promise.from_everywhere.reach
        goals, mask = self._goals(goal), graph.layout.passage_mask
        settled = goals == self._goals("ending") and not graph.compiled.faults  # then nothing else stops
        fine = self._settled if settled else leads_to(graph, lambda number: graph.states[number] & mask in goals)
        for number, holds in enumerate(fine):
            if not holds and graph.after(number):
                return graph.path(number), f"from '{graph.passage(number)}' '{goal}' can no longer be reached"
        return None

    def _goals(self, goal: str) -> set[int]:
        """Return the codes of the endings that are meant: any, the one of an id, or those of an outcome."""
        return {
            self.graph.layout.numbers[name]
            for name, passage in self.story.passages.items()
            if passage.ending and goal in ("ending", name, passage.ending.outcome)
        }

    def _way_around(self, passage: str, goal: str) -> list[int] | None:
        """Return the shortest way from a start to a goal that does not pass a passage."""
        graph = self.graph
        states, mask = graph.states, graph.layout.passage_mask
        shut = graph.layout.numbers[passage]
        goals = self._goals(goal) - {shut}
        if not goals & self._passages_past(shut):
            return None  # not even the passages, whatever the facts, lead there otherwise
        return graph.way_to(lambda here: states[here] & mask in goals, past=lambda here: states[here] & mask != shut)

    def _passages_past(self, shut: int) -> set[int]:
        """Return the codes of the passages that moves lead to from a start without passing one, whatever the facts."""
        found = self.graph.start_passages - {shut}
        queue = list(found)
        for here in queue:
            new = self.graph.passages_after.get(here, set()) - found - {shut}
            found |= new
            queue += new
        return found


def leads_to(graph: StoryGraph, goal: Callable[[int], bool]) -> bytearray:
    """Return for each state whether some way from it leads to a goal."""
    fine = bytearray(goal(number) for number in range(len(graph.states)))
    first, follow = graph.first, graph.follow
    rest = [number for number in range(len(fine) - 1, -1, -1) if not fine[number]]
    while rest:  # states lie by distance from the start, so a pass backwards settles nearly everything
        left = []
        for number in rest:
            for edge in range(first[number], first[number + 1]):
                if fine[follow[edge]]:
                    fine[number] = 1
                    break
            else:
                left.append(number)
        few = 2 * len(left) <= len(rest)
        rest = left
        if not few:
            break
    before: dict[int, list[int]] = {}  # what is left, each edge once however the states lie
    for number in rest:
        for other in graph.after(number):
            before.setdefault(other, []).append(number)
    queue = [number for number in before if fine[number]]
    for number in queue:
        for earlier in before.get(number, ()):
            if not fine[earlier]:
                fine[earlier] = 1
                queue.append(earlier)
    return fine


def _reachable(graph: StoryGraph, number: int) -> set[int]:
    found = {number}
    queue = [number]
    for one in queue:
        for other in graph.after(one):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found
