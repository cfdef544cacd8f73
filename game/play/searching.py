"""Searching the evidence: words in, the best things first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from game.library.model import Library
from game.play.lines import called
from game.play.looking import Kind

#: Words of a question that say nothing about what is looked for.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by can could do does for from get had has have how i if in into is it its many may "
        "me much my no not of on one or own shall should somebody someone than that the their them there they this to "
        "was were what when where which who whom whose why will with without would you your",
    )
)
_ENDINGS = ("ations", "ation", "ions", "ing", "ies", "ion", "es", "ed", "s", "y")


class Hit(msgspec.Struct, frozen=True):
    """One thing that a search found."""

    kind: Kind
    id: str
    title: str


def search(library: Library, words: str) -> list[Hit]:
    """Return what holds the given words, whatever their endings, the best first; no words find nothing.

    Of three words or more one may be missing; what holds all comes first. Words in a title count more than words in a
    text, and the glossary comes before the cards.
    """
    asked = re.findall(r"[^\W_]+", words.lower())
    wanted = list(dict.fromkeys(_stem(word) for word in asked if word not in _EMPTY)) or list(map(_stem, asked))
    if not wanted:
        return []
    counts = re.search(r"\bhow (many|much|often|long)\b|\bshare\b|\bpercent\b", words.lower())
    found = []
    for order, (hit, text) in enumerate(_searchable(library)):
        head, body = _words(f"{hit.id} {hit.title}"), _words(text)
        in_head = sum(f" {word}" in head for word in wanted)
        there = sum(f" {word}" in head or f" {word}" in body for word in wanted)
        if counts and hit.kind == "exhibit" and library.exhibits[hit.id].kind == "statistic":
            in_head += 1  # a number was asked for
        if there >= (len(wanted) - 1 if len(wanted) > 2 else len(wanted)):
            found.append((-there, -in_head, order, hit))
    return [hit for *_, hit in sorted(found, key=lambda row: row[:3])]


def _stem(word: str) -> str:
    """Return a word without the ending that its forms differ in."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _words(text: str) -> str:
    """Return a text as lower-case words with a space before each."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower()))


def _searchable(library: Library) -> Iterator[tuple[Hit, str]]:
    """Yield everything with the words that it is found by, in the order in which equals are told."""
    for name, term in library.terms.items():
        yield Hit("term", name, called(name, term)), f"{term.official} {term.spanish} {term.means}"
    for name, exhibit in library.exhibits.items():
        parts = [exhibit.citation, exhibit.says.text, exhibit.applies_to, *exhibit.bears_on]
        parts += [text.text for text in (exhibit.details, exhibit.caveats) if text]
        parts += [f"{key} {figure.about}" for key, figure in exhibit.figures.items()]
        yield Hit("exhibit", name, exhibit.title), " ".join(parts)
    for name, profile in library.profiles.items():
        yield Hit("profile", name, profile.name), profile.summary.text
    for name, era in library.eras.items():
        yield Hit("era", name, era.title), f"{era.instrument.text} {era.priority.text} {era.discretion.text}"
    for name, voice in library.voices.items():
        yield Hit("voice", name, f"{voice.who}, {voice.role}"), voice.says.text
    for name, source in library.sources.items():
        yield Hit("source", name, source.title), f"{source.publisher} {source.citation or ''}"
