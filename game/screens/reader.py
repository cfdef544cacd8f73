"""A page to read: a card, the glossary, help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.play.lines import Line
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.place import letters_above, row_of
from game.screens.widgets.cue import Cue, more
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.paint import Sheet, paint
from game.screens.widgets.title import Title

if TYPE_CHECKING:
    from game.screens.app import NoticeApp

#: Keys of the line at the foot that are shown only where there is more than fits.
SCROLLING = (("space", "read on"), ("b", "back up"))


class ReaderScreen(OverScreen[None]):
    """Lines to read, over the screen from which they were opened. ``back`` is what leaving it is called."""

    DEFAULT_CSS = """
    ReaderScreen { background: $background; }
    ReaderScreen VerticalScroll {
        background: $background; scrollbar-size-vertical: 1; scrollbar-gutter: stable; height: 1fr;
    }
    ReaderScreen #page { width: 100%; height: auto; padding: 1 1 0 1; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q,enter,backspace", "close", "back", "Go back to where you were."),
        key("space,pagedown", "page(1)", "read on", "Read further."),
        key("b,pageup", "page(-1)", "back up", "Read back up."),
        key("tab", "part(1)", "next part", "Go to the next heading; where there is none, read further."),
        key("shift+tab", "part(-1)", "part before", "Go to the heading before."),
    ]
    AUTO_FOCUS = "VerticalScroll"
    app: NoticeApp

    def __init__(self, title: str, page: Iterable[Line], back: tuple[str, str] = ("q", "back")) -> None:
        super().__init__()
        self.heading = title
        self.page = list(page)
        self.painted = Content("")
        self.painted_size: tuple[int, int] | None = None
        self.letters = 0  # how many stand above the window, to keep the place when the page is set anew
        self.keys: tuple[tuple[str, str], ...] = (back, *SCROLLING, ("?", "help"))

    def compose(self) -> ComposeResult:
        """Show the title, the page and the keys."""
        yield Title(self.heading)
        with VerticalScroll():
            yield Static("", id="page")
        yield Cue()
        yield KeyLine(*self.keys)

    def on_mount(self) -> None:
        """Show the page, and follow the place in it."""
        scroll = self.query_one(VerticalScroll)
        for name in ("scroll_y", "virtual_size"):
            self.watch(scroll, name, self.tell_more, init=False)
        self.redraw()

    def on_resize(self) -> None:
        """Set the page to the size there is; the place in it is kept."""
        if self.painted_size == self.app.size:
            return  # it was set for this size before it was laid out
        letters = self.letters
        self.redraw()
        if letters:
            self.call_after_refresh(self.show_row, row_of(self.painted.plain, letters))

    def redraw(self) -> None:
        """Show the page as it is now."""
        sheet = sheet_for(self.app, self.app.size.width - 3)
        self.show(paint(self.drawn(sheet), sheet))

    def show(self, painted: Content) -> None:
        """Show content as the page."""
        self.painted, self.painted_size = painted, self.app.size
        self.query_one("#page", Static).update(painted)
        scroll = self.query_one(VerticalScroll)
        rows = painted.plain.count("\n") + 2
        window = self.app.size.height - 3
        self.query_one(Cue).more = scroll.scroll_target_y + window < rows  # told before it is drawn
        fits = rows <= window
        self.query_one(KeyLine).show(*(pair for pair in self.keys if not (fits and pair in SCROLLING)))
        self.call_after_refresh(self.tell_more)

    def drawn(self, sheet: Sheet) -> Iterator[Line | Content]:
        """Yield what stands on the page."""
        del sheet
        yield from self.page

    def tell_more(self) -> None:
        """Say whether there is more below, and remember the place."""
        for scroll, cue in zip(self.query(VerticalScroll), self.query(Cue), strict=False):  # none once it is left
            cue.more = more(scroll)
            self.letters = letters_above(self.painted.plain, int(scroll.scroll_y))

    def show_row(self, row: int) -> None:
        """Scroll so that a row of the page stands at the top of the window."""
        self.query_one(VerticalScroll).scroll_to(y=row, animate=False, force=True)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_page(self, direction: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(scroll.size.height - 2, 1), animate=False)

    def action_part(self, direction: int) -> None:
        """Bring the next heading, or the one before, to the top of the window."""
        scroll = self.query_one(VerticalScroll)
        here = scroll.scroll_target_y
        further = [row for row in self.heading_rows() if (row > here if direction > 0 else row < here)]
        if further:
            self.show_row(further[0 if direction > 0 else -1])
        else:
            self.action_page(direction)

    def heading_rows(self) -> list[int]:
        """Return the rows of the page on which its headings stand."""
        sheet = sheet_for(self.app, self.app.size.width - 3)
        drawn = list(self.drawn(sheet))
        return [
            paint(drawn[:number], sheet).plain.count("\n") + 3 if number else 0  # a blank line, and the page's own
            for number, line in enumerate(drawn)
            if isinstance(line, Line) and line.role == "heading"
        ]


def sheet_for(app: NoticeApp, width: int) -> Sheet:
    """Return how text is set in a width, as the reader likes it."""
    settings = app.settings
    return Sheet(width, settings.measure, settings.spacing)
