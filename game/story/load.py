"""Loading a story: one or several YAML files into a checked ``Story``."""

from __future__ import annotations

import os
from pathlib import Path

from game.library.load import LoadedLibrary, resolve
from game.library.model import Library
from game.reading.fault import Faults, Place, Report, place_at, quoted
from game.reading.nodes import Mapping
from game.reading.parsing import read_yaml, report_misnamed
from game.reading.reader import Failed, Reader, Reference
from game.reading.shape import read_as
from game.story.checks import check_story
from game.story.expression import Scope
from game.story.facts import FactTable, check_names
from game.story.model import Story

#: Keys whose entries may be spread over the files of a story's folder.
_SPREAD = ("passages", "facts", "outcomes")


class LoadedStory:
    """A story with what a checker needs: the place of every value and what it refers to."""

    def __init__(self, story: Story, places: dict[str, Place], references: list[Reference], folder: Path) -> None:
        self.story = story
        self.places = places
        self.references = references
        self.folder = folder

    def place(self, *steps: str) -> Place:
        """Return the place of a value by its path, or of the nearest thing above it that has one."""
        return place_at(self.places, steps, self.folder)


def story_files(path: Path) -> list[Path]:
    """Return the files of a story: ``story.yaml`` first, then the other YAML files beside it."""
    if path.is_file():
        return [path]
    first = path / "story.yaml"
    rest = sorted(other for other in path.glob("*.yaml") if other != first and not other.name.endswith(".walk.yaml"))
    return [first, *rest]


def load_story(path: Path, evidence: LoadedLibrary | Library) -> LoadedStory:
    """Load and check a story folder or file against a library. Raises ``Faults`` with everything that is wrong."""
    report = Report()
    loaded = read_story(path, evidence, report)
    report.stop_if_any()
    return loaded


def read_story(path: Path, evidence: LoadedLibrary | Library, report: Report) -> LoadedStory:
    """Read a story as far as it can be read, and add what is wrong to ``report``.

    A story with faults lacks whatever could not be understood; it is fit for finding the way to a fault, not for
    playing. Raises ``Faults`` when there is not even that much.
    """
    library = evidence.library if isinstance(evidence, LoadedLibrary) else evidence
    root = _merged(story_files(path), report)
    report_misnamed(path, report)
    report.stop_if_any()
    assert root is not None
    reader = Reader(report)
    facts_node = root.get("facts")
    check_names(facts_node, reader)
    facts: FactTable | Failed = read_as(FactTable, facts_node, reader, "facts") if facts_node else {}
    guarded = frozenset(name for profile in library.profiles.values() for name in profile.guarded)
    limited = "days_limit" in root.items
    reader.scope = Scope(facts if isinstance(facts, dict) else {}, days=limited, guarded=guarded)
    report.stop_if_any()
    story = read_as(Story, root, reader)
    if isinstance(story, Story):
        passages, outcomes = _names(root, "passages"), _names(root, "outcomes")
        torn = passages - set(story.passages)
        torn |= {path.split("/")[1] for path in reader.torn if path.startswith("passages/")}
        reader.resolve("passage", passages, lambda: sorted(passages))
        reader.resolve("outcome", outcomes, lambda: sorted(outcomes))
        goals = {"ending", *outcomes, *(name for name in passages if name in torn or story.passages[name].ending)}
        reader.resolve("goal", goals, lambda: sorted(goals))
    resolve(reader.references, library, report)
    if not isinstance(story, Story):
        raise Faults(report.faults)
    loaded = LoadedStory(story, reader.places, reader.references, path)
    folder = Path(os.path.realpath(path)).name
    if path.is_dir() and folder != story.story:
        message = f"'{story.story}' stands in the folder {quoted(folder)}; call both the same"
        report.add(loaded.place("story"), "wrong-value", message)
    check_story(story, library, loaded.place, report, torn)
    return loaded


def _names(root: Mapping, key: str) -> set[str]:
    """Return the ids under a key, of what could be read and of what could not."""
    node = root.get(key)
    return set(node.items) if isinstance(node, Mapping) else set()


def _merged(files: list[Path], report: Report) -> Mapping | None:
    """Return the files of a story as one mapping; what may be spread is joined, anything else may stand only once."""
    root: Mapping | None = None
    for file in files:
        try:
            node = read_yaml(file)
        except Faults as faults:
            report.faults.extend(faults.faults)
            continue
        if not isinstance(node, Mapping):
            message = f"{node.kind} stands where a story's keys were meant; write 'key: value'"
            report.add(node.place, "wrong-type", message)
            continue
        if root is None:
            root = node
            continue
        if "story" in node.items:
            message = "a second story in this folder; take this file out, or give it a folder of its own"
            report.add(node.items["story"][0].place, "unknown-key", message)
            continue
        for key, (key_node, value) in node.items.items():
            there = root.get(key)
            if key in _SPREAD and isinstance(there, Mapping) and isinstance(value, Mapping):
                for name, pair in value.items.items():
                    if name in there.items:
                        first = there.items[name][0].place
                        message = f"{quoted(name)} stands at {first} already; rename one"
                        report.add(pair[0].place, "duplicate-id", message)
                    there.items[name] = pair
            elif key in _SPREAD and there is None:
                root.items[key] = (key_node, value)
            else:
                message = f"{quoted(key)} belongs in story.yaml; only {', '.join(_SPREAD)} may stand in further files"
                report.add(key_node.place, "unknown-key", message)
    return root
