"""Screenfuls: what a reader sees in each state, every different one once."""

from __future__ import annotations

from array import array

import msgspec

from game.graph.explore import StoryGraph
from game.play.step import Ground, OpenOption
from game.reading.prose import Prose
from game.story.expression import facts_read
from game.story.model import Outcome, Passage


class Screenful(msgspec.Struct, frozen=True):
    """What a passage shows in some of its states. ``number`` is the first of them, in the graph's own order."""

    number: int
    name: str
    passage: Passage
    texts: tuple[Prose, ...]
    options: tuple[OpenOption, ...]  # of an own fork
    outcomes: tuple[Outcome, ...]  # of an other fork: all that it names, since a reader guesses among them

    @property
    def labels(self) -> tuple[Prose, ...]:
        """The words of what can be picked."""
        return (*(option.choice.label for option in self.options), *(outcome.label for outcome in self.outcomes))

    @property
    def words(self) -> int:
        """The number of words of its texts."""
        return sum(text.words for text in self.texts)

    def has_evidence(self, ground: Ground) -> bool:
        """Tell whether a card stands beside it or bars an option: a rule in force, or what is no rule.

        Cards that an option or an outcome opens do not count: they come after the decision.
        """
        bars = [option.bar.exhibits for option in self.options if option.bar]
        return any(ground.shows(self.passage, name) for names in (self.passage.exhibits, *bars) for name in names)


def screenfuls(graph: StoryGraph) -> tuple[list[Screenful], array[int]]:
    """Return every different screenful of a graph, in the order of its states, and the number of each state's one."""
    asked = [_asked(graph, name) for name in graph.layout.passages]
    asked.append(graph.layout.passage_mask)  # nowhere
    mask = graph.layout.passage_mask
    found: list[Screenful] = []
    known: dict[int, int] = {}
    of_state = array("I")
    for number, packed in enumerate(graph.states):
        key = packed & asked[packed & mask]
        if key not in known:
            known[key] = len(found)
            found.append(_screenful(graph, number))
        of_state.append(known[key])
    return found, of_state


def _asked(graph: StoryGraph, name: str) -> int:
    """Return the bits of the facts that decide what a passage shows, and those of the passage."""
    node, slots = graph.compiled.program.nodes[name], graph.layout.slots
    facts = set().union(*map(facts_read, node.blocks))
    if node.kind == "own":
        for move in node.moves:
            facts |= facts_read(move.guard).union(*map(facts_read, move.bars))
            facts |= {move.once} if move.once else set()
    return sum(slots[fact].bits for fact in facts) | graph.layout.passage_mask


def _screenful(graph: StoryGraph, number: int) -> Screenful:
    state, ground = graph.state(number), graph.ground
    passage = ground.passage(state)
    return Screenful(
        number,
        state.passage,
        passage,
        tuple(block.text for block in passage.text if ground.holds(block.condition, state)),
        tuple(ground.options(state)),
        passage.outcomes,
    )
