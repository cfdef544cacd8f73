"""Writing a cover: the walks that together take everything in a story, as walkthrough files."""

from __future__ import annotations

import datetime

from game.graph.cover import CoverWalk, cover
from game.play.bundle import Bundle
from game.play.playthrough import Playthrough, make_start
from game.walk.recorder import recorded
from game.walk.script import Walkthrough

#: What the ``about`` of a walkthrough says by which it is known as one of these.
COVER = "Written by nta walk --cover."


def cover_walks(bundle: Bundle, today: datetime.date) -> list[Walkthrough]:
    """Return a small set of walkthroughs that take every option, outcome, bar and ending that can be reached.

    Raises ``StoryError`` for a story that ``nta check`` finds faults in.
    """
    found = []
    for number, walk in enumerate(cover(bundle), 1):
        about = f"Part {number} of the cover: ends in '{walk.ending}'. {COVER}"
        found.append(recorded(played(walk, bundle), f"cover-{number:02}", about, today))
    return found


def played(walk: CoverWalk, bundle: Bundle) -> Playthrough:
    """Return the playthrough of a walk through a graph."""
    dials = walk.graph.starts[walk.graph.states[walk.start]]
    play = Playthrough(bundle, make_start(bundle, walk.rules, dials))
    for move in walk.moves:
        if play.waits_for == "choice":
            play.choose(move.item[1])
        elif play.waits_for == "prediction":
            play.predict(None, pin=move.item[1])
        else:
            play.go_on()
    return play
