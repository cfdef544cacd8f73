"""The help page: how to play, and the keys of the screen from which it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from game.play.lines import HOW, Line, line
from game.screens.app import NoticeApp
from game.screens.keys import face, told
from game.screens.reader import ReaderScreen


class HelpScreen(ReaderScreen):
    """The keys, and how to play."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__("Help", help_lines(screen))
        self.keys = tuple(pair for pair in self.keys if pair[0] != "?")


def bindings_of(screen: Screen[Any]) -> list[Binding]:
    """Return the bindings of a screen that have a name, its own before those of the screens that it is made from.

    One whose key the screen has for something else is left out.
    """
    found: list[Binding] = []
    taken: set[str] = set()
    for kind in type(screen).__mro__:
        ours = vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("game.") else ()
        found += [binding for binding in told(ours) if binding.key.split(",")[0] not in taken]
        taken.update(key for one in ours if isinstance(one, Binding) for key in one.key.split(","))
    return found


def help_lines(screen: Screen[Any]) -> Iterator[Line]:
    """Yield the keys, and how to play."""
    yield line("heading", "Keys here")
    for binding in bindings_of(screen):
        yield key_line(binding)
    yield line("heading", "Keys everywhere")
    for binding in told(NoticeApp.BINDINGS):
        yield key_line(binding)
    yield line("meta", "Leave the program; your place is kept.", "Ctrl+Q")
    yield line("meta", "Copy what was selected with the mouse.", "Ctrl+C")
    yield line("meta", "Mark another thing in a list, or move in a text.", "Arrows")
    yield line("meta", "Take, open or change what is marked.", "Enter")
    yield line("heading", "How to play")
    for says in HOW:
        yield line("text", says)


def key_line(binding: Binding) -> Line:
    """Return a key and what it does."""
    return line("meta", binding.tooltip, face(binding))
