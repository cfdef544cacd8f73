"""Settings: how a reader likes the screens, remembered in a file that a person can read and change."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from game.play.files import DAMAGED, write_atomically
from game.play.places import config_folder

NAME = "settings.json"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What can be set. A key that is missing keeps its default; an unknown one is left alone when the file is read."""

    theme: Literal["dark", "light", "ansi"] = "dark"
    measure: Annotated[int, msgspec.Meta(ge=40, le=100)] = 68  # the longest line of running text, in columns
    spacing: Annotated[int, msgspec.Meta(ge=0, le=1)] = 1  # blank lines between paragraphs
    welcomed: bool = False  # the five lines on how to play were shown


def load_settings() -> Settings:
    """Return the settings; the defaults where there is no file, or none that can be read."""
    folder = config_folder()
    if folder is None:
        return Settings()
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Settings)
    except (OSError, *DAMAGED):
        return Settings()


def save_settings(settings: Settings) -> str | None:
    """Write the settings; return why they could not be written, in one sentence, or None."""
    folder = config_folder()
    if folder is None:
        return "there is no home directory to keep settings in; set NTA_HOME to a folder"
    try:
        write_atomically(folder / NAME, msgspec.json.format(msgspec.json.encode(settings), indent=1))
    except OSError as error:
        return f"'{folder}' cannot be written: {error.strerror or error}"
    return None
