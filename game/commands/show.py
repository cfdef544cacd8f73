"""``nta show``: anything in the library, whole."""

from __future__ import annotations

import argparse
import datetime

from game.commands.common import Exit, fail, say, say_json


def show(arguments: argparse.Namespace) -> int:
    """Print an exhibit, figure, source, term, profile, voice or era by its id."""
    from game.plain.prompt import spoken
    from game.play.catalogue import open_library
    from game.play.looking import names, plain_data, search, thing_lines, things
    from game.reading.fault import Faults, did_you_mean

    try:
        library = open_library()
    except Faults as faults:
        return fail(*faults.faults)
    found = things(library, arguments.id)
    if not found:
        hint = did_you_mean(arguments.id, names(library))
        hits = search(library, arguments.id.replace("-", " "))
        also = f"; found in: {', '.join(hit.id for hit in hits[:5])}" if hits and not hint else ""
        return fail(
            f"nta show: nothing is called '{arguments.id}'{hint or also or '; nta list --exhibits shows what there is'}"
        )
    if arguments.json:
        say_json([{"kind": kind, "id": arguments.id} | _fields(plain_data(thing)) for kind, thing in found])
        return Exit.OK
    for kind, _ in found:
        say(*spoken(thing_lines(library, kind, arguments.id, datetime.date.today())))
    return Exit.OK


def _fields(data: dict[str, object]) -> dict[str, object]:
    """Return the fields of a thing; its own 'kind' gives way to the kind of thing and is called 'type'."""
    return {("type" if key == "kind" else key): value for key, value in data.items()}
