"""Real keys through a real terminal: the program as it is started, read by a terminal emulator."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.screens.playing import play_to_a_replay, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_shelf_play_ending_debrief_and_replay_with_real_keys(columns: int, rows: int, tmp_path: Path) -> None:
    with terminal(columns, rows, tmp_path / "home") as window:
        play_to_a_replay(window)
        window.press("q")
        assert window.ends() == 0


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
