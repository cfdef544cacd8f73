"""The command line: called in this process with a small folder of stories for the shipped one, or as a program."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from game.cli import main
from game.play.catalogue import catalogue, load_evidence, open_library, open_story
from tests.making import ROOT, YARD, lay_library, lay_story

HALL = "here: {choices: [{id: go, goto: end}, {id: stay, barred: [{}], goto: end}]}\nend: {ending: freed}"


class Told(NamedTuple):
    """What a command came to: its exit code and what it wrote."""

    code: int
    out: str
    err: str


#: Calls the command line with arguments, and with what is typed.
Call = Callable[..., Told]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what the program keeps."""
    folder = tmp_path / "home"
    monkeypatch.setenv("NTA_HOME", str(folder))
    monkeypatch.delenv("NTA_STORIES", raising=False)
    return folder


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the shipped stories: the small library, the yard, and a story of a few lines."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    lay_library(folder / "library")
    shutil.copytree(YARD, folder / "the-yard")
    lay_story(folder / "the-hall", HALL)
    monkeypatch.setattr("game.play.catalogue.shipped_stories", lambda: folder)
    return folder


@pytest.fixture
def nta(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line in this process."""

    def call(*arguments: object, typed: str = "") -> Told:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return call


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose cache holds the shipped library, the list of stories and The Cart."""
    folder = tmp_path_factory.mktemp("warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTA_HOME", str(folder))
        patch.delenv("NTA_STORIES", raising=False)
        patch.setattr("game.play.catalogue.load_evidence", cache(load_evidence))  # read once for all three
        catalogue()
        open_library()
        open_story("the-cart")
    return folder


@pytest.fixture
def home_is_warm(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Call the command line where the shipped library has been read before."""
    monkeypatch.setenv("NTA_HOME", str(warm))


def start(
    arguments: list[str], home: Path, *, typed: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program itself; a variable that is set to nothing is taken out of the environment."""
    return python(["-m", "game", *arguments], home, typed=typed, **environment)


def python(
    arguments: list[str], home: Path, *, typed: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with the program's environment."""
    data = typed.encode() if isinstance(typed, str) else typed
    command, around = [sys.executable, *arguments], surroundings(home, **environment)
    return subprocess.run(command, input=data, env=around, cwd=ROOT, capture_output=True, timeout=60, check=False)


def surroundings(home: Path, **changes: str) -> dict[str, str]:
    """Return the environment of a program that is started; a variable set to nothing is taken out."""
    found = {**os.environ, "NTA_HOME": str(home), **changes}
    return {name: value for name, value in found.items() if value}
