"""Moves, and how a playthrough begins: all that a save, a path code or a walkthrough needs to hold."""

from __future__ import annotations

from typing import Annotated

import msgspec

from game.story.value import Value


class Move(msgspec.Struct, frozen=True, omit_defaults=True):
    """One move, with the passage in which it was made.

    ``choose`` names the option of an own fork. At an other fork ``happens`` names the outcome, which is recorded so
    that replaying never rolls again, and ``predict`` the outcome that the reader expected, if any. A move with neither
    goes on past a text.
    """

    at: str
    choose: str | None = None
    predict: str | None = None
    happens: str | None = None

    @property
    def option(self) -> str | None:
        """The option that was chosen or the outcome that happened; None for a move past a text."""
        return self.choose if self.choose is not None else self.happens


class Start(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a playthrough begins: under which rules, with which dials, from which seed."""

    rules: str | None = None  # a full date; None for the story's own rules
    label: str | None = None  # what the reader asked for: an era's id, a year or a date
    dials: dict[str, Value] = {}
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
