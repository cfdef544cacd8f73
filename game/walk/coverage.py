"""Coverage: what walkthroughs take of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from game.play.bundle import Bundle
from game.play.playthrough import Playthrough, Step
from game.play.step import Ground, State
from game.story.model import Story

KINDS = ("passages", "options", "outcomes", "bars", "endings", "exhibits")
Item = tuple[str, ...]  # the kind, then what names the thing: a passage, an option in it, the number of a bar


class Covered(msgspec.Struct, frozen=True):
    """How much of one kind is covered, and what is not."""

    kind: str
    taken: int
    there: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The share in percent; 100 where there is nothing to cover."""
        return 100.0 if not self.there else 100.0 * self.taken / self.there


def items_of(story: Story) -> set[Item]:
    """Return everything in a story that a walkthrough can take or be shown.

    An option that is barred without a condition is never taken, so only its bar counts.
    """
    found: set[Item] = set()
    for name, passage in story.passages.items():
        found.add(("passages", name))
        if passage.ending:
            found.add(("endings", name))
        exhibits = list(passage.exhibits)
        for choice in passage.choices:
            if not any(bar.condition is None for bar in choice.barred):
                found.add(("options", name, choice.id))
            exhibits += choice.exhibits
            for index, bar in enumerate(choice.barred):
                found.add(("bars", name, choice.id, str(index)))
                exhibits += bar.exhibits
        for outcome in passage.outcomes:
            found.add(("outcomes", name, outcome.id))
            exhibits += outcome.exhibits
        found |= {("exhibits", exhibit) for exhibit in exhibits}
    return found


def items_taken(play: Playthrough) -> Iterator[Item]:
    """Yield what a playthrough has taken and been shown so far."""
    for step in play.steps:
        yield from _stood(play.ground, step.before)
        yield from _moved(play.ground, step)
    yield from _stood(play.ground, play.state)


def _stood(ground: Ground, state: State) -> Iterator[Item]:
    passage = ground.passage(state)
    yield "passages", state.passage
    if passage.ending:
        yield "endings", state.passage
    for exhibit in passage.exhibits:
        yield from _shown(ground, state, exhibit)
    for option in ground.options(state):
        if option.bar:
            yield "bars", state.passage, option.choice.id, str(option.choice.barred.index(option.bar))
            for exhibit in option.bar.exhibits:
                yield from _shown(ground, state, exhibit)


def _moved(ground: Ground, step: Step) -> Iterator[Item]:
    passage = ground.passage(step.before)
    option = passage.option(step.move.option)
    if option is not None:
        yield "options" if passage.choices else "outcomes", step.before.passage, option.id
        for exhibit in option.exhibits:
            yield from _shown(ground, step.before, exhibit)


def _shown(ground: Ground, state: State, exhibit: str) -> Iterator[Item]:
    """Yield an exhibit if its card is shown: a rule when it is in force, anything else always."""
    if ground.shows(ground.passage(state), exhibit):
        yield "exhibits", exhibit


def coverage(bundle: Bundle, taken: Iterable[Item]) -> list[Covered]:
    """Return for each kind how much of a story was taken."""
    there, met = items_of(bundle.story), set(taken)
    rows = []
    for kind in KINDS:
        every = {item for item in there if item[0] == kind}
        missing = sorted("/".join(item[1:]) for item in every - met)
        rows.append(Covered(kind, len(every) - len(missing), len(every), tuple(missing)))
    return rows


def together(stories: Iterable[list[Covered]]) -> list[Covered]:
    """Return the coverage of several stories as one."""
    rows = [row for story in stories for row in story]
    return [
        Covered(kind, sum(r.taken for r in rows if r.kind == kind), sum(r.there for r in rows if r.kind == kind), ())
        for kind in KINDS
    ]
