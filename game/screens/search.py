"""Searching the evidence: exhibits, terms, profiles, eras, voices and sources."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from game.library.model import Library
from game.play.catalogue import open_library
from game.play.looking import Kind, thing_lines
from game.play.searching import Hit, search
from game.reading.fault import Faults
from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.reader import ReaderScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import WIDTH, MarkedList
from game.screens.widgets.paint import hang
from game.screens.widgets.title import Title

MOST = 60  # hits that are listed
NAMES: dict[Kind, str] = {"profile": "Reported case"}


class SearchScreen(OverScreen[None]):
    """A line to type in, and what it finds; Enter opens what is marked."""

    DEFAULT_CSS = """
    SearchScreen { background: $background; }
    SearchScreen Input { border: none; height: 1; padding: 0; margin: 1 2 0 2; background: $panel; color: $foreground; }
    SearchScreen Input:focus { border: none; }
    SearchScreen #count { height: auto; padding: 0 2; margin: 0 0 1 0; color: $text-muted; }
    SearchScreen MarkedList { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q", "dismiss", "back", "Go back to where you were."),
        key("down", "into_list", "to what was found", "Go from the line to what was found."),
        key("tab", "app.focus_next", "to the list", "Between the line and the list of what was found."),
    ]
    AUTO_FOCUS = "Input"
    app: NoticeApp

    def __init__(self) -> None:
        super().__init__()
        self.library: Library | None = None
        self.hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """Lay out the search."""
        yield Title("Search the evidence")
        yield Input(placeholder="words, such as: bond hearing", max_length=100)
        yield Static("", id="count", markup=False)
        yield MarkedList()
        yield KeyLine(("Esc", "back"), ("Enter", "open"), ("Tab", "to the list"), ("F3", "blank"))

    def on_mount(self) -> None:
        """Take the library."""
        try:
            self.library = open_library()
        except Faults as faults:
            self.say(f"The library cannot be used: {faults.faults[0]}")
            return
        library = self.library
        self.say(f"{len(library.exhibits)} exhibits, {len(library.terms)} terms, {len(library.sources):,} sources.")

    def say(self, text: str) -> None:
        """Show how much there is."""
        self.query_one("#count", Static).update(Content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the words find."""
        if self.library is None:
            return
        self.hits = search(self.library, event.value)
        if event.value.strip():
            many = f" The first {MOST} are listed; more words find less." if len(self.hits) > MOST else ""
            self.say(
                f"Found {len(self.hits)}.{many}"
                if self.hits
                else "Nothing was found. Try fewer words, or a part of a word."
            )
        else:
            self.on_mount()
        self.fill()

    def on_resize(self) -> None:
        """Set the list to the width there is."""
        self.fill()

    def fill(self) -> None:
        """Show what was found."""
        width = self.app.size.width - WIDTH - 2
        self.query_one(MarkedList).fill((f"{hit.kind}:{hit.id}", entry(hit, width)) for hit in self.hits[:MOST])

    def on_input_submitted(self) -> None:
        """Open what is marked."""
        self.open(self.query_one(MarkedList).chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was taken."""
        self.open(event.option.id)

    def open(self, name: str | None) -> None:
        """Open something that was found."""
        hit = next((hit for hit in self.hits if f"{hit.kind}:{hit.id}" == name), None)
        if hit is None or self.library is None:
            return
        if hit.kind == "exhibit":
            from game.play.card import own_card
            from game.screens.cards import CardScreen

            card = own_card(hit.id, self.library, self.app.today())
            self.app.push_screen(CardScreen(card, self.library))
        else:
            page = thing_lines(self.library, hit.kind, hit.id, self.app.today())
            self.app.push_screen(ReaderScreen(kind_name(hit.kind), page))

    def action_into_list(self) -> None:
        """Go to what was found."""
        if self.hits:
            self.query_one(MarkedList).focus()


def kind_name(kind: Kind) -> str:
    """Return what a kind of thing is called."""
    return NAMES.get(kind, kind.capitalize())


def entry(hit: Hit, width: int) -> Content:
    """Return something that was found as it stands in the list."""
    return Content("\n").join(hang(Content.assemble((f"{kind_name(hit.kind)}  ", "bold $accent"), hit.title), width, 2))
