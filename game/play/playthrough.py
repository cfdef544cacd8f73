"""A playthrough: the list of moves, and nothing else that could not be worked out from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from game.play.bundle import Bundle
from game.play.chance import pick
from game.play.moves import Move, Start
from game.play.replayed import era_span, refusal
from game.play.step import Ground, MoveError, State, StoryError
from game.reading.fault import quoted
from game.story.value import Value


class Step(msgspec.Struct, frozen=True):
    """A move that was made, the state before it, and how it came about."""

    move: Move
    before: State
    by_chance: bool = False


class Playthrough:
    """One run of a story. Moves are added or undone; everything else is worked out from them.

    Raises ``MoveError`` or ``StoryError`` where the dials of ``start`` or the ``moves`` do not fit the story.
    """

    def __init__(self, bundle: Bundle, start: Start, moves: Iterable[Move] = ()) -> None:
        self.bundle = bundle
        self.start = start
        date = datetime.date.fromisoformat(start.rules) if start.rules else None
        self.ground = Ground(bundle, date)
        self.steps: list[Step] = []
        self.state = self.ground.start(start.dials)
        for move in moves:
            self.replay(move)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves made so far."""
        return tuple(step.move for step in self.steps)

    @property
    def passage(self) -> str:
        """The id of the passage where the playthrough stands."""
        return self.state.passage

    @property
    def seen(self) -> set[str]:
        """The ids of the passages that were seen, the one where the playthrough stands among them."""
        return {step.move.at for step in self.steps} | {self.passage}

    @property
    def ended(self) -> bool:
        """Whether an ending has been reached."""
        return self.ground.passage(self.state).ending is not None

    @property
    def waits_for(self) -> Literal["choice", "prediction", "go", "nothing"]:
        """What the playthrough waits for."""
        passage = self.ground.passage(self.state)
        if passage.choices:
            return "choice"
        if passage.outcomes:
            return "prediction"
        return "go" if passage.routes else "nothing"

    def choose(self, option: str) -> None:
        """Take an option of an own fork. Raises ``MoveError`` or ``StoryError`` and then changes nothing."""
        self._need("choice")
        after = self.ground.choose(self.state, option)
        self._add(Move(self.passage, choose=option), after)

    def predict(self, outcome: str | None, *, pin: str | None = None) -> None:
        """See what happens at an other fork, with a prediction or without.

        ``pin`` fixes an outcome that is left to chance. Raises ``MoveError`` or ``StoryError`` and then changes
        nothing.
        """
        self._need("prediction")
        passage = self.ground.passage(self.state)
        if outcome is not None and outcome not in {o.id for o in passage.outcomes}:
            raise MoveError(f"there is no outcome '{outcome}' in '{self.passage}' to predict")
        how, possible = self.ground.outcomes(self.state)
        if pin is not None:
            happens = pin
        elif how == "rule":
            happens = possible[0].outcome.id
        else:
            draws = sum(step.by_chance for step in self.steps)
            happens = possible[pick(self.ground.weights(possible), self.start.seed, draws)].outcome.id
        after = self.ground.happen(self.state, happens)
        self._add(Move(self.passage, predict=outcome, happens=happens), after, by_chance=how == "chance")

    def go_on(self) -> None:
        """Go on past a text. Raises ``MoveError`` or ``StoryError`` and then changes nothing."""
        self._need("go")
        self._add(Move(self.passage), self.ground.go_on(self.state))

    def replay(self, move: Move) -> None:
        """Make a recorded move. Raises ``MoveError`` or ``StoryError`` if it does not fit the story as it stands."""
        if move.at != self.passage:
            raise MoveError(f"the move was made in '{move.at}', but the story stands in '{self.passage}'")
        if move.choose is not None:
            self.choose(move.choose)
        elif move.happens is not None:
            self.predict(move.predict, pin=move.happens)
        else:
            self.go_on()

    def undo(self, count: int = 1) -> int:
        """Take back the last moves, as many as there are; return how many were taken back."""
        count = min(count, len(self.steps))
        if count:
            self.state = self.steps[-count].before
            del self.steps[-count:]
        return count

    def undo_decision(self) -> bool:
        """Go back to the last fork, past any texts on the way; return whether there was one."""
        for index in range(len(self.steps) - 1, -1, -1):
            if self.steps[index].move.option is not None:
                self.undo(len(self.steps) - index)
                return True
        return False

    def pass_texts(self) -> None:
        """Go on past texts to the next decision, or to the ending.

        Raises ``StoryError`` where they go round for ever.
        """
        seen = set()
        limited = self.bundle.story.days_limit is not None  # otherwise nothing can depend on the day
        while self.waits_for == "go":
            here = (self.state.passage, *self.state.facts.values(), limited and self.state.days)
            if here in seen:
                raise StoryError(f"the texts from '{self.passage}' lead back to it for ever")
            seen.add(here)
            self.go_on()

    def date(self) -> datetime.date:
        """Return the day of the case clock, or the last day of the calendar when it has run past that."""
        return self.ground.date_on(self.state.days)

    def _need(self, what: str) -> None:
        if self.waits_for != what:
            raise MoveError(f"'{self.passage}' waits for {_WAITS[self.waits_for]}, not for {_WAITS[what]}")

    def _add(self, move: Move, after: State, *, by_chance: bool = False) -> None:
        self.steps.append(Step(move, self.state, by_chance))
        self.state = after


_WAITS = {
    "choice": "a choice",
    "prediction": "a prediction",
    "go": "going on",
    "nothing": "nothing more",
}


def rules_date(text: str, bundle: Bundle) -> datetime.date:
    """Return the day that ``--rules`` means: a date itself, the middle of a year, or an era's own day or middle.

    Raises ``ValueError`` with a sentence. Whether the story can be replayed under that day's rules is not asked.
    """
    from game.library.dates import first_day, is_date

    era = bundle.eras.get(text)
    if era is not None and era.day is not None:
        return first_day(era.day)
    if era is not None:
        start, end = era_span(era, bundle.newest_check)
        return start + (end - start) / 2
    if not is_date(text):
        eras = ", ".join(bundle.story.rules.eras)
        raise ValueError(f"{quoted(text)} is no era, year or date; use one of {eras}, 2018 or 2018-05-17")
    return first_day(text) if "-" in text else datetime.date(int(text), 7, 1)


def make_start(
    bundle: Bundle, rules: str | None = None, dials: Mapping[str, Value] | None = None, seed: int = 0
) -> Start:
    """Return a start for what a reader asked for. Raises ``ValueError`` with a sentence.

    Rules are taken of the days for which the story is proved, those of the eras that it names, and of no other.
    """
    if not rules:
        return Start(dials=dict(dials or {}), seed=seed)
    day = rules_date(rules, bundle)
    refused = refusal(day, bundle)
    if refused:
        raise ValueError(refused)
    return Start(rules=day.isoformat(), label=rules, dials=dict(dials or {}), seed=seed)
