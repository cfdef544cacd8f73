"""Help that teaches, and the version."""

from __future__ import annotations

import argparse
import re
from importlib import import_module

import pytest

from game import __version__
from game.commands.parser import parser
from tests.cli.conftest import Call


def subparsers() -> dict[str, argparse.ArgumentParser]:
    (found,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def examples(help_text: str) -> list[list[str]]:
    """Return the words of every example; what each is for stands in a column beside them."""
    lines = help_text.partition("examples:\n")[2].splitlines()
    column = min(found.end() for line in lines if (found := re.search(r"\S {2,}(?=\S)", line)))
    return [line[:column].rpartition("|")[2].split() for line in lines]


COMMANDS = sorted(set(subparsers()) - {"visit"})  # which is for 'serve' alone


@pytest.mark.parametrize("form", [parser(), *subparsers().values()], ids=["nta", *subparsers()])
def test_every_command_names_the_function_that_carries_it_out(form: argparse.ArgumentParser) -> None:
    module, _, function = form.get_default("run").partition(".")
    assert callable(getattr(import_module(f"game.commands.{module}"), function))


def test_help_says_what_the_program_is_with_examples_and_every_command(nta: Call) -> None:
    told = nta("--help")
    assert (told.code, told.err) == (0, "")
    assert "text adventure that explains how the United States deports people" in " ".join(told.out.split())
    assert "examples:\n  nta " in told.out
    listed = told.out.partition("COMMAND\n")[2]
    for command in COMMANDS:
        assert re.search(rf"^    {command} +\w", listed, re.MULTILINE), command


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_says_what_it_does_and_what_every_option_is_for(nta: Call, command: str) -> None:
    told = nta(command, "--help")
    assert (told.code, told.err) == (0, "")
    form = subparsers()[command]
    assert form.description
    assert "".join(form.description.split()) in "".join(told.out.split())
    for action in form._actions:
        assert action.help or action.choices, (command, action.dest)


@pytest.mark.parametrize("command", ["show", "walk"])
def test_commands_with_many_uses_show_examples(nta: Call, command: str) -> None:
    told = nta(command, "--help")
    found = examples(told.out)
    assert len(found) >= 4
    for words in found:
        assert words[:2] == ["nta", command]
        parser().parse_args(words[1:])  # raises SystemExit where the example cannot be typed


def test_the_examples_of_the_first_help_can_be_typed(nta: Call) -> None:
    for words in examples(nta("--help").out):
        assert words[0] == "nta"
        parser().parse_args(words[1:])


@pytest.mark.usefixtures("home_is_warm")
def test_the_examples_of_show_name_things_that_there_are(nta: Call) -> None:
    for words in examples(nta("show", "--help").out):
        told = nta(*words[1:])
        assert (told.code, told.err) == (0, "")
        assert told.out


def test_the_version_is_that_of_the_program(nta: Call) -> None:
    assert nta("--version") == (0, f"notice-to-appear {__version__}\n", "")
