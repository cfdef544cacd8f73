"""The catalogue: which stories there are, and opening one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.play.kept import Kept
from game.play.places import shipped_stories
from game.reading.fault import Fault, Faults, Place, did_you_mean, display_path, quoted
from game.reading.files import YAML_FILES

if TYPE_CHECKING:
    from game.library.load import LoadedLibrary
    from game.library.model import Library
    from game.play.bundle import Bundle
    from game.story.load import LoadedStory


class EndingHeader(msgspec.Struct, frozen=True):
    """An ending in a list of stories."""

    id: str
    outcome: str
    title: str


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of stories says of one story. The counts are of passages that are forks."""

    story: str
    title: str
    tagline: str
    place: str
    date: str
    minutes: int
    content_note: str
    passages: int
    forks: int
    own: int
    other: int
    barred: int  # forks with an option that a rule can bar
    endings: tuple[EndingHeader, ...]
    dials: tuple[str, ...]
    eras: tuple[str, ...]
    words: int


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """The stories, shipped and short ones first, the faults of those that cannot be used, and the evidence's size.

    Faults name files as they are seen from the folder ``seen_from``.
    """

    stories: tuple[Header, ...]
    faults: tuple[Fault, ...]
    seen_from: str
    exhibits: int
    figures: int
    oldest_check: str
    newest_check: str


class UnknownStoryError(Exception):
    """No story has the id that was asked for; the message says what there is."""


def story_folders(extra: Iterable[Path] = ()) -> dict[str, Path]:
    """Return the folder of every story by its id: the shipped ones, then those of further folders."""
    return _by_id(every_folder(extra))


def _by_id(folders: Iterable[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        found.setdefault(folder.name, folder)
    return found


def every_folder(extra: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the folder of every story, also of one whose id another has that comes before it."""
    further = [Path(os.path.realpath(root)) for root in extra]  # '.' is called like the folder it stands for
    for root in (shipped_stories(), *further):
        with contextlib.suppress(OSError):  # it went while it was looked through: then it holds no story
            files = (*root.glob("story.yaml"), *root.glob("*/story.yaml"))
            yield from (file.parent for file in sorted(files))


def shadowed(folders: Iterable[Path], known: Mapping[str, Path]) -> Iterator[Fault]:
    """Yield a fault for each folder whose story has the id of one that is ``known`` and lies elsewhere."""
    for folder in folders:
        first = known.get(folder.name)
        if first is not None and os.path.realpath(first) != os.path.realpath(folder):
            message = f"{display_path(first)} has this id too, and is what is played; rename this folder and its story"
            yield Fault(Place(display_path(folder / "story.yaml"), 1, 1), "duplicate-id", message)


def story_folder(story: str, extra: Iterable[Path] = ()) -> Path:
    """Return the folder of a story by its id, or by the path of its folder. Raises ``UnknownStoryError``."""
    folders = story_folders(extra)
    if story in folders:
        return folders[story]
    if os.path.isfile(Path(story) / "story.yaml"):  # noqa: PTH113 - it says no where Path.is_file raises
        return Path(story)
    hint = did_you_mean(story, folders) or "; 'nta list' shows what there is"
    own = "" if extra else "; one of your own needs its path, or --stories and its folder"
    raise UnknownStoryError(f"there is no story {quoted(story)}{hint}{own}")


def library_folders(story: Path | None = None) -> list[Path]:
    """Return the folder of the shipped library, and that of a library that lies beside a story of one's own."""
    shipped = shipped_stories() / "library"
    if story is None:
        return [shipped]
    beside = Path(os.path.realpath(story)).parent / "library"
    own = os.path.isdir(beside) and str(beside) != os.path.realpath(shipped)  # noqa: PTH112 - as above
    return [shipped, beside] if own else [shipped]


def load_evidence(story: Path | None = None) -> LoadedLibrary:
    """Load and check the shipped library, with what lies beside a story of one's own. Raises ``Faults``."""
    from game.library.load import load_library

    return load_library(*library_folders(story))


def load_checked(folder: Path, evidence: LoadedLibrary) -> LoadedStory:
    """Load and check a story against the library. Raises ``Faults``."""
    from game.story.load import load_story

    return load_story(folder, evidence)


def open_story(story: str, extra: Iterable[Path] = ()) -> Bundle:
    """Return a story with its evidence, from the cache if nothing has changed.

    Raises ``UnknownStoryError``, ``Faults``.
    """
    return open_folder(story_folder(story, extra))


def open_folder(folder: Path) -> Bundle:
    """Return the story in a folder with its evidence, from the cache if nothing has changed. Raises ``Faults``."""
    from game.play.bundle import make_bundle

    def read() -> Bundle:
        evidence = load_evidence(folder)
        return make_bundle(load_checked(folder, evidence).story, evidence.library)

    return _kept_story(folder).get(read)


def _kept_story(folder: Path) -> Kept[Bundle]:
    from game.play.bundle import Bundle  # the models of stories, which a list of stories does not need

    files = [file for one in (folder, *library_folders(folder)) for file in _files(one)]
    return Kept(f"story-{Path(os.path.realpath(folder)).name}", Bundle, files)


def open_library() -> Library:
    """Return the whole library, from the cache if nothing has changed. Raises ``Faults``."""
    return _kept_library().get(lambda: load_evidence().library)


def _kept_library() -> Kept[Library]:
    from game.library.model import Library

    return Kept("library", Library, _files(library_folders()[0]))


def catalogue(extra: Iterable[Path] = ()) -> Catalogue:
    """Return what there is to play, from the cache if nothing has changed.

    Raises ``Faults`` if the library is broken.
    """
    found = kept_catalogue(extra)
    if found is None:
        every = list(every_folder(extra))
        folders = _by_id(every)
        found = _read(folders)
        _kept(folders).store(found)
        found = _with_shadowed(found, every, folders)
    return found


def kept_catalogue(extra: Iterable[Path] = ()) -> Catalogue | None:
    """Return what there is to play if the cache has it, which takes no time; None if it has to be read."""
    every = list(every_folder(extra))
    folders = _by_id(every)
    found = _kept(folders).load()
    if found is None or (found.faults and found.seen_from != _here()):
        return None
    return _with_shadowed(found, every, folders)


def _kept(folders: Mapping[str, Path]) -> Kept[Catalogue]:
    libraries = dict.fromkeys(one for folder in (None, *folders.values()) for one in library_folders(folder))
    return Kept("catalogue", Catalogue, [file for one in (*folders.values(), *libraries) for file in _files(one)])


def _read(folders: Mapping[str, Path]) -> Catalogue:
    """Read everything, and keep the library and each story too, for when they are opened."""
    from game.play.bundle import make_bundle

    evidence = load_evidence()
    _kept_library().store(evidence.library)
    headers: list[Header] = []
    faults: list[Fault] = []
    for folder in folders.values():
        try:
            own = load_evidence(folder) if len(library_folders(folder)) > 1 else evidence
            loaded = load_checked(folder, own)
            headers.append(_header(loaded))
            _kept_story(folder).store(make_bundle(loaded.story, own.library))
        except Faults as found:
            faults.extend(found.faults)
    library = evidence.library
    shipped = {name for name, folder in folders.items() if folder.parent == shipped_stories()}
    checks = [exhibit.last_verified for exhibit in library.exhibits.values()]
    return Catalogue(
        stories=tuple(sorted(headers, key=lambda one: (one.story not in shipped, one.minutes, one.title))),
        faults=tuple(faults),
        seen_from=_here(),
        exhibits=len(library.exhibits),
        figures=len(library.figure_names()),
        oldest_check=min(checks),
        newest_check=max(checks),
    )


def _with_shadowed(found: Catalogue, every: Iterable[Path], folders: Mapping[str, Path]) -> Catalogue:
    hidden = tuple(shadowed(every, folders))
    return msgspec.structs.replace(found, faults=found.faults + hidden) if hidden else found


def _here() -> str:
    """Return the folder in which the program was started, or nothing if it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _header(loaded: LoadedStory) -> Header:
    story = loaded.story
    passages = story.passages
    kinds = [passage.fork for passage in passages.values()]
    return Header(
        story=story.story,
        title=story.title.text,
        tagline=story.tagline.text,
        place=story.setting.place,
        date=story.setting.date,
        minutes=story.minutes,
        content_note=story.content_note,
        passages=len(passages),
        forks=sum(kind is not None for kind in kinds),
        own=kinds.count("own"),
        other=kinds.count("other"),
        barred=sum(any(choice.barred for choice in passage.choices) for passage in passages.values()),
        endings=tuple(
            EndingHeader(name, passage.ending.outcome, passage.ending.title.text)
            for name, passage in passages.items()
            if passage.ending
        ),
        dials=tuple(name for name, fact in story.facts.items() if fact.dial),
        eras=story.rules.eras,
        words=story.words(),
    )


def _files(folder: Path) -> list[Path]:
    """Return the YAML files below a folder that a story or a library is made of, or would be by a better name."""
    with contextlib.suppress(OSError):  # it went while it was looked through: reading it will report that
        return sorted(path for path in folder.rglob(YAML_FILES) if not path.name.endswith(".walk.yaml"))
    return []
