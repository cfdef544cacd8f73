"""Saves: where each story was left, and which endings were found.

A save is the list of moves. It is written after every move, whole or not at all. A save that cannot be read is set
aside under another name and never deleted, and while that cannot be done nothing is written over it. A save whose story
has been edited since is replayed as far as it still goes. Nothing else about a reader is stored.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from game.play.files import DAMAGED, reason, rename_to_free, set_aside, write_atomically
from game.play.phrases import capitalized
from game.play.places import state_folder
from game.play.saved import FORMAT, MOST, Kept, Progress, SavedGame, UnknownVersionError, game_of, progress_of
from game.reading.files import read_limited

if TYPE_CHECKING:
    from game.play.bundle import Bundle
    from game.play.playthrough import Playthrough

T = TypeVar("T")

#: The files of this folder that are a reader's: games, endings, and what a write that was cut off left of one.
_OURS = re.compile(r".+\.json|\..+\.json\.[^.]+")


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
        self._told: set[str] = set()

    def path(self, story: str) -> Path | None:
        """Return the path of a story's save, or None without a folder."""
        return self.folder / f"{story}.save.json" if self.folder else None

    def read(self, story: str) -> SavedGame | None:
        """Return the save of a story, or None; one that cannot be read is set aside and noted."""
        try:
            return self._game(story)
        except SaveError as error:
            self._tell_unread(error)
            return None

    def resume(self, bundle: Bundle, game: SavedGame) -> Resumed:
        """Return a playthrough with the moves of a save, as far as they fit the story as it is now.

        Where they do not all fit, the save is set aside if it can be.
        """
        from game.play.playthrough import Playthrough  # a list of saves needs no models of stories
        from game.play.step import MoveError, StoryError

        start = game.start
        try:
            play = Playthrough(bundle, start)
        except MoveError as error:
            start = msgspec.structs.replace(start, dials={})
            play = Playthrough(bundle, start)
            first = f"The story has changed since this was saved: {error}. Its dials start anew."
            return Resumed(play, first + self._copy_kept(game.story))
        for number, move in enumerate(game.moves):
            try:
                play.replay(move)
            except (MoveError, StoryError):
                left = len(game.moves) - number
                moves = "the last move no longer fits" if left == 1 else f"the {left} last moves no longer fit"
                heading = bundle.story.passages[play.passage].title.text
                told = f"The story has changed since this was saved. You are at '{heading}'; {moves}."
                return Resumed(play, told + self._copy_kept(game.story))
        return Resumed(play)

    def write(self, play: Playthrough, today: datetime.date, note: str = "") -> SavedGame:
        """Save a playthrough in place of what is there, and return it as it can be read back. Raises ``SaveError``.

        An ending that it has reached is noted too; where only that fails, the front end is to tell.
        """
        story = play.bundle.story
        game = SavedGame(
            format=FORMAT,
            story=story.story,
            start=play.start,
            moves=play.moves,
            here=" ".join(story.passages[play.passage].title.text.split()),
            day=play.state.days + 1,
            ended=play.ended,
            saved=today.isoformat(),
            note=note,
        )
        try:
            data = msgspec.json.format(msgspec.json.encode(game), indent=1)
            written = game_of(data, story.story)
        except (UnknownVersionError, *DAMAGED) as error:
            raise SaveError(f"it could not be read back ({error})") from None
        self._game(story.story)  # what cannot be read is not written over
        self._write(self.path(story.story), data)
        if play.ended:
            try:
                self._add_ending(story.story, play.passage)
            except SaveError as error:
                self._tell(f"This ending cannot be added to those that you found: {error}.")
        return written

    def endings(self, story: str) -> tuple[str, ...]:
        """Return the endings of a story that were found on this machine."""
        try:
            return self._progress().get(story, ())
        except SaveError as error:
            self._tell_unread(error)
            return ()

    def start_over(self, story: str) -> str | None:
        """Put a save aside that is unfinished or has a note, to make room for another; return its new name, if any.

        Raises ``SaveError``.
        """
        game = self._game(story)
        if game is None or not (game.note or (game.moves and not game.ended)):
            return None
        return self._put_aside(story, "earlier")

    def make_room(self, story: str, known: SavedGame | None) -> str | None:
        """Put a save aside that is another than ``known``, as a second window may have written it; return its new name.

        Raises ``SaveError``.
        """
        game = self._game(story)
        return self._put_aside(story, "earlier") if game is not None and game != known and game.begun else None

    def kept(self, story: str) -> list[Kept]:
        """Return every game of a story that can be read: the one that it goes on with, then those put aside."""
        found = []
        start = f"{story}.save"
        try:
            paths = self._files()
        except OSError:
            return []  # reading the save tells it
        for path in paths:
            if path.name.startswith(f"{start}.") and path.suffix == ".json":
                try:
                    game = game_of(read_limited(path, MOST), story)
                except (OSError, UnknownVersionError, *DAMAGED):
                    continue  # it was set aside because it cannot be read
                if game.begun:
                    found.append(Kept(path.name.removeprefix(start).removesuffix("json").strip("."), game))
        return sorted(found, key=lambda one: (one.name != "", one.name))

    def take_up(self, story: str, name: str) -> bool:
        """Make a game that was put aside the one that the story goes on with; tell whether there is such a game.

        The one that it went on with before is put aside. Raises ``SaveError``.
        """
        path = self.path(story)
        if path is None or name not in {one.name for one in self.kept(story)}:
            return False
        if name:
            self._put_aside(story, "earlier")
            try:
                rename_to_free(path.with_name(f"{story}.save.{name}.json"), path)
            except OSError as error:
                raise SaveError(f"'{path.parent}' cannot be written: {reason(error)}") from None
        return True

    def forget(self) -> tuple[int, list[str]]:
        """Delete every save, whatever was set aside, and the list of endings found.

        Return how many files went, and a sentence for each that could not be deleted.
        """
        count = 0
        left = []
        try:
            paths = self._files()
        except OSError as error:
            return 0, [f"'{self.folder}' cannot be read: {reason(error)}"]
        for path in paths:
            try:
                path.unlink()
                count += 1
            except OSError as error:
                left.append(f"'{path}' cannot be deleted: {reason(error)}")
        return count, left

    def _files(self) -> list[Path]:
        """Return the files of a reader's in the folder, none where there is no folder. Raises ``OSError``."""
        if self.folder is None:
            return []
        try:
            return sorted(path for path in self.folder.iterdir() if _OURS.fullmatch(path.name))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _game(self, story: str) -> SavedGame | None:
        return self._read(self.path(story), lambda data: game_of(data, story))

    def _progress(self) -> dict[str, tuple[str, ...]]:
        path = self.folder / "endings.json" if self.folder else None
        found = self._read(path, progress_of)
        return dict(found.endings) if found else {}

    def _add_ending(self, story: str, ending: str) -> None:
        everything = self._progress()
        found = everything.get(story, ())
        if ending not in found and self.folder is not None:
            everything[story] = (*found, ending)
            content = Progress(format=FORMAT, endings=everything)
            self._write(self.folder / "endings.json", msgspec.json.format(msgspec.json.encode(content), indent=1))

    def _read(self, path: Path | None, decode: Callable[[bytes], T]) -> T | None:
        """Return what a file holds, or None where there is none; one that cannot be used is set aside and noted.

        Raises ``SaveError`` where it cannot be set aside either.
        """
        if path is None:
            return None
        try:
            return decode(read_limited(path, MOST))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            why, what = "unreadable", f"cannot be read ({reason(error)})"
        except UnknownVersionError:
            why, what = "unknown", "was saved by another version"
        except DAMAGED:
            why, what = "damaged", "is damaged and cannot be read"
        try:
            other = set_aside(path, why)
        except FileNotFoundError:
            return None  # a second window was quicker
        except OSError as error:
            raise SaveError(f"the file '{path}' {what}, and cannot be set aside ({reason(error)}); move it") from None
        self._tell(f"The file '{path.name}' {what}. It is kept as '{other.name}', and a new one is started.")
        return None

    def _write(self, path: Path | None, data: bytes) -> None:
        if path is None:
            raise SaveError("there is no home directory to save in; set NTA_HOME to a folder")
        if len(data) > MOST:
            raise SaveError(f"it is bigger than {MOST // 1024 // 1024} MiB; shorten your note")
        try:
            write_atomically(path, data)
        except OSError as error:
            raise SaveError(f"'{path.parent}' cannot be written: {reason(error)}") from None

    def _copy_kept(self, story: str) -> str:
        try:
            return " The old save is kept beside it." if self._put_aside(story, "before-edit") else ""
        except SaveError:
            return ""  # nothing is written over it

    def _put_aside(self, story: str, why: str) -> str | None:
        """Set a story's save aside; return its new name, such as ``earlier-1``. Raises ``SaveError``."""
        path = self.path(story)
        if path is None:
            return None
        try:
            return set_aside(path, why).name.removeprefix(f"{story}.save.").removesuffix(".json")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SaveError(f"the file '{path}' cannot be put aside ({reason(error)})") from None

    def _tell_unread(self, error: SaveError) -> None:
        self._tell(f"{capitalized(str(error))}. Nothing is written over it.")

    def _tell(self, note: str) -> None:
        if note not in self._told:
            self._told.add(note)
            self.notes.append(note)
