"""Dials: which of their settings need exploring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod

from game.graph.program import Node, Program
from game.story.expression import Among, Compare, Expr, Read, evaluate, facts_read, parts
from game.story.facts import Fact
from game.story.value import Value


def dial_settings(program: Program, most: int) -> list[dict[str, Value]]:
    """Return the settings of all dials that a proof must start from, the story's own first.

    Raises ``TooManySettingsError`` when there are more than ``most``.
    """
    values = {name: [alike[0] for alike in classes] for name, classes in dial_classes(program).items()}
    if prod(map(len, values.values())) > most:
        worst = sorted(values, key=lambda name: -len(values[name]))
        named = ", ".join(f"{name} ({len(values[name])} values)" for name in worst[:4])
        raise TooManySettingsError(named + (f" and {len(worst) - 4} more" if len(worst) > 4 else ""))
    return [dict(zip(values, setting, strict=True)) for setting in product(*values.values())]


class TooManySettingsError(ValueError):
    """The dials have more settings than a proof may start from; the message names them."""


def dial_classes(program: Program) -> dict[str, list[list[Value]]]:
    """Return the values of each dial, those together that play alike; the story's own value stands first.

    A dial that no move sets, and that is only compared with constants, plays alike for two values that answer all those
    comparisons alike: a proof starts from one of them.
    """
    dials = {name: fact for name, fact in program.ground.story.facts.items() if fact.dial}
    asked = [*_conditions(program.nodes.values()), *(expr for _, expr in program.watched)]
    written = {name for node in program.nodes.values() for move in node.moves for name, _ in move.changes}
    worked_with = {
        name
        for node in program.nodes.values()
        for move in node.moves
        for _, expr in move.changes
        for name in facts_read(expr)
    }
    classes = {}
    for name, fact in dials.items():
        tests = list(_tests(name, asked))
        alone = all(facts_read(test) == {name} for test in tests)
        if name in written or name in worked_with or not alone:
            classes[name] = [[value] for value in _start_first(fact)]
        else:
            classes[name] = _alike(name, fact, tests)
    return classes


def _conditions(nodes: Iterable[Node]) -> Iterator[Expr]:
    for node in nodes:
        yield from node.blocks
        for move in node.moves:
            yield from (move.guard, *move.bars, *move.shares, *move.reasons)


def _tests(name: str, conditions: list[Expr]) -> Iterator[Expr]:
    """Yield the comparisons, and the bare flags, through which conditions ask for a fact."""
    for condition in conditions:
        compared: set[int] = set()
        for part in parts(condition):
            if isinstance(part, Compare | Among) and name in facts_read(part):
                compared.update(id(inner) for inner in parts(part))
                yield part
            elif isinstance(part, Read) and part.fact == name and id(part) not in compared:
                yield part


def _alike(name: str, fact: Fact, tests: list[Expr]) -> list[list[Value]]:
    """Return the values together for which the tests come out alike."""
    classes: dict[tuple[Value, ...], list[Value]] = {}
    for value in _start_first(fact):
        answers = tuple(evaluate(test, {name: value}, lambda _exhibit: False) for test in tests)
        classes.setdefault(answers, []).append(value)
    return list(classes.values())


def _start_first(fact: Fact) -> list[Value]:
    return sorted(fact.values(), key=lambda value: value != fact.start)
