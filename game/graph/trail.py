"""The trail: the way that a playthrough took, what it passed by, the doors that shut on it, and what it never saw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from game.graph.afterwards import Afterwards
from game.play.filling import fill
from game.play.lines import Line, line
from game.play.phrases import count_of
from game.play.playthrough import Playthrough, Step
from game.story.model import STAGES

What = Literal["taken", "passed by", "barred"]


class Stop(msgspec.Struct, frozen=True):
    """A passage on the way: its fork with what became of each option, and the outcomes that went out of reach there."""

    stage: str
    title: str
    ways: tuple[tuple[What, str], ...] = ()
    shut: tuple[str, ...] = ()
    here: bool = False
    ending: bool = False


class Unseen(msgspec.Struct, frozen=True):
    """How many passages of a stage were not seen. Their titles would tell too much."""

    stage: str
    unseen: int
    passages: int


def trail(afterwards: Afterwards) -> Iterator[Stop]:
    """Yield the way from the start to where the playthrough stands."""
    play = afterwards.play
    shut: dict[int, list[str]] = {}
    for door in afterwards.doors_closed():
        shut.setdefault(door.step, []).append(door.outcome)
    for number, step in enumerate(play.steps):
        passage = play.ground.passage(step.before)
        yield Stop(passage.stage, passage.title.text, tuple(_ways(play, step)), tuple(shut.get(number, ())))
    here = play.ground.passage(play.state)
    yield Stop(here.stage, here.title.text, here=True, ending=here.ending is not None)


def _ways(play: Playthrough, step: Step) -> Iterator[tuple[What, str]]:
    passage = play.ground.passage(step.before)
    if step.move.choose is not None:
        for option in play.ground.options(step.before):
            taken = option.choice.id == step.move.choose
            what: What = "barred" if option.bar else "taken" if taken else "passed by"
            yield what, fill(option.choice.label, play, step.before).text
    elif step.move.happens is not None:
        who = play.bundle.who(passage.decides or "")
        for outcome in passage.outcomes:
            taken = outcome.id == step.move.happens
            words = fill(outcome.label, play, step.before).text
            yield ("taken", f"{words} ({who})") if taken else ("passed by", words)


def unseen(play: Playthrough) -> Iterator[Unseen]:
    """Yield for every stage how many of its passages were not seen."""
    for stage in STAGES:
        names = [name for name, passage in play.bundle.story.passages.items() if passage.stage == stage]
        if names:
            yield Unseen(stage, len(set(names) - play.seen), len(names))


def trail_head(afterwards: Afterwards, found: tuple[str, ...]) -> str:
    """Return how much was seen; ``found`` are the endings that were found on this machine."""
    play, story = afterwards.play, afterwards.story
    decisions = sum(step.move.option is not None for step in play.steps)
    endings = {name: passage.ending.title.text for name, passage in story.passages.items() if passage.ending}
    titles = "; ".join(endings[name] for name in found if name in endings)
    return (
        f"Seen: {len(play.seen)} of {len(story.passages)} passages, with {count_of(decisions, 'decision')}. "
        f"Endings found on this machine: {len(found)} of {len(endings)}{f' ({titles})' if titles else ''}."
        f"{' Doors: ' if afterwards.unexplored else ''}{afterwards.unexplored}"
    )


def trail_lines(afterwards: Afterwards, found: tuple[str, ...]) -> Iterator[Line]:
    """Yield the trail in words."""
    yield line("heading", "The way so far")
    yield line("text", trail_head(afterwards, found))
    stage = ""
    for stop in trail(afterwards):
        if stop.stage != stage:
            stage = stop.stage
            yield line("heading", f"Stage: {stage}")
        where = " (an ending)" if stop.ending else " (you are here)" if stop.here else ""
        yield line("label", f"{stop.title}{where}", "Passage")
        for what, words in stop.ways:
            yield line("text", words, what.capitalize())
        for outcome in stop.shut:
            yield line("text", outcome, "Door shut")
    yield line("heading", "Not seen")
    for row in unseen(afterwards.play):
        yield line("text", f"{row.unseen} of {row.passages} passages", row.stage.capitalize())
