"""``nta`` and ``nta play``: the shelf, and a story on a full screen or line by line."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import Exit, at_terminal, columns, extra_folders, fail, say, stories_option, write_file

if TYPE_CHECKING:
    from game.play.bundle import Bundle
    from game.play.moves import Start
    from game.play.playthrough import Playthrough
    from game.play.session import Session


def shelf(arguments: argparse.Namespace) -> int:
    """Show the shelf; plainly, or without a terminal, list the stories and say how to play plainly."""
    if at_terminal() and not arguments.plain:
        return _screens(arguments, None, None)
    from game.commands.listing import list_

    code = list_(argparse.Namespace(stories=extra_folders(arguments), story=None, part=None, json=False))
    if code != Exit.OK or not sys.stdin.isatty():
        say("", "To play line by line: nta play STORY --plain. More: nta --help.")
        return code
    return _picked(arguments)


def _picked(arguments: argparse.Namespace) -> int:
    """Ask which story is to be played line by line, and play it."""
    from game.play.catalogue import catalogue, open_story
    from game.play.chance import fresh_seed
    from game.play.moves import Start

    stories = catalogue(extra_folders(arguments)).stories
    say("", f"Type 1 to {len(stories)} to play one of them, or press Enter to leave.")
    answer = sys.stdin.readline().strip()
    if not answer.isdecimal() or not 0 < int(answer) <= len(stories):
        return Exit.OK
    story = stories[int(answer) - 1].story
    folders = extra_folders(arguments)
    resume = f"nta play {story} --plain{stories_option(folders)}"
    bundle = open_story(story, folders)
    return _plainly(bundle, Start(seed=fresh_seed()), new=False, record=None, resume=resume)


def visit(arguments: argparse.Namespace) -> int:
    """Show the shelf in a browser; unless it is the reader's own, what is saved is gone when the visitor is."""
    import tempfile

    if arguments.keep:
        return _screens(arguments, None, None)
    with tempfile.TemporaryDirectory(prefix="nta-visit-") as home:
        os.environ["NTA_HOME"] = home
        return _screens(arguments, None, None)


def play(arguments: argparse.Namespace) -> int:
    """Play a story."""
    from game.play.catalogue import UnknownStoryError, open_story
    from game.play.chance import fresh_seed
    from game.play.playthrough import make_start
    from game.play.saves import SaveError

    try:
        folders = extra_folders(arguments)
        bundle = open_story(arguments.story, folders)
        dials = dials_of(arguments.dial, bundle)
        given = arguments.rules or dials or arguments.seed is not None
        seed = arguments.seed if arguments.seed is not None else fresh_seed()
        start = make_start(bundle, arguments.rules, dials, seed)
        _check_record(arguments.record)
        plain = arguments.plain or not at_terminal()
        opened = _open_named(arguments, bundle, plain=plain)
    except (UnknownStoryError, ValueError, SaveError) as error:
        return fail(f"nta play: {error}")
    new = arguments.new or bool(given)
    named = arguments.code is not None or arguments.save is not None  # then one that has ended is taken up too
    if plain:
        resume = f"nta play {shlex.quote(arguments.story)} --plain{stories_option(folders)}"
        session = None if new else opened
        return _plainly(bundle, start, session, new=new, record=arguments.record, resume=resume, ended=named)
    return _screens(arguments, bundle, start, new=new, ended=named)


def _check_record(path: Path | None) -> None:
    """Raise ``ValueError`` where a playthrough could not be recorded at the end."""
    if path is not None and path.exists():
        raise ValueError(f"'{path}' is there already; name a new file")
    if path is not None and not path.parent.is_dir():
        raise ValueError(f"there is no folder '{path.parent}' to record in; make it first")
    if path is not None and not os.access(path.parent, os.W_OK | os.X_OK):
        raise ValueError(f"the folder '{path.parent}' may not be written; record in another one")


def _open_named(arguments: argparse.Namespace, bundle: Bundle, *, plain: bool) -> Session | None:
    """Make the game that ``--save`` or ``--code`` names the one to go on with; return the one of a code.

    The screens need it saved. Raises ``ValueError`` or ``SaveError``.
    """
    from game.play.code import play_from_code
    from game.play.saves import Saves
    from game.play.session import Session

    saves = Saves()
    story = bundle.story.story
    if arguments.code is not None:
        session = Session.of(play_from_code(arguments.code, bundle), saves, datetime.date.today)
        if session.unsaved and not plain:  # what was saved before would be played instead
            raise ValueError(
                "a path code opens as a saved game, and nothing can be saved; set NTA_HOME to a folder, or add --plain"
            )
        return session
    if arguments.save is not None and not saves.take_up(story, arguments.save):
        names = [kept.name for kept in saves.kept(story) if kept.name]
        raise ValueError(f"no game of '{story}' is kept as '{arguments.save}'; there is {', '.join(names) or 'none'}")
    return None


def _screens(
    arguments: argparse.Namespace, bundle: Bundle | None, start: Start | None, *, new: bool = False, ended: bool = False
) -> int:
    from game.screens import run

    played, code = run(extra=extra_folders(arguments), bundle=bundle, start=start, new=new, ended=ended)
    record = getattr(arguments, "record", None)
    return max(code, _record(played, record) if record and played else Exit.OK)


def _plainly(
    bundle: Bundle,
    start: Start,
    session: Session | None = None,
    *,
    new: bool,
    record: Path | None,
    resume: str,
    ended: bool = False,
) -> int:
    """Play line by line, by default what is saved; ``ended`` also takes up a game that has reached its ending."""
    from game.plain.prompt import Prompt
    from game.play.saves import Saves
    from game.play.session import Session

    saves = Saves()
    if session is None and not new:
        session = Session.resume(bundle, saves, datetime.date.today, ended=ended)
    if session is not None:
        say("Going on from where you left it. To start over: --new.")
    else:
        session = Session.begin(bundle, start, saves, datetime.date.today)
        story = bundle.story
        say(f"{story.title.text}. {story.setting.place}. About {story.minutes} minutes.", story.content_note)
        say(
            "The people are invented; what is marked Record or Rule has its source. "
            "This is information, not legal advice."
        )
        _welcome()
    prompt = Prompt(session, sys.stdin, sys.stdout, width=columns(), resume=resume)
    prompt.run()
    return _record(prompt.session.play, record) if record else Exit.OK


def _welcome() -> None:
    """Say how to play to somebody at a terminal who has not read it yet."""
    import msgspec

    from game.play.lines import HOW
    from game.play.settings import load_settings, save_settings

    settings = load_settings(lambda note: say(f"Note. {note}"))
    if sys.stdin.isatty() and not settings.welcomed:
        say(*HOW)
        save_settings(msgspec.structs.replace(settings, welcomed=True))


def _record(play: Playthrough, path: Path) -> int:
    """Write a playthrough as a walkthrough. Raises ``UsageError``."""
    from game.walk.recorder import as_yaml, recorded

    name = re.sub(r"[^a-z0-9]+", "-", path.name.lower().removesuffix(".yaml").removesuffix(".walk")).strip("-")
    walk = recorded(play, name or "recorded", f"Recorded from play; stands in '{play.passage}'.", datetime.date.today())
    write_file(path, as_yaml(walk))
    say(f"Recorded: {path}. To run it: nta walk {path}")
    return Exit.OK


def dials_of(given: list[str], bundle: Bundle) -> dict[str, bool | int | str]:
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
