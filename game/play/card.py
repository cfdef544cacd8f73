"""Cards: an exhibit as a reader sees it, in words that every front end shares."""

from __future__ import annotations

import datetime
from typing import Protocol

import msgspec

from game.library.dates import age_in_words, first_day, in_words
from game.library.model import Exhibit, Figure, Opinion, Source, Status
from game.reading.prose import Prose

_CONFIDENCE = {
    "high": "high confidence: read in a primary or in two good sources",
    "medium": "medium confidence: read in one good source",
    "low": "low confidence: not confirmed in a source",
}


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One card of evidence.

    ``says`` is what is seen at once; everything under ``title`` but above ``details`` fits beside a passage, and the
    rest is shown when the card is opened.
    """

    id: str
    again: bool  # it has been shown earlier in this playthrough; front ends then show its title only
    kind: str  # in words: "Rule"
    shows: bool  # it is no rule, or a rule in force: beside a passage only such cards stand
    title: str
    says: Prose
    status: Status
    force: str  # "In force from 14 March 2011 to 20 November 2014."
    force_note: Prose | None  # what to know about these dates
    age: str  # "Checked as of November 2014, 12 years ago"
    citation: str
    scope: str | None
    applies_to: str
    details: Prose | None
    opinions: tuple[tuple[str, Prose], ...]  # "The government's reason, ICE, 2011", and its words
    figures: tuple[str, ...]
    caveats: Prose | None
    replaced: tuple[str, ...]  # "Replaced by: ..." and "See also: ..." lines
    sources: tuple[str, ...]
    addresses: tuple[str, ...]  # of the sources, in the same order; empty where there is none
    checked: str
    confidence: str  # "high confidence", and after a colon what that means


class Evidence(Protocol):
    """Where cards take exhibits and sources from: a story's bundle, or the whole library."""

    @property
    def exhibits(self) -> dict[str, Exhibit]:
        """The exhibits by id."""

    @property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""


def make_card(
    name: str, bundle: Evidence, rules_on: datetime.date, today: datetime.date, *, again: bool = False
) -> Card:
    """Return the card of an exhibit, as it stood on the rules date and as old as it is today."""
    exhibit = bundle.exhibits[name]
    status = exhibit.in_force.status(rules_on)
    sources = [bundle.sources[source] for source in exhibit.sources]
    return Card(
        id=name,
        again=again,
        kind=exhibit.kind.capitalize(),
        shows=status == "in force" or not exhibit.is_rule,
        title=exhibit.title,
        says=exhibit.says,
        status=status,
        force=_force(exhibit, status, rules_on),
        force_note=exhibit.in_force.note,
        age=f"Checked as of {in_words(exhibit.last_verified)}, {age_in_words(exhibit.last_verified, today)}",
        citation=exhibit.citation,
        scope=exhibit.scope,
        applies_to=exhibit.applies_to,
        details=exhibit.details,
        opinions=tuple(_opinions(exhibit)),
        figures=tuple(figure_line(figure, today) for figure in exhibit.figures.values()),
        caveats=exhibit.caveats,
        replaced=tuple(_replaced(exhibit, bundle)),
        sources=tuple(source_line(source) for source in sources),
        addresses=tuple(source.url or "" for source in sources),
        checked=exhibit.checked,
        confidence=_CONFIDENCE[exhibit.confidence],
    )


def own_card(name: str, evidence: Evidence, today: datetime.date) -> Card:
    """Return the card of an exhibit by itself, outside any playthrough: as it stood on its first day."""
    since = evidence.exhibits[name].in_force.since
    return make_card(name, evidence, first_day(since) if since else today, today)


def _force(exhibit: Exhibit, status: Status, rules_on: datetime.date) -> str:
    """Return the line on when the rule is in force; for what is no rule, on what span it covers."""
    span = exhibit.in_force
    since, until = (in_words(day) if day else None for day in (span.since, span.until))
    if not exhibit.is_rule:
        if since and until:
            return f"Covers {since} to {until}."
        return f"Covers {since} on." if since else ""
    if status == "never":
        return f"It never took effect. Made {since}" + (f", ended {until}." if until and until != since else ".")
    pause = span.pause_on(rules_on)
    if status == "suspended" and pause:
        return f"Not in force under these rules: on hold from {in_words(pause.since)} to {in_words(pause.until)}."
    if status == "not yet":
        return f"Not yet in force under these rules: begins {since}."
    if status == "no longer":
        return f"No longer in force under these rules: ended {until}."
    held = "".join(f", on hold from {in_words(one.since)} to {in_words(one.until)}" for one in span.suspended)
    if since and until:
        return f"In force from {since} to {until}{held}."
    return f"In force since {since}{held}." if since else "In force; its start was not looked up."


def _opinions(exhibit: Exhibit) -> list[tuple[str, Prose]]:
    pairs: list[tuple[str, Opinion | None]] = [
        ("The government's reason", exhibit.reason),
        ("The main criticism", exhibit.criticism),
    ]
    return [(f"{name} ({view.by}, {in_words(view.date)})", view.says) for name, view in pairs if view]


def _replaced(exhibit: Exhibit, bundle: Evidence) -> list[str]:
    lines = []
    for words, others in (
        ("Replaces", exhibit.supersedes),
        ("Replaced by", exhibit.superseded_by),
        ("See also", exhibit.see_also),
    ):
        titles = [bundle.exhibits[other].title for other in others if other in bundle.exhibits]
        if titles:
            lines.append(f"{words}: {'; '.join(titles)}.")
    return lines


def figure_line(figure: Figure, today: datetime.date) -> str:
    """Return a figure in one line: value, unit, what it counts, as of when and how long ago."""
    when = ""
    if figure.as_of:
        when = f", as of {in_words(figure.as_of)} ({age_in_words(figure.as_of, today)})"
    elif figure.period:
        when = f", {figure.period}"
    return f"{value_words(figure)}: {figure.about}{when}"


def value_words(figure: Figure) -> str:
    """Return ``4,403 cases``, ``1.5 percent`` or ``$1,500``."""
    amount = figure.value.amount
    number = amount if isinstance(amount, str) else f"{amount:,}"
    unit = figure.unit
    if unit == "USD":
        return f"${number}"
    if unit in ("year", "date") and isinstance(amount, int):
        return str(amount)
    return number if unit in ("year", "date") else f"{number} {unit}"


def source_line(source: Source) -> str:
    """Return a source in one line: title, publisher, date."""
    parts = [source.title.rstrip("."), source.publisher]
    if source.author:
        parts.insert(0, source.author)
    if source.date:
        parts.append(in_words(source.date))
    return ", ".join(parts) + (" (primary)" if source.primary else "")


def addressed_line(source: Source) -> str:
    """Return a source in one line, with its address where it has one."""
    return source_line(source) + (f". {source.url}" if source.url else "")
