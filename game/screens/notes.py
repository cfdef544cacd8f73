"""A note of one's own, kept with the save."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import TextArea

from game.play.session import Session
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.title import Title

PAUSE = 0.5  # seconds without a key after which what was written is kept


class NoteScreen(OverScreen[None]):
    """A page to write on. What was written is kept while one writes, and however the page is left."""

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
        self.page = TextArea(session.note, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Title("Your note, kept on this machine only")
        yield self.page
        yield KeyLine(("Esc", "keep and go back"), ("F3", "blank"))

    def on_text_area_changed(self) -> None:
        """Keep what was written when the keys pause."""
        if self.pause is not None:
            self.pause.stop()
        self.pause = self.set_timer(PAUSE, self.keep)

    def on_unmount(self) -> None:
        """Keep what was written, also when the program ends."""
        self.keep()

    def keep(self) -> None:
        """Keep what was written."""
        if self.page.text != self.session.note:
            self.session.set_note(self.page.text)

    def action_close(self) -> None:
        """Keep the note and go back."""
        self.keep()
        for note in self.session.take_notes():
            self.app.notify(note, markup=False, timeout=8)
        self.dismiss()
