"""Lines: the words of a view in reading order, each with a role. Front ends decide how a role looks, not what it says.

Both the plain front end and the screens draw these lines, which is why they show the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from game.library.model import Term
from game.play.card import Card
from game.play.debrief import Debrief
from game.play.filling import fill
from game.play.playthrough import Playthrough
from game.play.view import BlockView, ForkView, Met, OptionView, View
from game.reading.prose import Paragraph, Prose, Span
from game.story.facts import key_of

Role = Literal["heading", "label", "text", "meta", "question", "option", "barred", "answer", "notice"]


class Line(msgspec.Struct, frozen=True):
    """One line: a short ``lead`` such as "Rule" or "1", and the text after it."""

    role: Role
    text: tuple[Span, ...]
    lead: str = ""

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(span.text for span in self.text)


def line(role: Role, text: str, lead: str = "") -> Line:
    """Return a line of plain text."""
    return Line(role, (Span(text),), lead)


def paragraphs(role: Role, prose: Prose, lead: str = "") -> Iterator[Line]:
    """Yield a text, a line a paragraph, with the lead before the first."""
    for paragraph in prose.paragraphs:
        yield Line(role, _bulleted(paragraph), lead)
        lead = ""


def _bulleted(paragraph: Paragraph) -> tuple[Span, ...]:
    return (Span(f"{paragraph.bullet} "), *paragraph.spans) if paragraph.bullet else paragraph.spans


def clock(view: View) -> str:
    """Return the case clock: the date, the day of the case, and the rules of a replay."""
    words = f"{view.short_date} · day {view.day}"
    return f"{words} · {view.rules}" if view.rules else words


def block_lines(block: BlockView) -> Iterator[Line]:
    """Yield a labelled text, with the articles of a record under it."""
    yield from paragraphs("text", block.text, block.label)
    if block.source:
        yield line("meta", block.source, "Source")


def card_lines(card: Card) -> Iterator[Line]:
    """Yield what is seen of a card beside a passage."""
    yield line("label", card.title, card.kind)
    if card.again:
        yield line("meta", "Shown before.")
        return
    yield from paragraphs("text", card.says)
    where = f" {card.scope}." if card.scope else ""
    yield line("meta", f"{card.force}{where} {card.age}; {card.confidence.partition(':')[0]}.".strip())


def whole_card_lines(card: Card) -> Iterator[Line]:
    """Yield everything that a card says."""
    yield line("label", card.title, card.kind)
    yield line("meta", card.citation)
    yield from paragraphs("text", card.says)
    if card.details:
        yield from paragraphs("text", card.details, "More")
    for who, says in card.opinions:
        yield from paragraphs("text", says, who)
    if card.caveats:
        yield from paragraphs("text", card.caveats, "Take care")
    for figure in card.figures:
        yield line("text", figure, "Figure")
    yield line("meta", f"{card.applies_to}", "Applies to")
    where = f" {card.scope}." if card.scope else ""
    yield line("meta", f"{card.force}{where}".strip(), "When and where")
    if card.force_note:
        note = card.force_note.text
        yield line("meta", f"{note[0].upper()}{note[1:]}.", "On these dates")
    for words in card.replaced:
        yield line("meta", words)
    yield line("meta", f"{card.checked}", "What was read")
    yield line("meta", f"{card.age}; {card.confidence}.")
    yield from source_lines(card)


def source_lines(card: Card) -> Iterator[Line]:
    """Yield the sources of a card with their addresses."""
    for source, address in zip(card.sources, card.addresses, strict=True):
        yield line("meta", source + (f". {address}" if address else ""), "Source")


def cards_heading(view: View) -> str:
    """Return the heading over the exhibits of a passage, or an empty text if there are none."""
    if not view.cards and not view.covered:
        return ""
    what = "Behind this decision" if view.fork else "Behind this"
    return f"{what}, {_count(len(view.cards), 'exhibit')}" if view.cards else what


def covered_words(view: View) -> str:
    """Return the line that says that figures wait for the prediction, or an empty text."""
    if not view.covered:
        return ""
    return f"{_count(view.covered, 'statistic')} {'opens' if view.covered == 1 else 'open'} after your answer."


def met_lines(met: Met) -> Iterator[Line]:
    """Yield what the last decision met, without its cards."""
    if met.kind == "own":
        if met.cards:
            yield Line("answer", met.label.paragraphs[0].spans, "You chose")
        return
    yield Line("answer", met.label.paragraphs[0].spans, met.who[0].upper() + met.who[1:])
    if met.predicted is not None:
        yield line("answer", "You expected that." if met.right else f"You expected: {met.predicted}")
    if met.because:
        yield from paragraphs("text", met.because, "Why")
    if met.chance:
        yield line("meta", met.chance)


def option_line(option: OptionView) -> Line:
    """Return an option that can be taken, or a barred one."""
    if option.key:
        return Line("option", option.label.paragraphs[0].spans, option.key)
    return Line("barred", option.label.paragraphs[0].spans, "Barred")


def bar_lines(option: OptionView) -> Iterator[Line]:
    """Yield why an option is barred, and by what."""
    if option.barred:
        by = "; ".join(option.cards)
        yield Line("meta", (*option.barred.paragraphs[0].spans, Span(f" Exhibit: {by}." if by else "")))


def fork_lines(fork: ForkView) -> Iterator[Line]:
    """Yield the question of a fork and its options."""
    yield line("question", f"{fork.question} {fork.hint}".strip())
    for option in fork.options:
        yield option_line(option)
        yield from bar_lines(option)


def decided_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield who decided what, as counts in words."""
    yield line("heading", f"Who decided, in {_count(debrief.decisions, 'decision')}")
    for decided in debrief.decided:
        yield line("text", str(decided.count), decided.who[0].upper() + decided.who[1:])


def debrief_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield the debrief from the ending's title to the questions; the sources are ``debrief_sources``."""
    yield line("heading", f"An ending: {debrief.outcome}. {debrief.title}")
    yield line("meta", f"{_count(debrief.days, 'day')} after the beginning.")
    if debrief.as_reported:
        yield line("meta", "This is where the reporting left the case that this story is drawn from.")
    yield from decided_lines(debrief)
    right, made = debrief.predictions
    if made:
        yield line("text", f"{right} of {_count(made, 'prediction')} came true.", "You expected")
    yield line("heading", "What moved it")
    for what, theirs, says in debrief.moved:
        whose = "in the seat's hands" if theirs else "not in the seat's hands"
        yield from paragraphs("text", says, f"{what} ({whose})")
    yield line("heading", "The record")
    yield from paragraphs("text", debrief.record, "Record")
    yield from paragraphs("text", debrief.typical, "How typical")
    seen, there = debrief.seen
    yield line("meta", f"You saw {seen} of {there} passages. The story has {_count(debrief.endings, 'ending')}.")
    yield line("heading", "Three questions to talk about")
    for name, question in debrief.questions:
        yield line("text", question, name)


def debrief_sources(debrief: Debrief) -> Iterator[Line]:
    """Yield every source behind what was met."""
    yield line("heading", f"Sources, {len(debrief.sources)}")
    for source in debrief.sources:
        yield line("meta", source, "Source")
    yield line("meta", "This is information, not legal advice.")


def fact_lines(play: Playthrough) -> Iterator[Line]:
    """Yield the case file: what is known so far, and what was decided by whom."""
    yield line("heading", "What is known so far")
    story = play.bundle.story
    told = False
    for name, fact in story.facts.items():
        says = fact.says.get(key_of(play.state.facts[name]))
        if says:
            told = True
            yield line("text", says)
    if not told:
        yield line("text", "Nothing has been decided yet.")
    yield line("heading", "What was decided so far")
    number = 0
    for step in play.steps:
        passage = play.ground.passage(step.before)
        option = next((o for o in passage.options if o.id in (step.move.choose, step.move.happens)), None)
        if option is not None:
            number += 1
            role = passage.decides or passage.by or story.seat.roles[0]
            who = play.bundle.roles[role].name
            yield line(
                "text", f"{passage.title.text}: {fill(option.label, play, step.before).text} ({who})", str(number)
            )
    if not number:
        yield line("text", "Nothing yet.")


def term_lines(play: Playthrough, words: str = "") -> Iterator[Line]:
    """Yield the glossary entries of the passage at hand, or those that match some words."""
    terms = play.bundle.terms
    if words:
        names = [n for n, t in terms.items() if words.lower() in f"{n} {t.plain} {t.official} {t.spanish}".lower()]
    else:
        texts = [block.text for block in play.ground.passage(play.state).text]
        names = list(dict.fromkeys(name for text in texts for name in text.links("term")))
    for name in names:
        yield from entry_lines(terms[name])
    if not names:
        told = (
            f"The glossary has nothing for '{words}'." if words else "No term of the glossary is used in this passage."
        )
        yield line("text", told)


def entry_lines(term: Term) -> Iterator[Line]:
    """Yield a glossary entry."""
    yield line("text", term.means, term.plain)
    spanish = term.spanish if term.spanish_seen else f"{term.spanish} (a rendering that has not been reviewed)"
    yield line("meta", f"Official: {term.official}. Spanish: {spanish}." + (f" {term.note}" if term.note else ""))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
