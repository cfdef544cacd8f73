"""``nta forget``: every save deleted."""

from __future__ import annotations

import argparse

from game.commands.common import Exit, fail, say


def forget(arguments: argparse.Namespace) -> int:
    """Say where saves lie, and with ``--yes`` delete them."""
    from game.play.saves import SaveError, Saves

    saves = Saves()
    if not arguments.yes:
        where = saves.folder or "nowhere: there is no home directory"
        say(f"Your saves lie in: {where}", "To delete them all: nta forget --yes")
        return Exit.OK
    try:
        count = saves.forget()
    except SaveError as error:
        return fail(f"nta forget: {error}")
    say(f"Deleted: {count} files.")
    return Exit.OK
