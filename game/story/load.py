"""Loading a story: one or several YAML files into a checked ``Story``."""

from __future__ import annotations

from pathlib import Path

from game.library.load import LoadedLibrary, resolve
from game.library.model import Library
from game.reading.fault import Faults, Place, Report, display_path
from game.reading.nodes import Mapping
from game.reading.parsing import read_yaml
from game.reading.shape import Reader, Reference, _Failed
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
        for end in range(len(steps), 0, -1):
            found = self.places.get("/".join(steps[:end]))
            if found:
                return found
        return Place(display_path(self.folder), 1, 1)


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
    report.stop_if_any()
    assert root is not None
    reader = Reader(report)
    facts_node = root.get("facts")
    check_names(facts_node, reader)
    facts: FactTable | _Failed = reader.read(FactTable, facts_node, "facts") if facts_node else {}
    guarded = frozenset(name for profile in library.profiles.values() for name in profile.guarded)
    limited = "days_limit" in root.items
    reader.scope = Scope(facts if isinstance(facts, dict) else {}, days=limited, guarded=guarded)
    report.stop_if_any()
    story = reader.read(Story, root)
    if isinstance(story, Story):
        passages = set(story.passages)
        reader.resolve("passage", passages, lambda: sorted(passages))
        reader.resolve("outcome", story.outcomes, lambda: sorted(story.outcomes))
        endings = {name for name, passage in story.passages.items() if passage.ending}
        goals = {"ending", *story.outcomes, *endings}
        reader.resolve("goal", goals, lambda: sorted(goals))
    resolve(reader.references, library, report)
    if not isinstance(story, Story):
        raise Faults(report.faults)
    loaded = LoadedStory(story, reader.places, reader.references, path)
    if path.is_dir() and path.resolve().name != story.story:
        message = f"'{story.story}' stands in the folder '{path.resolve().name}'; call both the same"
        report.add(loaded.place("story"), "wrong-value", message)
    check_story(story, library, loaded.place, report)
    return loaded


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
            report.add(node.place, "wrong-type", f"{node.kind} stands where a story's keys were meant")
            continue
        if root is None:
            root = node
            continue
        for key, (key_node, value) in node.items.items():
            there = root.get(key)
            if key in _SPREAD and isinstance(there, Mapping) and isinstance(value, Mapping):
                for name, pair in value.items.items():
                    if name in there.items:
                        first = there.items[name][0].place
                        report.add(pair[0].place, "duplicate-id", f"'{name}' stands at {first} already; rename one")
                    there.items[name] = pair
            elif key in _SPREAD and there is None:
                root.items[key] = (key_node, value)
            else:
                message = f"'{key}' belongs in story.yaml; only {', '.join(_SPREAD)} may stand in further files"
                report.add(key_node.place, "unknown-key", message)
    return root
