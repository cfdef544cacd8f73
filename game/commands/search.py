"""``nta search``: the evidence looked through for words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.common import Exit, say, say_json

if TYPE_CHECKING:
    from game.library.model import Library
    from game.play.searching import Hit

MOST = 30  # hits that are told


def search(arguments: argparse.Namespace) -> int:
    """Print what in the library holds some words, the best first."""
    from game.play import searching
    from game.play.catalogue import open_library

    library = open_library()
    hits = searching.search(library, " ".join(arguments.words))
    if arguments.json:
        say_json([_row(hit, library) for hit in hits])
        return Exit.OK
    if not hits:
        say("Nothing was found. Try fewer words, or others.")
        return Exit.FINDINGS
    for hit in hits[:MOST]:
        say(f"{hit.kind}. {hit.title}. To read it: nta show {hit.id}")
    if len(hits) > MOST:
        say(f"{len(hits) - MOST:,} more; more words find less.")
    return Exit.OK


def _row(hit: Hit, library: Library) -> dict[str, object]:
    """Return a hit as data, with the keys that 'nta show' has: what it is, and of which kind if it is of one."""
    from game.play.looking import things

    thing = dict(things(library, hit.id))[hit.kind]
    kind = {"kind": thing.kind} if hasattr(thing, "kind") else {}
    return {"what": hit.kind, "id": hit.id} | kind | {"title": hit.title}
