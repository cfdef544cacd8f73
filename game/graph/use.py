"""Use: what of a story is reached, taken, shown or applied, in any era and with any dials, and what is not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from game.graph.explore import StoryGraph
from game.graph.finding import Finding
from game.graph.way import Way
from game.graph.witness import witness
from game.play.step import StoryError
from game.story.load import LoadedStory
from game.story.model import Passage


class _Idle(msgspec.Struct, frozen=True):
    """Something in a passage that no graph has used: where it stands, its code, and what to say of it."""

    steps: tuple[str, ...]
    code: str
    severity: Literal["error", "warning"]
    message: str


class Use:
    """Collects what the graphs of a story use, one graph after the other."""

    def __init__(self, loaded: LoadedStory) -> None:
        self.loaded = loaded
        self.reached: set[str] = set()
        self.taken: set[tuple[str, str]] = set()
        self.barred: set[tuple[str, str, int]] = set()
        self.shown: set[tuple[str, int]] = set()
        self.told: set[tuple[str, str, int]] = set()  # reasons, as the passage, the outcome and the reason's number
        self.ways: dict[str, tuple[Way, str | None]] = {}  # the shortest to each passage that has something idle

    def look(self, graph: StoryGraph, rules: str | None) -> None:
        """Add what a graph uses. ``rules`` is what a walkthrough writes for its rules, None for the story's own."""
        reached = graph.reached()
        self.reached |= reached
        self.taken |= graph.taken()
        self.barred |= graph.barred()
        self.shown |= graph.shown()
        self.told |= {told for name in reached for told in self._reasons(name, graph)}
        for name in reached:
            if next(self._idle(name), None) is None:
                self.ways.pop(name, None)
                continue
            number = graph.first_in(name)
            path = graph.path(number) if number is not None else []
            known = self.ways.get(name)
            if path and (known is None or len(path) < len(known[0].states)):
                self.ways[name] = Way(graph, path), rules

    def _reasons(self, name: str, graph: StoryGraph) -> Iterator[tuple[str, str, int]]:
        """Yield the reasons that are told somewhere in a passage, of outcomes that have several."""
        passage = self.loaded.story.passages[name]
        if not any(len(outcome.reasons) > 1 for outcome in passage.outcomes):
            return
        for number in graph.one_of_each(name):
            state = graph.state(number)
            with contextlib.suppress(StoryError):  # reported as no-outcome
                for chance in graph.ground.outcomes(state)[1]:
                    reason = graph.ground.reason(chance.outcome, state)
                    if reason is not None:
                        yield name, chance.outcome.id, chance.outcome.reasons.index(reason)

    def findings(self) -> Iterator[Finding]:
        """Yield what none of the graphs uses, each with the shortest walk to where it stands."""
        for name, passage in self.loaded.story.passages.items():
            if name not in self.reached:
                what = "the ending" if passage.ending else "the passage"
                message = f"{what} '{name}' is never reached; lead something to it, or take it out"
                place = self.loaded.place("passages", name)
                yield Finding(place=place, code="unreachable-passage", severity="error", message=message)
                continue
            for idle in self._idle(name):
                place = self.loaded.place("passages", name, *idle.steps)
                way, rules = self.ways[name]
                walk = witness(way, idle.message, rules=rules)
                yield Finding(place=place, code=idle.code, severity=idle.severity, message=idle.message, witness=walk)

    def _idle(self, name: str) -> Iterator[_Idle]:
        passage = self.loaded.story.passages[name]
        for key, option, what in self._never_taken(passage, name):
            message = f"{what} of '{name}' can never be taken; mend its conditions, or take it out"
            yield _Idle((key, option), "unreachable-option", "error", message)
        for choice in passage.choices:
            for index in range(len(choice.barred)):
                if (name, choice.id, index) not in self.barred:
                    message = f"this bar of '{choice.id}' in '{name}' never applies; mend its condition, or take it out"
                    yield _Idle(("choices", choice.id, "barred", str(index)), "unreachable-bar", "warning", message)
        for outcome in passage.outcomes:
            taken = (name, outcome.id) in self.taken and len(outcome.reasons) > 1
            for index in range(len(outcome.reasons)) if taken else ():
                if (name, outcome.id, index) not in self.told:
                    message = (
                        f"reason {index + 1} of '{outcome.id}' in '{name}' is never told; "
                        "mend its condition, or take it out"
                    )
                    yield _Idle(("outcomes", outcome.id, "because"), "unreachable-text", "warning", message)
        for index in range(len(passage.text)):
            if (name, index) not in self.shown:
                message = f"this text of '{name}' is never shown; mend its condition, or take it out"
                yield _Idle(("text", str(index)), "unreachable-text", "warning", message)

    def _never_taken(self, passage: Passage, name: str) -> Iterator[tuple[str, str, str]]:
        """Yield the ways out that are never taken; an option that is barred without a condition is meant to be shut."""
        for choice in passage.choices:
            meant = any(bar.condition is None for bar in choice.barred)
            if (name, choice.id) not in self.taken and not meant:
                yield "choices", choice.id, f"the option '{choice.id}'"
        for outcome in passage.outcomes:
            if (name, outcome.id) not in self.taken:
                yield "outcomes", outcome.id, f"the outcome '{outcome.id}'"
        for index in range(len(passage.routes)):
            if (name, str(index)) not in self.taken:
                yield "next", str(index), f"way on {index + 1}"
