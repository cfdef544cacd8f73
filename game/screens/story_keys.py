"""What can be opened from a story at any time: glossary, case file, map, eras, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.play import lines
from game.play.phrases import capitalized
from game.screens.keys import key
from game.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from game.play.session import Session
    from game.screens.app import NoticeApp


class StoryKeys:
    """The actions that the play screen and the ending share. A screen that has them has a ``session``."""

    KEYS = (
        key("u", "undo", "undo", "Go back to the last decision."),
        key("c", "case_file", "case file", "What is known, what was decided, what was met, and your own notes."),
        key("m", "map", "map", "Where the story went, and what was not seen."),
        key("g", "glossary", "glossary", "The terms of this passage, in plain words."),
        key("e", "eras", "eras and dials", "The same case under the rules of another time, or with other facts."),
        key("n", "note", "note", "Write a note of your own; it is kept with your place."),
    )
    app: NoticeApp
    session: Session
    notify: Any

    def tell(self, message: str) -> None:
        """Show a message in place of the one before."""
        self.app.clear_notifications()
        self.notify(f"{capitalized(message)}.", markup=False, severity="warning")

    def action_glossary(self) -> None:
        """Show the terms of the passage."""
        self.app.push_screen(ReaderScreen("Glossary", lines.term_lines(self.session.play)))

    def action_case_file(self) -> None:
        """Show what is known and decided so far."""
        from game.screens.casefile import CaseFileScreen

        self.app.push_screen(CaseFileScreen(self.session))

    def action_map(self) -> None:
        """Show where the story went."""
        from game.screens.map import MapScreen

        self.app.push_screen(MapScreen(self.session))

    def action_eras(self) -> None:
        """Choose other rules or other facts for a replay."""
        from game.screens.eras import ErasScreen

        self.app.push_screen(ErasScreen(self.session))

    def action_note(self) -> None:
        """Write a note."""
        from game.screens.notes import NoteScreen

        self.app.push_screen(NoteScreen(self.session))

    def action_leave(self) -> None:
        """Leave the story; the place is kept."""
        self.session.save()
        self.app.leave_story()
