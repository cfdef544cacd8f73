"""What was read from files, kept for the next start.

Reading YAML is slow beside everything else that happens at a start. So what was read and found clean is kept in the
cache, under a digest of every file that it came from: when a file changes, or this program does, it is read anew. The
cache may be deleted at any time, and nothing is lost when it cannot be written.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from game import __version__
from game.play.files import DAMAGED, write_atomically
from game.play.places import cache_folder
from game.reading.files import MAX_BYTES, read_limited

T = TypeVar("T")


class Kept(Generic[T]):
    """Something that was read from files, kept under their digest, with one of its own against damage."""

    def __init__(self, name: str, kind: type[T], files: list[Path]) -> None:
        self.kind = kind
        digest = blake2b(f"{__version__} {_code_stamp()}".encode(), digest_size=16)
        for file in files:
            digest.update(b"\0" + os.fsencode(file) + b"\0")
            try:
                digest.update(read_limited(file, MAX_BYTES))
            except OSError as error:  # reading it will report what is wrong
                digest.update(f"\0{error.errno}".encode())
        self.key = digest.digest()
        folder = cache_folder()
        self.path = folder / f"{name}.bin" if folder else None

    def get(self, read: Callable[[], T]) -> T:
        """Return what is kept, or what ``read()`` gives, which is then kept."""
        kept = self.load()
        if kept is None:
            kept = read()
            self.store(kept)
        return kept

    def load(self) -> T | None:
        """Return what is kept, or None if nothing is, or if it is of other files or damaged."""
        if self.path is None:
            return None
        try:
            data = self.path.read_bytes()
            if data[:16] == self.key and data[16:32] == _digest(data[32:]):
                return msgspec.msgpack.decode(memoryview(data)[32:], type=self.kind)
        except (OSError, *DAMAGED):
            pass  # a cache that is missing or damaged is read anew
        return None

    def store(self, value: T) -> None:
        """Keep a value, if that can be."""
        if self.path is None:
            return
        data = msgspec.msgpack.encode(value)
        with contextlib.suppress(OSError):
            write_atomically(self.path, self.key + _digest(data) + data)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


@cache
def _code_stamp() -> str:
    """Return a text that changes when the code that reads stories does, so that a checkout never uses a stale cache."""
    rooms = Path(__file__).parent.parent
    files = sorted(path for room in ("reading", "library", "story", "play") for path in (rooms / room).glob("*.py"))
    return " ".join(f"{stat.st_size}.{stat.st_mtime_ns}" for stat in (file.stat() for file in files))
