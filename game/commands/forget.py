"""``nta forget``: every save deleted."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator

from game.commands.common import Exit, fail, say


def forget(arguments: argparse.Namespace) -> int:
    """Say where saves lie, and with ``--yes`` delete them."""
    from game.play.phrases import count_of
    from game.play.saves import Saves

    saves = Saves()
    if not arguments.yes:
        where = saves.folder or "nowhere: there is no home directory"
        say(f"Your saves lie in: {where}", "To delete them all: nta forget --yes")
        return Exit.OK
    count, left = saves.forget()
    say(f"Deleted: {count_of(count, 'file')}.", *_remains())
    return fail(*(f"nta forget: {one}" for one in left)) if left else Exit.OK


def _remains() -> Iterator[str]:
    """Yield what else there is of the program's."""
    from game.play.places import cache_folder, config_folder
    from game.play.settings import NAME

    config, cache = config_folder(), cache_folder()
    with contextlib.suppress(OSError):
        if config is not None and (config / NAME).exists():
            yield f"Your settings remain: {config / NAME}"
    with contextlib.suppress(OSError):
        if cache is not None and cache.exists():
            yield f"Copies of the stories that were opened remain, to open faster: {cache}"
