"""The reader: what reads one value of a node tree, and what is remembered while a whole file is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping
from typing import Final, Protocol

import msgspec

from game.reading.fault import Place, Report, quoted
from game.reading.nodes import Node, Scalar
from game.reading.surprises import surprise

#: Digits of a number: as many as always fit into the 64 bits that files and caches have for one.
MAX_DIGITS = 18
_SPACES = re.compile(r"[ \t\n\r]+")
_MARKS = re.compile(r"\]\(|\{[a-z][a-z0-9_]*\}")  # of a link and of an insert


class Failed:
    """What a reader returns for a value that it has already reported as wrong."""

    def __repr__(self) -> str:
        return "FAILED"


FAILED: Final = Failed()


class Reference(msgspec.Struct, frozen=True):
    """An id that must name something of a kind."""

    kind: str
    name: str
    place: Place
    words: str = ""  # the words of the link, for a link in a text


class Names(Protocol):
    """What the texts of a story may name, and the names that they may not."""

    @property
    def facts(self) -> Mapping[str, object]:
        """The facts by name."""

    @property
    def guarded(self) -> Collection[str]:
        """The digests of the names of people in reported cases."""


class Reader:
    """Reads single values, and remembers the faults, places and references of all that is read.

    ``places`` maps the path of every mapping, list item and value to its place. Steps are joined with ``/`` and an item
    that has an ``id`` is called by it: ``passages/the-corner/choices/stay/goto``.

    ``torn`` holds the paths of what has lost a part to a fault in it, so that nobody reports the lack too.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.places: dict[str, Place] = {}
        self.references: list[Reference] = []
        self.torn: set[str] = set()
        self.scope: Names | None = None  # set by the story's reader
        self.owner = ""  # the top-level key that is being read

    def fault(self, node: Node, code: str, message: str) -> Failed:
        """Report a fault at a node and return ``FAILED``."""
        self.report.add(node.place, code, message)
        return FAILED

    def text(self, node: Node) -> str | Failed:
        """Return a node as text; an unquoted word that some readers of YAML take for something else is a fault."""
        if not isinstance(node, Scalar):
            return self.fault(node, "wrong-type", f"{node.kind} stands where a text was meant; write one value")
        if node.plain:
            what = surprise(node.text)
            if what and not node.text:
                message = (
                    "nothing stands here; if a comma or a # cut an unquoted text short, put the whole text in quotes"
                )
                return self.fault(node, "yaml-surprise", message)
            if what:
                shown = quoted(node.text)
                message = f"some readers of YAML take {shown[1:-1]} for {what}"
                advice = f"if the word is meant, write it in quotes: {shown}"
                return self.fault(node, "yaml-surprise", f"{message}; {advice}")
        return node.text

    def words(self, node: Node) -> str | Failed:
        """Return a node as plain words on one line: a line end counts as a space; a link or an insert is a fault."""
        text = self.text(node)
        if not isinstance(text, str):
            return FAILED
        mark = _MARKS.search(text)
        if mark:
            what = "a link" if mark[0] == "](" else f"{quoted(mark[0])}, which puts in a fact,"
            return self.fault(node, "wrong-value", f"{what} stands where plain words are shown; write the words alone")
        plain = _SPACES.sub(" ", text).strip(" ")
        return plain or self.fault(node, "wrong-value", "the text has no words; write it or take the key out")

    def number(self, node: Scalar) -> int | float | Failed:
        """Return digits, which may have a sign and a point, as a number, unless there are too many of them."""
        if len(node.text) > MAX_DIGITS:
            message = f"{quoted(node.text)} is too long for a number; use at most {MAX_DIGITS} digits"
            return self.fault(node, "wrong-value", message)
        return float(node.text) if "." in node.text else int(node.text)

    def resolve(self, kind: str, known: Container[str], names: Callable[[], list[str]]) -> None:
        """Report every reference of a kind that names nothing in ``known``; ``names`` gives the ids to suggest."""
        for reference in self.references:
            if reference.kind == kind and reference.name not in known:
                hint = self.report.hint(reference.name, names()) or "; check the id"
                self.report.add(reference.place, "unknown-name", f"there is no {kind} {quoted(reference.name)}{hint}")
