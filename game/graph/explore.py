"""Exploring: every state of a story under given rules, and every move between them, breadth first."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from game.graph.compiled import Compiled
from game.graph.dials import TooManySettingsError, dial_settings
from game.graph.folding import TRUE
from game.play.step import Ground, State, StoryError
from game.story.expression import Expr
from game.story.value import Value

#: How many states a story may have under one set of rules before the exploration stops and says so.
BUDGET = 1_000_000
#: How many moves, for each of those states.
MOVES = 20
_SAMPLE = 2_000  # states that are looked at to find the facts that make them so many


class BudgetError(StoryError):
    """A story has more states than the budget allows; the message says which facts make them."""


class StoryGraph:
    """All states of a story under given rules.

    ``states`` holds them packed, in the order in which they were found, which is by the number of moves from a start.
    ``after(i)`` gives the numbers of the states that follow ``states[i]``; ``parents[i]`` is the number of the state
    from which it was found first, or -1 at a start. ``moves`` counts all edges.

    ``dials`` are the settings that it starts from, all that a proof needs if there are none; ``watched`` are passages
    with conditions whose facts must stay in the states there. Raises ``BudgetError`` for more than ``budget`` states.
    """

    def __init__(
        self,
        ground: Ground,
        dials: Iterable[Mapping[str, Value]] | None = None,
        *,
        watched: Iterable[tuple[str, Expr]] = (),
        budget: int = BUDGET,
    ) -> None:
        self.ground = ground
        self.starts: dict[int, dict[str, Value]] = {}
        self.states: list[int] = []
        self.first = array("Q", [0])
        self.follow = array("I")
        self.parents: list[int] = []
        self.index: dict[int, int] = {}
        self.moves = 0
        collecting = gc.isenabled()
        gc.disable()  # nothing made here is a cycle, and the collector would walk everything again and again
        try:
            self.compiled = Compiled(ground, watched)
            self.layout = self.compiled.layout
            try:
                settings = dial_settings(self.compiled.program, budget) if dials is None else [dict(d) for d in dials]
            except TooManySettingsError as error:
                raise BudgetError(
                    f"more than {budget:,} settings of its dials: {error}; use fewer, or smaller"
                ) from None
            self.dials = len(settings)
            for setting in settings:
                self.starts.setdefault(self.compiled.start(setting), setting)
            self._explore(budget)
        finally:
            if collecting:
                gc.enable()

    def _explore(self, budget: int) -> None:
        states, parents, index = self.states, self.parents, self.index
        first, follow = self.first, self.follow
        steps, mask = self.compiled.steps, self.layout.passage_mask
        for state in self.starts:
            index[state] = len(states)
            states.append(state)
            parents.append(-1)
        count = len(states)
        for number, state in enumerate(states):  # the list grows while it is walked: breadth first
            for other in steps[state & mask](state):
                there = index.get(other)
                if there is None:
                    there = index[other] = count
                    count += 1
                    states.append(other)
                    parents.append(number)
                follow.append(there)
            first.append(len(follow))
            if count > budget or len(follow) > MOVES * budget:
                raise BudgetError(self._why_so_many(budget))
        self.moves = len(follow)

    def _why_so_many(self, budget: int) -> str:
        """Name the passage with most states and the facts that make them."""
        counts: dict[int, int] = {}
        for state in self.states:
            counts[state & self.layout.passage_mask] = counts.get(state & self.layout.passage_mask, 0) + 1
        number = max(counts, key=lambda passage: counts[passage])
        name = self.layout.passages[number]
        there = [state for state in self.states if state & self.layout.passage_mask == number]
        some = there[:: max(1, len(there) // _SAMPLE)]  # looking at all states for each of many facts takes minutes
        slots = {fact: slot.bits for fact, slot in self.layout.slots.items() if slot.bits & self.compiled.live[name]}
        spread = [(len({state & bits for state in some}), fact) for fact, bits in slots.items()]
        most = [(len({state & slots[fact] for state in there}), fact) for _, fact in sorted(spread, reverse=True)[:4]]
        worst = ", ".join(f"{fact} ({values} values)" for values, fact in sorted(most, reverse=True))
        return (
            f"more than {budget:,} states; '{name}' alone has {counts[number]:,}, made by {worst}; "
            "bound these facts more closely, or forget them once they no longer matter"
        )

    @cached_property
    def _firsts(self) -> dict[int, int]:
        mask = self.layout.passage_mask
        return {self.states[number] & mask: number for number in range(len(self.states) - 1, -1, -1)}

    def first_in(self, passage: str) -> int | None:
        """Return the number of a state in a passage that lies nearest to a start, or None if none is reached."""
        code = self.layout.numbers.get(passage)
        return None if code is None else self._firsts.get(code)

    @cached_property
    def in_passage(self) -> dict[int, list[int]]:
        """The numbers of the states in each passage, by its code."""
        mask = self.layout.passage_mask
        found: dict[int, list[int]] = {}
        for number, packed in enumerate(self.states):
            found.setdefault(packed & mask, []).append(number)
        return found

    def one_of_each(self, name: str) -> Iterator[int]:
        """Yield the states in a passage, of those in which the same can happen only the first."""
        facts = set().union(*(move.facts() for move in self.compiled.program.nodes[name].moves))
        bits = sum(self.layout.slots[fact].bits for fact in facts)
        seen: set[int] = set()
        for number in self.in_passage.get(self.layout.numbers[name], ()):
            key = self.states[number] & bits
            if key not in seen:
                seen.add(key)
                yield number

    def passage(self, number: int) -> str:
        """Return the passage of a state by its number, or an empty text where an option leads nowhere."""
        return self.layout.passage(self.states[number])

    def state(self, number: int) -> State:
        """Return a state whole; a fact that no longer matters there has any value."""
        return self.layout.unpack(self.states[number])

    def at(self, state: State) -> int:
        """Return the number of a state of play. Raises ``KeyError`` for one that this graph does not hold."""
        return self.index[self.compiled.pack(state)]

    def after(self, number: int) -> array[int]:
        """Return the numbers of the states that follow."""
        return self.follow[self.first[number] : self.first[number + 1]]

    def reached(self) -> set[str]:
        """Return the passages that are reached."""
        return {self.layout.passages[code] for code in self._firsts if code < self.layout.nowhere}

    def taken(self) -> set[tuple[str, str]]:
        """Return every move that can be made somewhere, as the passage and the option, outcome or way on."""
        found = set()
        for name in self.reached():
            for move in self.compiled.program.nodes[name].moves:
                if self.compiled.was_seen(name, "move", move.id) is not False:
                    found.add((name, move.id))
        return found

    @cached_property
    def start_passages(self) -> set[int]:
        """The codes of the passages in which it starts."""
        return {packed & self.layout.passage_mask for packed in self.starts}

    @cached_property
    def passages_after(self) -> dict[int, set[int]]:
        """The codes of the passages to which the moves out of each passage lead that are made somewhere.

        Whoever follows them takes no note of facts: every way among states is one among passages, not the other way.
        """
        found: dict[int, set[int]] = {}
        nodes, numbers = self.compiled.program.nodes, self.layout.numbers
        taken = self.taken()
        for name, node in nodes.items():
            goals = {move.goto for move in node.moves if (name, move.id) in taken}
            found[numbers[name]] = {numbers[goal] for goal in goals if goal in numbers}
        return found

    def barred(self) -> set[tuple[str, str, int]]:
        """Return every bar that applies somewhere, as the passage, the option and the bar's number."""
        reached = self.reached()
        return {
            (mark[0], mark[2], int(mark[3]))
            for mark, number in self.compiled.register.marks.items()
            if mark[1] == "bar" and mark[0] in reached and self.compiled.seen[number]
        }

    def shown(self) -> set[tuple[str, int]]:
        """Return every text that is shown somewhere, as the passage and the text's number."""
        found = set()
        for name in self.reached():
            for index, block in enumerate(self.compiled.program.nodes[name].blocks):
                seen = self.compiled.was_seen(name, "text", str(index))
                if block == TRUE if seen is None else seen:
                    found.add((name, index))
        return found

    def path(self, number: int) -> list[int]:
        """Return the states on a shortest way to a state, from a start."""
        return _back(self.parents, number)

    def way_to(
        self,
        goal: Callable[[int], bool],
        *,
        past: Callable[[int], bool] = lambda _number: True,
        starts: Iterable[int] | None = None,
    ) -> list[int] | None:
        """Return the states on a shortest way to one that is a goal, or None where there is none.

        Without ``starts`` the way begins at a start of the graph. It goes on only ``past`` states that may be passed.
        """
        parents = dict.fromkeys(range(len(self.starts)) if starts is None else starts, -1)
        queue = list(parents)
        for number in queue:
            if goal(number):
                return _back(parents, number)
            for other in self.after(number) if past(number) else ():
                if other not in parents:
                    parents[other] = number
                    queue.append(other)
        return None


def _back(parents: Mapping[int, int] | Sequence[int], number: int) -> list[int]:
    """Return the numbers from the first of a row of parents, whose own is -1, to a number."""
    path = [number]
    while parents[path[-1]] >= 0:
        path.append(parents[path[-1]])
    return path[::-1]
