"""Loading the library: a folder of YAML files into one ``Library``, with every fault reported."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from game.library.checks import check_library
from game.library.model import Era, Exhibit, Library, Profile, Role, Source, Sum, Term, Voice
from game.reading.fault import Faults, Place, Report, display_path, either, quoted
from game.reading.marks import Id
from game.reading.parsing import read_yaml, report_misnamed
from game.reading.reader import Reader, Reference
from game.reading.shape import read_as

#: The parts of a library; each is a file ``<part>.yaml`` or a folder ``<part>/*.yaml`` of ``id: entry``.
PARTS: dict[str, Any] = {
    "exhibits": dict[Id, Exhibit],
    "sources": dict[Id, Source],
    "profiles": dict[Id, Profile],
    "voices": dict[Id, Voice],
    "terms": dict[Id, Term],
    "roles": dict[Id, Role],
    "eras": dict[Id, Era],
    "sums": dict[Id, Sum],
}


class LoadedLibrary:
    """A library with what a checker needs: the place of every entry and value, and who refers to what."""

    def __init__(self, library: Library, places: dict[str, dict[str, Place]], references: list[Reference]) -> None:
        self.library = library
        self.places = places  # part -> path -> place
        self.references = references


def library_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the part and path of every file of a library, in a fixed order."""
    found = []
    for part in PARTS:
        single = folder / f"{part}.yaml"
        if single.is_file():
            found.append((part, single))
        found.extend((part, path) for path in sorted((folder / part).glob("*.yaml")))
    return found


def load_library(folder: Path, *further: Path) -> LoadedLibrary:
    """Load and check a library folder, with what further ones add to it. Raises ``Faults`` with all that is wrong."""
    report = Report()
    parts: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
    places: dict[str, dict[str, Place]] = {part: {} for part in PARTS}
    references: list[Reference] = []
    torn: set[str] = set()  # entries that are there and could not be read whole
    unread = False  # whether a file could not be read at all
    files = library_files(folder)
    for one in further:
        files += library_files(one)
    for one in (folder, *further):
        for place in (one, *(one / part for part in PARTS)):
            report_misnamed(place, report)
    if not files:
        report.add(Place(display_path(folder), 1, 1), "file-unreadable", "no library files here; check the path")
    for part, path in files:
        try:
            node = read_yaml(path)
        except Faults as faults:
            report.faults.extend(faults.faults)
            unread = True
            continue
        reader = Reader(report)
        entries = read_as(PARTS[part], node, reader)
        references.extend(reader.references)
        if not isinstance(entries, dict):
            continue
        torn.update(name for name in reader.places if "/" not in name and name not in entries)
        torn.update(path.partition("/")[0] for path in reader.torn)
        for name, entry in entries.items():
            if name in parts[part]:
                first = places[part][name]
                report.add(reader.places[name], "duplicate-id", f"{quoted(name)} stands at {first} already; rename one")
            parts[part][name] = entry
        places[part] |= reader.places
    if unread:
        raise Faults(report.faults)  # what it holds is not known, so nobody can tell what is missing
    library = Library(**parts)
    resolve(references, library, report, torn)
    check_library(library, places, report, whole=not torn)
    report.stop_if_any()
    return LoadedLibrary(library, places, references)


def resolve(references: list[Reference], library: Library, report: Report, torn: Collection[str] = ()) -> None:
    """Report every reference into the library that names nothing, and every figure link with the wrong words.

    What is in ``torn`` is there and has a fault of its own, so a reference to it is none.
    """
    from game.library.numbers import says

    names: dict[str, set[str]] = {
        "exhibit": set(library.exhibits),
        "source": set(library.sources),
        "profile": set(library.profiles),
        "term": set(library.terms),
        "role": set(library.roles),
        "era": set(library.eras),
        "figure": set(library.figure_names()),
    }
    for reference in references:
        known = names.get(reference.kind)
        if known is None:
            continue
        if reference.name not in known:
            owner = reference.name.rpartition(".")[0] if reference.kind == "figure" else reference.name
            if owner in torn:
                continue
            hint = _figure_hint(owner, library) if reference.kind == "figure" else ""
            hint = hint or report.hint(reference.name, known) or "; check the id"
            report.add(reference.place, "unknown-name", f"there is no {reference.kind} {quoted(reference.name)}{hint}")
        elif reference.kind == "figure":
            figure = library.figure(reference.name)
            if figure and not says(reference.words, figure.value.amount, figure.words):
                message = (
                    f"{quoted(reference.words)} does not say {figure.value.amount} {figure.unit}, the value of "
                    f"'{reference.name}'; change the words, or add them to the figure's 'words'"
                )
                report.add(reference.place, "figure-words", message)


def _figure_hint(owner: str, library: Library) -> str:
    holder = library.exhibits.get(owner) or library.profiles.get(owner)
    return f"; '{owner}' has {either(sorted(holder.figures))}" if holder and holder.figures else ""
