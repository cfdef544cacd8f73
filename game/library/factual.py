"""Texts that state facts: every number in them must be a figure link."""

from __future__ import annotations

from game.reading.nodes import Scalar
from game.reading.prose import Line, Prose
from game.reading.reader import Reader


class Factual(Prose, frozen=True, array_like=True):
    """A text of RECORD, RULE or a card."""

    def check(self, node: Scalar, reader: Reader) -> bool:
        """Report also the numbers that no figure stands behind."""
        usable = super().check(node, reader)
        report_loose_numbers(self, node, reader)
        return usable


class FactualLine(Line, frozen=True, array_like=True):
    """A text of one paragraph that states facts."""

    def check(self, node: Scalar, reader: Reader) -> bool:
        """Report also the numbers that no figure stands behind."""
        usable = super().check(node, reader)
        report_loose_numbers(self, node, reader)
        return usable


def report_loose_numbers(prose: Prose, node: Scalar, reader: Reader) -> None:
    """Report every number in a text that is not part of a figure link or of a name."""
    from game.library.numbers import loose_numbers  # needed for reading files only

    seen = 0
    for paragraph in prose.paragraphs:
        # a figure link may say any number; a link of another kind is read on, since its words may count something too
        text = "".join(
            "·" * len(s.text) if s.link.startswith("figure:") or s.insert else s.text for s in paragraph.spans
        )
        for _, words in loose_numbers(text):
            offset = max(node.text.find(words, seen), 0)
            seen = offset + 1
            reader.report.add(
                node.at(offset),
                "number-without-figure",
                f"'{words}' has no figure; link it as [{words}](figure:exhibit.key), or leave the number out",
            )
