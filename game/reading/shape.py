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

from game.reading.fault import Place, Report, either, quoted
from game.reading.nodes import Mapping, Node, Scalar, Sequence
from game.reading.surprises import surprise

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


MAX_ID = 100  #: characters of an id
#: Digits of a number: as many as always fit into the 64 bits that files and caches have for one.
MAX_DIGITS = 18

Id = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=MAX_ID, description="lower-case words joined by hyphens"
    ),
]

_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_INT = r"-?(0|[1-9][0-9]*)"
_SPACES = re.compile(r"[ \t\n\r]+")
_MARKS = re.compile(r"\]\(|\{[a-z][a-z0-9_]*\}")  # of a link and of an insert


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

    ``torn`` holds the paths of what has lost a part to a fault in it, so that nobody reports the lack too.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.places: dict[str, Place] = {}
        self.references: list[Reference] = []
        self.torn: set[str] = set()
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
                shown = quoted(node.text)
                message = f"YAML reads {shown[1:-1]} as {what}; if the word is meant, write it in quotes: {shown}"
                return self.fault(node, "yaml-surprise", message)
        return node.text

    def words(self, node: Node) -> str | _Failed:
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

    def resolve(self, kind: str, known: typing.Container[str], names: Callable[[], list[str]]) -> None:
        """Report every reference of a kind that names nothing in ``known``; ``names`` gives the ids to suggest."""
        for reference in self.references:
            if reference.kind == kind and reference.name not in known:
                hint = self.report.hint(reference.name, names()) or "; check the id"
                self.report.add(reference.place, "unknown-name", f"there is no {kind} {quoted(reference.name)}{hint}")


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


def number(reader: Reader, node: Scalar) -> int | float | _Failed:
    """Return digits, which may have a sign and a point, as a number, unless there are too many of them."""
    if len(node.text) > MAX_DIGITS:
        message = f"{quoted(node.text)} is too long for a number; use at most {MAX_DIGITS} digits"
        return reader.fault(node, "wrong-value", message)
    return float(node.text) if "." in node.text else int(node.text)


def _integer(reader: Reader, node: Node, _path: str) -> Any:
    if isinstance(node, Scalar) and re.fullmatch(_INT, node.text):
        return number(reader, node)
    found = quoted(node.text) if isinstance(node, Scalar) else node.kind
    what = surprise(node.text) if isinstance(node, Scalar) and node.plain else None
    if what and what != "a number":
        return reader.fault(node, "yaml-surprise", f"YAML reads {found} as {what}; write a plain whole number")
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
