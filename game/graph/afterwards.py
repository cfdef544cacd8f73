"""Afterwards: what a finished playthrough shut, and how near another ending was."""

from __future__ import annotations

import msgspec

from game.graph.doors import Doors
from game.graph.explore import BUDGET, BudgetError, StoryGraph
from game.library.dates import short_day
from game.play.playthrough import Playthrough, Step


class DoorClosed(msgspec.Struct, frozen=True):
    """One kind of ending that a move put out of reach. ``by`` is empty where nobody decided."""

    step: int  # the number of the move, counted from 0
    day: int  # of the case clock, counted from 1
    date: str
    heading: str
    outcome: str  # in the story's words
    by: str
    exhibits: tuple[str, ...]  # titles: what the move met, or else what stood behind the decision


class Nearest(msgspec.Struct, frozen=True):
    """Another ending, one choice of the seat's away from the path that was taken."""

    step: int  # how many moves are kept
    heading: str
    label: str
    ending: str  # the passage
    title: str
    outcome: str  # in the story's words


class Afterwards:
    """A playthrough seen from its end, in the graph of its own rules and dials.

    A story that has more than ``budget`` states is played without its graph: ``unexplored`` then says so in a sentence,
    no door is told and no other ending.
    """

    def __init__(self, play: Playthrough, budget: int = BUDGET) -> None:
        self.play = play
        self.story = play.bundle.story
        self.unexplored = ""
        self._graph: StoryGraph | None = None
        try:
            self._graph = StoryGraph(play.ground, [play.start.dials], budget=budget)
            self._doors = Doors(self._graph)
        except BudgetError:
            self.unexplored = f"Not told: this story has more than {budget:,} states; 'nta check' says why."

    def doors_closed(self) -> list[DoorClosed]:
        """Return every outcome that could be reached at the beginning and then no longer, in the order of the moves."""
        closed: list[DoorClosed] = []
        if self._graph is None:
            return closed
        steps = self.play.steps
        states = [step.before for step in steps] + [self.play.state]
        for number, step in enumerate(steps):
            before, after = self._doors.at(states[number]).possible, self._doors.at(states[number + 1]).possible
            for outcome in before:
                if outcome not in after:
                    closed.append(self._closed(number, step, outcome))
        return closed

    def _closed(self, number: int, step: Step, outcome: str) -> DoorClosed:
        passage = self.play.ground.passage(step.before)
        option = passage.option(step.move.option)
        named = (option.exhibits if option else ()) or passage.exhibits
        exhibits = [name for name in named if self.play.ground.shows(passage, name)]
        role = (passage.decides or passage.by or self.story.seat.roles[0]) if option else None
        return DoorClosed(
            step=number,
            day=step.before.days + 1,
            date=short_day(self.play.ground.date_on(step.before.days)),
            heading=passage.title.text,
            outcome=self.story.outcomes[outcome],
            by=self.play.bundle.who(role) if role else "",
            exhibits=tuple(self.play.bundle.exhibits[name].title for name in exhibits),
        )

    def nearest(self) -> Nearest | None:
        """Return the other ending that the latest different choice of the seat could have led to, or None.

        Others may then decide otherwise too: what is promised is that the ending was possible, not that it would come.
        """
        graph = self._graph
        if graph is None:
            return None
        for number in range(len(self.play.steps) - 1, -1, -1):
            step = self.play.steps[number]
            if step.move.choose is None:
                continue
            for option in self.play.ground.options(step.before):
                if option.bar or option.choice.id == step.move.choose:
                    continue
                after = graph.at(self.play.ground.choose(step.before, option.choice.id))
                found = self._other_ending(graph, after)
                if found:
                    ending = self.story.passages[found].ending
                    assert ending is not None
                    return Nearest(
                        step=number,
                        heading=self.play.ground.passage(step.before).title.text,
                        label=option.choice.label.text,
                        ending=found,
                        title=ending.title.text,
                        outcome=self.story.outcomes[ending.outcome],
                    )
        return None

    def _other_ending(self, graph: StoryGraph, start: int) -> str | None:
        """Return the nearest ending from a state that is not the one that was reached."""

        def other(number: int) -> bool:
            name = graph.passage(number)
            return self.story.passages[name].ending is not None and name != self.play.passage

        way = graph.way_to(other, starts=[start])
        return graph.passage(way[-1]) if way else None

    def unseen(self) -> tuple[int, int]:
        """Return how many passages were not seen, and how many of those this case could have led to."""
        seen = self.play.seen
        reached = self._graph.reached() if self._graph else set(self.story.passages)  # as far as is known
        return len(self.story.passages) - len(seen), len(reached - seen)
