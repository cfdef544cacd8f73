"""The debrief: what an ending tells about how it came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from game.play.card import addressed_line
from game.play.filling import fill
from game.play.playthrough import Playthrough
from game.play.shown import exhibits_shown
from game.reading.prose import Prose

MOVED = {
    "choice": "A choice",
    "family": "The family",
    "lawyer": "A lawyer",
    "rule": "A rule",
    "date": "The date",
    "place": "The place",
    "luck": "Luck",
}
#: Which of these the seat could do something about; the rest it could not.
_IN_THEIR_HANDS = frozenset({"choice", "family"})


class Decided(msgspec.Struct, frozen=True):
    """How many decisions a role took; ``theirs`` tells whether it stands on the seat's side."""

    who: str
    count: int
    theirs: bool


class Prediction(msgspec.Struct, frozen=True):
    """What was expected of others in one passage, and what happened."""

    where: str
    expected: str
    happened: str
    right: bool


class Debrief(msgspec.Struct, frozen=True, kw_only=True):
    """What the last screen shows."""

    outcome: str
    title: str
    as_reported: bool
    seat: str  # whose story it was: a name, or "you"
    day: int  # of the case clock, counted from 1
    decided: tuple[Decided, ...]  # others and rules first, the most decisions first
    predictions: tuple[Prediction, ...]  # those that were made
    record: Prose
    typical: Prose
    moved: tuple[tuple[str, bool, Prose], ...]  # what moved it, whether it was theirs to decide, and how
    seen: tuple[int, int]  # passages seen, passages in the story
    endings: int  # kinds of ending in the story
    questions: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]  # the reports that the story is drawn from
    sources: tuple[tuple[str, tuple[str, ...]], ...]  # each exhibit that was shown, and where it was read

    @property
    def decisions(self) -> int:
        """How many decisions were taken, by anyone."""
        return sum(decided.count for decided in self.decided)


def make_debrief(play: Playthrough) -> Debrief:
    """Return the debrief of a playthrough that has ended."""
    story = play.bundle.story
    ending = play.ground.passage(play.state).ending
    assert ending is not None
    sources = play.bundle.sources
    return Debrief(
        outcome=story.outcomes[ending.outcome],
        title=ending.title.text,
        as_reported=ending.as_reported,
        seat=story.seat.name.text,
        day=play.state.days + 1,
        decided=_decided(play),
        predictions=tuple(_predictions(play)),
        record=fill(ending.record, play),
        typical=fill(ending.typical, play),
        moved=tuple((MOVED[what], what in _IN_THEIR_HANDS, fill(says, play)) for what, says in ending.moved.items()),
        seen=(len(play.seen), len(story.passages)),
        endings=sum(passage.ending is not None for passage in story.passages.values()),
        questions=(
            ("Facts", story.questions.facts),
            ("Power", story.questions.power),
            ("Mechanism", story.questions.mechanism),
        ),
        articles=tuple(addressed_line(sources[play.bundle.profiles[name].article]) for name in story.drawn_from),
        sources=_sources(play),
    )


def _decided(play: Playthrough) -> tuple[Decided, ...]:
    """Return who took how many decisions. A rule that bars an option counts once, however often it is met."""
    counts: Counter[tuple[str, bool]] = Counter()
    barred: set[tuple[str, str, int]] = set()

    def count(role: str, how: str = "") -> None:
        counts[play.bundle.who(role) + how, play.bundle.roles[role].side == "person"] += 1

    for step in play.steps:
        passage = play.ground.passage(step.before)
        if step.move.choose is not None:
            count(passage.by or play.bundle.story.seat.roles[0])
            for shown in play.ground.options(step.before):
                bar = shown.bar
                if bar is None or (step.move.at, shown.choice.id, shown.choice.barred.index(bar)) in barred:
                    continue
                barred.add((step.move.at, shown.choice.id, shown.choice.barred.index(bar)))
                count(play.bundle.exhibits[bar.exhibits[0]].made_by, ", by a rule")
        elif step.move.happens is not None and passage.decides:
            count(passage.decides)
    found = [Decided(who, number, theirs) for (who, theirs), number in counts.items()]
    return tuple(sorted(found, key=lambda decided: (decided.theirs, -decided.count, decided.who)))


def _predictions(play: Playthrough) -> Iterator[Prediction]:
    """Yield each prediction that was made, beside what happened."""
    for step in play.steps:
        if step.move.predict is not None:
            passage = play.ground.passage(step.before)
            labels = {outcome.id: fill(outcome.label, play, step.before).text for outcome in passage.outcomes}
            expected, happened = step.move.predict, step.move.happens or ""
            yield Prediction(passage.title.text, labels[expected], labels[happened], right=expected == happened)


def _sources(play: Playthrough) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each exhibit that was shown with its sources; a source stands under the first of them only."""
    told: set[str] = set()
    found = []
    for exhibit in (play.bundle.exhibits[name] for name in exhibits_shown(play)):
        fresh = [source for source in exhibit.sources if source not in told]
        told.update(fresh)
        if fresh:
            found.append((exhibit.title, tuple(addressed_line(play.bundle.sources[source]) for source in fresh)))
    return tuple(found)
