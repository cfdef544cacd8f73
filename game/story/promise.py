"""Promises: what an author states must hold on every walk through a story, whatever the rules and the dials."""

from __future__ import annotations

from typing import Annotated

import msgspec

from game.reading.marks import To
from game.story.expression import Condition


class Always(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody reaches ``before``, an ending or an outcome, without having passed ``passage``."""

    before: Annotated[str, To("goal")]
    passage: Annotated[str, To("passage")]


class Never(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody stands in ``passage`` while the condition holds; without one, nobody ever does."""

    passage: Annotated[str, To("passage")]
    condition: Condition | None = msgspec.field(name="if", default=None)


class FromEverywhere(msgspec.Struct, frozen=True, kw_only=True):
    """From every point some way leads to ``reach``: to an ending by its id, to an outcome, or to any ``ending``."""

    reach: Annotated[str, To("goal")]


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One promise: exactly one of the three."""

    always: Always | None = None
    never: Never | None = None
    from_everywhere: FromEverywhere | None = None
