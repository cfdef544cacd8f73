"""Blessing: a walkthrough's expectations brought up to date with what the story now shows."""

from __future__ import annotations

import datetime
import difflib
from typing import Literal

import msgspec

from game.graph.doors import Doors
from game.graph.explore import StoryGraph
from game.play.bundle import Bundle
from game.play.playthrough import Playthrough
from game.play.step import MoveError
from game.play.view import make_view
from game.story.facts import key_of
from game.walk.runner import option_states, pass_texts, shown_text, start_of, take
from game.walk.script import Expect, LoadedWalk, Walkthrough


class Blessed(msgspec.Struct, frozen=True):
    """A walkthrough brought up to date, and one line for each thing that changed."""

    walk: Walkthrough
    changes: tuple[str, ...]


def bless(loaded: LoadedWalk, bundle: Bundle, today: datetime.date) -> Blessed:
    """Return a walkthrough that expects what is shown now, in the same places and of the same kinds as before.

    Raises ``MoveError`` or ``StoryError`` where a step can no longer be taken: that needs an author, not a pen.
    """
    play = start_of(loaded, bundle)
    changes: list[str] = []
    steps = []
    for number, step in enumerate(loaded.walk.steps, 1):
        take(step, play)
        if step.expect:
            now = _now(step.expect, play, today)
            changes += [f"step {number}: {line}" for line in _diff(step.expect, now)]
            step = msgspec.structs.replace(step, expect=now)
        steps.append(step)
    walk = msgspec.structs.replace(loaded.walk, steps=tuple(steps))
    if walk.ends is not None:
        pass_texts(play)
        if not play.ended:
            raise MoveError(f"the walk no longer ends: it stands in '{play.passage}'")
        if walk.ends != play.passage:
            changes.append(f"ends: - {walk.ends} + {play.passage}")
            walk = msgspec.structs.replace(walk, ends=play.passage)
    return Blessed(walk, tuple(changes))


def _now(expect: Expect, play: Playthrough, today: datetime.date) -> Expect:
    """Return what an expectation would have to be."""
    view = make_view(play, today)
    lines = shown_text(view, play).splitlines()
    shown = " ".join(" ".join(lines).split())
    states = {option.choice.id: option for option in play.ground.options(play.state)}
    found = option_states(play)
    options = {name: found[name] for name in expect.options if name in found}
    bars = {name: bar.exhibits for name, option in states.items() if (bar := option.bar)}
    met = {card.id for card in view.met.cards} if view.met else set()
    cards = {card.id for card in view.cards}
    facts = {name: key_of(play.state.facts[name]) for name in expect.facts if name in play.state.facts}
    doors: dict[str, Literal["open", "shut"]] = {}
    if expect.doors:
        open_now = Doors(StoryGraph(play.ground, [play.start.dials])).at(play.state).possible
        doors = {name: "open" if name in open_now else "shut" for name in expect.doors}
    return Expect(
        passage=play.passage if expect.passage is not None else None,
        text=tuple(words if words in shown else _nearest(words, lines) for words in expect.text),
        no_text=tuple(words for words in expect.no_text if words not in shown),
        options=options,
        barred_by={
            name: exhibit if exhibit in bars[name] else bars[name][0]
            for name, exhibit in expect.barred_by.items()
            if name in bars
        },
        exhibits=tuple(name for name in expect.exhibits if name in cards),
        met=tuple(name for name in expect.met if name in met),
        facts=facts,
        doors=doors,
        days=play.state.days if expect.days is not None else None,
        date=play.date().isoformat() if expect.date is not None else None,
    )


def _nearest(words: str, lines: list[str]) -> str:
    """Return the run of shown words that is most like the words that are gone."""
    size = len(words.split())
    runs = []
    for line in lines:
        said = line.split()
        runs += [" ".join(said[at : at + size]) for at in range(max(len(said) - size + 1, 1))]
    close = difflib.get_close_matches(words, runs, n=1, cutoff=0.0)
    return close[0] if close else words


def _diff(before: Expect, after: Expect) -> list[str]:
    changes = []
    for key in Expect.__struct_fields__:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            changes.append(f"{key}: - {_said(old)} + {_said(new)}")
    return changes


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {what}" for name, what in value.items()) or "nothing"
    if isinstance(value, tuple):
        return " | ".join(map(str, value)) or "nothing"
    return str(value)
