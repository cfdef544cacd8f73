"""The line of keys at the foot of a screen: as many as fit, the most needed first."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.widgets import Static


class KeyLine(Static):
    """Shows keys with a word each. What does not fit is left out whole, from the end; help has them all."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    def __init__(self, *keys: tuple[str, str]) -> None:
        super().__init__()
        self.keys = keys

    def fitting(self, width: int) -> Iterator[tuple[int, str, str]]:
        """Yield the column, the key and the word of each key that fits into a width."""
        used = 0
        for key, word in self.keys:
            length = len(key) + len(word) + 3
            if used + length > width:
                return
            yield used, key, word
            used += length

    def show(self, *keys: tuple[str, str]) -> None:
        """Show other keys."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def render(self) -> Content:
        """Return the keys that fit into the width."""
        parts: list[tuple[str, str]] = []
        for _, key, word in self.fitting(self.size.width):
            parts += [(" ", ""), (key, "bold $accent"), (f" {word} ", "")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for column, key, word in self.fitting(self.size.width):
            if column <= event.x < column + len(key) + len(word) + 3:
                self.app.simulate_key(KEY_NAMES.get(key, key))


#: What the keys are called by Textual whose faces are others.
KEY_NAMES = {
    "?": "question_mark",
    "/": "slash",
    "Enter": "enter",
    ",": "comma",
    ":": "colon",
    "Tab": "tab",
    "F3": "f3",
    "Esc": "escape",
}
