"""Finding the story of a walkthrough: the one whose folder the file lies in, or else the one of that name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.play.bundle import Bundle, make_bundle
from game.play.catalogue import UnknownStoryError, load_evidence, open_folder, story_folder
from game.reading.fault import Fault, Faults, Report
from game.story.load import read_story
from game.walk.script import LoadedWalk


def folder_of(loaded: LoadedWalk) -> Path | None:
    """Return the folder of the story in which a walkthrough lies, if it lies in one."""
    for folder in loaded.path.resolve().parents:
        if folder.name == loaded.walk.story and (folder / "story.yaml").is_file():
            return folder
    return None


def bundle_of(loaded: LoadedWalk, extra: Iterable[Path] = ()) -> Bundle:
    """Return the story that a walkthrough walks through. Raises ``Faults``, also where there is no such story."""
    return open_folder(_folder(loaded, extra))


def faulty_bundle_of(loaded: LoadedWalk, extra: Iterable[Path] = ()) -> Bundle:
    """Return a story that has faults as far as it can be read, fit for walking to where they stand.

    Raises ``Faults`` where there is not even that much.
    """
    folder = _folder(loaded, extra)
    evidence = load_evidence(folder)
    return make_bundle(read_story(folder, evidence, Report()).story, evidence.library)


def _folder(loaded: LoadedWalk, extra: Iterable[Path]) -> Path:
    try:
        return folder_of(loaded) or story_folder(loaded.walk.story, extra)
    except UnknownStoryError as error:
        raise Faults([Fault(loaded.place("story"), "unknown-name", str(error))]) from None
