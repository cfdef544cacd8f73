"""The command line: a command is understood and run, and whatever goes wrong told in one line."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from game.commands.common import Exit, UsageError, fail, silence
from game.commands.parser import parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Errors are one line each on stderr, never a traceback."""
    gc.set_threshold(100_000, 50, 50)  # a start makes many objects and no garbage
    _prepare_streams()
    try:
        try:
            return _run(parser().parse_args(argv))
        finally:
            _flush()
    except UsageError as error:
        return fail(f"nta: {error}")
    except KeyboardInterrupt:
        fail("")
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: say nothing more, not even at exit
        silence(sys.stdout)
        return Exit.OK
    except OSError as error:
        return _failed(error)


def _prepare_streams() -> None:
    """Open a stream that was closed on nothing, and let none of them fail over a character."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as we run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe may know fewer characters than we write, and bytes be no text


def _flush() -> None:
    """Write out what was said. Raises ``OSError`` where stdout cannot take it; what stderr cannot take is dropped."""
    try:
        sys.stderr.flush()
    except OSError:  # such as a terminal that was closed
        silence(sys.stderr)
    sys.stdout.flush()


def _failed(error: OSError) -> int:
    """Tell what a command could not read or write, in one line."""
    try:
        _flush()
    except OSError:  # it is the output itself
        silence(sys.stdout)
    what = f"'{error.filename}' cannot be used" if error.filename is not None else "reading or writing failed"
    return fail(f"nta: {what}: {error.strerror or error}")


def _run(arguments: argparse.Namespace) -> int:
    """Run the function of a command. A file that it needs and that cannot be used is told fault by fault."""
    from game.reading.fault import Faults  # what is no command, such as --version, has no use for it

    module, _, function = arguments.run.partition(".")
    try:
        code: int = getattr(import_module(f"game.commands.{module}"), function)(arguments)
    except Faults as faults:
        return fail(*faults.faults)
    return code
