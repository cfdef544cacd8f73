"""``nta graph``: what follows from a story's graph, as words, as a drawing or as data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.commands.common import Exit, extra_folders, fail, say, say_json
from game.commands.drawing import dot, mermaid, ways

if TYPE_CHECKING:
    from fractions import Fraction

    from game.graph.doors import Doors
    from game.graph.explore import StoryGraph
    from game.graph.hinges import Hinge
    from game.play.bundle import Bundle


def graph(arguments: argparse.Namespace) -> int:
    """Print a story's graph."""
    from game.commands.eras import era_table
    from game.commands.play import dials_of
    from game.graph.doors import Doors
    from game.graph.explore import BudgetError, StoryGraph
    from game.graph.hinges import hinges
    from game.graph.odds import odds
    from game.graph.replays import era_rows
    from game.play.catalogue import UnknownStoryError, open_story
    from game.play.playthrough import Playthrough, make_start
    from game.play.step import StoryError

    if arguments.eras and arguments.format in ("dot", "mermaid"):
        return fail("nta graph: --eras is no drawing; leave --format out for Markdown, or write --format json")
    try:
        bundle = open_story(arguments.story, extra_folders(arguments))
        start = make_start(bundle, arguments.rules, dials_of(arguments.dial, bundle))
        found = StoryGraph(Playthrough(bundle, start).ground, [start.dials])
        chances = odds(found) if arguments.odds else None
        doors = Doors(found) if arguments.doors else None
        turns = hinges(bundle) if arguments.hinges else None
        if arguments.eras and arguments.format == "json":
            say_json(era_rows(bundle))
            return Exit.OK
        if arguments.eras:
            sys.stdout.write(era_table(bundle))
            return Exit.OK
    except (UnknownStoryError, ValueError, StoryError, BudgetError) as error:
        return fail(f"nta graph: {error}")
    if arguments.format == "json":
        say_json(_data(found, chances, doors, turns))
    elif arguments.format in ("dot", "mermaid"):
        draw = dot if arguments.format == "dot" else mermaid
        say(*draw(found, _notes(chances, doors, turns)))
    else:
        say(*_words(found, bundle, chances, doors, turns))
    return Exit.OK


def _words(
    found: StoryGraph,
    bundle: Bundle,
    chances: dict[str, Fraction] | None,
    doors: Doors | None,
    turns: list[Hinge] | None,
) -> Iterator[str]:
    """Yield a graph in words, with what was asked for."""
    yield from _summary(found, bundle)
    if chances is not None:
        yield ""
        yield f"Odds of each ending, for a reader who chooses evenly. {_assumed(bundle)}"
        for name, chance in sorted(chances.items(), key=lambda item: -item[1]):
            yield f"  {_percent(chance):>17}  {name} ({_outcome(bundle, name)})"
    if doors is not None:
        yield ""
        yield "Doors in each passage: what is possible, and what the seat can bring about by itself:"
        yield from _door_lines(doors)
    if turns is not None:
        yield ""
        yield "Hinges: what one dial or one era, changed alone, opens or shuts:"
        yield from (f"  {turn.kind} {_turned(turn)}: {'; '.join(_turns(turn))}" for turn in turns)


def _notes(chances: dict[str, Fraction] | None, doors: Doors | None, turns: list[Hinge] | None) -> dict[str, list[str]]:
    """Return what was asked for passage by passage, as a drawing shows it."""
    notes: dict[str, list[str]] = {}
    for name, chance in (chances or {}).items():
        notes.setdefault(name, []).append(_percent(chance))
    for name, at in doors.by_passage().items() if doors is not None else ():
        lines = (f"possible: {', '.join(at.possible)}", f"in the seat's power: {', '.join(at.seat) or 'none'}")
        notes.setdefault(name, []).extend(lines)
    for turn in turns or ():
        for does, endings in (("opened", turn.opens_endings), ("shut", turn.shuts_endings)):
            for name in endings:
                notes.setdefault(name, []).append(f"{does} by {turn.kind} {_turned(turn)}")
    return notes


def _assumed(bundle: Bundle) -> str:
    """Return how much of the odds rests on assumptions."""
    passages = bundle.story.passages.values()
    chances = [[share for outcome in passage.outcomes for share in outcome.shares] for passage in passages]
    weighed = [shares for shares in chances if shares]
    assumed = sum(any(share.assumed for share in shares) for shares in weighed)
    return f"{assumed} of {len(weighed)} chances are weighed by an assumption, the others by a figure."


def _outcome(bundle: Bundle, name: str) -> str:
    ending = bundle.story.passages[name].ending
    return ending.outcome if ending else ""


def _summary(found: StoryGraph, bundle: Bundle) -> Iterator[str]:
    reached = found.reached()
    passages = bundle.story.passages
    yield f"{bundle.story.title.text}: {len(found.states):,} states, {found.moves:,} moves."
    yield f"Passages reached: {len(reached)} of {len(passages)}."
    endings = [name for name, passage in passages.items() if passage.ending and name in reached]
    yield f"Endings that can be reached: {', '.join(endings)}."
    shut = [name for name, passage in passages.items() if passage.ending and name not in reached]
    if shut:
        yield f"Not under these rules and dials: {', '.join(shut)}."


def _door_lines(doors: Doors) -> Iterator[str]:
    for name, at in doors.by_passage().items():
        yield f"  {name}: {', '.join(at.possible)}; in the seat's own power: {', '.join(at.seat) or 'none'}"


def _percent(chance: Fraction) -> str:
    """Return a chance as a percentage; one that is neither none nor certain does not read as if it were."""
    percent = float(chance) * 100
    if chance > 0 and percent < 0.05:
        return "under 0.1 percent"
    if chance < 1 and percent >= 99.95:
        return "over 99.9 percent"
    return f"{percent:.1f} percent"


def _turned(turn: Hinge) -> str:
    return f"{turn.name}={turn.value}" if turn.kind == "dial" else turn.name


def _turns(turn: Hinge) -> Iterator[str]:
    if turn.opens_endings:
        yield f"opens {', '.join(turn.opens_endings)}"
    if turn.shuts_endings:
        yield f"shuts {', '.join(turn.shuts_endings)}"


def _data(
    found: StoryGraph, chances: dict[str, Fraction] | None, doors: Doors | None, turns: list[Hinge] | None
) -> dict[str, object]:
    data: dict[str, object] = {
        "story": found.ground.story.story,
        "states": len(found.states),
        "moves": found.moves,
        "passages": [
            {"id": name, "kind": node.kind}
            for name, node in found.compiled.program.nodes.items()
            if name in found.reached()
        ],
        "ways": [{"from": here, "to": there, "by": label} for here, there, label in ways(found)],
    }
    if chances is not None:
        data["odds"] = {
            name: {"exact": f"{chance.numerator}/{chance.denominator}", "percent": float(chance) * 100}
            for name, chance in chances.items()
        }
    if doors is not None:
        data["doors"] = doors.by_passage()
    if turns is not None:
        data["hinges"] = turns
    return data
