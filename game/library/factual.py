"""Texts that state facts: every number in them must be a figure link."""

from __future__ import annotations

from game.reading.nodes import Node, Scalar
from game.reading.prose import Line, Prose
from game.reading.shape import FAILED, Reader, _Failed


class Factual(Prose, frozen=True, array_like=True):
    """A text of RECORD, RULE or a card."""

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Factual | _Failed:
        """Read a text and report the numbers that no figure stands behind."""
        prose = Prose.from_node(node, reader)
        if not isinstance(prose, Prose):
            return FAILED
        report_loose_numbers(prose, node, reader)
        return cls(prose.paragraphs)


class FactualLine(Line, frozen=True, array_like=True):
    """A text of one paragraph that states facts."""

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> FactualLine | _Failed:
        """Read a line and report the numbers that no figure stands behind."""
        line = Line.from_node(node, reader)
        if not isinstance(line, Line):
            return FAILED
        report_loose_numbers(line, node, reader)
        return cls(line.paragraphs)


def report_loose_numbers(prose: Prose, node: Node, reader: Reader) -> None:
    """Report every number in a text that is not part of a figure link or of a name."""
    from game.library.numbers import loose_numbers  # needed for reading files only

    assert isinstance(node, Scalar)
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
