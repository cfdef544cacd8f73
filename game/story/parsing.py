"""Reading expressions: Python's own parser reads the text, and what it returns is checked and turned into our data."""

from __future__ import annotations

import ast
import re
import warnings

from game.reading.fault import Place, quoted
from game.reading.nodes import Scalar
from game.reading.reader import Reader, Reference
from game.story.expression import (
    All,
    Among,
    AnyOf,
    Compare,
    Constant,
    Expr,
    InForceOn,
    Not,
    Op,
    Read,
    Scope,
    Sum,
    a_kind,
)
from game.story.value import Value


def parse(text: str, node: Scalar, reader: Reader) -> tuple[Expr, str] | None:
    """Return an expression and its kind (``flag``, ``number`` or ``word``), or None after reporting what is wrong."""
    scope = reader.scope if isinstance(reader.scope, Scope) else Scope({})
    flat = " ".join(text.split())
    if "\\" in flat:  # Python would take it, and what follows, for another character
        at = node.at(text.index("\\"))
        reader.report.add(at, "expression-syntax", "a backslash stands in an expression; write the word without it")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only warns of, such as 1and, is no expression here
            tree = ast.parse(flat, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = max(getattr(error, "offset", 1) or 1, 1) - 1
        message = f"{quoted(flat)} cannot be read here; {_how(flat)}"
        reader.report.add(node.at(min(offset, len(text))), "expression-syntax", message)
        return None
    checker = _Checker(scope, reader, node)
    try:
        return checker.visit(tree)
    except _WrongError:
        return None


_CURLY = re.compile("[‘’“”„‚]")
_ONE_EQUALS = re.compile("(?<![=!<>])=(?!=)")
DEEPEST = 150  #: the most levels of an expression; compiled, each takes a pair of brackets, and Python has 200
LARGEST = 10**9  #: the largest number


class _WrongError(Exception):
    """The fault has been reported."""


class _Checker:
    """Turns Python's tree into ours, checking kinds on the way."""

    def __init__(self, scope: Scope, reader: Reader, node: Scalar) -> None:
        self.scope = scope
        self.reader = reader
        self.node = node
        self.depth = 0

    def place(self, tree: ast.expr) -> Place:
        return self.node.at(tree.col_offset)

    def wrong(self, tree: ast.expr, code: str, message: str) -> _WrongError:
        self.reader.report.add(self.place(tree), code, message)
        return _WrongError()

    def visit(self, tree: ast.expr) -> tuple[Expr, str]:
        if self.depth == DEEPEST:
            raise self.wrong(tree, "expression-syntax", f"this goes more than {DEEPEST} levels deep; make it simpler")
        if isinstance(tree, ast.Constant) and isinstance(tree.value, int) and tree.value > LARGEST:
            raise self.wrong(tree, "expression-syntax", f"{LARGEST} is the largest number here; use a smaller one")
        self.depth += 1
        try:
            return self.part(tree)
        finally:
            self.depth -= 1

    def part(self, tree: ast.expr) -> tuple[Expr, str]:
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
        allowed = "facts, yes, no, numbers, 'words', and, or, not, comparisons, in, + - and in_force('exhibit')"
        raise self.wrong(tree, "expression-syntax", f"{_shown(tree)} is not part of the language; use {allowed}")

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
            hint = self.reader.report.hint(name, self.scope.facts) or "; declare it under 'facts'"
            raise self.wrong(tree, "unknown-name", f"there is no fact {quoted(name)}{hint}")
        return Read(name), fact.kind

    def flag(self, tree: ast.expr) -> Expr:
        expr, kind = self.visit(tree)
        if kind != "flag":
            message = f"{_shown(tree)} is {a_kind(kind)}, where a yes or no was meant; compare it with something"
            raise self.wrong(tree, "expression-type", message)
        return expr

    def number(self, tree: ast.expr) -> Expr:
        expr, kind = self.visit(tree)
        if kind != "number":
            raise self.wrong(tree, "expression-type", f"{_shown(tree)} is {a_kind(kind)}, where a number was meant")
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
            message = f"{_shown(left)} is {a_kind(one_kind)} and "
            message += f"{_shown(right)} {a_kind(other_kind)}; compare like with like"
            raise self.wrong(left, "expression-type", message)
        if one_kind != "number" and sign not in ("==", "!="):
            raise self.wrong(left, "expression-type", f"'{sign}' compares numbers; use == or != for {a_kind(one_kind)}")
        self.known_word(one, right, other)
        self.known_word(other, left, one)
        return Compare(sign, one, other)

    def known_word(self, expr: Expr, other_tree: ast.expr, other: Expr) -> None:
        """Report a comparison of a fact with a word or number that it cannot have."""
        if isinstance(expr, Read) and isinstance(other, Constant) and expr.fact in self.scope.facts:
            problem = self.scope.facts[expr.fact].refuses(other.value)
            if problem:
                message = f"'{expr.fact}' is never {_shown(other_tree)}: {problem}"
                raise self.wrong(other_tree, "fact-value", message)

    def membership(self, left: ast.expr, right: ast.expr, *, negated: bool) -> Expr:
        if not isinstance(right, ast.Tuple | ast.List) or not right.elts:
            raise self.wrong(right, "expression-syntax", "after 'in' write the values in brackets: in ('a', 'b')")
        term, kind = self.visit(left)
        values: list[Value] = []
        for element in right.elts:
            value, value_kind = self.visit(element)
            if not isinstance(value, Constant) or value_kind != kind:
                raise self.wrong(
                    element, "expression-type", f"{_shown(element)} cannot be compared with {a_kind(kind)}"
                )
            self.known_word(term, element, value)
            values.append(value.value)
        among = Among(term, tuple(values))
        return Not(among) if negated else among


def _how(text: str) -> str:
    """Return how to write what Python's parser cannot read."""
    if _CURLY.search(text):
        return "write straight quotes: 'lawyer'"
    return "write == to compare" if _ONE_EQUALS.search(text) else "write it like: signed and years_here >= 10"


def _shown(tree: ast.expr) -> str:
    """Return a part of an expression as messages show it: in quotes, if it does not stand in quotes itself."""
    try:
        shown = quoted(ast.unparse(tree))
    except RecursionError:  # deeper than any that is allowed
        return "this"
    return shown[1:-1] if shown[1] in "'\"" else shown


_SIGNS: dict[type[ast.cmpop], Op] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
