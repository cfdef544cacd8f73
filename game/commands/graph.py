"""``nta graph``: what follows from a story's graph, as words, as a drawing or as data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.commands.common import Exit, extra_folders, fail, say, say_json

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
    elif arguments.format == "dot":
        say(*_dot(found))
    elif arguments.format == "mermaid":
        say(*_mermaid(found))
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
            yield f"  {float(chance) * 100:5.1f} percent  {name} ({_outcome(bundle, name)})"
    if doors is not None:
        yield ""
        yield "Doors in each passage: what is possible, and what the seat can bring about by itself:"
        yield from _door_lines(found, doors)
    if turns is not None:
        yield ""
        yield "Hinges: what one dial or one era, changed alone, opens or shuts:"
        yield from map(_hinge_words, turns)


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


def _door_lines(found: StoryGraph, doors: Doors) -> Iterator[str]:
    seen: dict[str, tuple[set[str], set[str]]] = {}
    for number in range(len(found.states)):
        at = doors.at_number(number)
        possible, seat = seen.setdefault(found.passage(number), (set(), set(at.seat)))
        possible.update(at.possible)
        seat.intersection_update(at.seat)
    for name, (possible, seat) in seen.items():
        words = ", ".join(outcome for outcome in doors.outcomes if outcome in possible)
        own = ", ".join(outcome for outcome in doors.outcomes if outcome in seat) or "none"
        yield f"  {name}: {words}; in the seat's own power: {own}"


def _hinge_words(turn: Hinge) -> str:
    said = []
    if turn.opens_endings:
        said.append(f"opens {', '.join(turn.opens_endings)}")
    if turn.shuts_endings:
        said.append(f"shuts {', '.join(turn.shuts_endings)}")
    what = f"{turn.name}={turn.value}" if turn.kind == "dial" else turn.name
    return f"  {turn.kind} {what}: {'; '.join(said)}"


def _edges(found: StoryGraph) -> Iterator[tuple[str, str, str]]:
    """Yield every way between passages that is taken somewhere, with its label."""
    taken = found.taken()
    for name, node in found.compiled.program.nodes.items():
        for move in node.moves:
            if (name, move.id) in taken:
                yield name, move.goto, "" if node.kind == "text" else move.id


_SHAPES = {"own": ("box", "[", "]"), "other": ("diamond", "{", "}"), "ending": ("doubleoctagon", "([", "])")}


def _dot(found: StoryGraph) -> Iterator[str]:
    yield "digraph story {"
    yield "  node [fontname=sans]; edge [fontname=sans, fontsize=9];"
    for name in found.compiled.program.nodes:
        if name in found.reached():
            shape = _SHAPES.get(found.compiled.program.nodes[name].kind, ("ellipse", "(", ")"))[0]
            yield f'  "{name}" [shape={shape}];'
    for here, there, label in _edges(found):
        yield f'  "{here}" -> "{there}"' + (f' [label="{label}"];' if label else ";")
    yield "}"


def _mermaid(found: StoryGraph) -> Iterator[str]:
    numbers = found.layout.numbers
    yield "flowchart TD"
    reached = found.reached()
    for name in found.compiled.program.nodes:
        if name in reached:
            _, left, right = _SHAPES.get(found.compiled.program.nodes[name].kind, ("", "(", ")"))
            yield f"  p{numbers[name]}{left}{name}{right}"
    for here, there, label in _edges(found):
        arrow = f"-->|{label}|" if label else "-->"
        yield f"  p{numbers[here]} {arrow} p{numbers[there]}"


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
        "ways": [{"from": here, "to": there, "by": label} for here, there, label in _edges(found)],
    }
    if chances is not None:
        data["odds"] = {
            name: {"exact": f"{chance.numerator}/{chance.denominator}", "percent": float(chance) * 100}
            for name, chance in chances.items()
        }
    if doors is not None:
        first = doors.at_number(0)
        data["doors"] = {"possible": first.possible, "seat": first.seat}
    if turns is not None:
        data["hinges"] = turns
    return data
