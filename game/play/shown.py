"""What a playthrough has shown so far: its exhibits, each with the day whose rules held when it was first seen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from game.play.card import Card, make_card
from game.play.playthrough import Playthrough
from game.story.model import Passage


def exhibits_shown(play: Playthrough) -> dict[str, datetime.date]:
    """Return the exhibits that were shown, or named as what bars an option, in the order of the first time.

    A rule that was not in force then was not shown. Statistics of a prediction that is still to be made are not among
    them either.
    """
    found: dict[str, datetime.date] = {}
    for passage, names in _named(play):
        day = play.ground.rules_on(passage)
        for name in names:
            if play.ground.shows(passage, name):
                found.setdefault(name, day)
    return found


def cards_shown(play: Playthrough, today: datetime.date) -> list[Card]:
    """Return these exhibits as cards, each as it stood when it was first seen."""
    return [make_card(name, play.bundle, day, today) for name, day in exhibits_shown(play).items()]


def terms_shown(play: Playthrough) -> list[str]:
    """Return the glossary terms of every passage that was seen, in that order."""
    passages = [play.ground.passage(step.before) for step in play.steps] + [play.ground.passage(play.state)]
    return list(dict.fromkeys(name for one in passages for block in one.text for name in block.text.links("term")))


def uncovered(passage: Passage, play: Playthrough) -> list[str]:
    """Return the exhibits that a passage shows before anything is decided in it: at an other fork no statistics."""
    if passage.fork != "other":
        return list(passage.exhibits)
    return [name for name in passage.exhibits if play.bundle.exhibits[name].kind != "statistic"]


def _named(play: Playthrough) -> Iterator[tuple[Passage, list[str]]]:
    """Yield the exhibits of each passage on the way, and of what was decided in it."""
    for step in play.steps:
        passage = play.ground.passage(step.before)
        yield passage, list(passage.exhibits)
        if step.move.choose is not None:
            yield passage, [name for option in play.ground.options(step.before) if option.bar
                            for name in option.bar.exhibits]  # fmt: skip
        option = passage.option(step.move.option)
        if option is not None:
            yield passage, list(option.exhibits)
    here = play.ground.passage(play.state)
    yield here, uncovered(here, play)
