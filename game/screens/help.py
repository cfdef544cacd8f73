"""The help page: how to play, and the keys of the screen from which it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from game.play.lines import Line, line
from game.screens.app import NoticeApp
from game.screens.keys import face, told
from game.screens.reader import ReaderScreen

#: How to play, in five lines.
HOW = (
    "At some forks the person decides, and you choose. Press a number, or mark an option and press Enter.",
    "At others an officer, a judge or a rule decides: say what you expect, then see, with the rule behind it.",
    "An option that a rule shuts is struck out, and the rule is named.",
    "Scene is invented. Record was reported. Rule is what the law says. What if is what a rule allowed.",
    "Your place is kept after every move, on this machine only. There is no score, and no way to lose.",
)


class HelpScreen(ReaderScreen):
    """How to play, and the keys."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__("Help", help_lines(screen))


def bindings_of(screen: Screen[Any]) -> list[Binding]:
    """Return the bindings of a screen that have a name, its own before those of the screens that it is made from."""
    found: dict[str, Binding] = {}
    for kind in type(screen).__mro__:
        ours = vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("game.") else ()
        for binding in told(ours):
            found.setdefault(binding.key, binding)
    return list(found.values())


def help_lines(screen: Screen[Any]) -> Iterator[Line]:
    """Yield how to play, and the keys."""
    yield line("heading", "How to play")
    for says in HOW:
        yield line("text", says)
    yield line("heading", "Keys here")
    for binding in bindings_of(screen):
        yield key_line(binding)
    yield line("heading", "Keys everywhere")
    for binding in told(NoticeApp.BINDINGS):
        yield key_line(binding)
    yield line("text", "Leave the program; your place is kept.", "Ctrl+Q")
    yield line("text", "Move between the parts of a screen, and within one.", "Tab, arrows")


def key_line(binding: Binding) -> Line:
    """Return a key and what it does."""
    return line("text", binding.tooltip, face(binding))
