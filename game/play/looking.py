"""Looking things up: any exhibit, figure, source, term, profile, voice, era or role whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from game.library.dates import in_words
from game.library.model import Era, Exhibit, Figure, Library, Profile, Value, Voice
from game.play import lines
from game.play.card import addressed_line, figure_line, own_card, source_line
from game.play.lines import Line, line
from game.reading.prose import Prose

Kind = Literal["exhibit", "figure", "source", "term", "profile", "voice", "era", "role"]
KINDS: tuple[Kind, ...] = ("exhibit", "term", "profile", "era", "voice", "source", "role", "figure")


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
        "role": library.roles,
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
        *library.roles, *library.figure_names(),
    ]  # fmt: skip


def thing_lines(library: Library, kind: Kind, name: str, today: datetime.date) -> Iterator[Line]:
    """Yield everything that there is to read of one thing."""
    if kind == "exhibit":
        yield from lines.whole_card_lines(own_card(name, library, today))
        yield from _id_lines(library.exhibits[name], name)
    elif kind == "term":
        yield from lines.entry_lines(name, library.terms[name])
        yield from _term_cards(library, name)
    elif kind == "role":
        yield line("label", library.roles[name].name, "Role")
        yield line("meta", f"Stands on the side of: {library.roles[name].side}.")
    elif kind == "profile":
        yield from _profile_lines(library, library.profiles[name], today)
    elif kind == "era":
        yield from era_lines(library.eras[name])
        yield from (_named(library, one) for one in library.eras[name].exhibits)
        yield from (line("meta", _where(library, one), "Source") for one in library.eras[name].sources)
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
    for case in era.cases.values():
        yield from lines.paragraphs("text", case.says, f"{case.title} ({case.confidence} confidence)")
    for switch in era.switches:
        yield from lines.paragraphs("text", switch.what, in_words(switch.date))


def _id_lines(exhibit: Exhibit, name: str) -> Iterator[Line]:
    """Yield the ids that go with a card: of its figures, and of the cards that it names."""
    if exhibit.figures:
        yield line("meta", "; ".join(f"{name}.{key}" for key in exhibit.figures), "Figure ids")
    others = (*exhibit.supersedes, *exhibit.superseded_by, *exhibit.see_also)
    if others:
        yield line("meta", "; ".join(dict.fromkeys(others)), "Card ids")


def _term_cards(library: Library, name: str) -> Iterator[Line]:
    """Yield the cards that have a term in their title."""
    word = name.replace("-", " ")
    for other, exhibit in library.exhibits.items():
        if word in f"{exhibit.title} {other.replace('-', ' ')}".lower():
            yield _named(library, other)


def _named(library: Library, exhibit: str) -> Line:
    return line("meta", f"{library.exhibits[exhibit].title} ({exhibit})", "On the card")


def _where(library: Library, source: str) -> str:
    return addressed_line(library.sources[source])


def _profile_lines(library: Library, profile: Profile, today: datetime.date) -> Iterator[Line]:
    yield line("label", profile.name, "Reported case")
    yield line("meta", _where(library, profile.article))
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
        yield line("meta", _where(library, name), "Source")


def _voice_lines(library: Library, voice: Voice) -> Iterator[Line]:
    yield line("label", f"{voice.who}, {voice.role}", voice.kind.capitalize())
    yield from lines.paragraphs("text", voice.says)
    yield line("meta", _where(library, voice.article), "Source")


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
    """Yield a figure with what its card says of how sure and how old it is, and where it was read."""
    owner = name.rpartition(".")[0]
    yield line("label", figure_line(figure, today), "Figure")
    if owner in library.exhibits:
        yield _named(library, owner)
        card = own_card(owner, library, today)
        yield line("meta", f"{card.age}; {card.confidence}.")
        if card.caveats:
            yield from lines.paragraphs("text", card.caveats, "Take care")
        yield from lines.source_lines(card)
    else:
        yield line("meta", f"{library.profiles[owner].name} ({owner})", "Of the reported case")
        yield line("meta", _where(library, library.profiles[owner].article), "Source")


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
