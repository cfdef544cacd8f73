"""The command line.

Each command imports what it needs when it is called, so that none waits for another's libraries.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from game import __version__
from game.commands.common import Exit, UsageError, fail, silence

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

ABOUT = """\
Notice to Appear is a text adventure that explains how the United States deports people: who holds each
decision, what rule shuts each door, and what the numbers are. Stories are drawn from reported cases and
told through invented people; every fact has its source. It is information, not legal advice."""

EXAMPLES = """\
examples:
  nta                                   the shelf of stories, full screen
  nta play the-cart                     a story, from where you left it
  nta play the-cart --new --plain       from the start, line by line (screen readers, pipes)
  printf '1\\n2\\n' | nta play the-cart   answers from a pipe
  nta list --json                       what there is to play, as data
  nta search bond minimum               the evidence looked through for words
  nta show detainer                     one term, exhibit, figure, source or era whole
  nta new my-story                      a story of your own to start from
  nta check                             proof-read and prove every story and the whole library
  nta walk                              run every scripted walkthrough
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        raise SystemExit(fail(f"{self.prog}: {message}; see '{self.prog} --help'"))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (file or sys.stderr).write(message)  # argparse's own says nothing of a help that could not be written


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    form = argparse.RawDescriptionHelpFormatter
    top = _Parser(prog="nta", description=ABOUT, epilog=EXAMPLES, formatter_class=form)
    top.add_argument("--version", action="version", version=f"notice-to-appear {__version__}")
    top.add_argument("--plain", action="store_true", help="without a command: the stories to pick from, line by line")
    top.add_argument(
        "--stories",
        metavar="DIR",
        dest="shelf_stories",
        action="append",
        type=Path,
        default=[],
        help="without a command: a folder of further stories on the shelf",
    )
    common = _Parser(add_help=False)
    common.add_argument(
        "--stories",
        metavar="DIR",
        action="append",
        type=Path,
        default=[],
        help="a folder of further stories (or set NTA_STORIES)",
    )
    # With ``prog`` given, argparse does not lay out a usage line to find it, which costs a start a few milliseconds.
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser, prog=top.prog)

    play = commands.add_parser(
        "play",
        parents=[common],
        formatter_class=form,
        help="play a story",
        description="Play a story from where you left it, or from its beginning.",
        epilog="""\
--rules replays the same case under the rules of another time: an era's id, a year or a date.
--dial changes a fact before the story begins: --dial years_here=12. 'nta list STORY' shows its eras and dials.
Without a terminal, or with --plain, the story is told line by line and reads its answers from standard input.""",
    )
    play.add_argument("story", metavar="STORY", help="the story's id, as 'nta list' shows it, or its folder")
    play.add_argument("--plain", action="store_true", help="line by line, without a screen")
    play.add_argument("--new", action="store_true", help="from the beginning; an unfinished game is kept aside")
    play.add_argument("--rules", metavar="ERA|YEAR|DATE", help="the rules of another time")
    play.add_argument("--dial", metavar="FACT=VALUE", action="append", default=[], help="change a fact first")
    play.add_argument("--record", metavar="FILE", type=Path, help="write the play as a walkthrough, for 'nta walk'")
    play.add_argument("--seed", metavar="N", type=_seed, help="fix what is left to chance")
    kept = play.add_mutually_exclusive_group()
    kept.add_argument("--code", metavar="CODE", help="go to where a path code was written down")
    kept.add_argument("--save", metavar="NAME", help="go on with a game that was put aside, such as earlier-1")

    listing = commands.add_parser(
        "list",
        parents=[common],
        help="list the stories, or what the library holds",
        description="List the stories with their size, one story with its dials and eras, or a part of the library.",
    )
    listing.add_argument("story", metavar="STORY", nargs="?", help="one story, with its dials and eras")
    part = listing.add_mutually_exclusive_group()
    for name, what in _PARTS.items():
        part.add_argument(f"--{name}", dest="part", action="store_const", const=name, help=what)
    listing.add_argument("--json", action="store_true", help="as data")

    search = commands.add_parser(
        "search",
        help="look through the evidence for words",
        description="Look through exhibits, terms, profiles, eras, voices and sources for words, the best first.",
    )
    search.add_argument("words", metavar="WORD", nargs="+", help="a question, or some words of it")
    search.add_argument("--json", action="store_true", help="as data")

    show = commands.add_parser(
        "show",
        help="read one thing of the library whole",
        description="Show an exhibit, figure, source, term, profile, voice, era or role whole, by its id.",
        formatter_class=form,
        epilog="""\
examples:
  nta show detainer                          a term of the glossary
  nta show secure-communities-2008           an exhibit
  nta show pd-review-figures-2012.read_may29 one figure of an exhibit
  nta show era-2017-no-exemptions --json     an era, as data""",
    )
    show.add_argument("id", metavar="ID", help="as links in stories and 'nta list --exhibits' write it")
    show.add_argument("--json", action="store_true", help="as data")

    check = commands.add_parser(
        "check",
        parents=[common],
        formatter_class=form,
        help="proof-read and prove stories",
        description="Proof-read the library and every story, and prove each story: every state that can be reached,\n"
        "under its own rules and those of every era, with every setting of its dials.",
        epilog="""\
One line a finding: file:line:column: code: what is wrong; what to do. Under it the shortest walk that shows it.
Exit code 0: clean. 1: something was found. 2: a file cannot be used.""",
    )
    check.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="a story's id or folder, a file, or a folder of stories"
    )
    check.add_argument("--json", action="store_true", help="findings and what was explored, as data")
    check.add_argument("--witnesses", metavar="DIR", type=Path, help="write the walks as files that 'nta walk' runs")
    check.add_argument("--stale", metavar="AGE", help="also list evidence last verified longer ago than 12m, 2y or 90d")
    check.add_argument("--unused", action="store_true", help="also list the exhibits that no story uses")

    walk = commands.add_parser(
        "walk",
        parents=[common],
        formatter_class=form,
        help="run walkthroughs",
        description="Run scripted walkthroughs and compare what they expect with what happens.\n"
        "Exit code 0: all passed. 1: something differs. 2: what failed could not be walked at all.",
        epilog="""\
examples:
  nta walk                                   every walkthrough of every story
  nta walk --coverage --fail-under 100       and what of the stories they take
  nta walk stories/the-cart --screens        the same through the full-screen app
  nta walk my.walk.yaml --watch              one at reading speed
  nta walk stories/the-cart --cover out/     write a set that takes everything""",
    )
    walk.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="a story's id, a *.walk.yaml file, or a folder of them"
    )
    walk.add_argument("--screens", action="store_true", help="run them through the full-screen app too, and compare")
    walk.add_argument("--watch", action="store_true", help="show them line by line at reading speed")
    walk.add_argument("--speed", metavar="X", type=_speed, default=1.0, help="of --watch: 2 is twice as fast")
    walk.add_argument("--junit", metavar="FILE", type=Path, help="write a JUnit report")
    walk.add_argument("--coverage", action="store_true", help="tell what they take of the stories, and what they miss")
    walk.add_argument(
        "--fail-under", metavar="PERCENT", type=_percent, help="fail when a coverage is lower; exhibits are not counted"
    )
    walk.add_argument(
        "--cover", metavar="DIR", type=Path, help="write walkthroughs that take everything, in place of those there"
    )
    walk.add_argument(
        "--update", action="store_true", help="rewrite expectations to what is shown now, and tell the changes"
    )
    walk.add_argument(
        "--mutants", action="store_true", help="put small faults into the stories; list those that go unnoticed"
    )

    graph = commands.add_parser(
        "graph",
        parents=[common],
        help="what follows from a story's graph",
        description="Print a story's graph: its size, its odds, its doors, its hinges, or a drawing of it.",
    )
    graph.add_argument("story", metavar="STORY", help="the story's id or folder")
    graph.add_argument("--format", choices=("summary", "dot", "mermaid", "json"), default="summary")
    graph.add_argument("--odds", action="store_true", help="the exact chance of each ending")
    graph.add_argument("--doors", action="store_true", help="which outcomes are still possible in each passage")
    graph.add_argument("--hinges", action="store_true", help="what one dial or era alone opens or shuts")
    graph.add_argument("--eras", action="store_true", help="what goes on differently in which era, as Markdown or JSON")
    graph.add_argument("--rules", metavar="ERA|YEAR|DATE", help="the rules of another time")
    graph.add_argument("--dial", metavar="FACT=VALUE", action="append", default=[], help="change a fact first")

    serving = commands.add_parser(
        "serve",
        parents=[common],
        formatter_class=form,
        help="the screens in a browser",
        description="Serve the screens to a browser, on this machine only unless --host says otherwise.\n"
        "This needs the extra 'web': python -m pip install 'notice-to-appear[web]'",
    )
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    serving.add_argument("--port", type=_port, default=8000, help="the port (default: 8000)")
    serving.add_argument("--public-url", metavar="URL", help="the address that visitors type, behind a proxy")
    visit = commands.add_parser(
        "visit", parents=[common]
    )  # what 'serve' runs for each visitor; without help it is not listed
    visit.add_argument("--keep", action="store_true")

    new = commands.add_parser(
        "new",
        help="a story of your own to start from",
        description="Write a story to start from, the first one of the author's guide; it is complete and clean.",
    )
    new.add_argument("name", metavar="NAME", help="the story's id: lower-case words joined by hyphens")
    new.add_argument("--in", dest="folder", metavar="DIR", type=Path, default=Path(), help="where (default: here)")

    schema = commands.add_parser(
        "schema",
        help="the file formats, as JSON Schema",
        description="Print the JSON Schema of a file format, with which an editor completes and checks as you type.",
    )
    schema.add_argument("format", metavar="FORMAT", choices=_FORMATS, help=f"one of: {', '.join(_FORMATS)}")

    forget = commands.add_parser(
        "forget", help="delete your saves", description="Delete every save and the list of endings found."
    )
    forget.add_argument("--yes", action="store_true", help="do it; without this nothing is deleted")
    return top


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 up")
    if len(text) > 1000:
        raise argparse.ArgumentTypeError(f"a seed of {len(text)} digits is too long; give at most 1000")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port from 1 to 65535")
    return int(text)


def _percent(text: str) -> float:
    """Return a percentage. Raises ``argparse.ArgumentTypeError``."""
    try:
        percent = float(text)
    except ValueError:
        percent = -1
    if not 0 <= percent <= 100:
        raise argparse.ArgumentTypeError(f"'{text}' is not a percentage; give a number from 0 to 100")
    return percent


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 100:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0.1 to 100")
    return speed


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
    module, function = _COMMANDS[arguments.command]
    from importlib import import_module

    code: int = getattr(import_module(f"game.commands.{module}"), function)(arguments)
    return code


_COMMANDS = {
    None: ("play", "shelf"),
    "play": ("play", "play"),
    "list": ("listing", "list_"),
    "search": ("search", "search"),
    "show": ("show", "show"),
    "check": ("check", "check"),
    "walk": ("walk", "walk"),
    "graph": ("graph", "graph"),
    "serve": ("serve", "serve"),
    "visit": ("play", "visit"),
    "new": ("new", "new"),
    "schema": ("schema", "schema"),
    "forget": ("forget", "forget"),
}
_FORMATS = (
    "story", "walkthrough", "exhibits", "sources", "profiles", "voices", "terms", "roles", "eras", "sums",
)  # fmt: skip
_PARTS = {
    "exhibits": "every exhibit: policies, rules, statistics, events",
    "terms": "the glossary",
    "eras": "the eras",
    "profiles": "the reported cases",
    "sources": "where things were read",
    "roles": "who decides",
}
