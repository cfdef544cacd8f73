"""``nta search``: the evidence looked through for words."""

from __future__ import annotations

import argparse

from game.commands.common import Exit, say, say_json

MOST = 30  # hits that are told


def search(arguments: argparse.Namespace) -> int:
    """Print what in the library holds some words, the best first."""
    from game.play import searching
    from game.play.catalogue import open_library

    hits = searching.search(open_library(), " ".join(arguments.words))
    if arguments.json:
        say_json(hits)
        return Exit.OK
    if not hits:
        say("Nothing was found. Try fewer words, or others.")
        return Exit.FINDINGS
    for hit in hits[:MOST]:
        say(f"{hit.kind}. {hit.title}. To read it: nta show {hit.id}")
    if len(hits) > MOST:
        say(f"{len(hits) - MOST} more; more words find less.")
    return Exit.OK
