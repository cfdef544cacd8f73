"""The README says what is so: its commands, its pictures and its numbers."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote

import pytest

from game.commands.parser import parser
from game.play.catalogue import catalogue

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`(nta(?: [^`]*)?)`", README)))


def test_there_are_exactly_two_commands_to_start_with() -> None:
    blocks = re.findall(r"```\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 2
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert blocks[0].strip().endswith("/nta")
    assert blocks[1].strip().endswith("pytest")


def test_the_continuous_integration_runs_the_very_test_line() -> None:
    pattern = re.search(r"grep -E '(.*)' README.md", (ROOT / ".ci/run").read_text(encoding="utf-8"))
    assert pattern is not None
    assert len(re.findall(pattern[1], README, re.MULTILINE)) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_it_is_understood(command: str) -> None:
    words = [word for word in shlex.split(command)[1:] if word != "DIR"]
    parser().parse_args(words)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_every_link_and_picture_is_there(target: str) -> None:
    assert (ROOT / unquote(target)).is_file()


def test_every_story_stands_in_it_with_its_numbers() -> None:
    for story in catalogue().stories:
        row = next(line for line in README.splitlines() if line.startswith(f"| **{story.title}**"))
        assert f"{story.passages} passages, {story.forks} forks, {len(story.endings)} endings" in row
        assert f"{len(story.dials)} dials, {len(story.eras)} eras" in row
