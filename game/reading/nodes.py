"""Nodes: the tree of a YAML file, with the position of every value. ``parsing.py`` builds it.

Scalars stay text. What a scalar means (a word, a number, a date) is decided by the model that reads it (``shape.py``),
so ``no`` can be a mistake in one place and an answer in another.
"""

from __future__ import annotations

from game.reading.fault import Place


class Node:
    """A value in a YAML file, with its place."""

    __slots__ = ("place",)

    def __init__(self, place: Place) -> None:
        self.place = place

    kind = "a value"


class Scalar(Node):
    """A text, number or word as it stands in the file.

    ``plain`` when nothing quoted it. ``start`` is where the first character of the text stands, which for a block
    (``|``) is the line after its place.
    """

    __slots__ = ("literal", "plain", "start", "text")
    kind = "a single value"

    def __init__(self, place: Place, text: str, *, plain: bool = False, start: Place | None = None) -> None:
        super().__init__(place)
        self.text = text
        self.plain = plain
        self.literal = start is not None
        self.start = start or place

    def at(self, offset: int) -> Place:
        """Return the place of the character at ``offset`` of the text (exact in plain, quoted and ``|`` texts)."""
        if not self.literal:
            return self.start.moved(0, offset if "\n" not in self.text[:offset] else 0)
        before = self.text[:offset]
        line = before.count("\n")
        return Place(self.start.file, self.start.line + line, self.start.column + offset - (before.rfind("\n") + 1))


class Mapping(Node):
    """Keys with their values, in file order."""

    __slots__ = ("items",)
    kind = "a mapping of keys"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.items: dict[str, tuple[Scalar, Node]] = {}

    def get(self, key: str) -> Node | None:
        """Return the value of ``key``, or None."""
        pair = self.items.get(key)
        return pair[1] if pair else None


class Sequence(Node):
    """A list of values."""

    __slots__ = ("items",)
    kind = "a list"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.items: list[Node] = []
