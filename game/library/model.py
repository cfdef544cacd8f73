"""The evidence: exhibits, figures, sources, profiles, terms, eras and roles.

These models are the format of ``stories/library/*.yaml``; ``stories/README.md`` explains every key by example.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from game.library.dates import FullDate, PartialDate, end_of_force, first_day
from game.library.factual import Factual, FactualLine
from game.reading.marks import MAX_ID, Id, To
from game.reading.nodes import Node, Scalar
from game.reading.reader import FAILED, Failed, Reader

Kind = Literal["policy", "rule", "statistic", "event"]
Instrument = Literal[
    "statute", "regulation", "decision", "policy", "procedure", "form", "program", "statistic", "event"
]
Confidence = Literal["high", "medium", "low"]
Bearing = Literal[
    "arrest", "booking", "detainer", "custody", "bond", "charging", "hearing", "counsel", "relief", "discretion",
    "appeal", "removal", "reentry", "family",
]  # fmt: skip
Side = Literal["person", "government", "court", "law", "local", "chance"]
Certainty = Literal["reported", "inferred", "unclear"]

ExhibitId = Annotated[str, To("exhibit")]
SourceId = Annotated[str, To("source")]
RoleId = Annotated[str, To("role")]
Key = Annotated[
    str,
    msgspec.Meta(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=MAX_ID, description="lower-case words joined by _"),
]


class Value(msgspec.Struct, frozen=True, array_like=True):
    """A figure's value: a number, or words where the source gives no number (``nearly all``, ``250-25000``)."""

    amount: int | float | str

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Value | Failed:
        """Read an unquoted number as a number and anything else as words."""
        if not isinstance(node, Scalar):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where a value was meant")
        if node.plain and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", node.text):
            amount = reader.number(node)
            return cls(amount) if not isinstance(amount, Failed) else FAILED
        text = reader.words(node)
        return cls(text) if isinstance(text, str) else FAILED


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number with what it counts, in which unit and as of when."""

    value: Value
    unit: str  # people, percent, USD, days ...
    about: str  # what is counted, with its base: "of 288,361 cases read"
    as_of: PartialDate | None = None
    period: str | None = None  # where a figure covers a span: "2007 to 2012"
    words: tuple[str, ...] = ()  # other wordings that a link to this figure may use
    picture: bool = True  # whether screens may draw it: not where one number of several would mislead


Status = Literal["in force", "not yet", "no longer", "suspended", "never"]


class Suspended(msgspec.Struct, frozen=True, kw_only=True):
    """A span in which a rule was blocked or set aside; ``since`` is inclusive, a full ``until`` is the day it ended."""

    since: PartialDate = msgspec.field(name="from")
    until: PartialDate = msgspec.field(name="to")


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """When a rule was in force; ``since`` is inclusive. An open end means: still so at the last verified state."""

    since: PartialDate | None = msgspec.field(name="from", default=None)
    until: PartialDate | None = msgspec.field(name="to", default=None)
    suspended: tuple[Suspended, ...] = ()  # spans between the two in which it did not hold
    never: bool = False  # it was made, and never took effect
    note: FactualLine | None = None

    def status(self, day: datetime.date) -> Status:
        """Tell whether the rule was in force on a day."""
        if self.never:
            return "never"
        if self.since and day < first_day(self.since):
            return "not yet"
        if self.until and day >= end_of_force(self.until):
            return "no longer"
        return "suspended" if self.pause_on(day) else "in force"

    def changes(self) -> Iterator[datetime.date]:
        """Yield the days on which the rule may have come into force or gone out of it."""
        if self.since:
            yield first_day(self.since)
        if self.until:
            yield end_of_force(self.until)
        for span in self.suspended:
            yield first_day(span.since)
            yield end_of_force(span.until)

    def pause_on(self, day: datetime.date) -> Suspended | None:
        """Return the span on which the rule did not hold that a day falls into, or None."""
        pauses = (span for span in self.suspended if first_day(span.since) <= day < end_of_force(span.until))
        return next(pauses, None)


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said about a policy, attributed and dated."""

    says: Factual
    by: str
    date: PartialDate
    source: SourceId | None = None


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """One card of evidence: a policy, a rule, a statistic or an event."""

    kind: Kind
    instrument: Instrument
    title: str
    citation: str
    made_by: RoleId
    says: Factual
    applies_to: str
    bears_on: tuple[Bearing, ...]
    in_force: InForce
    scope: str | None = None  # where it holds, if not everywhere: "Ninth Circuit", "Los Angeles County"
    reason: Opinion | None = None  # the government's stated reason
    criticism: Opinion | None = None  # the main criticism
    figures: dict[Key, Figure] = {}
    sources: tuple[SourceId, ...]
    details: Factual | None = None  # more, shown when the card is opened
    supersedes: tuple[ExhibitId, ...] = ()
    superseded_by: tuple[ExhibitId, ...] = ()
    see_also: tuple[ExhibitId, ...] = ()
    checked: str
    last_verified: PartialDate
    confidence: Confidence
    caveats: Factual | None = None

    @property
    def is_rule(self) -> bool:
        """Whether it can be in force; what a statistic or an event states holds for its span, whatever the rules."""
        return self.kind in ("policy", "rule")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an exhibit was read."""

    title: str
    publisher: str
    date: PartialDate | None = None
    author: str | None = None
    url: str | None = None
    citation: str | None = None  # for what has no address
    primary: bool = False
    note: str | None = None


class ProfileFact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the press reported about a case, and how surely."""

    says: FactualLine
    certainty: Certainty = "reported"


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the press reported it. Stories are drawn from profiles and never told as them."""

    name: str  # a first name and an initial
    article: SourceId
    reported: PartialDate
    summary: Factual
    facts: dict[Key, ProfileFact]
    outcome: FactualLine  # as the article leaves it
    not_reported: tuple[str, ...] = ()
    since: Factual | None = None  # what other sources reported later, with their names
    sources: tuple[SourceId, ...] = ()  # of what came later
    figures: dict[Key, Figure] = {}
    care: str | None = None  # what a writer must leave out
    guarded: tuple[str, ...] = ()  # digests of names that may not stand in invented text; see guard.py


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A position that somebody took in one of the articles."""

    who: str
    role: str
    article: SourceId
    kind: Literal["official", "advocate", "critic", "family", "affected", "lawyer", "scholar"]
    says: FactualLine
    on: tuple[ExhibitId, ...] = ()


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A glossary entry: the plain word first, then the official one, then Spanish."""

    plain: str
    means: str
    official: str
    spanish: str
    spanish_seen: bool  # the Spanish form was seen in a published source; otherwise it is shown as unreviewed
    note: str | None = None


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """Anyone who decides something."""

    name: str  # "ICE officer"
    side: Side
    asks: str | None = None  # the line over a prediction: "The ICE officer decides."


class Switch(msgspec.Struct, frozen=True, kw_only=True):
    """A dated change inside an era."""

    date: PartialDate
    what: FactualLine
    exhibits: tuple[ExhibitId, ...] = ()


class EraCase(msgspec.Struct, frozen=True, kw_only=True):
    """What an era's rules meant for one of four typical cases, in a few sentences: a reading, not a ruling."""

    title: str  # whose case it is, in a few words
    says: FactualLine
    exhibits: tuple[ExhibitId, ...] = ()
    confidence: Confidence


class Era(msgspec.Struct, frozen=True, kw_only=True):
    """A span of years with its own rules."""

    title: str
    start: PartialDate
    end: PartialDate | None = None  # the last day, inclusive; open for the era that still runs
    day: FullDate | None = None  # whose rules a replay takes; without it the day in the middle
    instrument: FactualLine
    priority: FactualLine
    discretion: FactualLine
    administrative_closure: FactualLine
    detainer: FactualLine
    bond: FactualLine
    relief: FactualLine
    cases: dict[Id, EraCase] = {}
    switches: tuple[Switch, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()
    sources: tuple[SourceId, ...] = ()


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """An arithmetic relation among figures, recomputed by the checker: ``a.x + a.y = b.z``."""

    relation: str
    note: str | None = None


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """All the evidence."""

    exhibits: dict[str, Exhibit]
    sources: dict[str, Source]
    profiles: dict[str, Profile]
    voices: dict[str, Voice]
    terms: dict[str, Term]
    roles: dict[str, Role]
    eras: dict[str, Era]
    sums: dict[str, Sum]

    def figure(self, name: str) -> Figure | None:
        """Return the figure called ``exhibit.key`` or ``profile.key``, or None."""
        owner, _, key = name.rpartition(".")
        holder = self.exhibits.get(owner) or self.profiles.get(owner)
        return holder.figures.get(key) if holder else None

    def figure_names(self) -> list[str]:
        """Return the name of every figure."""
        names = [f"{owner}.{key}" for owner, exhibit in self.exhibits.items() for key in exhibit.figures]
        return names + [f"{owner}.{key}" for owner, profile in self.profiles.items() for key in profile.figures]

    @property
    def newest_check(self) -> str:
        """The newest date at which any exhibit's source shows it in its present state."""
        return max(exhibit.last_verified for exhibit in self.exhibits.values())
