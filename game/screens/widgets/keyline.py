"""The line of keys at the foot of a screen: as many as fit, the most needed first."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class KeyLine(Static):
    """Shows keys with a word each. What does not fit is left out whole, from the end, and never cut."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    def __init__(self, *keys: tuple[str, str]) -> None:
        super().__init__()
        self.keys = keys

    def render(self) -> Content:
        """Return the keys that fit into the width."""
        parts: list[tuple[str, str]] = []
        used = 0
        for key, word in self.keys:
            length = len(key) + len(word) + 3
            if used + length > self.size.width:
                break
            used += length
            parts += [(" ", ""), (key, "bold $accent"), (f" {word} ", "")]
        return Content.assemble(*parts)
