"""The command line. Each command imports what it needs when it is called, so that none waits for another's libraries."""

from __future__ import annotations

import argparse
import datetime
import enum
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from game import __version__

if TYPE_CHECKING:
    from game.play import Bundle, Start
    from game.reading.fault import Fault

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
  nta check                             proof-read every story and the whole library
"""


class Exit(enum.IntEnum):
    """What the program says to the shell."""

    OK = 0
    FINDINGS = 1
    UNUSABLE = 2
    INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(Exit.UNUSABLE, f"{self.prog}: {message}; see '{self.prog} --help'\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    form = argparse.RawDescriptionHelpFormatter
    top = _Parser(prog="nta", description=ABOUT, epilog=EXAMPLES, formatter_class=form)
    top.add_argument("--version", action="version", version=f"notice-to-appear {__version__}")
    common = _Parser(add_help=False)
    common.add_argument(
        "--stories",
        metavar="DIR",
        action="append",
        type=Path,
        default=[],
        help="a folder of further stories (or set NTA_STORIES)",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    play = commands.add_parser(
        "play",
        parents=[common],
        formatter_class=form,
        help="play a story",
        description="Play a story from where you left it, or from its beginning.",
        epilog="""\
--rules replays the same case under the rules of another time: an era's id, a year or a date.
--dial changes a fact before the story begins: --dial years_here=12. 'nta list' shows a story's eras and dials.
Without a terminal, or with --plain, the story is told line by line and reads its answers from standard input.""",
    )
    play.add_argument("story", metavar="STORY", help="the story's id, as 'nta list' shows it")
    play.add_argument("--plain", action="store_true", help="line by line, without a screen")
    play.add_argument("--new", action="store_true", help="from the beginning; an unfinished game is kept aside")
    play.add_argument("--rules", metavar="ERA|YEAR|DATE", help="the rules of another time")
    play.add_argument("--dial", metavar="FACT=VALUE", action="append", default=[], help="change a fact first")
    play.add_argument("--seed", metavar="N", type=_seed, help="fix what is left to chance")

    listing = commands.add_parser(
        "list", parents=[common], help="list the stories", description="List the stories, with their size and eras."
    )
    listing.add_argument("--json", action="store_true", help="as data")

    check = commands.add_parser(
        "check",
        parents=[common],
        formatter_class=form,
        help="proof-read stories and library",
        description="Proof-read the library and every story, or the stories at the given paths.",
        epilog="One line a fault: file:line:column: code: what is wrong; what to do.\n"
        "Exit code 0: clean. 1: faults found. 2: a file cannot be read at all.",
    )
    check.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="a story's folder or file")

    walk = commands.add_parser(
        "walk",
        parents=[common],
        help="run walkthroughs",
        description="Run scripted walkthroughs and compare what they expect with what happens.",
    )
    walk.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="a *.walk.yaml file, or a folder of them")

    forget = commands.add_parser(
        "forget", help="delete your saves", description="Delete every save and the list of endings found."
    )
    forget.add_argument("--yes", action="store_true", help="do it; without this nothing is deleted")
    return top


def _seed(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 up")
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Errors are one line each on stderr, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: say nothing more, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK


def _run(arguments: argparse.Namespace) -> int:
    command = {"play": _play, "list": _list, "check": _check, "walk": _walk, "forget": _forget, None: _shelf}
    return command[arguments.command](arguments)


def _fail(*messages: object) -> int:
    for message in messages:
        sys.stderr.write(f"{message}\n")
    return Exit.UNUSABLE


def _extra(arguments: argparse.Namespace) -> list[Path]:
    """Return the folders of further stories that were asked for."""
    named = [Path(part) for part in os.environ.get("NTA_STORIES", "").split(os.pathsep) if part]
    return [*getattr(arguments, "stories", []), *named]


def _at_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) and os.environ.get("TERM") != "dumb"


def _shelf(arguments: argparse.Namespace) -> int:
    if not _at_terminal():
        code = _list(argparse.Namespace(stories=[], json=False))
        sys.stdout.write("\nTo play line by line: nta play STORY --plain. More: nta --help.\n")
        return code
    return _screens(arguments, None, None)


def _screens(arguments: argparse.Namespace, bundle: Bundle | None, start: Start | None) -> int:
    from game.reading.fault import Faults
    from game.screens import run

    try:
        return run(extra=_extra(arguments), bundle=bundle, start=start, new=getattr(arguments, "new", False))
    except Faults as faults:
        return _fail(*faults.faults)


def _play(arguments: argparse.Namespace) -> int:
    from game.play import UnknownStoryError, make_start, open_story
    from game.reading.fault import Faults

    try:
        bundle = open_story(arguments.story, _extra(arguments))
        dials = _dials(arguments.dial, bundle)
        given = arguments.rules or dials or arguments.seed is not None
        seed = arguments.seed if arguments.seed is not None else int.from_bytes(os.urandom(6))
        start = make_start(bundle, arguments.rules, dials, seed)
    except Faults as faults:
        return _fail(*faults.faults)
    except (UnknownStoryError, ValueError) as error:
        return _fail(f"nta play: {error}")
    arguments.new = arguments.new or bool(given)
    if arguments.plain or not _at_terminal():
        return _play_plainly(bundle, start, new=arguments.new)
    return _screens(arguments, bundle, start)


def _play_plainly(bundle: Bundle, start: Start, *, new: bool) -> int:
    import shutil

    from game.plain import Prompt
    from game.play.saves import Saves
    from game.play.session import Session

    saves = Saves()
    session = None if new else Session.resume(bundle, saves, datetime.date.today)
    if session is not None:
        sys.stdout.write("Going on from where you left it. To start over: --new.\n")
    else:
        session = Session.begin(bundle, start, saves, datetime.date.today)
        story = bundle.story
        sys.stdout.write(f"{story.title.text}. {story.setting.place}. About {story.minutes} minutes.\n")
        sys.stdout.write(f"{story.content_note}\n")
        sys.stdout.write("The people are invented; what is marked Record or Rule has its source. ")
        sys.stdout.write("This is information, not legal advice.\n")
    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    Prompt(session, sys.stdin, sys.stdout, width=width).run()
    return Exit.OK


def _dials(given: list[str], bundle: Bundle) -> dict[str, bool | int | str]:
    """Return the dials that ``--dial`` sets. Raises ``ValueError`` with a sentence."""
    from game.reading.fault import did_you_mean

    dials = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"'{text}' is no dial; write --dial FACT=VALUE")
        fact = bundle.story.facts.get(name)
        if fact is None or fact.dial is None:
            known = [name for name, fact in bundle.story.facts.items() if fact.dial]
            raise ValueError(f"'{name}' is not a dial of this story{did_you_mean(name, known)}")
        dials[name] = fact.parse(value)
    return dials


def _list(arguments: argparse.Namespace) -> int:
    from game.play import catalogue
    from game.reading.fault import Faults

    try:
        found = catalogue(_extra(arguments))
    except Faults as faults:
        return _fail(*faults.faults)
    if arguments.json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found.stories)).decode() + "\n")
    else:
        for story in found.stories:
            sys.stdout.write(f"{story.story}: {story.title}. {story.place}, {story.date[:4]}. {story.minutes} minutes.\n")
            sys.stdout.write(f"  {story.tagline}\n")
            sys.stdout.write(f"  {story.forks} forks ({story.own} own, {story.other} other, {story.barred} with a barred ")
            sys.stdout.write(f"option), {len(story.endings)} endings, {story.words} words.\n")
            sys.stdout.write(f"  Dials: {', '.join(story.dials) or 'none'}. Eras: {', '.join(story.eras)}.\n")
    for fault in found.faults:
        sys.stderr.write(f"{fault}\n")
    return Exit.UNUSABLE if found.faults else Exit.OK


def _check(arguments: argparse.Namespace) -> int:
    from game.play.catalogue import load_checked, load_evidence, story_folders
    from game.reading.fault import Faults

    faults: list[Fault] = []
    folders = arguments.paths or list(story_folders(_extra(arguments)).values())
    try:
        evidence = load_evidence()
    except Faults as found:
        faults.extend(found.faults)
    else:
        for folder in folders:
            try:
                load_checked(folder, evidence)
            except Faults as found:
                faults.extend(found.faults)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if any(fault.code.startswith("file-") or fault.code == "yaml-syntax" for fault in faults):
        return Exit.UNUSABLE
    return Exit.FINDINGS if faults else Exit.OK


def _walk(arguments: argparse.Namespace) -> int:
    from game.play import UnknownStoryError, open_story
    from game.play.catalogue import story_folders
    from game.reading.fault import Faults
    from game.walk import load_walk, run_walk

    paths = arguments.paths or [folder for folder in story_folders(_extra(arguments)).values()]
    files = []
    for path in paths:
        found = [path] if path.is_file() else sorted(path.rglob("*.walk.yaml"))
        if not found:
            return _fail(f"nta walk: there is no *.walk.yaml at '{path}'; check the path")
        files.extend(found)
    failed = 0
    for file in files:
        try:
            loaded = load_walk(file)
            walked = run_walk(loaded, open_story(loaded.walk.story, _extra(arguments)), datetime.date.today())
            faults = walked.faults
        except Faults as broken:
            faults = list(broken.faults)
        except UnknownStoryError as error:
            return _fail(f"nta walk: {file}: {error}")
        failed += bool(faults)
        for fault in faults:
            sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(files) - failed} of {len(files)} walkthroughs passed.\n")
    return Exit.FINDINGS if failed else Exit.OK


def _forget(arguments: argparse.Namespace) -> int:
    from game.play.saves import SaveError, Saves

    saves = Saves()
    if not arguments.yes:
        where = saves.folder or "nowhere: there is no home directory"
        sys.stdout.write(f"Your saves lie in: {where}\nTo delete them all: nta forget --yes\n")
        return Exit.OK
    try:
        count = saves.forget()
    except SaveError as error:
        return _fail(f"nta forget: {error}")
    sys.stdout.write(f"Deleted: {count} files.\n")
    return Exit.OK
