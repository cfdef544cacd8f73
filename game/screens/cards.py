"""The exhibits of a passage: a list of them, and each one whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from game.play import lines
from game.play.card import Card, Evidence, make_card
from game.play.lines import Line
from game.play.session import Session
from game.play.view import OptionView
from game.screens.keys import key
from game.screens.listing import ListScreen
from game.screens.reader import SCROLLING, ReaderScreen
from game.screens.widgets.marked import WIDTH
from game.screens.widgets.paint import Sheet, hang, indented
from game.screens.widgets.pictures import pictures_of


class CardsScreen(ListScreen):
    """A list of exhibits; Enter opens the one that is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q,backspace,s", "dismiss", "back", "Go back to where you were."),
    ]

    def __init__(self, title: str, cards: Sequence[Card], evidence: Evidence) -> None:
        super().__init__(title, (("Enter", "open"), ("q", "back"), ("?", "help"), *SCROLLING))
        self.cards = list(cards)
        self.evidence = evidence

    def fill(self) -> None:
        """Fill the list for the present width."""
        width = self.app.size.width - WIDTH - 2
        self.show((card.id, entry(card, width)) for card in self.cards)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open an exhibit."""
        card = next(card for card in self.cards if card.id == event.option.id)
        self.app.push_screen(CardScreen(card, self.evidence))


def entry(card: Card, width: int) -> Content:
    """Return an exhibit as it stands in a list."""
    title = list(hang(Content.assemble((f"{card.kind}  ", "bold $accent"), (card.title, "bold")), width, 2))
    return Content("\n").join([*title, *indented(Content(card.citation), width)])


class CardScreen(ReaderScreen):
    """One exhibit whole: what it says, its figures and pictures, its caveats, its age, and where it was read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("y", "copy", "copy", "Copy the address of the source, or the citation where there is none."),
        key("o", "browse", "open in a browser", "Open the address of the source in your browser."),
    ]

    def __init__(self, card: Card, evidence: Evidence) -> None:
        super().__init__("Exhibit", lines.whole_card_lines(card))
        self.card = card
        self.evidence = evidence
        self.keys = (("q", "back"), *SCROLLING, ("y", "copy source"), ("o", "open source"), ("?", "help"))

    def compose(self) -> ComposeResult:
        """Show the card, without the way to a browser where there is none."""
        if self.address is None or self.app.is_web:
            self.keys = tuple(pair for pair in self.keys if pair[0] != "o")
        yield from super().compose()

    @property
    def address(self) -> str | None:
        """The first address of a source that a browser may open."""
        return next((address for address in self.card.addresses if address.startswith("https://")), None)

    def drawn(self, sheet: Sheet) -> Iterator[Line | Content]:
        """Yield the page, with the pictures under what the card says."""
        pictures = list(pictures_of(self.evidence.exhibits[self.card.id], sheet.column))
        for line in self.page:
            if line.lead in ("Figure", "Applies to") and pictures:
                for picture in pictures:
                    yield Content("")
                    yield picture
                pictures = []
                yield Content("")
            yield line

    def action_copy(self) -> None:
        """Copy the address, or the citation."""
        text = self.address or next(filter(None, self.card.addresses), "") or self.card.citation
        self.app.copy_to_clipboard(text)
        self.app.clear_notifications()
        self.notify("Copied, if your terminal takes it. It stands in full on this card.", markup=False)

    def action_browse(self) -> None:
        """Open the address in a browser."""
        if self.app.is_web:
            self.notify("Copy the address, and open it in a tab of your own.", markup=False)
        elif self.address is None:
            self.notify("None of the sources of this card has a web address that can be opened.", markup=False)
        else:
            self.app.open_url(self.address)


class BarredScreen(ReaderScreen):
    """A barred option with the reason, and under it what bars it, whole."""

    def __init__(self, option: OptionView, session: Session) -> None:
        play = session.play
        day = play.ground.rules_on(play.ground.passage(play.state))
        told = [lines.option_line(option), *list(lines.bar_lines(option))[:1]]
        for name in option.exhibits:
            told += lines.whole_card_lines(make_card(name, play.bundle, day, session.today()))
        super().__init__("Barred", told)
