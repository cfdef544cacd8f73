"""``nta`` and ``nta play``: the shelf, and a story on a full screen or line by line."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import Exit, at_terminal, extra_folders, fail, say

if TYPE_CHECKING:
    from game.play.bundle import Bundle
    from game.play.moves import Start
    from game.play.playthrough import Playthrough


def shelf(arguments: argparse.Namespace) -> int:
    """Show the shelf; without a terminal list the stories and say how to play plainly."""
    if not at_terminal():
        from game.commands.listing import list_

        code = list_(argparse.Namespace(stories=[], json=False, exhibits=False))
        say("", "To play line by line: nta play STORY --plain. More: nta --help.")
        return code
    return _screens(arguments, None, None)


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
    from game.play.playthrough import make_start
    from game.reading.fault import Faults

    try:
        bundle = open_story(arguments.story, extra_folders(arguments))
        dials = dials_of(arguments.dial, bundle)
        given = arguments.rules or dials or arguments.seed is not None
        seed = arguments.seed if arguments.seed is not None else int.from_bytes(os.urandom(6))
        start = make_start(bundle, arguments.rules, dials, seed)
    except Faults as faults:
        return fail(*faults.faults)
    except (UnknownStoryError, ValueError) as error:
        return fail(f"nta play: {error}")
    if arguments.record is not None and arguments.record.exists():
        return fail(f"nta play: '{arguments.record}' is there already; name a new file")
    arguments.new = arguments.new or bool(given)
    if arguments.plain or not at_terminal():
        return _plainly(bundle, start, new=arguments.new, record=arguments.record)
    return _screens(arguments, bundle, start)


def _screens(arguments: argparse.Namespace, bundle: Bundle | None, start: Start | None) -> int:
    from game.reading.fault import Faults
    from game.screens import run

    try:
        played = run(extra=extra_folders(arguments), bundle=bundle, start=start, new=getattr(arguments, "new", False))
    except Faults as faults:
        return fail(*faults.faults)
    record = getattr(arguments, "record", None)
    return _record(played, record) if record and played else Exit.OK


def _plainly(bundle: Bundle, start: Start, *, new: bool, record: Path | None) -> int:
    import shutil

    from game.plain.prompt import Prompt
    from game.play.saves import Saves
    from game.play.session import Session

    saves = Saves()
    session = None if new else Session.resume(bundle, saves, datetime.date.today)
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
    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    Prompt(session, sys.stdin, sys.stdout, width=width).run()
    return _record(session.play, record) if record else Exit.OK


def _record(play: Playthrough, path: Path) -> int:
    """Write a playthrough as a walkthrough."""
    from game.walk.recorder import as_yaml, recorded

    name = re.sub(r"[^a-z0-9]+", "-", path.name.lower().removesuffix(".yaml").removesuffix(".walk")).strip("-")
    walk = recorded(play, name or "recorded", f"Recorded from play; stands in '{play.passage}'.", datetime.date.today())
    try:
        path.write_text(as_yaml(walk), encoding="utf-8")
    except OSError as error:
        return fail(f"nta play: '{path}' cannot be written: {error.strerror or error}")
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
