"""Lines: the words of a view in reading order, each with a role. Front ends decide how a role looks, not what it says.

Both the plain front end and the screens draw these lines, which is why they show the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from game.library.model import Term
from game.play.card import Card
from game.play.filling import fill
from game.play.phrases import capitalized, count_of
from game.play.playthrough import Playthrough
from game.play.shown import terms_shown
from game.play.view import BlockView, ForkView, Met, OptionView, View
from game.reading.prose import Paragraph, Prose, Span
from game.story.facts import key_of

#: How to play, in five lines.
HOW = (
    "At some points the person in the case decides, and you choose. Type a number, or mark an option and press Enter.",
    "At others an officer, a judge or a rule decides: say what you expect, then see, with the rule behind it.",
    "An option that a rule shuts stays in sight, barred, and the rule is named.",
    "Scene is invented. Record was reported. Rule is what the law says. What if is what a rule allowed.",
    "Your place is kept after every move, on this machine only. There is no score, and nothing to win.",
)

Role = Literal["heading", "label", "text", "meta", "question", "option", "barred", "row", "answer", "notice"]


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
    """Yield a text, a line a paragraph, with the lead before the first, or by itself over a list."""
    if lead and prose.paragraphs[0].bullet:
        yield line(role, "", lead)
        lead = ""
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
    """Yield a labeled text, with the articles of a record under it."""
    yield from paragraphs("text", block.text, block.label)
    if block.source:
        yield line("meta", block.source, "Source")


def cards_lines(cards: Iterable[Card]) -> Iterator[Line]:
    """Yield what is seen of some cards beside a passage; of those that were shown before only their titles."""
    again = []
    for card in cards:
        if card.again:
            again.append(card.title)
        else:
            yield from card_lines(card)
    if again:
        yield line("meta", f"{'; '.join(again)}.", "Shown before")


def card_lines(card: Card) -> Iterator[Line]:
    """Yield what is seen of a card beside a passage."""
    yield line("label", card.title, card.kind)
    yield from paragraphs("text", card.says)
    where = f" {card.scope}." if card.scope else ""
    yield line("meta", f"{card.force}{where} {card.age}; {card.confidence.partition(':')[0]}.".strip())
    yield line("meta", card.citation, "Citation")
    first, *more = card.sources
    yield line("meta", f"{first}{f', and {len(more)} more' if more else ''}.", "Source")


def whole_card_lines(card: Card) -> Iterator[Line]:
    """Yield everything that a card says."""
    yield line("label", card.title, card.kind)
    yield line("meta", card.citation, "Citation")
    yield from paragraphs("text", card.says)
    if card.details:
        yield from paragraphs("text", card.details, "More")
    for who, says in card.opinions:
        yield from paragraphs("text", says, who)
    if card.caveats:
        yield from paragraphs("text", card.caveats, "Take care")
    for figure in card.figures:
        yield line("text", figure, "Figure")
    yield line("meta", card.applies_to, "Applies to")
    where = f" {card.scope}." if card.scope else ""
    yield line("meta", f"{card.force}{where}".strip(), "When")
    if card.force_note:
        yield line("meta", f"{capitalized(card.force_note.text)}.", "Dates")
    for words in card.replaced:
        yield line("meta", words)
    yield line("meta", f"{capitalized(card.checked).rstrip('.')}.", "Read")
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
    return f"{what}, {count_of(len(view.cards), 'exhibit')}" if view.cards else what


def covered_words(view: View) -> str:
    """Return the line that says that figures wait for the prediction, or an empty text."""
    if not view.covered:
        return ""
    return f"{count_of(view.covered, 'statistic')} {'opens' if view.covered == 1 else 'open'} after your answer."


def met_lines(met: Met) -> Iterator[Line]:
    """Yield what the last decision met, without its cards."""
    if met.kind == "own" and not met.cards:
        return
    yield line("heading", met.heading)
    if met.question:
        yield line("question", met.question)
    yield Line("answer", met.label.paragraphs[0].spans, met.who)
    if met.predicted is not None:
        yield line("text", "The same." if met.right else met.predicted, "You expected")
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
        yield Line("row", option.barred.paragraphs[0].spans)
        yield line("meta", f"{'; '.join(option.cards)}.", "Exhibit" if len(option.cards) == 1 else "Exhibits")


def fork_lines(fork: ForkView) -> Iterator[Line]:
    """Yield the question of a fork and its options."""
    yield line("question", f"{fork.question} {fork.hint}".strip())
    for option in fork.options:
        yield option_line(option)
        yield from bar_lines(option)


def fact_lines(play: Playthrough) -> Iterator[Line]:
    """Yield the case file: what is known so far, and what was decided by whom."""
    yield from known_lines(play)
    yield from decided_lines(play)


def known_lines(play: Playthrough) -> Iterator[Line]:
    """Yield what is known so far, under its heading: the dials that were turned, and the facts that have words."""
    yield line("heading", "What is known so far")
    story = play.bundle.story
    for name, value in play.start.dials.items():
        fact = story.facts[name]
        if fact.dial:
            yield line("text", f"{fact.dial.asks} {fact.shown(value)}.", "Changed for this play")
    told = False
    for name, fact in story.facts.items():
        says = fact.says.get(key_of(play.state.facts[name]))
        if says:
            told = True
            yield line("text", says)
    if not told:
        yield line("text", "Nothing yet.")


def decided_lines(play: Playthrough) -> Iterator[Line]:
    """Yield every decision so far with who took it, under its heading."""
    yield line("heading", "What was decided so far")
    number = 0
    for step in play.steps:
        passage = play.ground.passage(step.before)
        option = passage.option(step.move.option)
        if option is not None:
            number += 1
            role = passage.decides or passage.by or play.bundle.story.seat.roles[0]
            what = fill(option.label, play, step.before).text
            yield line("text", f"{passage.title.text}: {what} ({play.bundle.who(role)})", str(number))
    if not number:
        yield line("text", "Nothing yet.")


def term_lines(play: Playthrough, words: str = "") -> Iterator[Line]:
    """Yield the glossary: the terms of the passage at hand, then those met before, then all the others.

    With ``words`` only the terms that match them.
    """
    terms = play.bundle.terms
    if words:
        wanted = words.lower()
        found = [name for name, term in terms.items() if wanted in f"{name} {called(name, term)} {term.official} "
                 f"{term.spanish}".lower()]  # fmt: skip
        for name in found:
            yield from entry_lines(name, terms[name])
        if not found:
            yield line("text", f"The glossary has nothing for '{words}'.")
        return
    here = [name for block in play.ground.passage(play.state).text for name in block.text.links("term")]
    parts = (("In this passage", here), ("Met before", terms_shown(play)), ("All terms", sorted(terms)))
    told: set[str] = set()
    for title, names in parts:
        fresh = [name for name in dict.fromkeys(names) if name not in told]
        told.update(fresh)
        if fresh:
            yield line("heading", title)
        for name in fresh:
            yield from entry_lines(name, terms[name])


def entry_lines(name: str, term: Term) -> Iterator[Line]:
    """Yield a glossary entry."""
    yield line("label", called(name, term), "Term")
    yield line("text", term.means)
    spanish = term.spanish if term.spanish_seen else f"{term.spanish} (a rendering that has not been reviewed)"
    yield line("meta", f"Official: {term.official}. Spanish: {spanish}." + (f" {term.note}" if term.note else ""))


def called(name: str, term: Term) -> str:
    """Return how a term is headed: as stories write it, and in plain words: ``detainer: hold request``."""
    word = name.replace("-", " ")
    pattern = "[- ]".join(map(re.escape, word.split()))
    spelled = re.search(pattern, f"{term.plain} {term.official}", re.IGNORECASE)
    head = spelled.group() if spelled else word
    return term.plain if head.lower() in term.plain.lower() else f"{head}: {term.plain}"
