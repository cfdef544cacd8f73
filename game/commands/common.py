"""What the commands share: exit codes, errors, where stories are looked for, progress."""

from __future__ import annotations

import argparse
import enum
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from game.play.places import own_stories


class Exit(enum.IntEnum):
    """What the program says to the shell."""

    OK = 0
    FINDINGS = 1
    UNUSABLE = 2
    INTERRUPTED = 130


def fail(*messages: object) -> int:
    """Write each message on a line of stderr, and return the code for input that cannot be used."""
    try:
        for message in messages:
            sys.stderr.write(f"{message}\n")
    except OSError:
        silence(sys.stderr)  # the exit code still tells
    return Exit.UNUSABLE


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written lead nowhere, so that Python does not try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(*lines: str) -> None:
    """Write lines to stdout, wrapped between words where that is a terminal."""
    width = columns()
    for line in lines:
        text = line
        if width and len(line) > width:
            import textwrap  # only for a terminal

            indent = " " * (len(line) - len(line.lstrip()))
            text = textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        sys.stdout.write(f"{text}\n")


def columns() -> int | None:
    """Return how many columns a line may have at the terminal that stdout is, or None where it is none."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, 100)


def say_json(data: object) -> None:
    """Write data to stdout as indented JSON."""
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(data)).decode() + "\n")


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all. Raises ``UsageError``."""
    from game.play.files import SHARED, write_atomically

    try:
        write_atomically(path, content.encode() if isinstance(content, str) else content, mode=SHARED)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror or error}") from None


class UsageError(Exception):
    """The command was called in a way that cannot be; the message says what to do."""


def extra_folders(arguments: argparse.Namespace) -> list[Path]:
    """Return the folders of further stories that were asked for.

    Raises ``UsageError`` for one that is not there or may not be read.
    """
    folders = [*getattr(arguments, "stories", []), *getattr(arguments, "shelf_stories", []), *own_stories()]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"there is no folder of stories at '{folder}'; check --stories and NTA_STORIES")
        if not os.access(folder, os.R_OK | os.X_OK):
            raise UsageError(f"the folder of stories '{folder}' may not be read; check its permissions")
    return folders


def at_terminal() -> bool:
    """Tell whether a full screen can be shown: Textual draws on stderr, so all three streams must be terminals."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) and os.environ.get("TERM") != "dumb"


def stories_option(folders: list[Path]) -> str:
    """Return what must stand in a command for it to find the stories of further folders, with a space before it."""
    return "".join(f" --stories {shlex.quote(str(folder))}" for folder in folders)


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[str, int], None]]:
    """Show how far work of ``total`` steps is, on a terminal's stderr.

    What it gives is to be called with a word on what is being done, and with how many more steps are done.
    """
    if not sys.stderr.isatty():
        yield lambda _word, _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda word, done: bar.update(task, advance=done, description=f"{what}: {word}")
