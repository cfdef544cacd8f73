"""The expression language of stories: a small, typed part of Python's grammar.

Names of facts, ``yes`` and ``no``, whole numbers, words in quotes, ``and or not``, comparisons, ``in``, ``+ -`` and
``in_force('exhibit-id')``. Python's own parser reads it; what it returns is checked against the declared facts and
turned into the data below. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal

import msgspec

from game.reading.fault import quoted
from game.reading.nodes import Node, Scalar
from game.reading.reader import FAILED, Failed, Reader
from game.story.facts import Fact
from game.story.value import Value

Op = Literal["==", "!=", "<", "<=", ">", ">="]


class Constant(msgspec.Struct, frozen=True, tag="is"):
    """A value that stands in the text."""

    value: Value


class Read(msgspec.Struct, frozen=True, tag="fact"):
    """The value of a fact, or of ``days``."""

    fact: str


class InForceOn(msgspec.Struct, frozen=True, tag="force"):
    """Whether an exhibit's rule is in force on the rules date of the passage."""

    exhibit: str


class Not(msgspec.Struct, frozen=True, tag="not"):
    """Yes when the term is no."""

    term: Expr


class All(msgspec.Struct, frozen=True, tag="and"):
    """Yes when every term is."""

    terms: tuple[Expr, ...]


class AnyOf(msgspec.Struct, frozen=True, tag="or"):
    """Yes when some term is."""

    terms: tuple[Expr, ...]


class Compare(msgspec.Struct, frozen=True, tag="cmp"):
    """Two values compared."""

    op: Op
    left: Expr
    right: Expr


class Among(msgspec.Struct, frozen=True, tag="in"):
    """Whether a value is one of several."""

    term: Expr
    values: tuple[Value, ...]


class Sum(msgspec.Struct, frozen=True, tag="sum"):
    """Two numbers added, or the second taken from the first."""

    op: Literal["+", "-"]
    left: Expr
    right: Expr


Expr = Constant | Read | InForceOn | Not | All | AnyOf | Compare | Among | Sum


class Scope:
    """What a story's texts may name: its facts, ``days`` where it limits them; and the names they may not (digests)."""

    def __init__(self, facts: Mapping[str, Fact], *, days: bool = False, guarded: Collection[str] = ()) -> None:
        self.facts = facts
        self.days = days
        self.guarded = guarded


def evaluate(expr: Expr, facts: Mapping[str, Value], in_force: Callable[[str], bool]) -> Value:
    """Return the value of a checked expression; ``facts`` holds every fact that it reads, and ``days``."""
    match expr:
        case Constant(value):
            return value
        case Read(fact):
            return facts[fact]
        case InForceOn(exhibit):
            return in_force(exhibit)
        case Not(term):
            return not evaluate(term, facts, in_force)
        case All(terms):
            return all(evaluate(term, facts, in_force) for term in terms)
        case AnyOf(terms):
            return any(evaluate(term, facts, in_force) for term in terms)
        case Among(term, values):
            return evaluate(term, facts, in_force) in values
        case Sum(op, left, right):
            one, other = evaluate(left, facts, in_force), evaluate(right, facts, in_force)
            assert isinstance(one, int)
            assert isinstance(other, int)
            return one + other if op == "+" else one - other
        case Compare(op, left, right):
            return _compare(op, evaluate(left, facts, in_force), evaluate(right, facts, in_force))


def _compare(op: Op, left: Value, right: Value) -> bool:
    if op == "==":
        return left == right
    if op == "!=":
        return left != right
    assert isinstance(left, int)
    assert isinstance(right, int)
    if op == "<":
        return left < right
    if op == "<=":
        return left <= right
    return left > right if op == ">" else left >= right


def parts(expr: Expr) -> Iterator[Expr]:
    """Yield an expression and every expression inside it."""
    yield expr
    match expr:
        case Not(term) | Among(term, _):
            yield from parts(term)
        case All(terms) | AnyOf(terms):
            for term in terms:
                yield from parts(term)
        case Compare(_, left, right) | Sum(_, left, right):
            yield from parts(left)
            yield from parts(right)


def facts_read(expr: Expr) -> set[str]:
    """Return the names of the facts that an expression reads."""
    return {part.fact for part in parts(expr) if isinstance(part, Read)}


def exhibits_asked(expr: Expr) -> set[str]:
    """Return the exhibits whose being in force an expression asks for."""
    return {part.exhibit for part in parts(expr) if isinstance(part, InForceOn)}


class Condition(msgspec.Struct, frozen=True):
    """An expression that comes out as yes or no, with the text that it was written as."""

    expr: Expr
    text: str

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Condition | Failed:
        """Read and check a condition."""
        if isinstance(node, Scalar) and node.plain and node.text.lower() in ("yes", "no", "true", "false"):
            return cls(Constant(node.text.lower() in ("yes", "true")), node.text)
        text = reader.text(node)
        if not isinstance(text, str):
            return FAILED
        assert isinstance(node, Scalar)
        from game.story.parsing import parse  # Python's own parser, which playing has no use for

        found = parse(text, node, reader)
        if found is None:
            return FAILED
        expr, kind = found
        if kind != "flag":
            message = f"{quoted(text)} is {a_kind(kind)}, where a yes or no was meant; compare it with something"
            return reader.fault(node, "expression-type", message)
        return cls(expr, " ".join(text.split()))


def a_kind(kind: str) -> str:
    """Return a kind of value with its article."""
    return {"flag": "a yes or no", "number": "a number", "word": "a word"}[kind]
