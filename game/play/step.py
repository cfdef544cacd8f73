"""The rules of play: what is open in a state, and what a move does to it.

Everything that plays or explores a story goes through these functions, so there is one meaning of a story and no other.
They know no clock and no randomness: an outcome by chance is handed in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

import msgspec

from game.play.bundle import Bundle
from game.story.because import Reason
from game.story.effects import Days, Effects
from game.story.expression import Condition, evaluate
from game.story.model import Bar, Choice, Outcome, Passage
from game.story.value import Value
from game.story.weight import Share, problem_of


class StoryError(Exception):
    """The story itself cannot go on here: a fault of its author, told in one sentence."""


class MoveError(Exception):
    """A move that cannot be made here, told in one sentence."""


class State(msgspec.Struct, frozen=True):
    """Where a playthrough stands. ``taken`` holds the once-only options that are used up, as ``passage/option``."""

    passage: str
    facts: Mapping[str, Value]
    days: int = 0
    taken: frozenset[str] = frozenset()


class OpenOption(msgspec.Struct, frozen=True):
    """An option that is shown: open, or barred by a rule."""

    choice: Choice
    bar: Bar | None


class Chance(msgspec.Struct, frozen=True):
    """An outcome that can happen, with the weight that applies."""

    outcome: Outcome
    share: Share


class Ground:
    """What does not change during a playthrough: the story, its evidence, and the rules that apply.

    ``rules_date`` is None for the story's own rules; then each passage has the rules of its own date. A replay under
    other rules has one date for all passages.
    """

    def __init__(self, bundle: Bundle, rules_date: datetime.date | None = None) -> None:
        self.bundle = bundle
        self.story = bundle.story
        self.rules_date = rules_date
        self.start_date = datetime.date.fromisoformat(self.story.setting.date)
        self._in_force: dict[tuple[str, datetime.date], bool] = {}

    def day_of(self, date: str) -> int:
        """Return the day of the case clock on a full date, counted from 0; negative before the story begins."""
        return (datetime.date.fromisoformat(date) - self.start_date).days

    def date_on(self, days: int) -> datetime.date:
        """Return the date of a day of the case clock, counted from 0, or the last of the calendar for a later one."""
        return self.start_date + datetime.timedelta(days=min(days, (datetime.date.max - self.start_date).days))

    def rules_on(self, passage: Passage) -> datetime.date:
        """Return the day whose rules apply in a passage."""
        if self.rules_date is not None:
            return self.rules_date
        own = passage.date or self.story.rules.stages.get(passage.stage)
        return datetime.date.fromisoformat(own) if own else self.start_date

    def in_force(self, passage: Passage) -> Callable[[str], bool]:
        """Return the test that ``in_force('exhibit')`` stands for in a passage."""
        day = self.rules_on(passage)

        def test(exhibit: str) -> bool:
            key = (exhibit, day)
            if key not in self._in_force:
                known = self.bundle.exhibits.get(exhibit)  # not there only while a faulty story is walked
                self._in_force[key] = known is not None and known.in_force.status(day) == "in force"
            return self._in_force[key]

        return test

    def shows(self, passage: Passage, exhibit: str) -> bool:
        """Tell whether an exhibit that a passage names is shown there: a rule in force, or what is no rule."""
        known = self.bundle.exhibits.get(exhibit)  # not there only while a faulty story is walked
        return known is not None and (not known.is_rule or self.in_force(passage)(exhibit))

    def start(self, dials: Mapping[str, Value]) -> State:
        """Return the first state, with the dials set.

        Raises ``MoveError`` for a dial or value that is not there, and ``StoryError`` where the story cannot begin.
        """
        facts = {name: fact.start for name, fact in self.story.facts.items()}
        for name, value in dials.items():
            fact = self.story.facts.get(name)
            if fact is None or fact.dial is None:
                raise MoveError(f"'{name}' is not a dial of this story")
            problem = fact.refuses(value)
            if problem:
                raise MoveError(f"'{name}' cannot be {value}: {problem}")
            facts[name] = value
        return self._arrive(State(self.story.start, facts))

    def passage(self, state: State) -> Passage:
        """Return the passage that a state stands in."""
        return self.story.passages[state.passage]

    def holds(self, condition: Condition | None, state: State) -> bool:
        """Tell whether a condition holds in a state; no condition always holds."""
        if condition is None:
            return True
        facts = {**state.facts, "days": state.days}
        return bool(evaluate(condition.expr, facts, self.in_force(self.passage(state))))

    def options(self, state: State) -> list[OpenOption]:
        """Return the options of an own fork that are shown, in the author's order."""
        shown = []
        for choice in self.passage(state).choices:
            if choice.once and f"{state.passage}/{choice.id}" in state.taken:
                continue
            if self.holds(choice.condition, state):
                bar = next((bar for bar in choice.barred if self.holds(bar.condition, state)), None)
                shown.append(OpenOption(choice, bar))
        return shown

    def outcomes(self, state: State) -> tuple[Literal["rule", "chance"], list[Chance]]:
        """Return what can happen at an other fork: the one outcome that a rule fixes, or those left to chance.

        The first outcome whose ``if`` holds happens, and so does the first that has neither ``if`` nor weight. Only
        when there is none do the outcomes with a weight that applies share the chance; a single one is certain. Raises
        ``StoryError`` when nothing can happen.
        """
        passage = self.passage(state)
        for outcome in passage.outcomes:
            if outcome.by_rule and self.holds(outcome.condition, state):
                return "rule", [Chance(outcome, Share())]
        chances = [
            Chance(outcome, share) for outcome in passage.outcomes if (share := self._share(outcome, state)) is not None
        ]
        if not chances:
            raise StoryError(f"in '{state.passage}' no outcome can happen; undo, and tell the story's author")
        return ("rule" if len(chances) == 1 else "chance"), chances

    def _share(self, outcome: Outcome, state: State) -> Share | None:
        return next((share for share in outcome.shares if self.holds(share.condition, state)), None)

    def reason(self, outcome: Outcome, state: State) -> Reason | None:
        """Return the reason that is told for an outcome in a state, or None where its author gives none."""
        return next((reason for reason in outcome.reasons if self.holds(reason.condition, state)), None)

    def weights(self, chances: list[Chance]) -> list[Fraction]:
        """Return the weights of a chance: percentages, or the assumed shares. Raises ``StoryError``."""
        shares = [chance.share for chance in chances]
        figures = [self.bundle.figure(share.figure) if share.figure else None for share in shares]
        amounts = [Fraction(str(figure.value.amount)) if figure else None for figure in figures]
        problem = problem_of(shares, amounts)
        if problem:
            raise StoryError(f"the chance between {', '.join(chance.outcome.id for chance in chances)}: {problem}")
        rest = 100 - sum((amount for amount in amounts if amount is not None), Fraction(0))
        return [
            amount if amount is not None else rest if share.rest else Fraction(share.assumed)
            for share, amount in zip(shares, amounts, strict=True)
        ]

    def choose(self, state: State, option: str) -> State:
        """Return the state after an own choice.

        Raises ``MoveError`` if the option is not open, and ``StoryError`` if it sets a fact to what it cannot be.
        """
        for shown in self.options(state):
            if shown.choice.id == option:
                if shown.bar is not None:
                    raise MoveError(f"'{option}' is barred by a rule")
                choice = shown.choice
                taken = state.taken | {f"{state.passage}/{option}"} if choice.once else state.taken
                after = msgspec.structs.replace(state, taken=taken)
                return self._go(after, choice.effects, choice.takes, choice.goto)
        raise MoveError(f"there is no option '{option}' in '{state.passage}'")

    def happen(self, state: State, outcome: str) -> State:
        """Return the state after an outcome.

        Raises ``MoveError`` if it cannot happen here, and ``StoryError`` if nothing can or a fact leaves its range.
        """
        for possible in self.outcomes(state)[1]:
            if possible.outcome.id == outcome:
                found = possible.outcome
                return self._go(state, found.effects, found.takes, found.goto)
        raise MoveError(f"'{outcome}' cannot happen in '{state.passage}' here")

    def go_on(self, state: State) -> State:
        """Return the state after a text.

        Raises ``MoveError`` where there is something to decide, and ``StoryError`` if a fact leaves its range.
        """
        for route in self.passage(state).routes:
            if self.holds(route.condition, state):
                return self._go(state, route.effects, route.takes, route.goto)
        raise MoveError(f"'{state.passage}' does not simply go on")

    def _go(self, state: State, effects: Effects, takes: Days, goto: str) -> State:
        facts = dict(state.facts)
        if effects.changes:
            before = {**state.facts, "days": state.days}
            in_force = self.in_force(self.passage(state))
            for name, expr in effects.changes:
                value = evaluate(expr, before, in_force)
                problem = self.story.facts[name].refuses(value)
                if problem:
                    raise StoryError(f"in '{state.passage}' the fact '{name}' would become {value}, but {problem}")
                facts[name] = value
        return self._arrive(State(goto, facts, state.days + takes.count, state.taken))

    def _arrive(self, state: State) -> State:
        if state.passage not in self.story.passages:  # as can be while a faulty story is walked
            raise StoryError(f"there is no passage '{state.passage}' to go to")
        date = self.passage(state).date
        if date is not None:
            days = self.day_of(date)
            if days > state.days:
                state = msgspec.structs.replace(state, days=days)
        limit = self.story.days_limit
        if limit is not None and state.days > limit:
            state = msgspec.structs.replace(state, days=limit)
        return state
