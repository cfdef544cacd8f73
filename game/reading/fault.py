"""Faults: what is wrong in a file, where, and what to do about it.

Every fault that this program finds in a file has the same shape and prints as one line::

    stories/the-cart/story.yaml:12:5: unknown-key: 'titel' is not a key of a story; did you mean 'title'?

``codes.py`` lists the codes. They are stable: people filter and search by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from game.reading.codes import CODES


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

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one fault. ``code`` must be one of ``CODES``."""
        if code not in CODES:
            raise KeyError(code)
        self.faults.append(Fault(place, code, message))

    def stop_if_any(self) -> None:
        """Raise ``Faults`` if anything has been noted so far."""
        if self.faults:
            raise Faults(self.faults)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest known word, or the choices if they are few, or ``""``."""
    import difflib  # only needed once something is wrong

    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    if 0 < len(words) <= 12:
        return "; use " + either(words)
    return ""


def either(words: Iterable[str]) -> str:
    """Return the words as ``'a', 'b' or 'c'``."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + " or " + quoted[-1]


def display_path(path: Path) -> str:
    """Return a path as a reader would type it: relative to where they are when it lies below, else whole."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
