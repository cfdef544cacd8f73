"""A story as its author writes it: passages, forks, options, endings.

These models are the format of ``stories/<id>/story.yaml``; ``stories/README.md`` explains every key by example.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

import msgspec

from game.library.dates import FullDate
from game.library.factual import Factual, FactualLine
from game.library.model import ExhibitId, RoleId
from game.reading.marks import Id, To
from game.story.because import Because, Reason
from game.story.block import Block, Name, SceneLine
from game.story.effects import Days, Effects
from game.story.expression import Condition
from game.story.facts import FactTable
from game.story.promise import Promise
from game.story.weight import Share, Weight

Stage = Literal[
    "arrest", "booking", "custody", "charge", "hearing", "relief", "discretion", "appeal", "removal", "after"
]
STAGES: tuple[Stage, ...] = get_args(Stage)

PassageId = Annotated[str, To("passage")]
OutcomeId = Annotated[str, To("outcome")]
ProfileId = Annotated[str, To("profile")]
EraId = Annotated[str, To("era")]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that shuts an option: the option is shown, struck out, with its reason."""

    condition: Condition | None = msgspec.field(name="if", default=None)  # without it the option is always barred
    because: FactualLine
    exhibits: tuple[ExhibitId, ...]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """An option of an own fork."""

    id: Id
    label: SceneLine
    condition: Condition | None = msgspec.field(name="if", default=None)  # hidden unless it holds
    barred: tuple[Bar, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()  # what the choice meets, shown after it
    effects: Effects = msgspec.field(name="set", default=Effects())
    takes: Days = Days(0)
    once: bool = False
    goto: PassageId


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody else may decide at an other fork."""

    id: Id
    label: SceneLine
    condition: Condition | None = msgspec.field(name="if", default=None)  # happens by rule when it holds
    weight: Weight | None = None  # otherwise it may happen by chance
    because: Because | None = None  # the rule behind it, told with the outcome
    exhibits: tuple[ExhibitId, ...] = ()
    effects: Effects = msgspec.field(name="set", default=Effects())
    takes: Days = Days(0)
    goto: PassageId

    @property
    def by_rule(self) -> bool:
        """Whether a rule can fix it: what has no ``if`` happens by itself, unless a weight leaves it to chance."""
        return self.condition is not None or self.weight is None

    @property
    def shares(self) -> tuple[Share, ...]:
        """The weights that chance may give it; none where it has no weight."""
        return self.weight.shares if self.weight else ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of which the first that applies is told; none where nothing is said."""
        return self.because.reasons if self.because else ()


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A way on that nobody decides: the first whose condition holds."""

    condition: Condition | None = msgspec.field(name="if", default=None)
    effects: Effects = msgspec.field(name="set", default=Effects())
    takes: Days = Days(0)
    goto: PassageId


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """Where a story ends, with what the debrief says of it."""

    outcome: OutcomeId
    title: Name
    as_reported: bool = False  # the reported case ended, or was left, like this
    record: Factual  # what is known of the reported case at this point
    typical: Factual  # how typical such an ending is
    moved: dict[Literal["choice", "family", "lawyer", "rule", "date", "place", "luck"], FactualLine]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One screenful, then exactly one of: choices, outcomes, a way on, an ending."""

    title: Name
    stage: Stage
    text: tuple[Block, ...]
    in_short: Name  # one line, for those who skip the scene
    date: FullDate | None = None  # the case clock moves on to this day, never back
    exhibits: tuple[ExhibitId, ...] = ()
    asks: Name | None = None  # the question over the options
    by: RoleId | None = None  # who of the seat decides here, if not its first role
    choices: tuple[Choice, ...] = ()
    decides: RoleId | None = None
    outcomes: tuple[Outcome, ...] = ()
    routes: tuple[Route, ...] = msgspec.field(name="next", default=())
    ending: Ending | None = None

    @property
    def fork(self) -> Literal["own", "other"] | None:
        """Which kind of fork the passage is, if any."""
        return "own" if self.choices else "other" if self.outcomes else None

    @property
    def options(self) -> tuple[Choice | Outcome, ...]:
        """The choices or the outcomes of a fork."""
        return self.choices or self.outcomes

    def option(self, name: str | None) -> Choice | Outcome | None:
        """Return the choice or the outcome with an id, or None where there is none."""
        return next((option for option in self.options if option.id == name), None)

    @property
    def ways(self) -> tuple[Choice | Outcome | Route, ...]:
        """Every way out: the options of a fork, or the ways on that nobody decides."""
        return (*self.choices, *self.outcomes, *self.routes)

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition in the passage: of its texts and ways out, and of their bars, weights and reasons."""
        found = [*(block.condition for block in self.text), *(way.condition for way in self.ways)]
        found += [bar.condition for choice in self.choices for bar in choice.barred]
        found += [share.condition for outcome in self.outcomes for share in outcome.shares]
        found += [reason.condition for outcome in self.outcomes for reason in outcome.reasons]
        yield from (condition for condition in found if condition)


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Whose decisions are the reader's."""

    roles: Annotated[tuple[RoleId, ...], msgspec.Meta(min_length=1)]
    name: Name  # of the composite person, or "you" for a working seat
    about: Name


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when the story begins."""

    place: str
    date: FullDate


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Which rules apply. A passage's own rules are those of its date, else of its stage's date, else of the start."""

    stages: dict[Stage, FullDate] = {}
    eras: tuple[EraId, ...]  # in which the story can be replayed
    case: Id | None = None  # which of the eras' typical cases the story is, for the picker of eras


class Questions(msgspec.Struct, frozen=True, kw_only=True):
    """Three questions to talk about after an ending."""

    facts: str
    power: str
    mechanism: str


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One storyline."""

    story: Id
    title: Name
    tagline: Name
    drawn_from: Annotated[tuple[ProfileId, ...], msgspec.Meta(min_length=1)]
    seat: Seat
    setting: Setting
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    content_note: str
    rules: Rules
    days_limit: Annotated[int, msgspec.Meta(ge=1, le=36500)] | None = None
    facts: FactTable = {}
    outcomes: dict[Id, str]  # the kinds of ending, in a few words each
    questions: Questions
    promises: tuple[Promise, ...] = ()
    start: PassageId
    passages: dict[Id, Passage]

    def words(self) -> int:
        """Return how many words a reader of every passage and option would read."""
        count = 0
        for passage in self.passages.values():
            count += sum(block.text.words for block in passage.text)
            count += sum(option.label.words for option in passage.options)
        return count
