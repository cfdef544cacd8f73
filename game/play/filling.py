"""Filling in: the values of facts put into a text."""

from __future__ import annotations

from game.play.playthrough import Playthrough
from game.play.step import State
from game.reading.prose import Paragraph, Prose, Span
from game.story.facts import key_of


def fill(prose: Prose, play: Playthrough, state: State | None = None) -> Prose:
    """Return a text with the values of facts put in, as they are or as they were in an earlier state."""
    state = state or play.state
    if not any(span.insert for span in prose.spans()):
        return prose
    paragraphs = []
    for paragraph in prose.paragraphs:
        spans = tuple(
            Span(_value(span.text, play, state), span.link, span.emphasis, span.strong) if span.insert else span
            for span in paragraph.spans
        )
        paragraphs.append(Paragraph(spans, paragraph.bullet))
    return Prose(tuple(paragraphs))


def _value(name: str, play: Playthrough, state: State) -> str:
    if name == "days":
        return str(state.days)
    value = state.facts[name]
    fact = play.bundle.story.facts[name]
    return fact.shown(value) if fact.dial else key_of(value)
