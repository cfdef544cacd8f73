"""Saves: where each story was left, and which endings were found.

A save is the list of moves. It is written after every move, whole or not at all. A save that cannot be read is set
aside under another name and never deleted; a save whose story has been edited since is replayed as far as it still
goes. Nothing else about a reader is stored.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.play.files import DAMAGED, write_atomically
from game.play.moves import Move, Start
from game.play.places import state_folder

if TYPE_CHECKING:
    from game.play.bundle import Bundle
    from game.play.playthrough import Playthrough

FORMAT = 1


class SavedGame(msgspec.Struct, frozen=True, kw_only=True):
    """A save file. ``here`` is the title of the passage it stands in, for lists; ``saved`` is an ISO date."""

    format: int
    story: str
    start: Start
    moves: tuple[Move, ...]
    here: str
    day: int
    ended: bool
    saved: str
    note: str = ""  # the reader's own


class _Version(msgspec.Struct, frozen=True):
    format: int


class _Progress(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    endings: dict[str, tuple[str, ...]]


class Kept(msgspec.Struct, frozen=True):
    """A game that is kept. ``name`` is empty for the one that a story goes on with, else such as ``earlier-1``."""

    name: str
    game: SavedGame


class SaveError(Exception):
    """Nothing can be saved here; the message says why, in one sentence."""


class Resumed:
    """A playthrough taken up again. ``note`` says what did not fit any more, or is empty."""

    def __init__(self, play: Playthrough, note: str = "") -> None:
        self.play = play
        self.note = note


class Saves:
    """The saves in one folder. Reading never raises; writing raises ``SaveError``."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else state_folder()
        self.notes: list[str] = []  # what was set aside, for the front end to tell

    def path(self, story: str) -> Path | None:
        """Return the path of a story's save, or None without a folder."""
        return self.folder / f"{story}.save.json" if self.folder else None

    def read(self, story: str) -> SavedGame | None:
        """Return the save of a story, or None; a damaged one is set aside and noted."""
        path = self.path(story)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        try:
            if msgspec.json.decode(data, type=_Version).format != FORMAT:
                self._set_aside(path, "unknown")
                return None
            game = msgspec.json.decode(data, type=SavedGame)
            if game.start.rules is not None:
                datetime.date.fromisoformat(game.start.rules)
        except DAMAGED:
            self._set_aside(path, "damaged")
            return None
        if game.story != story:
            self._set_aside(path, "unknown")
            return None
        return game

    def resume(self, bundle: Bundle, game: SavedGame) -> Resumed:
        """Return a playthrough with the moves of a save, as far as they fit the story as it is now."""
        from game.play.playthrough import Playthrough  # a list of saves needs no models of stories
        from game.play.step import MoveError, StoryError

        start = game.start
        try:
            play = Playthrough(bundle, start)
        except MoveError as error:
            start = msgspec.structs.replace(start, dials={})
            play = Playthrough(bundle, start)
            first = f"The story has changed since this was saved: {error}. Its dials start anew."
            self._keep_copy(game.story)
            return Resumed(play, first)
        for number, move in enumerate(game.moves):
            try:
                play.replay(move)
            except (MoveError, StoryError):
                left = len(game.moves) - number
                moves = f"the {left} last {'move' if left == 1 else 'moves'} no longer fit"
                heading = bundle.story.passages[play.passage].title.text
                self._keep_copy(game.story)
                return Resumed(
                    play,
                    f"The story has changed since this was saved. You are at '{heading}'; {moves}. "
                    "The old save is kept beside it.",
                )
        return Resumed(play)

    def write(self, play: Playthrough, today: datetime.date, note: str = "") -> None:
        """Save a playthrough, and note its ending if it has reached one. Raises ``SaveError``."""
        story = play.bundle.story
        game = SavedGame(
            format=FORMAT,
            story=story.story,
            start=play.start,
            moves=play.moves,
            here=story.passages[play.passage].title.text,
            day=play.state.days + 1,
            ended=play.ended,
            saved=today.isoformat(),
            note=note,
        )
        self._write(self.path(story.story), game)
        if play.ended:
            found = self.endings(story.story)
            if play.passage not in found:
                everything = self._progress()
                everything[story.story] = (*found, play.passage)
                path = self.folder / "endings.json" if self.folder else None
                self._write(path, _Progress(format=FORMAT, endings=everything))

    def endings(self, story: str) -> tuple[str, ...]:
        """Return the endings of a story that were found on this machine."""
        return self._progress().get(story, ())

    def start_over(self, story: str) -> str | None:
        """Put a save aside that is unfinished or has a note, to make room for another; return its new name, if any."""
        path = self.path(story)
        game = self.read(story)
        if path is None or game is None or not game.moves or (game.ended and not game.note):
            return None
        other = self._set_aside(path, "earlier", quiet=True)
        return other.name.removeprefix(f"{story}.save.").removesuffix(".json") if other else None

    def kept(self, story: str) -> list[Kept]:
        """Return every game of a story that can be read: the one that it goes on with, then those put aside."""
        found = []
        path = self.path(story)
        for one in sorted(path.parent.glob(f"{story}.save*.json")) if path else ():
            try:
                game = msgspec.json.decode(one.read_bytes(), type=SavedGame)
            except (OSError, *DAMAGED):
                continue  # it was set aside because it cannot be read
            if game.story == story and game.format == FORMAT and game.moves:
                name = one.name.removeprefix(f"{story}.save").removesuffix(".json").removeprefix(".")
                found.append(Kept(name, game))
        return sorted(found, key=lambda one: (one.name != "", one.name))

    def take_up(self, story: str, name: str) -> bool:
        """Make a game that was put aside the one that the story goes on with; tell whether there is such a game.

        The one that it went on with before is put aside. Raises ``SaveError``.
        """
        path = self.path(story)
        if path is None or name not in {one.name for one in self.kept(story)}:
            return False
        if name:
            if path.exists():
                self._set_aside(path, "earlier", quiet=True)
            try:
                path.with_name(f"{story}.save.{name}.json").rename(path)
            except OSError as error:
                raise SaveError(f"'{path.parent}' cannot be written: {error.strerror or error}") from None
        return True

    def forget(self) -> int:
        """Delete every save and the list of endings found; return how many files went. Raises ``SaveError``."""
        count = 0
        for path in sorted(self.folder.glob("*.json")) if self.folder else ():
            try:
                path.unlink()
            except OSError as error:
                raise SaveError(f"'{path}' cannot be deleted: {error.strerror or error}") from None
            count += 1
        return count

    def _progress(self) -> dict[str, tuple[str, ...]]:
        if self.folder is None:
            return {}
        path = self.folder / "endings.json"
        try:
            data = path.read_bytes()
        except OSError:
            return {}
        try:
            if msgspec.json.decode(data, type=_Version).format == FORMAT:
                return dict(msgspec.json.decode(data, type=_Progress).endings)
            self._set_aside(path, "unknown")
        except DAMAGED:
            self._set_aside(path, "damaged")
        return {}

    def _write(self, path: Path | None, content: msgspec.Struct) -> None:
        if path is None:
            raise SaveError("there is no home directory to save in; set NTA_HOME to a folder")
        try:
            write_atomically(path, msgspec.json.format(msgspec.json.encode(content), indent=1))
        except OSError as error:
            raise SaveError(f"'{path.parent}' cannot be written: {error.strerror or error}") from None

    def _keep_copy(self, story: str) -> None:
        path = self.path(story)
        if path is not None:
            self._set_aside(path, "before-edit", quiet=True)

    def _set_aside(self, path: Path, why: str, *, quiet: bool = False) -> Path | None:
        for number in range(1, 1000):
            other = path.with_name(f"{path.name.removesuffix('.json')}.{why}-{number}.json")
            if not other.exists():
                break
        try:
            path.rename(other)
        except OSError:
            other = path  # it cannot be moved, and is left as it is
        if not quiet:
            self.notes.append(_ASIDE[why].format(path=path.name, other=other.name))
        return other


_ASIDE = {
    "damaged": "The file '{path}' is damaged and cannot be read. It is kept as '{other}', and a new one is started.",
    "unknown": "The file '{path}' was saved by another version. It is kept as '{other}', and a new one is started.",
}
