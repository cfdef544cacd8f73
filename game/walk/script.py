"""Walkthroughs: scripted playthroughs with expectations, in YAML files called ``*.walk.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from game.reading.fault import Place, Report, place_at
from game.reading.marks import Id, Unquoted
from game.reading.parsing import read_yaml
from game.reading.reader import Reader
from game.reading.shape import read_as

Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class Expect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What must be seen where the walkthrough stands. Every key is optional."""

    passage: str | None = None
    text: tuple[str, ...] = ()  # words that stand somewhere in what is shown
    no_text: tuple[str, ...] = ()  # words that stand nowhere in it
    options: dict[str, Literal["open", "barred", "hidden"]] = {}
    barred_by: dict[str, str] = {}  # an option and the exhibit that bars it
    exhibits: tuple[str, ...] = ()  # shown behind the decision
    met: tuple[str, ...] = ()  # exhibits that the last decision met
    facts: dict[str, Annotated[str, Unquoted()]] = {}
    doors: dict[str, Literal["open", "shut"]] = {}  # outcomes that can still be reached, or not any more
    days: int | None = None
    date: Annotated[str, Unquoted()] | None = None  # of the case clock, 2011-03-14


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step: a decision, a look, going on, or going back. Texts before a decision are passed by themselves."""

    choose: str | None = None
    predict: str | None = None
    happens: str | None = None  # pins what is left to chance, and must be what happens otherwise
    expect: Expect | None = None
    go: Count | None = None
    undo: Count | None = None


class Walkthrough(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One walkthrough file."""

    walkthrough: Id
    story: Id
    about: str
    rules: Annotated[str, Unquoted()] | None = None
    dials: dict[str, Annotated[str, Unquoted()]] = {}
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
    steps: tuple[Step, ...]
    ends: str | None = None  # the passage of the ending that is reached


class LoadedWalk:
    """A walkthrough with the places of its values."""

    def __init__(self, walk: Walkthrough, places: dict[str, Place], path: Path) -> None:
        self.walk = walk
        self.places = places
        self.path = path

    def place(self, *steps: str) -> Place:
        """Return the place of a value, or of the nearest thing above it."""
        return place_at(self.places, steps, self.path)


def load_walk(path: Path) -> LoadedWalk:
    """Load a walkthrough. Raises ``Faults``."""
    report = Report()
    reader = Reader(report)
    walk = read_as(Walkthrough, read_yaml(path), reader)
    report.stop_if_any()
    assert isinstance(walk, Walkthrough)
    loaded = LoadedWalk(walk, reader.places, path)
    for index, step in enumerate(walk.steps):
        actions = (step.choose, step.predict or step.happens, step.go, step.undo)
        if sum(action is not None for action in actions) > 1:
            message = "a step does one thing: choose, predict (with happens), go or undo; make it two steps"
            report.add(loaded.place("steps", str(index)), "walk-step", message)
    report.stop_if_any()
    return loaded
