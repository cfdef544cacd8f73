"""The help page."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.lines import Line, line

KEYS = {
    "1 to 9": "take an option, or predict what somebody will decide",
    "0": "go on without guessing",
    "Enter": "take what is marked; go on",
    "up, down": "mark another option",
    "space, b": "read further, or back up",
    "Tab": "move between the options and the exhibits",
    "s": "the exhibits whole, with their sources",
    "g": "the glossary: the terms of this passage",
    "c": "the case file: what is known and decided so far",
    "u": "undo: back to the last decision",
    "x": "blank the screen; any key brings it back",
    "t": "light or dark",
    "?": "this page",
    "q": "back; from a story to the shelf, from the shelf out",
}


def help_lines() -> Iterator[Line]:
    """Yield how to play, and the keys."""
    yield line("heading", "How to play")
    yield line("text", "At some forks the person decides, and you choose.")
    yield line("text", "At others an officer, a judge or a rule decides: predict, then see, with the rule behind it.")
    yield line("text", "An option that a rule shuts is struck out, and the rule is named.")
    yield line("text", "Scene is invented. Record was reported. Rule is what the law says. What if is what a rule allowed.")
    yield line("text", "Your place is kept after every move, on this machine only.")
    yield line("heading", "Keys")
    for key, meaning in KEYS.items():
        yield line("text", meaning, key)
