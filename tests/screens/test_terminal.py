"""Real keys through a real terminal: the program as it is started, read by a terminal emulator."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from game.play.saves import Saves
from tests.screens.playing import play_to_a_replay, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_shelf_play_ending_debrief_and_replay_with_real_keys(columns: int, rows: int, tmp_path: Path) -> None:
    with terminal(columns, rows, tmp_path / "home") as window:
        play_to_a_replay(window)
        window.press("q")
        assert window.ends() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was_and_keeps_the_place_and_the_note(
    number: signal.Signals, tmp_path: Path
) -> None:
    with terminal(80, 24, tmp_path / "home", "play", "the-cart") as window:
        window.wait(lambda text: "day 1" in text and "q leave" in text, "the story")
        before = window.text
        window.press("1")
        window.wait(lambda text: text != before and "q leave" in text, "the next passage")
        window.press("n")
        window.wait(lambda text: "Your note" in text, "the page for a note")
        window.press("Ask")
        window.wait(lambda text: "Ask" in text, "the note")
        drawn = len(window.raw)
        os.kill(window.process, number)
        assert window.ends() == 128 + number
    last = window.raw[drawn:]
    for restored in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l"):  # screen, cursor, mouse
        assert restored in last
    assert b"Traceback" not in window.raw
    game = Saves(tmp_path / "home" / "state").read("the-cart")
    assert game is not None
    assert (len(game.moves), game.note) == (1, "Ask")


def test_a_terminal_that_is_too_small_says_so(tmp_path: Path) -> None:
    with terminal(20, 5, tmp_path / "home", "play", "the-cart") as window:
        window.wait(lambda text: "40 by 12" in " ".join(text.split()), "the sentence")
        window.press("q")
        assert window.ends() == 0


def test_no_colour_is_sent_when_none_is_wanted(tmp_path: Path) -> None:
    with terminal(80, 24, tmp_path / "home", "play", "the-cart", NO_COLOR="1") as window:
        window.wait(lambda text: "day 1" in text, "the story")
        colours = re.findall(rb"\x1b\[[0-9;]*m", window.raw)
        assert not [one for one in colours if re.search(rb"[34]8;[25];|\b(3[0-7]|4[0-7]|9[0-7])\b", one)]
