"""Mutants: a story with one small fault put in, to see whether any walkthrough notices.

The faults are those that authors make: a condition that says the opposite, an effect that was forgotten, an option that
leads to the wrong passage (the operators of mutation testing: DeMillo, Lipton and Sayward, *Hints on test data
selection*, 1978).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from game.play.bundle import Bundle
from game.play.step import MoveError, StoryError
from game.story.effects import Effects
from game.story.expression import Condition, Not
from game.story.model import Passage, Story
from game.walk.runner import run_walk
from game.walk.script import LoadedWalk


class Mutant(msgspec.Struct, frozen=True):
    """One changed story: in which passage, and what was done."""

    passage: str
    what: str
    story: Story


class Survivor(msgspec.Struct, frozen=True):
    """A mutant that no walkthrough noticed."""

    passage: str
    what: str


def mutants(story: Story) -> Iterator[Mutant]:
    """Yield every mutant of a story."""
    names = list(story.passages)
    for place, (name, passage) in enumerate(story.passages.items()):
        others = (*names[place + 1 :], *names[: place + 1])  # itself last
        for what, changed in _changes(passage, others):
            yield Mutant(name, what, msgspec.structs.replace(story, passages={**story.passages, name: changed}))


def survivors(
    bundle: Bundle,
    walks: Sequence[LoadedWalk],
    today: datetime.date,
    progress: Callable[[int], None] = lambda _count: None,
) -> tuple[int, list[Survivor]]:
    """Return how many mutants there are, and those that no walkthrough notices.

    A walkthrough notices when a step cannot be taken, an expectation is not met or the story breaks. Only walkthroughs
    that pass through the changed passage are run: the others cannot see the change.
    """
    through: dict[str, list[LoadedWalk]] = {}
    for walk in walks:
        passages = {item[1] for item in run_walk(walk, bundle, today).taken if item[0] == "passages"}
        for name in passages:
            through.setdefault(name, []).append(walk)
    count = 0
    left = []
    for count, mutant in enumerate(mutants(bundle.story), 1):
        changed = msgspec.structs.replace(bundle, story=mutant.story)
        if not any(_notices(walk, changed, today) for walk in through.get(mutant.passage, ())):
            left.append(Survivor(mutant.passage, mutant.what))
        progress(count)
    return count, left


def _notices(walk: LoadedWalk, bundle: Bundle, today: datetime.date) -> bool:
    try:
        return bool(run_walk(walk, bundle, today).faults)
    except (MoveError, StoryError):
        return True


def _changes(passage: Passage, others: Sequence[str]) -> Iterator[tuple[str, Passage]]:
    for index, block in enumerate(passage.text):
        if block.condition:
            changed = msgspec.structs.replace(block, condition=_flipped(block.condition))
            yield f"text {index + 1}: flipped '{block.condition.text}'", _with(passage, "text", index, changed)
    for field in ("choices", "outcomes", "routes"):
        for index, way in enumerate(getattr(passage, field)):
            what = getattr(way, "id", f"way {index + 1}")
            for said, changed_way in _changed_ways(way, others):
                yield f"{what}: {said}", _with(passage, field, index, changed_way)


def _changed_ways(way: Any, others: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield a way with each fault; a wrong passage for it to lead to is the first of ``others`` that is one."""
    if way.condition:
        yield f"flipped '{way.condition.text}'", msgspec.structs.replace(way, condition=_flipped(way.condition))
    for index, bar in enumerate(getattr(way, "barred", ())):
        if bar.condition:
            changed = msgspec.structs.replace(bar, condition=_flipped(bar.condition))
            yield f"flipped the bar '{bar.condition.text}'", _with(way, "barred", index, changed)
    for index, (name, _) in enumerate(way.effects.changes):
        kept = (*way.effects.changes[:index], *way.effects.changes[index + 1 :])
        yield f"dropped the effect on {name}", msgspec.structs.replace(way, effects=Effects(kept))
    shut = any(bar.condition is None for bar in getattr(way, "barred", ()))  # nobody ever goes there
    wrong = next((other for other in others if other != way.goto), None)
    if wrong is not None and not shut:
        yield f"led to {wrong} and not to {way.goto}", msgspec.structs.replace(way, goto=wrong)


def _with(owner: Any, field: str, index: int, item: Any) -> Any:
    items = getattr(owner, field)
    return msgspec.structs.replace(owner, **{field: (*items[:index], item, *items[index + 1 :])})


def _flipped(condition: Condition) -> Condition:
    return Condition(Not(condition.expr), f"not ({condition.text})")
