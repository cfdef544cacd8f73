"""The program of a story under given rules: every passage with its conditions folded, and the facts that still matter.

Which facts matter where is live-variable analysis, as compilers do it (Aho, Lam, Sethi and Ullman, *Compilers*, 2nd
edition, 9.2.5): backwards from what each passage reads, through what each move sets, until nothing changes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Literal

import msgspec

from game.graph.folding import FALSE, TRUE, InForce, folded
from game.graph.layout import DAYS, Layout
from game.play.step import Ground
from game.story.expression import Expr, facts_read
from game.story.model import Passage

Kind = Literal["own", "other", "text", "ending", "none"]


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One way out of a passage.

    ``guard`` shows an option, or fixes an outcome by rule; ``shares`` leave it to chance.
    """

    id: str
    guard: Expr
    bars: tuple[Expr, ...] = ()
    shares: tuple[Expr, ...] = ()
    reasons: tuple[Expr, ...] = ()  # the conditions of what is told for it
    changes: tuple[tuple[str, Expr], ...] = ()
    takes: int = 0
    once: str = ""
    goto: str

    def facts(self) -> set[str]:
        """Return the facts that decide whether the move can be made, what is told for it, and that it works with."""
        read = {self.once} if self.once else set()
        for expr in (self.guard, *self.bars, *self.shares, *self.reasons):
            read |= facts_read(expr)
        for _, expr in self.changes:
            read |= facts_read(expr)
        return read

    def sets(self) -> set[str]:
        """Return the facts whose value before the move does not matter after it."""
        return {name for name, _ in self.changes} | ({self.once} if self.once else set())


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A passage under given rules."""

    name: str
    kind: Kind
    moves: tuple[Move, ...]
    blocks: tuple[Expr, ...] = ()  # the conditions of its texts
    arrives: int = -1  # the day to which the case clock moves on, or -1


class Program:
    """A story under given rules. ``live`` holds for each passage the facts that can matter there or later, as bits."""

    def __init__(self, ground: Ground, watched: Iterable[tuple[str, Expr]] = ()) -> None:
        self.ground = ground
        self.watched = tuple(watched)
        story = ground.story
        self.nodes = {name: _node(name, passage, ground) for name, passage in story.passages.items()}
        self.layout = Layout(story)
        self.live = _live(self.nodes, self.watched, self.layout)


def _node(name: str, passage: Passage, ground: Ground) -> Node:
    in_force = ground.in_force(passage)
    moves = list(_moves(name, passage, in_force))
    if any(move.guard == TRUE for move in moves) and not passage.choices:  # a rule always fixes what happens
        moves = [msgspec.structs.replace(move, shares=()) for move in moves]
    arrives = passage.date if ground.story.days_limit is not None else None
    return Node(
        name=name,
        kind=_kind(passage),
        moves=tuple(_possible(moves, fixed=not passage.choices)),
        blocks=tuple(folded(block.condition, in_force) for block in passage.text),
        arrives=ground.day_of(arrives) if arrives else -1,
    )


def _moves(name: str, passage: Passage, in_force: InForce) -> Iterator[Move]:
    """Yield every way out of a passage, those among them that these rules shut."""
    for choice in passage.choices:
        yield Move(
            id=choice.id,
            guard=folded(choice.condition, in_force),
            bars=tuple(folded(bar.condition, in_force) for bar in choice.barred),
            changes=choice.effects.changes,
            takes=choice.takes.count,
            once=f"{name}/{choice.id}" if choice.once else "",
            goto=choice.goto,
        )
    for outcome in passage.outcomes:
        yield Move(
            id=outcome.id,
            guard=folded(outcome.condition, in_force) if outcome.by_rule else FALSE,
            shares=tuple(folded(share.condition, in_force) for share in outcome.shares),
            reasons=tuple(folded(reason.condition, in_force) for reason in outcome.reasons),
            changes=outcome.effects.changes,
            takes=outcome.takes.count,
            goto=outcome.goto,
        )
    for index, route in enumerate(passage.routes):
        yield Move(
            id=str(index),
            guard=folded(route.condition, in_force),
            changes=route.effects.changes,
            takes=route.takes.count,
            goto=route.goto,
        )


def _kind(passage: Passage) -> Kind:
    if passage.ending:
        return "ending"
    return passage.fork or ("text" if passage.routes else "none")


def _possible(moves: list[Move], *, fixed: bool) -> Iterable[Move]:
    """Yield the moves that can be made under these rules; where a rule fixes one, those after it never are."""
    for move in moves:
        shares = tuple(share for share in move.shares if share != FALSE)
        if move.guard == FALSE and not shares:
            continue
        yield msgspec.structs.replace(move, shares=shares)
        if fixed and move.guard == TRUE:
            return


def _live(nodes: dict[str, Node], watched: Iterable[tuple[str, Expr]], layout: Layout) -> dict[str, int]:
    bits = {name: slot.bits for name, slot in layout.slots.items()} | ({} if DAYS in layout.slots else {DAYS: 0})

    def mask(facts: Iterable[str]) -> int:
        return reduce(or_, (bits[fact] for fact in facts), 0)

    live: dict[str, int] = {}
    before: dict[str, set[str]] = {name: set() for name in nodes}
    follow: dict[str, list[tuple[str, int]]] = {}
    for name, node in nodes.items():
        live[name] = reduce(or_, (mask(move.facts()) for move in node.moves), 0)
        live[name] |= reduce(or_, (mask(facts_read(block)) for block in node.blocks), 0)
        follow[name] = [(move.goto, ~mask(move.sets())) for move in node.moves if move.goto in nodes]
        for goto, _ in follow[name]:
            before[goto].add(name)
    for name, expr in watched:
        live[name] |= mask(facts_read(expr))
    waiting = deque(reversed(nodes))
    queued = set(nodes)
    while waiting:
        name = waiting.popleft()
        queued.discard(name)
        found = live[name]
        for goto, kept in follow[name]:
            found |= live[goto] & kept
        if found != live[name]:
            live[name] = found
            for other in before[name]:
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return live
