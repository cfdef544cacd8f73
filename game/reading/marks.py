"""Marks: what a model says of a value beyond its type, in the annotation of the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import msgspec


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
ID_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, msgspec.Meta(pattern=ID_FORM, max_length=MAX_ID, description="lower-case words joined by hyphens")]
