"""Facts: the typed and bounded variables of a story."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from game.reading.fault import did_you_mean, either, quoted
from game.reading.marks import MAX_ID, Unquoted
from game.reading.nodes import Mapping, Node, Scalar
from game.reading.reader import FAILED, MAX_DIGITS, Failed, Reader
from game.reading.shape import read_as
from game.story.value import Value

#: A value as a key: ``yes``, ``10`` or a word, without quotes.
ValueKey = Annotated[str, Unquoted()]

_NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{MAX_ID - 1}}}")
MAX_WORDS = 100  #: that a fact can be
_RESERVED = frozenset(
    {"and", "or", "not", "in", "is", "if", "else", "yes", "no", "true", "false", "days", "in_force", "none"}
)


class Dial(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that a reader may change before a replay."""

    asks: str  # "How many years has she lived here?"
    why: str  # one sentence on why it matters
    names: dict[ValueKey, str] = {}  # a value as the reader sees it; others are shown as they are


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One declared fact: its kind, what it can be, and how it starts."""

    kind: Literal["flag", "number", "word"]
    words: tuple[str, ...] = ()  # for a word
    least: int = 0  # for a number, inclusive
    most: int = 0
    start: Value
    dial: Dial | None = None
    says: dict[ValueKey, str] = {}  # a value in plain words for the case file; a value without words is not shown there

    def values(self) -> tuple[Value, ...]:
        """Return everything that the fact can be, in order."""
        if self.kind == "flag":
            return (False, True)
        return self.words if self.kind == "word" else tuple(range(self.least, self.most + 1))

    def refuses(self, value: Value) -> str | None:
        """Return why the fact cannot have a value, or None."""
        if self.kind == "flag":
            return None if isinstance(value, bool) else "it is yes or no"
        if self.kind == "word":
            return None if value in self.words else f"it is {either(self.words)}"
        if isinstance(value, bool) or not isinstance(value, int):
            return "it is a number"
        return None if self.least <= value <= self.most else f"it goes from {self.least} to {self.most}"

    def parse(self, text: str) -> Value:
        """Return the value that a reader typed. Raises ``ValueError`` with a sentence."""
        plain = text.strip().lower()
        value: Value = plain
        if self.kind == "flag":
            if plain not in ("yes", "no", "true", "false"):
                raise ValueError(f"{quoted(text)} is not yes or no")
            value = plain in ("yes", "true")
        elif self.kind == "word":
            value = next((word for word in self.words if word.lower() == plain), plain)
        elif self.kind == "number":
            if not re.fullmatch(rf"-?[0-9]{{1,{MAX_DIGITS}}}", plain):
                raise ValueError(f"{quoted(text)} is not a whole number from {self.least} to {self.most}")
            value = int(plain)
        problem = self.refuses(value)
        if problem:
            raise ValueError(f"{quoted(text)} cannot be: {problem}{did_you_mean(plain, self.words)}")
        return value

    def shown(self, value: Value) -> str:
        """Return a value as a reader sees it on a dial."""
        key = key_of(value)
        return self.dial.names.get(key, key) if self.dial else key

    def can_be(self) -> str:
        """Return in a sentence what can be typed for a dial, with what each value means."""
        if self.kind == "number":
            return f"Can be {self.least} to {self.most}."
        values = [(key_of(value), self.shown(value)) for value in self.values()]
        return f"Can be: {'; '.join(key if key == shown else f'{key} ({shown})' for key, shown in values)}."

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Fact | Failed:
        """Read a declaration: ``{type: flag}``, ``{one_of: [...]}`` or ``{between: [0, 9]}``, with ``start``."""
        if not isinstance(node, Mapping):
            return reader.fault(
                node, "wrong-type", "a fact is written {type: flag, start: no} or with one_of or between"
            )
        bare = Mapping(node.place)
        bare.items = {key: pair for key, pair in node.items.items() if key != "start"}
        told = len(reader.report.faults)
        shape = read_as(_FactKeys, bare, reader)
        if not isinstance(shape, _FactKeys) or len(reader.report.faults) > told:
            return FAILED
        fact = _of_kind(shape, node, reader)
        start = node.get("start")
        if fact is None:
            return FAILED
        if start is None:
            return reader.fault(node, "missing-key", "a fact needs 'start'; say what it is before anything happens")
        if not isinstance(start, Scalar):
            return reader.fault(start, "wrong-type", f"{start.kind} stands where one value was meant")
        try:
            value = fact.parse(start.text)
        except ValueError as error:
            return reader.fault(start, "fact-value", f"{error}; change 'start'")
        known = set(map(key_of, fact.values()))
        for names in (fact.says, fact.dial.names if fact.dial else {}):
            for key in names:
                if key not in known:
                    hint = reader.report.hint(key, known) or "; take it out"
                    reader.fault(node, "fact-value", f"the fact is never {quoted(key)}{hint}")
        return msgspec.structs.replace(fact, start=value)


#: The facts of a story by name.
FactTable = dict[Annotated[str, Unquoted()], Fact]


class _FactKeys(msgspec.Struct, kw_only=True, rename={"kind": "type"}):
    """A fact as it is written; ``Fact`` is what it means."""

    kind: Literal["flag"] | None = None
    one_of: tuple[str, ...] | None = None
    between: tuple[int, ...] | None = None
    dial: Dial | None = None
    says: dict[ValueKey, str] = {}


def _of_kind(shape: _FactKeys, node: Mapping, reader: Reader) -> Fact | None:
    given = [name for name in ("kind", "one_of", "between") if getattr(shape, name) is not None]
    if len(given) != 1:
        reader.fault(node, "missing-key", "a fact needs exactly one of 'type: flag', 'one_of' or 'between'")
        return None
    if shape.one_of is not None:
        if len(set(map(str.lower, shape.one_of))) != len(shape.one_of) or not 2 <= len(shape.one_of) <= MAX_WORDS:
            reader.fault(node, "fact-value", f"'one_of' needs from two to {MAX_WORDS} words, all different")
            return None
        return Fact(kind="word", words=shape.one_of, start=shape.one_of[0], dial=shape.dial, says=shape.says)
    if shape.between is not None:
        if (
            len(shape.between) != 2
            or shape.between[0] >= shape.between[1]
            or shape.between[1] - shape.between[0] > 10_000
        ):
            reader.fault(node, "fact-value", "'between' needs two numbers, the lower first, at most 10000 apart")
            return None
        least, most = shape.between
        return Fact(kind="number", least=least, most=most, start=least, dial=shape.dial, says=shape.says)
    return Fact(kind="flag", start=False, dial=shape.dial, says=shape.says)


def key_of(value: Value) -> str:
    """Return a value as it is written in a story: yes, no, a number or a word."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def check_names(facts: Node | None, reader: Reader) -> None:
    """Report facts whose name cannot stand in an expression."""
    if isinstance(facts, Mapping):
        for name, (key, _) in facts.items.items():
            if not _NAME.fullmatch(name) or name in _RESERVED:
                reader.fault(key, "wrong-value", f"{quoted(name)} cannot name a fact; use lower-case words joined by _")
