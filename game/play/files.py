"""Writing files so that a crash or a full disk never leaves half of one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

#: What decoding a damaged file can raise: bytes that are no text, values of the wrong kind, nesting without end.
DAMAGED = (msgspec.DecodeError, ValueError, RecursionError)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a new file beside it, flushed to disk, then renamed. Raises ``OSError``."""
    import tempfile  # only needed for writing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
