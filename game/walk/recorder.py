"""Recording: a playthrough as a walkthrough, with what was seen at every step as its expectations."""

from __future__ import annotations

import datetime

import msgspec

from game.play.filling import fill
from game.play.playthrough import Playthrough
from game.play.view import make_view
from game.reading.prose import Prose
from game.reading.writing import dump
from game.story.facts import key_of
from game.walk.runner import option_states, shown_text
from game.walk.script import Expect, Step, Walkthrough

_WORDS = 8  # of a text, enough to know it by


def recorded(play: Playthrough, name: str, about: str, today: datetime.date) -> Walkthrough:
    """Return a walkthrough that makes the moves of a playthrough and expects what was seen on it."""
    again = Playthrough(play.bundle, play.start)
    steps: list[Step] = []
    for step in play.steps:
        move = step.move
        again.replay(move)
        go = 1 if move.option is None else None
        look = seen(again, today)
        steps.append(Step(choose=move.choose, predict=move.predict, happens=move.happens, go=go, expect=look))
    if play.ended and steps:
        last = steps[-1]
        facts = {fact: key_of(play.state.facts[fact]) for fact in _changed(play)}
        look = msgspec.structs.replace(last.expect or Expect(), facts=facts, days=play.state.days)
        steps[-1] = msgspec.structs.replace(last, expect=look)
    story = play.bundle.story
    dials = {dial: key_of(value) for dial, value in play.start.dials.items() if value != story.facts[dial].start}
    return Walkthrough(
        walkthrough=name,
        story=story.story,
        about=about,
        rules=play.start.label,
        dials=dials,
        seed=play.start.seed,
        steps=tuple(steps),
        ends=play.passage if play.ended else None,
    )


def seen(play: Playthrough, today: datetime.date) -> Expect:
    """Return what tells one state of a passage from another: its texts that depend on facts, and its options."""
    passage = play.ground.passage(play.state)
    view = make_view(play, today)
    shown = " ".join(shown_text(view, play).split())
    there, absent = [], []
    for block in passage.text:
        if block.condition is not None:
            words = _first_words(block.text, play)
            if play.ground.holds(block.condition, play.state):
                there.append(words)
            elif words not in shown:
                absent.append(words)
    differ = any(choice.condition or choice.barred or choice.once for choice in passage.choices)
    return Expect(
        passage=play.passage,
        text=tuple(there),
        no_text=tuple(absent),
        options=option_states(play) if differ else {},
        barred_by={
            option.choice.id: option.bar.exhibits[0] for option in play.ground.options(play.state) if option.bar
        },
    )


def _first_words(prose: Prose, play: Playthrough) -> str:
    return " ".join(fill(prose, play).text.split()[:_WORDS])


def _changed(play: Playthrough) -> list[str]:
    """Return the facts that something in the story sets."""
    passages = play.bundle.story.passages.values()
    written = {name for passage in passages for way in passage.ways for name, _ in way.effects.changes}
    return [name for name in play.state.facts if name in written]


def as_yaml(walk: Walkthrough, comment: str = "") -> str:
    """Return a walkthrough as the text of its file, under a comment."""
    return comment + dump(msgspec.to_builtins(walk))
