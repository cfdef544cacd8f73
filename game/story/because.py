"""Reasons: the rule behind an outcome, which may be another one under other rules or with other facts."""

from __future__ import annotations

import msgspec

from game.library.factual import FactualLine
from game.reading.nodes import Node, Sequence
from game.reading.reader import FAILED, Failed, Reader
from game.reading.shape import read_as
from game.story.expression import Condition


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One of several reasons for an outcome."""

    condition: Condition | None = msgspec.field(name="if", default=None)
    text: FactualLine


class Because(msgspec.Struct, frozen=True):
    """The reasons for one outcome: the first whose condition holds is told, and the last has none."""

    reasons: tuple[Reason, ...]

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Because | Failed:
        """Read a text, or a list of ``{if: condition, text: words}``."""
        if not isinstance(node, Sequence):
            text = read_as(FactualLine, node, reader)
            return cls((Reason(text=text),)) if isinstance(text, FactualLine) else FAILED
        reasons = [read_as(Reason, child, reader) for child in node.items]
        good = tuple(reason for reason in reasons if isinstance(reason, Reason))
        if len(good) < len(reasons):
            return FAILED
        if not good:
            return reader.fault(node, "missing-key", "the list of reasons is empty; take it out or fill it")
        if good[-1].condition is not None:
            message = "the last reason has an 'if'; leave it open, so that there is always one to tell"
            return reader.fault(node.items[-1], "fork-shape", message)
        return cls(good)
