"""Weights: how likely the outcomes of a chance are, and on what ground."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import msgspec

from game.library.factual import FactualLine
from game.reading.fault import quoted
from game.reading.marks import To
from game.reading.nodes import Mapping, Node, Scalar, Sequence
from game.reading.reader import FAILED, Failed, Reader
from game.reading.shape import read_as
from game.story.expression import Condition


class Share(msgspec.Struct, frozen=True):
    """One weight: a percentage that a figure states, a stated assumption, or the rest to a hundred."""

    figure: str = ""
    assumed: int = 0
    because: FactualLine | None = None
    condition: Condition | None = None

    @property
    def rest(self) -> bool:
        """Whether this is what the percentages of the other outcomes leave."""
        return not self.figure and not self.assumed


class Weight(msgspec.Struct, frozen=True):
    """The weights of one outcome: the first whose condition holds counts; with none the outcome cannot happen."""

    shares: tuple[Share, ...]

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Weight | Failed:
        """Read ``{figure: exhibit.key}``, ``{assumed: 3, because: why}``, ``rest``, or a list of these with ``if``."""
        nodes = node.items if isinstance(node, Sequence) else [node]
        shares = [_share(child, reader) for child in nodes]
        if not shares:
            return reader.fault(node, "chance-weight", "the list of weights is empty; take it out or fill it")
        good = tuple(share for share in shares if isinstance(share, Share))
        return cls(good) if len(good) == len(shares) else FAILED


class _WeightKeys(msgspec.Struct, kw_only=True):
    condition: Condition | None = msgspec.field(name="if", default=None)
    figure: Annotated[str, To("weight")] | None = None
    assumed: Annotated[int, msgspec.Meta(ge=1, le=1000)] | None = None
    because: FactualLine | None = None
    rest: bool = False


def _share(node: Node, reader: Reader) -> Share | Failed:
    form = "{figure: exhibit.key}, {assumed: 3, because: ...} or rest"
    if isinstance(node, Scalar):
        if node.text == "rest":
            return Share()
        return reader.fault(node, "chance-weight", f"{quoted(node.text)} is not {form}")
    if not isinstance(node, Mapping):
        return reader.fault(node, "chance-weight", f"a weight is written {form}")
    keys = read_as(_WeightKeys, node, reader)
    if not isinstance(keys, _WeightKeys):
        return FAILED
    given = [key for key in ("figure", "assumed", "rest") if key in node.items]
    if len(given) != 1 or (given == ["rest"] and not keys.rest):
        return reader.fault(node, "chance-weight", "a weight needs exactly one of 'figure', 'assumed' and 'rest: yes'")
    if keys.assumed and keys.because is None:
        return reader.fault(node, "chance-weight", "an assumed weight needs 'because': say why, and the reader is told")
    return Share(keys.figure or "", keys.assumed or 0, keys.because, keys.condition)


def problem_of(shares: list[Share], amounts: list[Fraction | None]) -> str | None:
    """Return what is wrong with the weights of one chance, or None; ``amounts`` are the figures' values."""
    rests = sum(share.rest for share in shares)
    figures = any(share.figure for share in shares)
    assumptions = any(share.assumed for share in shares)
    total = sum((amount for amount in amounts if amount is not None), Fraction(0))
    if figures and assumptions:
        return "figures and assumptions do not go together; use one kind for all outcomes of a chance"
    if rests > 1:
        return "only one outcome can be the rest"
    if rests and not figures:
        return "a rest needs figures in percent beside it"
    if total > 100 or (rests and total >= 100):
        return f"the figures add up to {float(total):g} percent"
    if figures and not rests and total < 99:  # shares that were rounded may come out a little under a hundred
        return f"the figures add up to {float(total):g} percent only; give one outcome 'rest', which takes what is left"
    return None
