"""The debrief: what an ending tells about how it came about."""

from __future__ import annotations

import msgspec

from game.play.card import source_line
from game.play.filling import fill
from game.play.playthrough import Playthrough
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
    """How many decisions a role took."""

    who: str
    count: int
    side: str


class Debrief(msgspec.Struct, frozen=True, kw_only=True):
    """What the last screen shows."""

    outcome: str
    title: str
    as_reported: bool
    days: int
    decided: tuple[Decided, ...]
    decisions: int
    predictions: tuple[int, int]  # right, made
    record: Prose
    typical: Prose
    moved: tuple[tuple[str, bool, Prose], ...]  # what moved it, whether it was theirs to decide, and how
    seen: tuple[int, int]  # passages seen, passages in the story
    endings: int  # kinds of ending in the story
    questions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


def make_debrief(play: Playthrough) -> Debrief:
    """Return the debrief of a playthrough that has ended."""
    story = play.bundle.story
    ending = play.ground.passage(play.state).ending
    assert ending is not None
    tally: dict[str, Decided] = {}
    right = made = 0
    met: list[str] = []

    def count(role: str, how: str = "") -> None:
        who = play.bundle.roles[role].name + how
        before = tally.get(who, Decided(who, 0, play.bundle.roles[role].side))
        tally[who] = Decided(who, before.count + 1, before.side)

    seen = {story.start}
    for step in play.steps:
        passage = play.ground.passage(step.before)
        seen.add(step.move.at)
        met.extend(passage.exhibits)
        if step.move.choose is not None:
            count(passage.by or story.seat.roles[0])
            choice = next(choice for choice in passage.choices if choice.id == step.move.choose)
            met.extend(choice.exhibits)
            for shown in play.ground.options(step.before):
                if shown.bar is not None:
                    makers = [play.bundle.exhibits[name].made_by for name in shown.bar.exhibits[:1]]
                    count(makers[0], ", by a rule")
                    met.extend(shown.bar.exhibits)
        elif step.move.happens is not None and passage.decides:
            count(passage.decides)
            outcome = next(outcome for outcome in passage.outcomes if outcome.id == step.move.happens)
            met.extend(outcome.exhibits)
            if step.move.predict is not None:
                made += 1
                right += step.move.predict == step.move.happens
    seen.add(play.passage)
    final = play.ground.passage(play.state)
    met.extend(final.exhibits)
    return Debrief(
        outcome=story.outcomes[ending.outcome],
        title=ending.title.text,
        as_reported=ending.as_reported,
        days=play.state.days,
        decided=tuple(sorted(tally.values(), key=lambda decided: (-decided.count, decided.who))),
        decisions=sum(decided.count for decided in tally.values()),
        predictions=(right, made),
        record=fill(ending.record, play),
        typical=fill(ending.typical, play),
        moved=tuple((MOVED[what], what in _IN_THEIR_HANDS, fill(says, play)) for what, says in ending.moved.items()),
        seen=(len(seen), len(story.passages)),
        endings=sum(passage.ending is not None for passage in story.passages.values()),
        questions=(
            ("Facts", story.questions.facts),
            ("Power", story.questions.power),
            ("Mechanism", story.questions.mechanism),
        ),
        sources=_sources(play, met),
    )


def _sources(play: Playthrough, met: list[str]) -> tuple[str, ...]:
    """Return a line for every source behind what was met, profiles first."""
    names = [play.bundle.profiles[name].article for name in play.bundle.story.drawn_from]
    for exhibit in dict.fromkeys(met):
        names.extend(play.bundle.exhibits[exhibit].sources)
    lines = []
    for name in dict.fromkeys(names):
        source = play.bundle.sources[name]
        lines.append(source_line(source) + (f". {source.url}" if source.url else ""))
    return tuple(lines)
