"""Faults: what is wrong in a file, where, and what to do about it.

Every fault that this program finds in a file has the same shape and prints as one line::

    stories/the-cart/story.yaml:12:5: unknown-key: 'titel' is not a key of a story; did you mean 'title'?

``codes.py`` lists the codes. They are stable: people filter and search by them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from game.reading.codes import CODES

MAX_FAULTS = 200  #: that are told of one file
_HINTS = 20  #: faults from which on nobody looks for the nearest word: that takes time, and nobody reads so many
_LONGEST = 72  #: characters of a value that a message shows
_LONGEST_MESSAGE = 2_000  # characters of a message
_MANY = 24  #: words from which on a message counts the rest


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands: a file, its line and its column, both counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, lines: int, columns: int) -> Place:
        """Return the place ``lines`` further down; on the same line ``columns`` further right."""
        return Place(self.file, self.line + lines, columns + 1 if lines else self.column + columns)


def place_at(places: Mapping[str, Place], steps: Sequence[str], path: Path) -> Place:
    """Return the place of a value by the steps to it, or of the nearest thing above it, or of the file at ``path``."""
    for end in range(len(steps), 0, -1):
        found = places.get("/".join(steps[:end]))
        if found:
            return found
    return Place(display_path(path), 1, 1)


class Fault(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, with its place, its stable code and one sentence."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.message}"


class Faults(Exception):  # noqa: N818 - it is a list of faults, not one error
    """A file, or a set of files, that cannot be used. ``faults`` holds every fault found, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class Report:
    """Collects faults, so that one reading of a file can report all of them at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._told: Counter[str] = Counter()

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one fault, on one line that can be printed. ``code`` must be one of ``CODES``.

        Of one file ``MAX_FAULTS`` are noted, and of the next one only, behind all of these, that there are more.
        """
        from game.reading.characters import printable  # only needed once something is wrong

        if code not in CODES:
            raise KeyError(code)
        self._told[place.file] += 1
        if self._told[place.file] <= MAX_FAULTS:
            short = message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + "…"
            self.faults.append(Fault(place, code, printable(short)))
        elif self._told[place.file] == MAX_FAULTS + 1:
            last = max(place, *(fault.place for fault in self.faults if fault.place.file == place.file))
            more = f"and more than these {MAX_FAULTS} faults in this file; mend them, and check again for the rest"
            self.faults.append(Fault(last, code, more))

    def hint(self, word: str, known: Iterable[str]) -> str:
        """Return ``did_you_mean``, or ``""`` once many faults are noted: looking for the nearest word takes time."""
        return did_you_mean(word, known) if len(self.faults) < _HINTS else ""

    def stop_if_any(self) -> None:
        """Raise ``Faults`` if anything has been noted so far."""
        if self.faults:
            raise Faults(self.faults)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest known word, or the choices if they are few, or ``""``."""
    import difflib  # only needed once something is wrong

    words = sorted(known)
    close: list[str] = []
    if len(word) <= _LONGEST:
        close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
        close = close or sorted((other for other in words if len(word) > 2 and word in other), key=len)
    if close:
        return f"; did you mean {either(close[:3])}?"
    if 0 < len(words) <= 12:
        return "; use " + either(words)
    return ""


def either(words: Iterable[str]) -> str:
    """Return the words as ``'a', 'b' or 'c'``; of very many the first ones, and how many more there are."""
    every = list(words)
    shown = [quoted(word) for word in every[:_MANY]]
    if len(every) > _MANY:
        return f"{', '.join(shown)} or one of {len(every) - _MANY:,} more"
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def quoted(value: object) -> str:
    """Return a value in quotes as messages show it: on one line that can be printed, and no longer than that takes."""
    from game.reading.characters import printable

    text = str(value)
    return f"'{printable(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…')}'"


def display_path(path: Path) -> str:
    """Return a path as a reader would type it: relative to where they are when it lies below, else whole.

    It can be printed: of a name with terminal codes, line ends or bytes that are no text, these are shown as escapes.
    """
    from game.reading.characters import printable

    try:
        shown = Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        shown = str(path)
    return printable(shown)
