"""Writing files so that a crash, a full disk or a second window never leaves half of one, or takes one away."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import msgspec

#: What decoding a damaged file can raise: bytes that are no text, values of the wrong kind, nesting without end.
DAMAGED = (msgspec.DecodeError, ValueError, RecursionError)
PRIVATE = 0o600  # a new file that only its owner reads
SHARED = 0o666  # a new file that those read whom the umask lets
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, data: bytes, *, mode: int = PRIVATE) -> None:
    """Write a file whole or not at all: a new file beside it, flushed to disk, then renamed. Raises ``OSError``.

    A file that is there keeps its permissions, a new one gets ``mode``. A link stays a link. A device or a pipe, beside
    which there is no place, is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    scrap = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(scrap, _NEW, mode), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):  # there is none yet, or its file system knows no permissions
            scrap.chmod(path.stat().st_mode & 0o7777)
        scrap.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            scrap.unlink()
        raise


def rename_to_free(path: Path, other: Path) -> None:
    """Rename a file to a name that nothing has. Raises ``FileExistsError`` where something has it, else ``OSError``."""
    # The name is taken first, because a rename alone would write over what has it. (A hard link would refuse to, but
    # the file systems of sticks have none.)
    other.open("x").close()
    try:
        path.replace(other)
    except BaseException:
        with contextlib.suppress(OSError):
            other.unlink()
        raise


def set_aside(path: Path, why: str) -> Path:
    """Give a file the first free name such as ``x.damaged-1.json``; return that. Raises ``OSError``."""
    for number in range(1, 1000):
        other = path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")
        if other.exists():
            continue
        with contextlib.suppress(FileExistsError):
            rename_to_free(path, other)
            return other
    raise OSError(errno.EEXIST, f"999 files are set aside as '{why}' already", str(path))


def reason(error: OSError) -> str:
    """Return why something failed, in the words of the system."""
    return error.strerror or str(error)
