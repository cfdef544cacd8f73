"""The expression language of stories: a small, typed part of Python's grammar.

Names of facts, ``yes`` and ``no``, whole numbers, words in quotes, ``and or not``, comparisons, ``in``, ``+ -`` and
``in_force('exhibit-id')``. Python's own parser reads it; what it returns is checked against the declared facts and
turned into the data below. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal

import msgspec

from game.reading.fault import Place, did_you_mean
from game.reading.nodes import Node, Scalar
from game.reading.shape import FAILED, Reader, Reference, _Failed
from game.story.facts import Fact, Value

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
    def from_node(cls, node: Node, reader: Reader) -> Condition | _Failed:
        """Read and check a condition."""
        if isinstance(node, Scalar) and node.plain and node.text.lower() in ("yes", "no", "true", "false"):
            return cls(Constant(node.text.lower() in ("yes", "true")), node.text)
        text = reader.text(node)
        if not isinstance(text, str):
            return FAILED
        assert isinstance(node, Scalar)
        found = parse(text, node, reader)
        if found is None:
            return FAILED
        expr, kind = found
        if kind != "flag":
            return reader.fault(node, "expression-type", f"'{text}' is {_a(kind)}, where a yes or no was meant")
        return cls(expr, text)


def parse(text: str, node: Scalar, reader: Reader) -> tuple[Expr, str] | None:
    """Return an expression and its kind (``flag``, ``number`` or ``word``), or None after reporting what is wrong."""
    scope = reader.scope if isinstance(reader.scope, Scope) else Scope({})
    flat = " ".join(text.split())
    try:
        tree = ast.parse(flat, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = max(getattr(error, "offset", 1) or 1, 1) - 1
        message = f"'{flat[:60]}' cannot be read here; write it like: signed and years_here >= 10"
        reader.report.add(node.at(min(offset, len(text))), "expression-syntax", message)
        return None
    checker = _Checker(scope, reader, node)
    try:
        return checker.visit(tree)
    except _WrongError:
        return None


class _WrongError(Exception):
    """The fault has been reported."""


class _Checker:
    """Turns Python's tree into ours, checking kinds on the way."""

    def __init__(self, scope: Scope, reader: Reader, node: Scalar) -> None:
        self.scope = scope
        self.reader = reader
        self.node = node

    def place(self, tree: ast.expr) -> Place:
        return self.node.at(tree.col_offset)

    def wrong(self, tree: ast.expr, code: str, message: str) -> _WrongError:
        self.reader.report.add(self.place(tree), code, message)
        return _WrongError()

    def visit(self, tree: ast.expr) -> tuple[Expr, str]:
        match tree:
            case ast.Name(id=name):
                return self.name(tree, name)
            case ast.Constant(value=bool() as value):
                return Constant(value), "flag"
            case ast.Constant(value=int() as value):
                return Constant(value), "number"
            case ast.Constant(value=str() as value):
                return Constant(value), "word"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.flag(operand)), "flag"
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
                return Constant(-value), "number"
            case ast.BoolOp(op=op, values=values):
                terms = tuple(self.flag(value) for value in values)
                return (All(terms) if isinstance(op, ast.And) else AnyOf(terms)), "flag"
            case ast.BinOp(op=ast.Add() | ast.Sub() as sign, left=left, right=right):
                return Sum("+" if isinstance(sign, ast.Add) else "-", self.number(left), self.number(right)), "number"
            case ast.Compare(left=left, ops=ops, comparators=rights):
                return self.comparison(left, ops, rights)
            case ast.Call(func=ast.Name(id="in_force"), args=[ast.Constant(value=str() as exhibit)], keywords=[]):
                self.reader.references.append(Reference("exhibit", exhibit, self.place(tree)))
                return InForceOn(exhibit), "flag"
        shown = ast.unparse(tree)[:40]
        allowed = "facts, yes, no, numbers, 'words', and, or, not, comparisons, in, + - and in_force('exhibit')"
        raise self.wrong(tree, "expression-syntax", f"'{shown}' is not part of the language; use {allowed}")

    def name(self, tree: ast.expr, name: str) -> tuple[Expr, str]:
        if name in ("yes", "no", "true", "false"):
            return Constant(name in ("yes", "true")), "flag"
        if name == "days":
            if not self.scope.days:
                message = "the story reads 'days' but sets no 'days_limit'; add it, so that the clock has an end"
                raise self.wrong(tree, "days-limit", message)
            return Read("days"), "number"
        fact = self.scope.facts.get(name)
        if fact is None:
            hint = did_you_mean(name, self.scope.facts) or "; declare it under 'facts'"
            raise self.wrong(tree, "unknown-name", f"there is no fact '{name}'{hint}")
        return Read(name), fact.kind

    def flag(self, tree: ast.expr) -> Expr:
        expr, kind = self.visit(tree)
        if kind != "flag":
            message = f"'{ast.unparse(tree)}' is {_a(kind)}, where a yes or no was meant; compare it with something"
            raise self.wrong(tree, "expression-type", message)
        return expr

    def number(self, tree: ast.expr) -> Expr:
        expr, kind = self.visit(tree)
        if kind != "number":
            raise self.wrong(tree, "expression-type", f"'{ast.unparse(tree)}' is {_a(kind)}, where a number was meant")
        return expr

    def comparison(self, left: ast.expr, ops: list[ast.cmpop], rights: list[ast.expr]) -> tuple[Expr, str]:
        terms: list[Expr] = []
        for op, right in zip(ops, rights, strict=True):
            terms.append(self.one_comparison(left, op, right))
            left = right
        return (terms[0] if len(terms) == 1 else All(tuple(terms))), "flag"

    def one_comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expr:
        if isinstance(op, ast.In | ast.NotIn):
            return self.membership(left, right, negated=isinstance(op, ast.NotIn))
        sign = _SIGNS.get(type(op))
        if sign is None:
            raise self.wrong(left, "expression-syntax", "'is' is not part of the language; use == or !=")
        one, one_kind = self.visit(left)
        other, other_kind = self.visit(right)
        if one_kind != other_kind:
            message = f"'{ast.unparse(left)}' is {_a(one_kind)} and '{ast.unparse(right)}' {_a(other_kind)}; compare like with like"
            raise self.wrong(left, "expression-type", message)
        if one_kind != "number" and sign not in ("==", "!="):
            raise self.wrong(left, "expression-type", f"'{sign}' compares numbers; use == or != for {_a(one_kind)}")
        self.known_word(left, one, right, other)
        self.known_word(right, other, left, one)
        return Compare(sign, one, other)

    def known_word(self, tree: ast.expr, expr: Expr, other_tree: ast.expr, other: Expr) -> None:
        """Report a comparison of a fact with a word or number that it cannot have."""
        if isinstance(expr, Read) and isinstance(other, Constant) and expr.fact in self.scope.facts:
            problem = self.scope.facts[expr.fact].refuses(other.value)
            if problem:
                raise self.wrong(other_tree, "fact-value", f"'{expr.fact}' is never {other.value!r}: {problem}")

    def membership(self, left: ast.expr, right: ast.expr, *, negated: bool) -> Expr:
        if not isinstance(right, ast.Tuple | ast.List) or not right.elts:
            raise self.wrong(right, "expression-syntax", "after 'in' write the values in brackets: in ('a', 'b')")
        term, kind = self.visit(left)
        values: list[Value] = []
        for element in right.elts:
            value, value_kind = self.visit(element)
            if not isinstance(value, Constant) or value_kind != kind:
                raise self.wrong(
                    element, "expression-type", f"'{ast.unparse(element)}' cannot be compared with {_a(kind)}"
                )
            self.known_word(left, term, element, value)
            values.append(value.value)
        among = Among(term, tuple(values))
        return Not(among) if negated else among


_SIGNS: dict[type[ast.cmpop], Op] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def _a(kind: str) -> str:
    return {"flag": "a yes or no", "number": "a number", "word": "a word"}[kind]
