"""Nodes into models: one walk that checks every value against the msgspec models and reports every fault.

The models are the only description of the format: the field names, types and ranges that they declare are what this
module accepts, what ``nta schema`` prints and what the cache stores. A type that reads itself in a special way (an
expression, a text with links) has a class method ``from_node(node, reader)`` that returns a value or ``FAILED``.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec

from game.reading.fault import Place, Report, did_you_mean, either
from game.reading.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class _Failed:
    """What a reader returns for a value that it has already reported as wrong."""

    def __repr__(self) -> str:
        return "FAILED"


FAILED: Final = _Failed()


class To(msgspec.Struct, frozen=True):
    """Marks an id as the name of something else: ``Annotated[str, To("exhibit")]``. Checked by ``resolve``."""

    kind: str


class Must(msgspec.Struct, frozen=True):
    """A test beyond the form: ``Annotated[str, Must(is_date, "a date")]``."""

    test: Callable[[Any], bool]
    description: str


class Unquoted(msgspec.Struct, frozen=True):
    """Marks a text that is meant to stand without quotes although YAML reads it as something else: a date."""


Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="lower-case words joined by hyphens")]

# What YAML 1.1 readers take for something other than the word that was typed.
_SURPRISES: tuple[tuple[str, str], ...] = (
    (r"(?i)^(y|n|yes|no|on|off|true|false)$", "a yes or no"),
    (r"(?i)^(~|null|)$", "nothing at all"),
    (r"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$", "a number counted in sixties"),
    (r"^[-+]?0[0-7_]+$", "an octal number"),
    (r"^[-+]?0[xb][0-9a-fA-F_]+$", "a number in another base"),
    (r"^\d{4}-\d\d?-\d\d?([Tt ].*)?$", "a date"),
    (r"^[-+]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)([eE][-+]?\d+)?$", "a number"),
    (r"(?i)^[-+]?\.(inf|nan)$", "a number"),
)
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_INT = r"^-?(0|[1-9][0-9]*)$"


def surprise(text: str) -> str | None:
    """Return what YAML would take an unquoted ``text`` for, or None when it is the text that it looks like."""
    for pattern, what in _SURPRISES:
        if re.match(pattern, text):
            return what
    return None


class Reference(msgspec.Struct, frozen=True):
    """An id that must name something of a kind."""

    kind: str
    name: str
    place: Place
    words: str = ""  # the words of the link, for a link in a text


class Reader:
    """Reads nodes into models, and remembers faults, places and references while it does.

    ``places`` maps the path of every mapping, list item and value to its place. Steps are joined with ``/`` and an item
    that has an ``id`` is called by it: ``passages/the-corner/choices/stay/goto``.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.places: dict[str, Place] = {}
        self.references: list[Reference] = []
        self.scope: Any = None  # what expressions may name; set by the story's reader
        self.owner = ""  # the top-level key that is being read

    def fault(self, node: Node, code: str, message: str) -> _Failed:
        """Report a fault at a node and return ``FAILED``."""
        self.report.add(node.place, code, message)
        return FAILED

    def read(self, kind: type[T] | Any, node: Node, path: str = "") -> T | _Failed:
        """Return ``node`` as ``kind``, or ``FAILED`` after reporting why not."""
        result: T | _Failed = _reader_of(kind)(self, node, path)
        return result

    def text(self, node: Node) -> str | _Failed:
        """Return a node as text; an unquoted word that YAML reads as something else is a fault."""
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
                return self.fault(
                    node,
                    "yaml-surprise",
                    f"YAML reads {node.text} as {what}; if the word is meant, write it in quotes: '{node.text}'",
                )
        return node.text

    def resolve(self, kind: str, known: typing.Container[str], names: Callable[[], list[str]]) -> None:
        """Report every reference of a kind that names nothing in ``known``; ``names`` gives the ids to suggest."""
        for reference in self.references:
            if reference.kind == kind and reference.name not in known:
                message = (
                    f"there is no {kind} '{reference.name}'{did_you_mean(reference.name, names()) or '; check the id'}"
                )
                self.report.add(reference.place, "unknown-name", message)


_Read = Callable[[Reader, Node, str], Any]
_READERS: dict[Any, _Read] = {}


def _reader_of(kind: Any) -> _Read:
    reader = _READERS.get(kind)
    if reader is None:
        reader = _READERS[kind] = _build(kind)
    return reader


def _build(kind: Any) -> _Read:
    origin = typing.get_origin(kind)
    if origin is Annotated:
        base, *notes = typing.get_args(kind)
        return _annotated(base, notes)
    if origin in (typing.Union, types.UnionType):
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        if len(options) != 1:
            raise TypeError(f"{kind} needs a class with from_node")
        return _optional(_reader_of(options[0]))
    if origin is Literal:
        return _literal(typing.get_args(kind))
    if origin in (tuple, list):
        return _sequence(_reader_of(typing.get_args(kind)[0]), origin)
    if origin is dict:
        key, value = typing.get_args(kind)
        return _dict(_reader_of(key), _reader_of(value))
    if hasattr(kind, "from_node"):
        return lambda reader, node, _path: kind.from_node(node, reader)
    if kind is str:
        return lambda reader, node, _path: reader.text(node)
    if kind is bool:
        return _yes_no
    if kind is int:
        return _integer
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    raise TypeError(f"no reader for {kind}")


def _unquoted(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar):
        return node.text
    return reader.fault(node, "wrong-type", f"{node.kind} stands where one value was meant")


def _optional(inner: _Read) -> _Read:
    def read(reader: Reader, node: Node, path: str) -> Any:
        if isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null"):
            return None
        return inner(reader, node, path)

    return read


def _annotated(base: Any, notes: list[Any]) -> _Read:
    inner = _unquoted if any(isinstance(note, Unquoted) for note in notes) else _reader_of(base)
    metas = [note for note in notes if isinstance(note, msgspec.Meta)]
    musts = [note for note in notes if isinstance(note, Must)]
    kinds = [note.kind for note in notes if isinstance(note, To)]

    def read(reader: Reader, node: Node, path: str) -> Any:
        value = inner(reader, node, path)
        if value is FAILED:
            return FAILED
        for meta in metas:
            problem = _breaks(meta, value)
            if problem:
                return reader.fault(node, "wrong-value", problem)
        for must in musts:
            if not must.test(value):
                return reader.fault(node, "wrong-value", f"'{value}' is not {must.description}")
        reader.references.extend(Reference(kind, value, node.place) for kind in kinds)
        return value

    return read


def _breaks(meta: msgspec.Meta, value: Any) -> str | None:
    if meta.pattern is not None and not re.search(meta.pattern, value):
        return f"'{value}' is not {meta.description or 'of the right form'}"
    if (meta.ge is not None and value < meta.ge) or (meta.le is not None and value > meta.le):
        if meta.le is None:
            return f"{value} is too small; use {meta.ge} or more"
        return f"{value} is out of range; use {meta.ge} to {meta.le}"
    if meta.min_length is not None and len(value) < meta.min_length:
        return f"needs at least {meta.min_length}"
    if meta.max_length is not None and len(value) > meta.max_length:
        return f"is too long; at most {meta.max_length}"
    return None


def _literal(words: tuple[Any, ...]) -> _Read:
    def read(reader: Reader, node: Node, _path: str) -> Any:
        if not isinstance(node, Scalar):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where one of {either(words)} was meant")
        if node.text in words:
            return node.text
        return reader.fault(
            node, "wrong-value", f"'{node.text}' is not one of {either(words)}{did_you_mean(node.text, words)}"
        )

    return read


def _sequence(item: _Read, origin: Any) -> _Read:
    def read(reader: Reader, node: Node, path: str) -> Any:
        if not isinstance(node, Sequence):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where a list was meant; write '- ' before it")
        values = []
        for index, child in enumerate(node.items):
            step = _item_id(child) or str(index)
            reader.places[f"{path}/{step}"] = child.place
            value = item(reader, child, f"{path}/{step}")
            if value is not FAILED:
                values.append(value)
        return origin(values)

    return read


def _item_id(node: Node) -> str | None:
    named = node.get("id") if isinstance(node, Mapping) else None
    return named.text if isinstance(named, Scalar) else None


def _dict(read_key: _Read, read_value: _Read) -> _Read:
    def read(reader: Reader, node: Node, path: str) -> Any:
        if not isinstance(node, Mapping):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where keys were meant; write 'name: value'")
        values = {}
        for name, (key_node, child) in node.items.items():
            if path:
                reader.places[f"{path}/{name}"] = key_node.place
            else:
                reader.places[name] = key_node.place
                reader.owner = name
            key = read_key(reader, key_node, path)
            value = read_value(reader, child, f"{path}/{name}" if path else name)
            if key is not FAILED and value is not FAILED:
                values[key] = value
        return values

    return read


def _yes_no(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar) and node.plain and node.text.lower() in _YES_NO:
        return _YES_NO[node.text.lower()]
    found = f"'{node.text}'" if isinstance(node, Scalar) else node.kind
    return reader.fault(node, "wrong-type", f"{found} stands where yes or no was meant; write yes or no without quotes")


def _integer(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar) and re.match(_INT, node.text):
        return int(node.text)
    found = f"'{node.text}'" if isinstance(node, Scalar) else node.kind
    what = surprise(node.text) if isinstance(node, Scalar) and node.plain else None
    if what and what != "a number":
        return reader.fault(node, "yaml-surprise", f"YAML reads {found} as {what}; write a plain whole number")
    return reader.fault(node, "wrong-type", f"{found} stands where a whole number was meant")


def _struct(kind: type[msgspec.Struct]) -> _Read:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = typing.get_type_hints(kind, include_extras=True)
    readers: dict[str, _Read] = {}  # built at first use: models may refer to each other
    noun = kind.__name__.lower()

    def read(reader: Reader, node: Node, path: str) -> Any:
        if not isinstance(node, Mapping):
            return reader.fault(
                node, "wrong-type", f"{node.kind} stands where {_a(noun)} was meant; its keys are {either(fields)}"
            )
        values: dict[str, Any] = {}
        failed = False
        for name, (key, child) in node.items.items():
            field = fields.get(name)
            if field is None:
                message = f"'{name}' is not a key of {_a(noun)}{did_you_mean(name, fields) or '; take it out'}"
                reader.fault(key, "unknown-key", message)
                continue
            at = f"{path}/{name}" if path else name
            reader.places[at] = child.place
            if name not in readers:
                readers[name] = _reader_of(hints[field.name])
            value = readers[name](reader, child, at)
            if value is FAILED:
                failed = failed or field.required
            else:
                values[field.name] = value
        for name, field in fields.items():
            if field.required and name not in node.items:
                reader.fault(node, "missing-key", f"{_a(noun)} needs '{name}'; add it")
                failed = True
        return FAILED if failed else kind(**values)

    return read


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
