"""Replays: what the rules of each era make of the same case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from game.graph.explore import BUDGET, BudgetError, StoryGraph
from game.library.dates import in_words
from game.library.factual import FactualLine
from game.play.bundle import Bundle
from game.play.playthrough import rules_date
from game.play.step import Ground
from game.story.expression import exhibits_asked
from game.story.model import Passage
from game.story.value import Value


class Difference(msgspec.Struct, frozen=True):
    """A passage that goes on differently under an era's rules: what opens, what shuts, and by which exhibits."""

    passage: str
    title: str
    opens: tuple[str, ...]  # labels
    shuts: tuple[str, ...]
    because: tuple[str, ...]  # exhibits that are in force under one of the rules and not under the other


class EraRow(msgspec.Struct, frozen=True):
    """An era as a reader picks it for a replay. ``differs`` is None where the story has too many states to compare."""

    era: str
    title: str
    span: str
    rules: str  # the day whose rules are meant, in words
    says: FactualLine | None  # what the era's rules meant for the case at hand
    differs: tuple[Difference, ...] | None

    @property
    def difference(self) -> str:
        """How much goes on differently, in one sentence."""
        if self.differs is None:
            return "What goes on differently is not told: the story has too many states."
        if len(self.differs) < 2:
            return f"{'One passage goes' if self.differs else 'No passage goes'} on differently."
        return f"{len(self.differs)} passages go on differently."


def era_rows(bundle: Bundle, dials: Mapping[str, Value] | None = None, *, budget: int = BUDGET) -> list[EraRow]:
    """Return the eras of a story, each with the forks that come out differently than under the story's own rules.

    With ``dials`` only that case is compared, otherwise every setting of the dials. A fork that cannot be reached under
    one of the rules is not compared.
    """
    settings = None if dials is None else [dict(dials)]
    own = _explored(Ground(bundle), settings, budget)
    rows = []
    for name in bundle.story.rules.eras:
        era = bundle.eras[name]
        date = rules_date(name, bundle)
        other = _explored(Ground(bundle, date), settings, budget) if own else None
        case = era.cases.get(bundle.story.rules.case or "")
        until = in_words(era.end) if era.end else f"{in_words(bundle.newest_check)}, the newest check"
        rows.append(
            EraRow(
                name,
                era.title,
                f"{in_words(era.start)} to {until}",
                in_words(date.isoformat()),
                case.says if case else None,
                tuple(_differences(own, other)) if own and other else None,
            )
        )
    return rows


def _explored(ground: Ground, settings: list[dict[str, Value]] | None, budget: int) -> StoryGraph | None:
    try:
        return StoryGraph(ground, settings, budget=budget)
    except BudgetError:
        return None


def _differences(own: StoryGraph, other: StoryGraph) -> Iterator[Difference]:
    both = own.reached() & other.reached()
    mine, theirs = own.taken(), other.taken()
    for name, passage in own.ground.story.passages.items():
        if name not in both:
            continue
        ways = [(option.id, option.label.text) for option in passage.options]
        ways += [(str(index), f"on to '{own.ground.story.passages[route.goto].title.text}'")
                 for index, route in enumerate(passage.routes)]  # fmt: skip
        opens = [words for way, words in ways if (name, way) in theirs and (name, way) not in mine]
        shuts = [words for way, words in ways if (name, way) in mine and (name, way) not in theirs]
        if opens or shuts:
            because = tuple(_because(passage, own.ground, other.ground))
            yield Difference(name, passage.title.text, tuple(opens), tuple(shuts), because)


def _because(passage: Passage, own: Ground, other: Ground) -> Iterator[str]:
    """Yield the exhibits of a fork and of its conditions that only one of the rules has in force."""
    names = list(passage.exhibits)
    for choice in passage.choices:
        conditions = [choice.condition, *(bar.condition for bar in choice.barred)]
        names += [name for bar in choice.barred for name in bar.exhibits] + list(choice.exhibits)
        names += [name for one in conditions if one for name in sorted(exhibits_asked(one.expr))]
    for outcome in passage.outcomes:
        conditions = [outcome.condition, *(share.condition for share in outcome.shares)]
        names += list(outcome.exhibits)
        names += [name for one in conditions if one for name in sorted(exhibits_asked(one.expr))]
    for route in passage.routes:
        names += sorted(exhibits_asked(route.condition.expr)) if route.condition else []
    for name in dict.fromkeys(names):
        exhibit = own.bundle.exhibits[name]
        if exhibit.is_rule and own.in_force(passage)(name) != other.in_force(passage)(name):
            yield name
