"""A list in which one thing is marked, by a sign and not by colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.screens.widgets.paint import as_picture

MARK = as_picture(Content.styled("▸", "bold $accent"))
WIDTH = 4  # columns that the list itself takes: the mark, the space after it, a scrollbar, and one for air


class MarkedList(OptionList):
    """A list of contents. What is marked has a sign before it; names stay with what they name.

    A name that begins with ``#`` belongs to a heading, which is never marked.
    """

    DEFAULT_CSS = """
    MarkedList {
        width: 100%; height: auto; min-width: 10; background: $background; border: none; padding: 0;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-hover { background: $surface; }
        & > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
        &:focus { border: none; background-tint: $foreground 0%; }
        &:focus > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual calls it so
        super().__init__(id=id, markup=False)
        self.names: list[str] = []
        self.contents: list[Content] = []
        self.marked: int | None = None
        self.paging = False  # a page is being turned, which the mark follows, and not the other way round
        self.untouched: int | None = None  # what was marked when the list was filled, until something else is

    def fill(self, things: Iterable[tuple[str, Content]], marked: int | None = 0) -> None:
        """Show other things, one of them marked."""
        self.names, self.contents = [], []
        for name, content in things:
            self.names.append(name)
            self.contents.append(content)
        live = [index for index, name in enumerate(self.names) if not name.startswith("#")]
        first = None if marked is None or not live else next((one for one in live if one >= marked), live[-1])
        self.marked = None
        self.clear_options()
        self.marked = first
        self.add_options(
            Option(_beside(MARK if index == first else " ", content), id=name, disabled=name.startswith("#"))
            for index, (name, content) in enumerate(zip(self.names, self.contents, strict=True))
        )
        self.highlighted = first
        self.untouched = self.highlighted

    def span(self, index: int) -> tuple[int, int]:
        """Return the first row of a thing and how many rows it has."""
        heights = [content.plain.count("\n") + 1 for content in self.contents]
        return sum(heights[:index]), heights[index]

    def action_cursor_down(self) -> None:
        """Mark the next thing; of one that is higher than the window show the rest first."""
        if self.highlighted is not None:
            top, height = self.span(self.highlighted)
            window = self.scrollable_content_region.height
            if height > window and top + height > self.scroll_target_y + window:
                self.scroll_relative(y=max(window - 1, 1), animate=False, immediate=True)
                return
        super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Mark the thing before; of one that is higher than the window show the beginning first."""
        if self.highlighted is not None:
            top, height = self.span(self.highlighted)
            window = self.scrollable_content_region.height
            if height > window and top < self.scroll_target_y:
                self.scroll_relative(y=-max(window - 1, 1), animate=False, immediate=True)
                return
        super().action_cursor_up()

    def page(self, direction: int) -> None:
        """Scroll by a page and mark what begins on it; at the end of the list mark the last thing there."""
        window = self.scrollable_content_region.height
        before = self.scroll_target_y
        self.scroll_relative(y=direction * max(window - 1, 1), animate=False, immediate=True)
        live = [index for index, name in enumerate(self.names) if not name.startswith("#")]
        if not live:
            return
        if self.scroll_target_y == before:
            self.highlighted = live[-1 if direction > 0 else 0]
            return
        top = self.scroll_target_y
        begun = [index for index in live if self.span(index)[0] < top + window] or live[:1]
        whole = (index for index in begun if self.span(index)[0] >= top)
        self.paging = True
        self.highlighted = next(whole, begun[-1])
        self.paging = False

    def action_page_down(self) -> None:
        """Go down by a page."""
        self.page(1)

    def action_page_up(self) -> None:
        """Go up by a page."""
        self.page(-1)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual calls it so
        """Bring what is marked into sight, with the heading over the first; of what is too high its beginning."""
        if self.paging:
            return  # the page is what is to be seen
        if self.highlighted is not None and all(name.startswith("#") for name in self.names[: self.highlighted]):
            self.scroll_home(animate=False)
            return
        tall = self.highlighted is not None and self.span(self.highlighted)[1] > self.scrollable_content_region.height
        super().scroll_to_highlight(top=top or tall)

    @property
    def chosen(self) -> str | None:
        """The name of what is marked."""
        return None if self.highlighted is None else self.names[self.highlighted]

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        for index, sign in ((self.marked, Content(" ")), (highlighted, MARK)):
            if self.marked != highlighted and index is not None and index < len(self.contents):
                self.replace_option_prompt_at_index(index, _beside(sign, self.contents[index]))
        self.marked = highlighted
        super().watch_highlighted(highlighted)


def _beside(sign: str | Content, content: Content) -> Content:
    """Return content with a sign before its first row and as much space before the others."""
    rows = content.split(allow_blank=True)
    space = Content(" ")
    return Content("\n").join([Content.assemble(sign, space, rows[0]), *(row.pad_left(2) for row in rows[1:])])
