"""The view: what a reader may see now. Every front end draws a view and none looks behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from game.library.dates import day_in_words, in_words, is_date, short_day
from game.play.card import Card, make_card, value_words
from game.play.debrief import Debrief, make_debrief
from game.play.filling import fill
from game.play.phrases import capitalized
from game.play.playthrough import Playthrough, Step
from game.play.shown import uncovered
from game.reading.prose import Prose
from game.story.model import Outcome, Passage

LABELS = {"scene": "Scene", "record": "Record", "rule": "Rule", "what-if": "What if"}


class BlockView(msgspec.Struct, frozen=True):
    """A labeled block of text with the facts filled in; ``source`` names the articles of a record."""

    label: str
    text: Prose
    source: str = ""


class OptionView(msgspec.Struct, frozen=True):
    """One option as it is shown. ``key`` is what a reader types; a barred option has none, but a reason."""

    id: str
    key: str
    label: Prose
    barred: Prose | None = None
    cards: tuple[str, ...] = ()  # titles of the exhibits that bar it
    exhibits: tuple[str, ...] = ()  # and their ids


class ForkView(msgspec.Struct, frozen=True):
    """A fork with its question and its options."""

    kind: Literal["own", "other"]
    question: str
    hint: str
    options: tuple[OptionView, ...]

    @property
    def open(self) -> tuple[OptionView, ...]:
        """The options that can be taken."""
        return tuple(option for option in self.options if option.key)


class Met(msgspec.Struct, frozen=True):
    """What the last decision met: who decided what, what the reader expected, and the rules behind it."""

    kind: Literal["own", "other"]
    heading: str  # of the passage in which it was decided
    question: str  # where the author wrote one; else empty, since ``who`` says it
    who: str  # in sentence case, with what they did: "ICE officer decided"
    label: Prose
    predicted: str | None
    right: bool | None
    because: Prose | None
    chance: str | None
    cards: tuple[Card, ...]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is to be seen at one point of a playthrough."""

    title: str
    place: str
    date: str  # Monday 14 March 2011
    short_date: str  # Mon 14 Mar 2011
    day: int  # counted from 1
    stage: str
    rules: str  # "rules of 2018" on a replay, else empty
    heading: str
    met: Met | None
    blocks: tuple[BlockView, ...]
    fork: ForkView | None
    cards: tuple[Card, ...]
    covered: int  # statistics that open only after the prediction
    debrief: Debrief | None
    moves: int


def make_view(play: Playthrough, today: datetime.date) -> View:
    """Return what a reader may see now; ``today`` says how old the evidence is. Raises ``StoryError``."""
    story = play.bundle.story
    passage = play.ground.passage(play.state)
    rules_on = play.ground.rules_on(passage)
    names = uncovered(passage, play)
    earlier = _shown_earlier(play)
    met = _met(play, today, earlier) if play.steps else None
    if met:
        earlier |= {card.id for card in met.cards}
    date = play.date()
    return View(
        title=story.title.text,
        place=story.setting.place,
        date=day_in_words(date),
        short_date=short_day(date),
        day=play.state.days + 1,
        stage=passage.stage,
        rules=rules_words(play),
        heading=passage.title.text,
        met=met,
        blocks=_blocks(play, passage),
        fork=_fork(play, passage),
        cards=_cards(names, play, rules_on, today, earlier),
        covered=len(passage.exhibits) - len(names),
        debrief=make_debrief(play) if passage.ending else None,
        moves=len(play.steps),
    )


def rules_words(play: Playthrough) -> str:
    """Return how a replay's rules are called, or an empty text for the story's own."""
    if not play.start.rules:
        return ""
    era = play.bundle.eras.get(play.start.label or "")
    if era:
        return f"rules of {in_words(play.start.rules)} ({era.title})"
    label = play.start.label or ""
    return f"rules of {in_words(label if is_date(label) else play.start.rules)}"


def _blocks(play: Playthrough, passage: Passage) -> tuple[BlockView, ...]:
    shown = []
    for block in passage.text:
        if not play.ground.holds(block.condition, play.state):
            continue
        articles = [play.bundle.profiles[name].article for name in dict.fromkeys(block.text.links("profile"))]
        lines = []
        for article in dict.fromkeys(articles):
            source = play.bundle.sources[article]
            lines.append(source.publisher + (f", {in_words(source.date)}" if source.date else ""))
        shown.append(BlockView(LABELS[block.label], fill(block.text, play), "; ".join(lines)))
    return tuple(shown)


def _fork(play: Playthrough, passage: Passage) -> ForkView | None:
    if passage.fork == "own":
        options = []
        number = 0
        for shown in play.ground.options(play.state):
            if shown.bar is None:
                number += 1
                options.append(OptionView(shown.choice.id, str(number), fill(shown.choice.label, play)))
            else:
                titles = tuple(play.bundle.exhibits[name].title for name in shown.bar.exhibits)
                label = fill(shown.choice.label, play)
                because = fill(shown.bar.because, play)
                options.append(OptionView(shown.choice.id, "", label, because, titles, shown.bar.exhibits))
        return ForkView("own", _question(passage, play), "", tuple(options))
    if passage.fork == "other":
        options = [
            OptionView(outcome.id, str(number), fill(outcome.label, play))
            for number, outcome in enumerate(passage.outcomes, 1)
        ]
        return ForkView("other", _question(passage, play), "What do you think happens?", tuple(options))
    return None


def _question(passage: Passage, play: Playthrough) -> str:
    """Return what a fork asks."""
    if passage.asks:
        return passage.asks.text
    if passage.decides:
        role = play.bundle.roles[passage.decides]
        return role.asks or f"The {role.name} decides."
    name = play.bundle.story.seat.name.text
    return "What do you do?" if name == "you" else f"What does {name} do?"


def _met(play: Playthrough, today: datetime.date, earlier: set[str]) -> Met | None:
    """Return what the last move met, if it was a decision."""
    step = play.steps[-1]
    passage = play.ground.passage(step.before)
    rules_on = play.ground.rules_on(passage)
    if step.move.choose is not None:
        choice = next(choice for choice in passage.choices if choice.id == step.move.choose)
        cards = _cards(_met_by(passage, step, play), play, rules_on, today, earlier)
        return Met("own", passage.title.text, "", "You chose", fill(choice.label, play, step.before),
                   None, None, None, None, cards)  # fmt: skip
    if step.move.happens is not None:
        assert passage.decides is not None
        outcomes = {outcome.id: outcome for outcome in passage.outcomes}
        outcome = outcomes[step.move.happens]
        predicted = outcomes.get(step.move.predict or "")
        names = dict.fromkeys(_met_by(passage, step, play))
        who = play.bundle.who(passage.decides)
        reason = play.ground.reason(outcome, step.before)
        return Met(
            "other",
            passage.title.text,
            passage.asks.text if passage.asks else "",
            "What happened" if passage.decides == "chance" else f"{capitalized(who)} decided",
            fill(outcome.label, play, step.before),
            fill(predicted.label, play, step.before).text if predicted else None,
            predicted is outcome if predicted else None,
            fill(reason.text, play, step.before) if reason else None,
            _chance_words(outcome, step, play) if step.by_chance else None,
            _cards(names, play, rules_on, today, earlier),
        )
    return None


def _cards(
    names: Iterable[str], play: Playthrough, rules_on: datetime.date, today: datetime.date, earlier: set[str]
) -> tuple[Card, ...]:
    """Return the cards of rules that are in force under the playthrough's rules, and of what is no rule."""
    cards = (make_card(name, play.bundle, rules_on, today, again=name in earlier) for name in names)
    return tuple(card for card in cards if card.shows)


def _shown_earlier(play: Playthrough) -> set[str]:
    """Return the exhibits that were shown before the passage at hand and what led to it."""
    shown: set[str] = set()
    for index, step in enumerate(play.steps):
        passage = play.ground.passage(step.before)
        shown.update(uncovered(passage, play))
        if index < len(play.steps) - 1:
            shown.update(_met_by(passage, step, play))
    return shown


def _met_by(passage: Passage, step: Step, play: Playthrough) -> Iterator[str]:
    """Yield the exhibits that a decision met: those of the option, and at an other fork the covered statistics."""
    option = passage.option(step.move.option)
    if option is not None:
        yield from option.exhibits
    if step.move.happens is not None:
        for name in passage.exhibits:
            if play.bundle.exhibits[name].kind == "statistic":
                yield name


def _chance_words(outcome: Outcome, step: Step, play: Playthrough) -> str:
    """Return on what ground the story left this to chance."""
    chances = play.ground.outcomes(step.before)[1]
    mine = next(chance.share for chance in chances if chance.outcome.id == outcome.id)
    assumed = [chance.share for chance in chances if chance.share.assumed]
    if assumed:
        why = next((fill(share.because, play, step.before).text for share in (mine, *assumed) if share.because), "")
        total = sum(share.assumed for share in assumed)
        return f"The story left this to chance, {mine.assumed} in {total}. That is an assumption: {why}"
    stated = [chance for chance in chances if chance.share.figure]
    words = []
    for chance in stated:
        figure = play.bundle.figure(chance.share.figure)
        if figure:
            words.append(f"{value_words(figure)}, {figure.about}")
    return f"The story left this to chance, weighted by the record: {'; '.join(words)}."
