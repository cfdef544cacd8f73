"""Settings: how a reader likes the screens, remembered in a file that a person can read and change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from game.play.files import DAMAGED, reason, set_aside, write_atomically
from game.play.places import config_folder
from game.reading.files import read_limited

NAME = "settings.json"
MOST = 1024 * 1024  # bytes of the file


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What can be set. A key that is missing keeps its default; an unknown one is left in the file."""

    theme: Literal["dark", "light", "ansi"] = "dark"
    measure: Annotated[int, msgspec.Meta(ge=40, le=100)] = 68  # the longest line of running text, in columns
    spacing: Annotated[int, msgspec.Meta(ge=0, le=1)] = 1  # blank lines between paragraphs
    welcomed: bool = False  # the five lines on how to play were shown


class _UnusableError(Exception):
    """The file of the settings cannot be used; the message says why. ``damaged`` ones can be set aside."""

    def __init__(self, message: str, *, damaged: bool) -> None:
        super().__init__(message)
        self.damaged = damaged


def load_settings(tell: Callable[[str], object] = lambda _note: None) -> Settings:
    """Return the settings; the defaults where there is no file, or none that can be used.

    A damaged file is set aside. What is wrong goes to ``tell``, in a sentence.
    """
    folder = config_folder()
    if folder is None:
        return Settings()
    path = folder / NAME
    try:
        return _read(path)[1]
    except _UnusableError as error:
        what = f"The file '{path}' {error}."
        if error.damaged:
            try:
                what += f" It is kept as '{set_aside(path, 'damaged').name}', and the settings start anew."
            except OSError as failed:
                what += f" It is left as it is, for it cannot be set aside ({reason(failed)})."
        tell(what)
        return Settings()


def save_settings(settings: Settings) -> str | None:
    """Write the settings, and leave other keys of the file as they are.

    Return why they could not be written, in one sentence, or None. A damaged file is not written over.
    """
    folder = config_folder()
    if folder is None:
        return "there is no home directory to keep settings in; set NTA_HOME to a folder"
    path = folder / NAME
    try:
        keys = _read(path)[0] | msgspec.to_builtins(settings)
        write_atomically(path, msgspec.json.format(msgspec.json.encode(keys), indent=1))
    except _UnusableError as error:
        return f"the file '{path}' {error}; mend it or move it"
    except OSError as error:
        return f"'{folder}' cannot be written: {reason(error)}"
    return None


def _read(path: Path) -> tuple[dict[str, Any], Settings]:
    """Return every key of the file, and the settings among them. Raises ``_UnusableError``."""
    try:
        data = read_limited(path, MOST)
    except (FileNotFoundError, NotADirectoryError):
        return {}, Settings()
    except OSError as error:
        raise _UnusableError(f"cannot be read: {reason(error)}", damaged=False) from None
    try:
        keys = msgspec.json.decode(data, type=dict[str, Any])
        return keys, msgspec.convert(keys, Settings)
    except DAMAGED as error:
        raise _UnusableError(f"is damaged: {error}", damaged=True) from None
