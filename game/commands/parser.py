"""The parser of the command line: each command with its options, its help, and the function that carries it out.

It imports none of these functions, so that no command waits for another's libraries.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from game import __version__
from game.commands.common import fail
from game.commands.numbers import percent, port, seed, speed

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    _Commands = argparse._SubParsersAction["_Parser"]  # argparse has no public name for it

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


#: The formats whose schema can be printed, with the files that they are of.
FORMATS = {
    "story": "story.yaml and the files beside it",
    "walkthrough": "*.walk.yaml",
    "library": "any file of a library",
    "exhibits": "exhibits of a library",
    "sources": "sources of a library",
    "profiles": "profiles of a library",
    "voices": "voices of a library",
    "terms": "terms of a library",
    "roles": "roles of a library",
    "eras": "eras of a library",
    "sums": "sums of a library",
}
#: The parts of the library that can be listed.
PARTS = {
    "exhibits": "every exhibit: policies, rules, statistics, events",
    "terms": "the glossary",
    "eras": "the eras",
    "profiles": "the reported cases",
    "sources": "where things were read",
    "roles": "who decides",
}

_AS_WRITTEN = argparse.RawDescriptionHelpFormatter


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        raise SystemExit(fail(f"{self.prog}: {message}; see '{self.prog} --help'"))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (file or sys.stderr).write(message)  # argparse's own says nothing of a help that could not be written


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line.

    ``run`` of what it returns names the function that carries a command out, as ``module.function`` of this room.
    """
    top = _Parser(prog="nta", description=ABOUT, epilog=EXAMPLES, formatter_class=_AS_WRITTEN)
    top.set_defaults(run="play.shelf")
    top.add_argument("--version", action="version", version=f"notice-to-appear {__version__}")
    top.add_argument("--plain", action="store_true", help="without a command: the stories to pick from, line by line")
    _folders(top, "shelf_stories", "without a command: a folder of further stories on the shelf")
    # With ``prog`` given, argparse does not lay out a usage line to find it, which costs a start a few milliseconds.
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser, prog=top.prog)
    for add in (_play, _list, _search, _show, _check, _walk, _graph, _serve, _visit, _new, _schema, _forget):
        add(commands)
    return top


def _folders(form: argparse.ArgumentParser, name: str, says: str) -> None:
    form.add_argument("--stories", metavar="DIR", dest=name, action="append", type=Path, default=[], help=says)


def _command(
    commands: _Commands, name: str, run: str, *, folders: bool = True, **texts: Any
) -> argparse.ArgumentParser:
    """Add a command; ``folders`` are those of further stories, which it looks into if it is told to.

    Where one of its texts has line ends, all are shown as they are written.
    """
    if any("\n" in text for text in texts.values()):
        texts["formatter_class"] = _AS_WRITTEN
    form = commands.add_parser(name, **texts)
    form.set_defaults(run=run)
    if folders:
        _folders(form, "stories", "a folder of further stories (or set NTA_STORIES)")
    return form


def _rules_and_dials(form: argparse.ArgumentParser) -> None:
    form.add_argument("--rules", metavar="ERA|YEAR|DATE", help="the rules of another time")
    form.add_argument("--dial", metavar="FACT=VALUE", action="append", default=[], help="change a fact first")


def _play(commands: _Commands) -> None:
    play = _command(
        commands,
        "play",
        "play.play",
        help="play a story",
        description="Play a story from where you left it, or from its beginning.",
        epilog="""\
--rules replays the same case under the rules of another time: an era's id, a year or a date
in the eras that the story names, and in no other, since only these are proved.
--dial changes a fact before the story begins: --dial years_here=12. 'nta list STORY' shows its eras and dials.
Without a terminal, or with --plain, the story is told line by line and reads its answers from standard input.""",
    )
    play.add_argument("story", metavar="STORY", help="the story's id, as 'nta list' shows it, or its folder")
    play.add_argument("--plain", action="store_true", help="line by line, without a screen")
    play.add_argument("--new", action="store_true", help="from the beginning; an unfinished game is kept aside")
    _rules_and_dials(play)
    play.add_argument("--record", metavar="FILE", type=Path, help="write the play as a walkthrough, for 'nta walk'")
    play.add_argument("--seed", metavar="N", type=seed, help="fix what is left to chance")
    kept = play.add_mutually_exclusive_group()
    kept.add_argument("--code", metavar="CODE", help="go to where a path code was written down")
    kept.add_argument("--save", metavar="NAME", help="go on with a game that was put aside, such as earlier-1")


def _list(commands: _Commands) -> None:
    listing = _command(
        commands,
        "list",
        "listing.list_",
        help="list the stories, or what the library holds",
        description="List the stories with their size, one story with its dials and eras, or a part of the library.",
    )
    listing.add_argument("story", metavar="STORY", nargs="?", help="one story, with its dials and eras")
    part = listing.add_mutually_exclusive_group()
    for name, what in PARTS.items():
        part.add_argument(f"--{name}", dest="part", action="store_const", const=name, help=what)
    listing.add_argument("--json", action="store_true", help="as data")


def _search(commands: _Commands) -> None:
    search = _command(
        commands,
        "search",
        "search.search",
        folders=False,
        help="look through the evidence for words",
        description="Look through exhibits, terms, profiles, eras, voices and sources for words, the best first.",
    )
    search.add_argument("words", metavar="WORD", nargs="+", help="a question, or some words of it")
    search.add_argument("--json", action="store_true", help="as data")


def _show(commands: _Commands) -> None:
    show = _command(
        commands,
        "show",
        "show.show",
        folders=False,
        help="read one thing of the library whole",
        description="Show an exhibit, figure, source, term, profile, voice, era or role whole, by its id.",
        epilog="""\
examples:
  nta show detainer                          a term of the glossary
  nta show secure-communities-2008           an exhibit
  nta show pd-review-figures-2012.read_may29 one figure of an exhibit
  nta show era-2017-no-exemptions --json     an era, as data""",
    )
    show.add_argument("id", metavar="ID", help="as links in stories and 'nta list --exhibits' write it")
    show.add_argument("--json", action="store_true", help="as data")


def _check(commands: _Commands) -> None:
    check = _command(
        commands,
        "check",
        "check.check",
        help="proof-read and prove stories",
        description="Proof-read the library and every story, and prove each story: every state that can be reached,\n"
        "under its own rules and those of every day of the eras that it names, with every setting of its dials.\n"
        "Days on which no rule changes that a condition asks about or a fork shows are alike, and one stands for all.",
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


def _walk(commands: _Commands) -> None:
    walk = _command(
        commands,
        "walk",
        "walk.walk",
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
    walk.add_argument("--speed", metavar="X", type=speed, default=1.0, help="of --watch: 2 is twice as fast")
    walk.add_argument("--junit", metavar="FILE", type=Path, help="write a JUnit report")
    walk.add_argument("--coverage", action="store_true", help="tell what they take of the stories, and what they miss")
    walk.add_argument(
        "--fail-under", metavar="PERCENT", type=percent, help="fail when a coverage is lower; exhibits are not counted"
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


def _graph(commands: _Commands) -> None:
    graph = _command(
        commands,
        "graph",
        "graph.graph",
        help="what follows from a story's graph",
        description="Print a story's graph: its size, its odds, its doors, its hinges, or a drawing of it.",
    )
    graph.add_argument("story", metavar="STORY", help="the story's id or folder")
    graph.add_argument("--format", choices=("summary", "dot", "mermaid", "json"), default="summary")
    graph.add_argument("--odds", action="store_true", help="the exact chance of each ending")
    graph.add_argument("--doors", action="store_true", help="which outcomes are still possible in each passage")
    graph.add_argument("--hinges", action="store_true", help="what one dial or era alone opens or shuts")
    graph.add_argument("--eras", action="store_true", help="what goes on differently in which era, as Markdown or JSON")
    _rules_and_dials(graph)


def _serve(commands: _Commands) -> None:
    serving = _command(
        commands,
        "serve",
        "serve.serve",
        help="the screens in a browser",
        description="Serve the screens to a browser, on this machine only unless --host says otherwise.\n"
        "This needs the extra 'web': python -m pip install 'notice-to-appear[web]'",
    )
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    serving.add_argument("--port", type=port, default=8000, help="the port (default: 8000)")
    serving.add_argument("--public-url", metavar="URL", help="the address that visitors type, behind a proxy")


def _visit(commands: _Commands) -> None:
    """Add what ``serve`` runs for each visitor; without help it is not listed."""
    visit = _command(commands, "visit", "play.visit")
    visit.add_argument("--keep", action="store_true")


def _new(commands: _Commands) -> None:
    new = _command(
        commands,
        "new",
        "new.new",
        folders=False,
        help="a story of your own to start from",
        description="Write a story to start from, the first one of the author's guide; it is complete and clean.",
    )
    new.add_argument("name", metavar="NAME", help="the story's id: lower-case words joined by hyphens")
    new.add_argument("--in", dest="folder", metavar="DIR", type=Path, default=Path(), help="where (default: here)")


def _schema(commands: _Commands) -> None:
    schema = _command(
        commands,
        "schema",
        "schema.schema",
        folders=False,
        help="the file formats, as JSON Schema",
        description="Print the JSON Schema of a file format, with which an editor completes and checks as you type.\n"
        "Without a format: list them.",
    )
    schema.add_argument("format", metavar="FORMAT", nargs="?", choices=FORMATS, help=f"one of: {', '.join(FORMATS)}")


def _forget(commands: _Commands) -> None:
    forget = _command(
        commands,
        "forget",
        "forget.forget",
        folders=False,
        help="delete your saves",
        description="Delete every save and the list of endings found.",
    )
    forget.add_argument("--yes", action="store_true", help="do it; without this nothing is deleted")
