"""A session: a playthrough that is saved after every move. Front ends make their moves through it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from game.play.bundle import Bundle
from game.play.moves import Start
from game.play.playthrough import Playthrough
from game.play.saved import SavedGame
from game.play.saves import SaveError, Saves
from game.play.view import View, make_view

#: What would steer a terminal. It is dropped from a reader's notes, in which any other character may stand.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Session:
    """One reader at one story. Problems with saving are told once, in ``notes``, and never stop the play."""

    def __init__(self, play: Playthrough, saves: Saves, today: Callable[[], datetime.date]) -> None:
        self.play = play
        self.saves = saves
        self.today = today
        self.notes: list[str] = []  # what the reader is to be told
        self.note = ""  # the reader's own notes on this playthrough
        self.unsaved = ""  # why it could not be saved the last time that this was tried
        self._known: SavedGame | None = None  # what was read or written last; another save is of a second window
        self._told: set[str] = set()

    @classmethod
    def begin(cls, bundle: Bundle, start: Start, saves: Saves, today: Callable[[], datetime.date]) -> Session:
        """Start a story from its beginning; an unfinished save is put aside first, under another name."""
        session = cls(Playthrough(bundle, start), saves, today)
        try:
            earlier = saves.start_over(bundle.story.story)
            session._known = saves.read(bundle.story.story)
        except SaveError:
            earlier = None  # it stays where it is, and the first move tells
        session.notes.extend(_take(saves))
        if earlier is not None:
            session.notes.append(f"Your earlier game is kept as '{earlier}'.")
        return session

    @classmethod
    def of(cls, play: Playthrough, saves: Saves, today: Callable[[], datetime.date]) -> Session:
        """Take a playthrough as it stands, such as one of a path code; what was open before is put aside."""
        session = cls.begin(play.bundle, play.start, saves, today)
        session.play = play
        session.save()
        return session

    @classmethod
    def resume(
        cls, bundle: Bundle, saves: Saves, today: Callable[[], datetime.date], *, ended: bool = False
    ) -> Session | None:
        """Take up the save of a story; None if there is none that is unfinished, or with ``ended`` none at all."""
        game = saves.read(bundle.story.story)
        if game is None or not game.begun or (game.ended and not ended):
            return None
        resumed = saves.resume(bundle, game)
        session = cls(resumed.play, saves, today)
        session.note = _safe(game.note)
        session.notes.extend(_take(saves))
        if resumed.note:
            session.notes.append(resumed.note)
            session.save()
        else:
            session._known = game
        return session

    def view(self) -> View:
        """Return what is to be seen now. Raises ``StoryError``."""
        return make_view(self.play, self.today())

    def choose(self, option: str) -> None:
        """Take an option. Raises ``MoveError`` or ``StoryError``."""
        self.play.choose(option)
        self.save()

    def predict(self, outcome: str | None) -> None:
        """Predict, or go on without a prediction. Raises ``MoveError`` or ``StoryError``."""
        self.play.predict(outcome)
        self.save()

    def go_on(self) -> None:
        """Go on past a text. Raises ``MoveError`` or ``StoryError``."""
        self.play.go_on()
        self.save()

    def undo(self) -> bool:
        """Go back to the last fork, or to the beginning; return whether anything was undone."""
        undone = self.play.undo_decision() or self.play.undo(len(self.play.steps)) > 0
        if undone:
            self.save()
        return undone

    def undo_to(self, index: int) -> bool:
        """Go back to where a move was made, by its number from 0; return whether anything was undone."""
        undone = self.play.undo(len(self.play.steps) - index) > 0
        if undone:
            self.save()
        return undone

    def set_note(self, text: str, *, answers: bool = False) -> bool:
        """Keep the reader's own notes with the save; return as ``save`` does."""
        self.note = _safe(text)
        return self.save(answers=answers)

    def save(self, *, answers: bool = False) -> bool:
        """Save now; return whether it worked, else ``unsaved`` says why.

        The first failure is noted, and the first meeting with another window. With ``answers`` a failure is not noted:
        the reader asked, and the caller answers.
        """
        self.unsaved = ""
        try:
            other = self.saves.make_room(self.play.bundle.story.story, self._known)
            if other is not None:
                self._tell("other", f"This story is open in another window too. Its game is kept as '{other}'.")
            self._known = self.saves.write(self.play, self.today(), self.note)
        except SaveError as error:
            self.unsaved = str(error)
            if not answers:
                self._tell("unsaved", f"Your place cannot be saved: {error}. The game goes on.")
            return False
        finally:
            self.notes.extend(_take(self.saves))
        return True

    def take_notes(self) -> list[str]:
        """Return what is to be told to the reader, once."""
        notes, self.notes = self.notes, []
        return notes

    def _tell(self, what: str, note: str) -> None:
        if what not in self._told:
            self._told.add(what)
            self.notes.append(note)


def _safe(note: str) -> str:
    """Return a note without what would steer a terminal, and without halves of characters, which no file can hold."""
    return _STEERING.sub("", note).encode("utf-8", "replace").decode("utf-8")


def _take(saves: Saves) -> list[str]:
    notes, saves.notes = saves.notes, []
    return notes
