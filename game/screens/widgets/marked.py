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

    def fill(self, things: Iterable[tuple[str, Content]], marked: int | None = 0) -> None:
        """Show other things, one of them marked."""
        self.names, self.contents = [], []
        for name, content in things:
            self.names.append(name)
            self.contents.append(content)
        self.marked = None
        self.clear_options()
        self.add_options(
            Option(_beside(" ", content), id=name, disabled=name.startswith("#"))
            for name, content in zip(self.names, self.contents, strict=True)
        )
        live = [index for index, name in enumerate(self.names) if not name.startswith("#")]
        if not live:
            return
        self.highlighted = None if marked is None else next((one for one in live if one >= marked), live[-1])

    @property
    def chosen(self) -> str | None:
        """The name of what is marked."""
        return None if self.highlighted is None else self.names[self.highlighted]

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        for index, sign in ((self.marked, Content(" ")), (highlighted, MARK)):
            if index is not None and index < len(self.contents):
                self.replace_option_prompt_at_index(index, _beside(sign, self.contents[index]))
        self.marked = highlighted
        super().watch_highlighted(highlighted)
        if highlighted is not None and all(name.startswith("#") for name in self.names[:highlighted]):
            self.scroll_home(animate=False)  # the heading above it


def _beside(sign: str | Content, content: Content) -> Content:
    """Return content with a sign before its first row and as much space before the others."""
    rows = content.split(allow_blank=True)
    space = Content(" ")
    return Content("\n").join([Content.assemble(sign, space, rows[0]), *(row.pad_left(2) for row in rows[1:])])
