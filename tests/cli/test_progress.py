"""The bar of long work: on a terminal it shows how much there is and how much is done."""

from __future__ import annotations

import io
import re
import sys

import pytest

from game.commands.common import progress
from tests.cli.conftest import Call


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in place of stderr; in a fixture pytest would put its own back before the test."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return stream


def counts(stream: Terminal) -> list[str]:
    return re.findall(r"\d+/\S+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue()))


def test_the_bar_counts_up_to_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with progress("walking", 3) as step:
        for name in ("a", "b", "c"):
            step(name, 1)
    assert counts(stream)[-1] == "3/3"


def test_a_word_that_ends_no_step_moves_the_bar_not_on(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with progress("proving", 2) as step:
        step("the-yard own", 0)
        step("the-yard", 1)
    assert counts(stream)[-1] == "1/2"


@pytest.mark.usefixtures("shipped")
def test_a_check_ends_with_every_story_counted(nta: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    nta("check")
    assert counts(stream)[-1] == "2/2"


def test_where_there_is_no_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("walking", 1) as step:
        step("a", 1)
    assert capsys.readouterr() == ("", "")
