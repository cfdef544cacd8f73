"""``nta schema``: the file formats as JSON Schema, worked out from the models that read the files.

See https://json-schema.org/draft/2020-12. A YAML file is meant as editors read it: ``yes`` and ``no`` may be words.
"""

from __future__ import annotations

import argparse
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec

from game.commands.common import Exit, say, say_json
from game.commands.parser import FORMATS
from game.library.load import PARTS
from game.library.model import Value
from game.reading.marks import Must, To, Unquoted
from game.reading.prose import Prose
from game.story.because import Because, Reason
from game.story.block import LABELS, Block, Name
from game.story.effects import Days, Effects
from game.story.expression import Condition
from game.story.facts import Fact, _FactKeys
from game.story.load import _SPREAD
from game.story.model import Story
from game.story.weight import Weight, _WeightKeys
from game.walk.script import Walkthrough

Schema = dict[str, Any]


def schema(arguments: argparse.Namespace) -> int:
    """Print a format's schema, or list the formats."""
    if arguments.format is None:
        say(*(f"{name}: {files}" for name, files in FORMATS.items()))
    else:
        say_json(schema_of(arguments.format))
    return Exit.OK


def schema_of(name: str) -> Schema:
    """Return the schema of a file: of a story, a walkthrough, a part of the library, or any part of it."""
    found = _Schemas()
    if name == "story":
        whole = found.of(Story)
        keys = {field.encode_name: field for field in msgspec.structs.fields(Story)}
        part = {key: found.of(keys[key].type) for key in _SPREAD}
        needed = found.models[Story.__name__]["required"]
        needed[:] = [key for key in needed if key not in _SPREAD]  # these may stand in the story's other files
        body: Schema = {
            "if": {"required": ["story"]},
            "then": whole,
            "else": {"type": "object", "properties": part, "additionalProperties": False},
        }
    elif name == "library":
        parts = {part: found.of(kind) for part, kind in PARTS.items()}
        body = {"anyOf": [{"$ref": f"#/$defs/{part}"} for part in parts]}
        found.models |= parts
    else:
        body = found.of(Walkthrough if name == "walkthrough" else PARTS[name])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Notice to Appear: {name}"}
    return {**head, **body, "$defs": found.models}


class _Schemas:
    """Turns types into schemas; each model stands once, under ``$defs``."""

    def __init__(self) -> None:
        self.models: dict[str, Schema] = {}
        self.special: dict[Any, Callable[[], Schema]] = {
            Condition: lambda: {"type": ["string", "boolean"], "description": "an expression that is yes or no"},
            Days: lambda: {"type": "string", "pattern": r"^[0-9]{1,4} (day|week|month|year)s?$"},
            Effects: lambda: {"type": "object", "additionalProperties": {"type": ["string", "integer", "boolean"]}},
            Value: lambda: {"type": ["number", "string"]},
            Name: lambda: {"type": "string"},
            Block: self.block,
            Weight: self.weight,
            Because: self.because,
            Fact: self.fact,
        }

    def of(self, kind: Any) -> Schema:
        """Return the schema of a type."""
        origin = typing.get_origin(kind)
        if origin is Annotated:
            base, *notes = typing.get_args(kind)
            return self.of(base) | _noted(notes)
        if origin in (typing.Union, types.UnionType):
            options = [option for option in typing.get_args(kind) if option is not type(None)]
            return self.of(options[0]) if len(options) == 1 else {"anyOf": [self.of(option) for option in options]}
        if origin is Literal:
            return {"enum": list(typing.get_args(kind))}
        if origin in (tuple, list):
            return {"type": "array", "items": self.of(typing.get_args(kind)[0])}
        if origin is dict:
            key, value = typing.get_args(kind)
            names = {name: one for name, one in self.of(key).items() if name in ("pattern", "enum")}
            table = {"type": "object", "additionalProperties": self.of(value)}
            return table | ({"propertyNames": names} if names else {})
        if kind in self.special:
            return self.special[kind]()
        if isinstance(kind, type) and issubclass(kind, Prose):
            return {"type": "string"}
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.model(kind)
        return dict(_PLAIN[kind])

    def model(self, kind: type[msgspec.Struct], **more: Schema) -> Schema:
        """Return a reference to a model's schema, which is made when it is first asked for."""
        name = kind.__name__.removeprefix("_")
        if name not in self.models:
            self.models[name] = {}
            fields = msgspec.structs.fields(kind)
            hints = typing.get_type_hints(kind, include_extras=True)
            keys = {field.encode_name: self.of(hints[field.name]) for field in fields} | more
            required = [field.encode_name for field in fields if field.required] + list(more)
            about = (kind.__doc__ or "").partition("\n")[0]
            self.models[name] = {
                "type": "object", "description": about, "properties": keys, "required": required,
                "additionalProperties": False,
            }  # fmt: skip
        return {"$ref": f"#/$defs/{name}"}

    def block(self) -> Schema:
        """Return the schema of a text with one of the labels."""
        texts: dict[str, Schema] = {label: {"type": "string"} for label in LABELS}
        return {
            "type": "object", "properties": texts | {"if": self.of(Condition)}, "additionalProperties": False,
            "oneOf": [{"required": [label]} for label in LABELS],
        }  # fmt: skip

    def weight(self) -> Schema:
        """Return the schema of a weight: ``rest``, one written out, or a list of these."""
        one: Schema = {"anyOf": [{"const": "rest"}, self.model(_WeightKeys)]}
        return {"anyOf": [one, {"type": "array", "items": one}]}

    def because(self) -> Schema:
        """Return the schema of why something happens: a text, or a list of reasons."""
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": self.model(Reason), "minItems": 1}]}

    def fact(self) -> Schema:
        """Return the schema of a fact with how it starts."""
        return self.model(_FactKeys, start={"type": ["string", "integer", "boolean"]})


_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"enum": [True, False, "yes", "no"]},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def _noted(notes: list[Any]) -> Schema:
    """Return what the notes of a type add to its schema."""
    found: Schema = {}
    for note in notes:
        if isinstance(note, msgspec.Meta):
            pairs = {
                "pattern": note.pattern, "description": note.description, "minimum": note.ge, "maximum": note.le,
                "minItems": note.min_length, "maxLength": note.max_length,
            }  # fmt: skip
            found |= {name: value for name, value in pairs.items() if value is not None}
        elif isinstance(note, To):
            found["description"] = f"the id of a {note.kind}"
        elif isinstance(note, Must):
            found.setdefault("description", note.description)
        elif isinstance(note, Unquoted):
            found["type"] = ["string", "integer", "boolean"]  # what readers of YAML take a year or a yes for
    return found
