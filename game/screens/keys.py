"""Keys: one place in which a key, what it does and how that is called are said together.

The line at the foot of a screen, the help page and the command palette are all made from these, so they cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

_FACES = {
    "question_mark": "?",
    "slash": "/",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "colon": ":",
    "comma": ",",
}


def key(keys: str, action: str, name: str, says: str) -> Binding:
    """Return a binding: its keys, its action, its name in a word or two, and what it does in a sentence."""
    first = keys.split(",")[0]
    return Binding(keys, action, name, show=False, key_display=_FACES.get(first, first), tooltip=says)


def face(binding: Binding) -> str:
    """Return how the key of a binding is written."""
    return binding.key_display or binding.key.split(",")[0]


def told(bindings: Iterable[BindingType]) -> list[Binding]:
    """Return the bindings that have a name; the rest belong to a row of which one is told, such as 1 to 9."""
    return [binding for binding in bindings if isinstance(binding, Binding) and binding.description]
