"""What the tests of several rooms share: the evidence, and a small story over which a test lays its own files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from game.library.load import LoadedLibrary, load_library
from game.reading.fault import Fault, Faults, Report
from game.reading.parsing import parse_yaml
from game.reading.reader import FAILED, Reader
from game.reading.shape import read_as
from game.story.expression import Scope

HERE = Path(__file__).parent
DESK = HERE / "story" / "the-desk"
SMALL = HERE / "library" / "small"
STORIES = HERE.parent / "stories"

#: Lays files, by their name below the folder, over a copy of a whole story or library, and returns the folder.
Lay = Callable[[Mapping[str, str]], Path]

settings.register_profile("house", deadline=None, derandomize=True, database=None)  # the same run on every machine
settings.load_profile("house")


@pytest.fixture(scope="session")
def shipped_library() -> LoadedLibrary:
    """The library that is shipped with the program."""
    return load_library(STORIES / "library")


@pytest.fixture(scope="session")
def small_library() -> LoadedLibrary:
    """A library with one or two entries of every kind."""
    return load_library(SMALL)


@pytest.fixture
def lay_desk(tmp_path: Path) -> Lay:
    """Lay files over the story of the desk."""
    return lambda files: _laid(DESK, tmp_path / "the-desk", files)


@pytest.fixture
def lay_library(tmp_path: Path) -> Lay:
    """Lay files over the small library."""
    return lambda files: _laid(SMALL, tmp_path / "library", files)


@pytest.fixture
def read() -> Callable[..., Any]:
    """Read YAML text as a model. Raises ``Faults``, as loading a file would."""

    def read_text(kind: Any, text: str, scope: Scope | None = None) -> Any:
        report = Report()
        reader = Reader(report)
        reader.scope = scope
        value = read_as(kind, parse_yaml(text, "file.yaml"), reader)
        report.stop_if_any()
        assert value is not FAILED
        return value

    return read_text


@pytest.fixture
def faults_of() -> Callable[..., list[Fault]]:
    """Call something and return the faults that it raises; none when it raises none."""

    def call(function: Callable[..., object], *arguments: object, **keywords: object) -> list[Fault]:
        try:
            function(*arguments, **keywords)
        except Faults as faults:
            return list(faults.faults)
        return []

    return call


def _laid(base: Path, folder: Path, files: Mapping[str, str]) -> Path:
    if not folder.exists():
        shutil.copytree(base, folder)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
