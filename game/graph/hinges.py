"""Hinges: what one dial, or one era, changed alone, opens or shuts."""

from __future__ import annotations

import msgspec

from game.graph.dials import dial_classes
from game.graph.explore import StoryGraph
from game.graph.program import Program
from game.play.bundle import Bundle
from game.play.playthrough import rules_date
from game.play.step import Ground
from game.story.facts import key_of
from game.story.value import Value


class Hinge(msgspec.Struct, frozen=True):
    """A dial's value, or an era, and what it alone opens and shuts: kinds of outcome, and single endings.

    ``value`` names all values of a dial that do so alike: ``yes``, ``0 to 9``, ``cousin or friend``.
    """

    kind: str  # "dial" or "era"
    name: str
    value: str
    opens: tuple[str, ...]
    shuts: tuple[str, ...]
    opens_endings: tuple[str, ...]
    shuts_endings: tuple[str, ...]


def hinges(bundle: Bundle) -> list[Hinge]:
    """Return every dial value and era that, changed alone from the story's own case, changes the endings there are.

    Raises ``BudgetError`` for a story with too many states.
    """
    own = Ground(bundle)
    base = _reach(own, {})
    found = []
    for name, classes in dial_classes(Program(own)).items():
        for alike in classes[1:]:
            found.append(_hinge("dial", name, _words(alike), base, _reach(own, {name: alike[0]}), bundle))
    for era in bundle.story.rules.eras:
        other = _reach(Ground(bundle, rules_date(era, bundle)), {})
        found.append(_hinge("era", era, bundle.eras[era].title, base, other, bundle))
    return [hinge for hinge in found if hinge.opens_endings or hinge.shuts_endings]


def _words(values: list[Value]) -> str:
    """Return some values of a dial in words; numbers that follow each other as a range."""
    numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return " or ".join(map(key_of, values))


def _reach(ground: Ground, dials: dict[str, Value]) -> frozenset[str]:
    graph = StoryGraph(ground, [dials])
    return frozenset(name for name in graph.reached() if ground.story.passages[name].ending)


def _hinge(kind: str, name: str, value: str, base: frozenset[str], other: frozenset[str], bundle: Bundle) -> Hinge:
    passages, outcomes = bundle.story.passages, bundle.story.outcomes

    def kinds(endings: frozenset[str]) -> set[str]:
        return {ending.outcome for one in endings if (ending := passages[one].ending)}

    return Hinge(
        kind,
        name,
        value,
        tuple(one for one in outcomes if one in kinds(other) - kinds(base)),
        tuple(one for one in outcomes if one in kinds(base) - kinds(other)),
        tuple(one for one in passages if one in other - base),
        tuple(one for one in passages if one in base - other),
    )
