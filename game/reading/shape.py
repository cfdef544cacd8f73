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
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from game.reading.fault import either, quoted
from game.reading.marks import Must, To, Unquoted
from game.reading.nodes import Mapping, Node, Scalar, Sequence
from game.reading.reader import FAILED, Failed, Reader, Reference
from game.reading.surprises import surprise

T = TypeVar("T")


_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_INT = r"-?(0|[1-9][0-9]*)"


def read_as(kind: type[T] | Any, node: Node, reader: Reader, path: str = "") -> T | Failed:
    """Return ``node`` as ``kind``, or ``FAILED`` after reporting why not; ``path`` is where it stands in its file."""
    result: T | Failed = _reader_of(kind)(reader, node, path)
    return result


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
        inner = _reader_of(options[0])
        return inner if hasattr(options[0], "from_node") else _optional(inner)
    if origin is Literal:
        return _literal(typing.get_args(kind))
    if origin in (tuple, list):
        item = typing.get_args(kind)[0]
        names = typing.get_origin(item) is Literal or any(isinstance(note, To) for note in typing.get_args(item)[1:])
        return _sequence(_reader_of(item), origin, names=names)
    if origin is dict:
        key, value = typing.get_args(kind)
        return _dict(_reader_of(key), _reader_of(value))
    if hasattr(kind, "from_node"):
        return lambda reader, node, _path: kind.from_node(node, reader)
    if kind is str:
        return lambda reader, node, _path: reader.words(node)
    if kind is bool:
        return _yes_no
    if kind is int:
        return _integer
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    raise TypeError(f"no reader for {kind}")


def _text(reader: Reader, node: Node, _path: str) -> Any:
    return reader.text(node)


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
    metas = [note for note in notes if isinstance(note, msgspec.Meta)]
    inner = _reader_of(base)
    if any(isinstance(note, Unquoted) for note in notes):
        inner = _unquoted
    elif any(meta.pattern for meta in metas):  # the form of an id is told of what was written
        inner = _text
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
                return reader.fault(node, "wrong-value", f"{quoted(value)} is not {must.description}")
        reader.references.extend(Reference(kind, value, node.place) for kind in kinds)
        return value

    return read


def _breaks(meta: msgspec.Meta, value: Any) -> str | None:
    if meta.pattern is not None and not re.fullmatch(meta.pattern, value):
        return f"{quoted(value)} is not {meta.description or 'of the right form'}"
    if (meta.ge is not None and value < meta.ge) or (meta.le is not None and value > meta.le):
        if meta.le is None:
            return f"{value} is too small; use {meta.ge} or more"
        return f"{value} is out of range; use {meta.ge} to {meta.le}"
    if meta.min_length is not None and len(value) < meta.min_length:
        return "the list is empty; name at least one" if not value else f"too few; give {meta.min_length} or more"
    if meta.max_length is not None and len(value) > meta.max_length:
        return f"{quoted(value)} is too long; use at most {meta.max_length} characters"
    return None


def _literal(words: tuple[Any, ...]) -> _Read:
    def read(reader: Reader, node: Node, _path: str) -> Any:
        if not isinstance(node, Scalar):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where one of {either(words)} was meant")
        if node.text in words:
            return node.text
        near = reader.report.hint(node.text, words)
        if near.endswith("?"):
            return reader.fault(node, "wrong-value", f"{quoted(node.text)} is not one of {either(words)}{near}")
        return reader.fault(node, "wrong-value", f"{quoted(node.text)} cannot stand here; use {either(words)}")

    return read


def _sequence(item: _Read, origin: Any, *, names: bool) -> _Read:
    """Return the reader of a list; with ``names`` no value may stand in it twice."""

    def read(reader: Reader, node: Node, path: str) -> Any:
        if not isinstance(node, Sequence):
            return reader.fault(node, "wrong-type", _no_list(node))
        values: list[Any] = []
        seen: set[Any] = set()
        for index, child in enumerate(node.items):
            step = _item_id(child) or str(index)
            reader.places[f"{path}/{step}"] = child.place
            value = item(reader, child, f"{path}/{step}")
            if value is FAILED:
                reader.torn.add(path)
            elif names and value in seen:
                reader.fault(child, "duplicate-id", f"{quoted(value)} stands twice in this list; take one out")
            else:
                values.append(value)
                seen |= {value} if names else set()
        return origin(values)

    return read


def _no_list(node: Node) -> str:
    """Return what stands where a list was meant, and how it becomes one."""
    if not isinstance(node, Scalar):
        return f"{node.kind} stands where a list was meant; write '- ' before it"
    if not node.text:
        return "nothing stands where a list was meant; write [] for none"
    return f"{node.kind} stands where a list was meant; write it in brackets: [{quoted(node.text)[1:-1]}]"


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
            elif path:
                reader.torn.add(path)
        return values

    return read


def _yes_no(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar) and node.plain and node.text.lower() in _YES_NO:
        return _YES_NO[node.text.lower()]
    found = quoted(node.text) if isinstance(node, Scalar) else node.kind
    return reader.fault(node, "wrong-type", f"{found} stands where yes or no was meant; write yes or no without quotes")


def _integer(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar) and re.fullmatch(_INT, node.text):
        return reader.number(node)
    found = quoted(node.text) if isinstance(node, Scalar) else node.kind
    what = surprise(node.text) if isinstance(node, Scalar) and node.plain else None
    if what and what != "a number":
        return reader.fault(
            node, "yaml-surprise", f"some readers of YAML take {found} for {what}; write a plain whole number"
        )
    return reader.fault(node, "wrong-type", f"{found} stands where a whole number was meant; write its digits alone")


def _struct(kind: type[msgspec.Struct]) -> _Read:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = typing.get_type_hints(kind, include_extras=True)
    readers: dict[str, _Read] = {}  # built at first use: models may refer to each other
    noun = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__.strip("_").removesuffix("Keys")).lower()

    def read(reader: Reader, node: Node, path: str) -> Any:
        if not isinstance(node, Mapping):
            return reader.fault(
                node, "wrong-type", f"{node.kind} stands where {_a(noun)} was meant; its keys are {either(fields)}"
            )
        values: dict[str, Any] = {}
        failed = False
        meant: set[str] = set()  # keys that are there under a misspelt name
        for name, (key, child) in node.items.items():
            field = fields.get(name)
            if field is None:
                near = reader.report.hint(name, fields)
                meant.update(other for other in fields if near.endswith(f"'{other}'?"))
                message = f"{quoted(name)} is not a key of {_a(noun)}{near or '; take it out'}"
                reader.fault(key, "unknown-key", message)
                reader.torn.add(path)
                continue
            at = f"{path}/{name}" if path else name
            reader.places[at] = child.place
            if name not in readers:
                readers[name] = _reader_of(hints[field.name])
            value = readers[name](reader, child, at)
            if value is FAILED:
                failed = failed or field.required
                reader.torn.add(path)
            else:
                values[field.name] = value
        for name, field in fields.items():
            if field.required and name not in node.items:
                if name not in meant:
                    reader.fault(node, "missing-key", f"{_a(noun)} needs '{name}'; add it")
                failed = True
        return FAILED if failed else kind(**values)

    return read


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
