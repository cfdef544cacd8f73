"""Looking things up: any exhibit, figure, source, term, profile, voice or era whole; and a search through them all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from game.library.dates import age_in_words, first_day, in_words
from game.library.model import Era, Figure, Library, Profile, Value, Voice
from game.play import lines
from game.play.card import figure_line, make_card, source_line
from game.play.lines import Line, line
from game.reading.prose import Prose

Kind = Literal["exhibit", "figure", "source", "term", "profile", "voice", "era"]
KINDS: tuple[Kind, ...] = ("exhibit", "term", "profile", "era", "voice", "source", "figure")


class Hit(msgspec.Struct, frozen=True):
    """One thing that a search found: what it is called, and a few words of it."""

    kind: Kind
    id: str
    title: str


def things(library: Library, name: str) -> list[tuple[Kind, Any]]:
    """Return everything that has an id, with its kind; an id is unique only among things of one kind."""
    found: list[tuple[Kind, Any]] = []
    parts: dict[Kind, dict[str, Any]] = {
        "exhibit": library.exhibits,
        "term": library.terms,
        "profile": library.profiles,
        "era": library.eras,
        "voice": library.voices,
        "source": library.sources,
    }
    found.extend((kind, part[name]) for kind, part in parts.items() if name in part)
    figure = library.figure(name)
    if figure is not None:
        found.append(("figure", figure))
    return found


def names(library: Library) -> list[str]:
    """Return every id that can be looked up."""
    return [
        *library.exhibits, *library.terms, *library.profiles, *library.eras, *library.voices, *library.sources,
        *library.figure_names(),
    ]  # fmt: skip


def thing_lines(library: Library, kind: Kind, name: str, today: datetime.date) -> Iterator[Line]:
    """Yield everything that there is to read of one thing."""
    if kind == "exhibit":
        exhibit = library.exhibits[name]
        day = first_day(exhibit.in_force.since) if exhibit.in_force.since else today
        yield from lines.whole_card_lines(make_card(name, library, day, today))
    elif kind == "term":
        yield from lines.entry_lines(library.terms[name])
    elif kind == "profile":
        yield from _profile_lines(library, library.profiles[name], today)
    elif kind == "era":
        yield from era_lines(library.eras[name])
    elif kind == "voice":
        yield from _voice_lines(library, library.voices[name])
    elif kind == "source":
        yield from _source_lines(library, name)
    else:
        figure = library.figure(name)
        assert figure is not None
        yield from _figure_lines(library, name, figure, today)


def era_lines(era: Era) -> Iterator[Line]:
    """Yield an era: its span, its rules one after another, and its dated changes."""
    until = in_words(era.end) if era.end else "now"
    yield line("label", era.title, "Era")
    yield line("meta", f"From {in_words(era.start)} to {until}.")
    for lead, says in (
        ("What made it", era.instrument),
        ("Whom it put first", era.priority),
        ("Discretion", era.discretion),
        ("Putting a case aside", era.administrative_closure),
        ("Detainers", era.detainer),
        ("Bond", era.bond),
        ("Ways to stay", era.relief),
    ):
        yield from lines.paragraphs("text", says, lead)
    for name, case in era.cases.items():
        yield from lines.paragraphs(
            "text", case.says, f"The case of a {name.replace('-', ' ')}, {case.confidence} confidence"
        )
    for switch in era.switches:
        yield from lines.paragraphs("text", switch.what, in_words(switch.date))


def _profile_lines(library: Library, profile: Profile, today: datetime.date) -> Iterator[Line]:
    source = library.sources[profile.article]
    yield line("label", profile.name, "Reported case")
    yield line("meta", source_line(source))
    yield from lines.paragraphs("text", profile.summary)
    for fact in profile.facts.values():
        yield from lines.paragraphs("text", fact.says, fact.certainty.capitalize())
    yield from lines.paragraphs("text", profile.outcome, "How the report leaves it")
    for what in profile.not_reported:
        yield line("text", what, "Not reported")
    if profile.since:
        yield from lines.paragraphs("text", profile.since, "Later reports")
    for figure in profile.figures.values():
        yield line("text", figure_line(figure, today), "Figure")
    for name in profile.sources:
        yield line("meta", source_line(library.sources[name]), "Source")


def _voice_lines(library: Library, voice: Voice) -> Iterator[Line]:
    yield line("label", f"{voice.who}, {voice.role}", voice.kind.capitalize())
    yield from lines.paragraphs("text", voice.says)
    yield line("meta", source_line(library.sources[voice.article]), "Source")


def _source_lines(library: Library, name: str) -> Iterator[Line]:
    source = library.sources[name]
    yield line("label", source_line(source), "Source")
    if source.url:
        yield line("meta", source.url, "Address")
    if source.note:
        yield line("meta", source.note, "Note")
    for exhibit, entry in library.exhibits.items():
        if name in entry.sources:
            yield line("meta", f"{entry.title} ({exhibit})", "Read for")


def _figure_lines(library: Library, name: str, figure: Figure, today: datetime.date) -> Iterator[Line]:
    owner = name.rpartition(".")[0]
    yield line("label", figure_line(figure, today), "Figure")
    dated = figure.as_of or ""
    if dated:
        yield line("meta", f"As of {in_words(dated)}, {age_in_words(dated, today)}.")
    if owner in library.exhibits:
        yield line("meta", f"{library.exhibits[owner].title} ({owner})", "On the card")
        for source in library.exhibits[owner].sources:
            yield line("meta", source_line(library.sources[source]), "Source")
    else:
        yield line("meta", f"{library.profiles[owner].name} ({owner})", "Of the reported case")
        yield line("meta", source_line(library.sources[library.profiles[owner].article]), "Source")


def plain_data(value: Any) -> Any:
    """Return a thing of the library as plain data: texts without links, values as they are."""
    if isinstance(value, Prose):
        return value.text
    if isinstance(value, Value):
        return value.amount
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        return {field.encode_name: plain_data(getattr(value, field.name)) for field in fields}
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain_data(item) for item in value]
    return value


def search(library: Library, words: str) -> list[Hit]:
    """Return what holds all the given words, titles first, in the library's order; no words find nothing."""
    wanted = words.lower().split()
    if not wanted:
        return []
    titled, other = [], []
    for kind, name, title, text in _searchable(library):
        head = f"{name} {title}".lower()
        if all(word in head for word in wanted):
            titled.append(Hit(kind, name, title))
        elif all(word in head or word in text for word in wanted):
            other.append(Hit(kind, name, title))
    return titled + other


def _searchable(library: Library) -> Iterable[tuple[Kind, str, str, str]]:
    for name, exhibit in library.exhibits.items():
        parts = [
            exhibit.citation,
            exhibit.says.text,
            exhibit.applies_to,
            exhibit.details.text if exhibit.details else "",
        ]
        yield "exhibit", name, exhibit.title, " ".join(parts).lower()
    for name, term in library.terms.items():
        yield "term", name, term.plain, f"{term.official} {term.spanish} {term.means}".lower()
    for name, profile in library.profiles.items():
        yield "profile", name, profile.name, profile.summary.text.lower()
    for name, era in library.eras.items():
        yield "era", name, era.title, f"{era.instrument.text} {era.priority.text}".lower()
    for name, voice in library.voices.items():
        yield "voice", name, f"{voice.who}, {voice.role}", voice.says.text.lower()
    for name, source in library.sources.items():
        yield "source", name, source.title, f"{source.publisher} {source.citation or ''}".lower()
