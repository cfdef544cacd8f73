"""A note of one's own, kept with the save."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from game.play.session import Session
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.title import Title


class NoteScreen(OverScreen[None]):
    """A page to write on. Leaving it keeps what was written."""

    DEFAULT_CSS = """
    NoteScreen { background: $background; }
    NoteScreen TextArea { height: 1fr; border: none; padding: 1 1; background: $background; color: $foreground; }
    NoteScreen TextArea:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "close", "keep and go back", "Keep the note and go back to where you were.")
    ]
    AUTO_FOCUS = "TextArea"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Title("Your note on this playthrough, kept on this machine only")
        yield TextArea(self.session.note, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        yield KeyLine(("Esc", "keep and go back"), ("F3", "blank"))

    def action_close(self) -> None:
        """Keep the note and go back."""
        text = self.query_one(TextArea).text
        if text != self.session.note:
            self.session.set_note(text)
        for note in self.session.take_notes():
            self.app.notify(note, markup=False, timeout=8)
        self.dismiss()
