"""Folding: an expression with everything put in that is constant in a passage under given rules."""

from __future__ import annotations

from collections.abc import Callable

from game.story.expression import (
    All,
    Among,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Expr,
    InForceOn,
    Not,
    Read,
    Sum,
    evaluate,
)

InForce = Callable[[str], bool]

TRUE = Constant(value=True)
FALSE = Constant(value=False)


def fold(expr: Expr, in_force: InForce) -> Expr:
    """Return an expression of the same value that is as short as its constants make it."""
    match expr:
        case Constant() | Read():
            return expr
        case InForceOn(exhibit):
            return TRUE if in_force(exhibit) else FALSE
        case Not(term):
            inner = fold(term, in_force)
            return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
        case All(terms):
            return _joined(terms, in_force, All, stops=False)
        case AnyOf(terms):
            return _joined(terms, in_force, AnyOf, stops=True)
        case Among(term, values):
            inner = fold(term, in_force)
            return Constant(inner.value in values) if isinstance(inner, Constant) else Among(inner, values)
        case Compare(op, left, right):
            made: Compare | Sum = Compare(op, fold(left, in_force), fold(right, in_force))
        case Sum(sign, left, right):
            made = Sum(sign, fold(left, in_force), fold(right, in_force))
    if isinstance(made.left, Constant) and isinstance(made.right, Constant):
        return Constant(evaluate(made, {}, in_force))
    return made


def _joined(terms: tuple[Expr, ...], in_force: InForce, kind: type[All] | type[AnyOf], *, stops: bool) -> Expr:
    """Return the terms of an ``and`` (or an ``or``, which a yes ``stops``) without those that decide nothing."""
    left = []
    for term in terms:
        inner = fold(term, in_force)
        if isinstance(inner, Constant):
            if bool(inner.value) is stops:
                return inner
        else:
            left.append(inner)
    if not left:
        return FALSE if stops else TRUE
    return left[0] if len(left) == 1 else kind(tuple(left))


def folded(condition: Condition | None, in_force: InForce) -> Expr:
    """Return a condition folded; no condition always holds."""
    return TRUE if condition is None else fold(condition.expr, in_force)
