"""The page: the lines that the play screen shows of a view, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from game.play import lines
from game.play.bundle import Bundle
from game.play.card import Card
from game.play.lines import Line
from game.play.view import View
from game.screens.widgets.pictures import picture_of


def passage_page(view: View, in_short: str | None = None) -> Iterator[Line]:
    """Yield the passage; with ``in_short`` one line in place of its scenes."""
    yield lines.line("heading", view.heading)
    for block in view.blocks:
        if in_short is None or block.label != "Scene":
            yield from lines.block_lines(block)
        elif in_short:
            yield lines.line("text", in_short, "In short")
            in_short = ""


def cards_page(view: View, bundle: Bundle, width: int) -> Iterator[Line | Content]:
    """Yield what is behind the passage."""
    heading = lines.cards_heading(view)
    if heading:
        yield lines.line("heading", heading)
    yield from _cards(view.cards, bundle, width)
    if view.covered:
        yield lines.line("notice", lines.covered_words(view))


def met_page(view: View) -> Iterator[Line]:
    """Yield what the last decision met, without its cards; nothing if there is nothing to tell."""
    if view.met:
        yield from lines.met_lines(view.met)


def met_cards(view: View, bundle: Bundle, width: int) -> Iterator[Line | Content]:
    """Yield the cards of what the last decision met."""
    if view.met:
        yield from _cards(view.met.cards, bundle, width)


def cards_of(view: View, *, met_only: bool = False) -> list[Card]:
    """Return the cards that are shown, each once: of the answer alone, or of the passage and then of what led to it."""
    found: dict[str, Card] = {}
    for card in (*(() if met_only else view.cards), *(view.met.cards if view.met else ())):
        found.setdefault(card.id, card)
    return list(found.values())


def _cards(cards: tuple[Card, ...], bundle: Bundle, width: int) -> Iterator[Line | Content]:
    """Yield cards, with a picture over the last line of each that has one; then those that were shown before."""
    for card in cards:
        if card.again:
            continue
        said = list(lines.card_lines(card))
        picture = picture_of(bundle.exhibits[card.id], width)
        yield from said[:-1]
        if picture is not None:
            yield Content("")
            yield picture
        yield said[-1]
    yield from lines.cards_lines(card for card in cards if card.again)
