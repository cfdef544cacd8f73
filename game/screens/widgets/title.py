"""The title of a screen, on its first row."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Title(Static):
    """A title on one row; what does not fit is cut, with a sign that it is."""

    DEFAULT_CSS = """
    Title {
        height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__(Content(title), markup=False)
