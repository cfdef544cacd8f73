"""What a playthrough has met so far: its exhibits as cards, and its terms."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from game.play.card import Card, make_card
from game.play.playthrough import Playthrough
from game.story.model import Passage


def cards_met(play: Playthrough, today: datetime.date) -> list[Card]:
    """Return every exhibit that was shown, in the order of the first time, as it stood then.

    Statistics of a prediction that is still to be made are not among them.
    """
    cards: dict[str, Card] = {}
    for passage, names in _shown(play):
        rules_on = play.ground.rules_on(passage)
        for name in names:
            if name not in cards:
                card = make_card(name, play.bundle, rules_on, today)
                if card.shows:
                    cards[name] = card
    return list(cards.values())


def terms_met(play: Playthrough) -> list[str]:
    """Return the glossary terms of every passage that was seen, in that order."""
    passages = [play.ground.passage(step.before) for step in play.steps] + [play.ground.passage(play.state)]
    return list(dict.fromkeys(name for one in passages for block in one.text for name in block.text.links("term")))


def _shown(play: Playthrough) -> Iterator[tuple[Passage, list[str]]]:
    for step in play.steps:
        passage = play.ground.passage(step.before)
        yield passage, list(passage.exhibits)
        for option in passage.options:
            if option.id in (step.move.choose, step.move.happens):
                yield passage, list(option.exhibits)
    here = play.ground.passage(play.state)
    covered = here.fork == "other"
    exhibits = play.bundle.exhibits
    yield here, [name for name in here.exhibits if not covered or exhibits[name].kind != "statistic"]
