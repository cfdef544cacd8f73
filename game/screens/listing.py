"""A list that fills a screen: of exhibits, of what is in the case file, of eras and dials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.reader import SCROLLING
from game.screens.widgets.cue import Cue, more
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import MarkedList
from game.screens.widgets.title import Title


class ListScreen(OverScreen[None]):
    """A list over the screen from which it was opened, with a line under it that says when there is more."""

    DEFAULT_CSS = """
    ListScreen { background: $background; }
    ListScreen MarkedList { height: 1fr; padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("space,pagedown", "page(1)", "read on", "Go further down the list."),
        key("b,pageup", "page(-1)", "back up", "Go back up the list."),
    ]
    AUTO_FOCUS = "MarkedList"

    def __init__(self, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.heading = title
        self.keys = keys

    def compose(self) -> ComposeResult:
        """Show the title, the list and the keys."""
        yield Title(self.heading)
        yield MarkedList()
        yield Cue()
        yield KeyLine(*self.keys)

    def on_mount(self) -> None:
        """Follow the place in the list."""
        for name in ("scroll_y", "virtual_size"):
            self.watch(self.query_one(MarkedList), name, self.tell_more, init=False)

    def on_resize(self) -> None:
        """Set the list to the size there is."""
        self.fill()

    def redraw(self) -> None:
        """Show the list as it is now."""
        self.fill()

    def fill(self) -> None:
        """Fill the list for the present width."""
        raise NotImplementedError

    def show(self, things: Iterable[tuple[str, Content]], marked: int | None = None) -> None:
        """Show things in the list; what was marked stays marked."""
        shelf = self.query_one(MarkedList)
        shelf.fill(things, shelf.highlighted or marked or 0)
        self.call_after_refresh(self.tell_more)

    def tell_more(self) -> None:
        """Say whether there is more below, and name the keys that show it where there is more than fits."""
        for shelf, cue in zip(self.query(MarkedList), self.query(Cue), strict=False):  # none once it is left
            cue.more = more(shelf)
            fits = shelf.max_scroll_y == 0
            self.query_one(KeyLine).show(*(pair for pair in self.keys if not (fits and pair in SCROLLING)))

    def action_page(self, direction: int) -> None:
        """Go down or up by a page."""
        self.query_one(MarkedList).page(direction)
