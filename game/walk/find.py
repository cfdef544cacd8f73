"""Finding the story of a walkthrough: the one whose folder the file lies in, or else the one of that name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.play.bundle import Bundle
from game.play.catalogue import UnknownStoryError, open_folder, open_story
from game.reading.fault import Fault, Faults
from game.walk.script import LoadedWalk


def folder_of(loaded: LoadedWalk) -> Path | None:
    """Return the folder of the story in which a walkthrough lies, if it lies in one."""
    for folder in loaded.path.resolve().parents:
        if folder.name == loaded.walk.story and (folder / "story.yaml").is_file():
            return folder
    return None


def bundle_of(loaded: LoadedWalk, extra: Iterable[Path] = ()) -> Bundle:
    """Return the story that a walkthrough walks through. Raises ``Faults``, also where there is no such story."""
    folder = folder_of(loaded)
    try:
        return open_folder(folder) if folder else open_story(loaded.walk.story, extra)
    except UnknownStoryError as error:
        raise Faults([Fault(loaded.place("story"), "unknown-name", str(error))]) from None
