"""Reading the bytes of a file, so that no file can hold the program up or fill its memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_BYTES = 2 * 1024 * 1024  #: of one file of a story or of the library
#: The files of a folder that hold YAML, whether or not their names end as they should.
YAML_FILES = "*.[yY]*[mM][lL]"

# A pipe without a writer must not hold up the opening of it, and no terminal may become the program's own. Windows has
# neither of these two flags, and needs its own to read bytes as they are.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))


def read_limited(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file that has at most ``most`` of them.

    Raises ``OSError``, as opening a file does; also for what is no regular file (a folder, a pipe, a device; symbolic
    links are followed), and with ``errno.EFBIG`` for a file that is bigger.
    """
    with os.fdopen(_open_regular(path), "rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"bigger than {most} bytes", str(path))
    return data


def _open_regular(path: Path) -> int:
    handle = os.open(path, _FLAGS)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "Not a regular file", str(path))
