"""``nta show``: anything in the library, whole."""

from __future__ import annotations

import argparse
import datetime
from typing import TYPE_CHECKING

from game.commands.common import Exit, fail, say, say_json

if TYPE_CHECKING:
    from game.library.model import Library


def show(arguments: argparse.Namespace) -> int:
    """Print an exhibit, figure, source, term, profile, voice, era or role by its id."""
    from game.plain.prompt import spoken
    from game.play.catalogue import open_library
    from game.play.looking import names, plain_data, thing_lines, things
    from game.play.searching import search
    from game.reading.fault import did_you_mean

    library = open_library()
    asked = arguments.id.strip()
    known = names(library)
    name = asked if asked in known else next((one for one in known if one.lower() == asked.lower()), asked)
    found = things(library, name)
    if not found:
        starts = [one for one in known if one.startswith(name.lower())][:5]
        hits = starts or [hit.id for hit in search(library, name.replace("-", " "))][:5]
        near = did_you_mean(name, known) if not starts else ""
        also = f"; there is {', '.join(hits)}" if hits else "; 'nta search WORDS' looks for words"
        return fail(f"nta show: nothing has the id '{asked}'{near or also}")
    if arguments.json:
        rows = [{"what": what, "id": name} | plain_data(thing) | _on(name, library) for what, thing in found]
        say_json(rows if len(rows) > 1 else rows[0])
        return Exit.OK
    for kind, _ in found:
        say(*spoken(thing_lines(library, kind, name, datetime.date.today())))
    return Exit.OK


def _on(name: str, library: Library) -> dict[str, object]:
    """Return what a figure's card says of it: how sure and how old it is, and where it was read."""
    exhibit = library.exhibits.get(name.rpartition(".")[0]) if "." in name else None
    if exhibit is None:
        return {}
    return {
        "on": name.rpartition(".")[0],
        "confidence": exhibit.confidence,
        "last_verified": exhibit.last_verified,
        "caveats": exhibit.caveats.text if exhibit.caveats else None,
        "sources": [{"id": one, "url": library.sources[one].url} for one in exhibit.sources],
    }
