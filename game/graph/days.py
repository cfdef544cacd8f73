"""The days that stand for all on which a story can be replayed: most are alike, since nothing that it uses changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from game.play.bundle import Bundle, exhibits_asked_about, fork_evidence
from game.play.playthrough import rules_date
from game.play.replayed import era_span
from game.play.step import Ground

Answers = tuple[bool, ...]  # whether each exhibit of a list is in force


class RulesDay(msgspec.Struct):
    """Rules under which a story is explored: its own, an era's own day, or another day of that era.

    ``alike`` are further days on which every condition comes out as here, while other cards stand beside some fork.
    """

    ground: Ground
    era: str | None = None
    day: datetime.date | None = None  # None for the day that the era itself means
    alike: list[datetime.date] = []

    @property
    def rules(self) -> str | None:
        """What a walkthrough writes for these rules: nothing for the story's own, an era's id, or a day."""
        return self.day.isoformat() if self.day else self.era

    @property
    def name(self) -> str:
        """What a report calls these rules: ``own``, an era's id, or that and a day."""
        return f"{self.era} {self.day}" if self.day else self.era or "own"


def rules_days(bundle: Bundle) -> list[RulesDay]:
    """Return a story's own rules, then each era's own day, then the other days that the rest of the eras is like.

    Two days are alike when the same exhibits are in force, of those that conditions ask about and those that stand
    beside forks or bar an option.
    """
    asked, beside = sorted(exhibits_asked_about(bundle.story)), sorted(fork_evidence(bundle.story))
    steered: dict[Answers, RulesDay] = {}
    known: set[tuple[Answers, Answers]] = set()
    own = {era: rules_date(era, bundle) for era in bundle.story.rules.eras}
    found = [RulesDay(Ground(bundle))]
    for era, day in [*own.items(), *_changes(bundle, {*asked, *beside})]:
        steer, cards = _answers(bundle, asked, day), _answers(bundle, beside, day)
        named = day == own[era]
        if named or steer not in steered:
            one = RulesDay(Ground(bundle, day), era, None if named else day)
            steered.setdefault(steer, one)
            found.append(one)
        elif (steer, cards) not in known:
            steered[steer].alike.append(day)
        known.add((steer, cards))
    return found


def _answers(bundle: Bundle, exhibits: list[str], day: datetime.date) -> Answers:
    return tuple(bundle.exhibits[name].in_force.status(day) == "in force" for name in exhibits)


def _changes(bundle: Bundle, exhibits: set[str]) -> Iterator[tuple[str, datetime.date]]:
    """Yield the first day of every era, and every day in it on which one of some exhibits comes or goes."""
    for era in bundle.story.rules.eras:
        first, end = era_span(bundle.eras[era], bundle.newest_check)
        days = {day for name in exhibits for day in bundle.exhibits[name].in_force.changes() if first < day < end}
        yield from ((era, day) for day in sorted({first, *days}))
