"""The changelog names the version and the numbers that the program has."""

from __future__ import annotations

from pathlib import Path

from game import __version__
from game.play.catalogue import catalogue, open_library

CHANGES = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
NEWEST = CHANGES.split("\n## ")[1]


def test_the_newest_entry_is_of_this_version() -> None:
    assert NEWEST.startswith(__version__ + "\n")


def test_every_story_and_the_size_of_the_library_stand_in_it() -> None:
    library = open_library()
    for story in catalogue().stories:
        assert f"*{story.title}*" in CHANGES
    assert f"{len(library.exhibits)} exhibits with {len(library.figure_names())} figures" in CHANGES
    assert f"{len(library.terms)} terms" in CHANGES
