"""What a save file holds, and reading one: whatever does not fit, or would steer a terminal, is damage."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, TypeVar

import msgspec

from game.play.moves import Move, Start
from game.reading.characters import unsafe_in

FORMAT = 1
MOST = 4 * 1024 * 1024  # bytes of a save
T = TypeVar("T", bound=msgspec.Struct)


class SavedGame(msgspec.Struct, frozen=True, kw_only=True):
    """A save file. ``here`` is the title of the passage it stands in, for lists; ``saved`` is an ISO date."""

    format: int
    story: str
    start: Start
    moves: tuple[Move, ...]
    here: str
    day: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    ended: bool
    saved: str
    note: str = ""  # the reader's own

    @property
    def begun(self) -> bool:
        """Whether there is anything in it that would be missed."""
        return bool(self.moves or self.note)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """The file of the endings that were found, by story."""

    format: int
    endings: dict[str, tuple[str, ...]]


class Kept(msgspec.Struct, frozen=True):
    """A game that is kept. ``name`` is empty for the one that a story goes on with, else such as ``earlier-1``."""

    name: str
    game: SavedGame


class UnknownVersionError(Exception):
    """A file is of another version of this program, or of another story."""


class _Version(msgspec.Struct, frozen=True):
    format: int


def game_of(data: bytes, story: str) -> SavedGame:
    """Return the game in a story's save file. Raises ``UnknownVersionError``, or one of ``DAMAGED``."""
    game = _decoded(data, SavedGame)
    if game.story != story:
        raise UnknownVersionError
    if game.start.rules is not None:
        datetime.date.fromisoformat(game.start.rules)
    _check(msgspec.structs.replace(game, note=""))  # a note may be of any characters
    return game


def progress_of(data: bytes) -> Progress:
    """Return the endings in the file of them. Raises ``UnknownVersionError``, or one of ``DAMAGED``."""
    found = _decoded(data, Progress)
    _check(found)
    return found


def _decoded(data: bytes, kind: type[T]) -> T:
    if msgspec.json.decode(data, type=_Version).format != FORMAT:
        raise UnknownVersionError
    return msgspec.json.decode(data, type=kind)


def _check(content: msgspec.Struct) -> None:
    """Raise ``ValueError`` where a text holds what none of ours does: they are shown as they stand."""
    letters = "".join(_texts(msgspec.to_builtins(content)))
    if unsafe_in(letters) or re.search(r"[\t\r\n]", letters):
        raise ValueError("a character that may not stand in a save")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
