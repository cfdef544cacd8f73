"""Other games of a story: earlier ones that were kept, the last ending, and a path code to type."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from game.play.bundle import Bundle
from game.play.code import play_from_code
from game.play.phrases import capitalized
from game.play.saved import Kept
from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import WIDTH, MarkedList
from game.screens.widgets.paint import hang
from game.screens.widgets.title import Title


class GamesScreen(OverScreen[None]):
    """A list of games that were kept, and a line for a path code. What is open now is kept beside them."""

    DEFAULT_CSS = """
    GamesScreen { background: $background; }
    GamesScreen MarkedList { height: 1fr; padding: 1 1; }
    GamesScreen #says { height: auto; padding: 0 2; color: $text-muted; }
    GamesScreen Input { border: none; height: 1; padding: 0; margin: 0 2 1 2; background: $panel; color: $foreground; }
    GamesScreen Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q", "dismiss", "back", "Go back to the stories."),
        key("tab", "app.focus_next", "to the code", "Between the list and the line for a path code."),
    ]
    AUTO_FOCUS = "MarkedList"
    app: NoticeApp

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self.bundle = bundle
        self.kept: list[Kept] = self.app.saves.kept(bundle.story.story)

    def compose(self) -> ComposeResult:
        """Lay out the list and the line."""
        yield Title(f"Other games of {self.bundle.story.title.text}")
        yield MarkedList()
        yield Static("A path code leads to where it was written down. Type it here:", id="says", markup=False)
        yield Input(placeholder="such as CART-8K2M-0QF7", max_length=400)
        yield KeyLine(("Enter", "open"), ("Esc", "back"), ("Tab", "to the code"), ("F3", "blank"))

    def on_resize(self) -> None:
        """Set the list to the width there is."""
        width = self.app.size.width - WIDTH - 2
        listing = self.query_one(MarkedList)
        rows = [(one.name, row(one, width)) for one in self.kept]
        listing.fill(rows or [("#none", Content("No other game is kept."))], listing.highlighted or 0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take up a game."""
        if self.is_active:  # a second Enter may come before this screen has gone
            self.app.take_up(self.bundle, event.option.id or "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go where a path code leads."""
        if not event.value.strip() or not self.is_active:
            return
        try:
            play = play_from_code(event.value, self.bundle)
        except ValueError as error:
            self.query_one("#says", Static).update(Content(f"{capitalized(str(error))}."))
            return
        self.app.show_play(play)


def row(kept: Kept, width: int) -> Content:
    """Return a game as it stands in the list."""
    game = kept.game
    what = f"Ended at '{game.here}'" if game.ended else f"Day {game.day}, '{game.here}'"
    rules = f", rules of {game.start.label or game.start.rules}" if game.start.rules else ""
    note = "; with a note of yours" if game.note else ""
    head = Content.assemble((what, "bold"), (f"   saved {game.saved}{rules}{note}", "$text-muted"))
    return Content("\n").join([*hang(head, width, 2), Content("")])
