"""A page to read: cards, glossary, case file, help."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from game.play.lines import Line
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.paint import paint


class ReaderScreen(ModalScreen[None]):
    """Lines to read, over the screen from which they were opened."""

    DEFAULT_CSS = """
    ReaderScreen { background: $background; }
    ReaderScreen #title { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    ReaderScreen VerticalScroll { background: $background; scrollbar-size-vertical: 1; }
    ReaderScreen #page { width: 100%; max-width: 76; height: auto; padding: 1 2; background: $background; }
    """
    BINDINGS = [
        Binding("escape,q,enter,backspace", "close", "Back", show=False),
        Binding("space,pagedown", "page(1)", "Down", show=False),
        Binding("b,pageup", "page(-1)", "Up", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, title: str, page: Iterable[Line]) -> None:
        super().__init__()
        self.heading = title
        self.page = list(page)

    def compose(self) -> ComposeResult:
        """Show the title, the page and the keys."""
        yield Static(self.heading, id="title", markup=False)
        with VerticalScroll():
            yield Static(paint(self.page, gap=" "), id="page")
        yield KeyLine(("q", "back"), ("space", "further"), ("b", "up"))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_page(self, direction: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(scroll.size.height - 2, 1), animate=False)
