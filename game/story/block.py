"""Blocks of text, each with the label that says what kind of statement it is."""

from __future__ import annotations

from typing import Literal

import msgspec

from game.library.factual import report_loose_numbers
from game.reading.fault import either, quoted
from game.reading.nodes import Mapping, Node, Scalar
from game.reading.prose import Line, Prose, report_wordings
from game.reading.reader import FAILED, Failed, Reader
from game.reading.shape import read_as
from game.story.expression import Condition

Label = Literal["scene", "record", "rule", "what-if"]
LABELS: tuple[Label, ...] = ("scene", "record", "rule", "what-if")
#: The kinds of link of which a labeled text needs at least one, so that a reader can follow where it comes from.
_EVIDENCE: dict[Label, tuple[str, ...]] = {
    "scene": (),
    "record": ("profile", "exhibit", "figure"),
    "rule": ("exhibit", "figure"),
    "what-if": ("exhibit", "figure"),
}


class Block(msgspec.Struct, frozen=True):
    """One labeled block: SCENE is invented, RECORD is reported, RULE is what the law says, WHAT-IF what it allowed."""

    label: Label
    text: Prose
    condition: Condition | None = None

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Block | Failed:
        """Read ``{scene: text, if: condition}``."""
        if not isinstance(node, Mapping):
            return reader.fault(node, "wrong-type", f"a text is written '- scene: |'; the labels are {either(LABELS)}")
        labels = [label for label in LABELS if label in node.items]
        unknown = False
        for name, (key, _) in node.items.items():
            if name not in LABELS and name != "if":
                message = f"{quoted(name)} is no label of a text; use {either(LABELS)}, and 'if'"
                reader.fault(key, "unknown-key", message)
                unknown = True
        if unknown and not labels:
            return FAILED  # what was meant as the label is told
        if len(labels) != 1:
            return reader.fault(node, "missing-key", f"a text needs exactly one label: {either(LABELS)}")
        label = labels[0]
        value = node.items[label][1]
        text = read_as(Prose, value, reader)
        condition_node = node.get("if")
        condition = read_as(Condition, condition_node, reader) if condition_node else None
        if not isinstance(text, Prose) or (condition is not None and not isinstance(condition, Condition)):
            return FAILED
        needed = _EVIDENCE[label]
        if needed and not any(next(text.links(kind), None) for kind in needed):
            reader.fault(value, "text-evidence", f"a {label} text needs a link to its {either(needed)}; add one")
        assert isinstance(value, Scalar)
        if label in ("record", "rule"):
            report_loose_numbers(text, value, reader)
        else:
            report_names(value, reader)
        return cls(label, text, condition)


class SceneLine(Line, frozen=True, array_like=True):
    """An invented text of one paragraph: the label of an option."""

    def check(self, node: Scalar, reader: Reader) -> bool:
        """Report also real names."""
        usable = super().check(node, reader)
        report_names(node, reader)
        return usable


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A short invented text without links: a title or a summary."""

    text: str

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Name | Failed:
        """Read a text and report real names in it."""
        text = reader.words(node)
        if not isinstance(text, str):
            return FAILED
        assert isinstance(node, Scalar)
        report_names(node, reader)
        report_wordings(text, node, reader)
        return cls(text)


def report_names(node: Scalar, reader: Reader) -> None:
    """Report the names of people in reported cases in an invented text."""
    from game.library.guard import guarded_names  # needed for reading files only

    digests = reader.scope.guarded if reader.scope else ()
    for offset, _ in guarded_names(node.text, digests) if digests else ():
        message = "a person in a reported case has this name; invented text uses composite people, so change it"
        reader.report.add(node.at(offset), "real-name", message)
