"""Real keys through a real terminal: the program as it is started, read by a terminal emulator."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")
pyte = pytest.importorskip("pyte", reason="pyte is not installed")
PATIENCE = 40.0


class Terminal:
    """A program in a terminal of some size."""

    def __init__(self, command: list[str], columns: int, rows: int, home: Path) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "NTA_HOME": str(home)}
        self.process, self.handle = pty.fork()
        if self.process == 0:
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """What stands in the terminal."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.handle, keys.encode())

    def wait(self, condition: Callable[[str], object], what: str) -> None:
        """Read until something stands in the terminal."""
        end = time.monotonic() + PATIENCE
        while not condition(self.text):
            assert time.monotonic() < end, f"{what} never came:\n{self.text}"
            ready, _, _ = select.select([self.handle], [], [], 0.05)
            if ready:
                self._read()

    def _read(self) -> None:
        data = os.read(self.handle, 65536)
        self.raw += data
        # pyte does not know the private modes with an intermediate or a ">" that Textual asks for, and would print them
        self.stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[\$]?[a-gi-km-zA-Z]", b"", data))

    def ends(self) -> int:
        """Wait for the end of the program and return its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ready, _, _ = select.select([self.handle], [], [], 0.05)
            try:
                if ready:
                    self._read()
            except OSError:
                break
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@contextmanager
def started(columns: int, rows: int, home: Path, *arguments: str) -> Iterator[Terminal]:
    terminal = Terminal([sys.executable, "-m", "game", *arguments], columns, rows, home)
    try:
        yield terminal
    finally:
        with open(os.devnull, "w"):  # noqa: PTH123
            pass
        try:
            os.kill(terminal.process, 9)
            os.waitpid(terminal.process, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(terminal.handle)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_shelf_play_ending_debrief_and_replay_with_real_keys(columns: int, rows: int, tmp_path: Path) -> None:
    with started(columns, rows, tmp_path / "home") as terminal:
        terminal.wait(lambda text: "How to play" in text, "how to play")
        terminal.press("q")
        terminal.wait(lambda text: "? help  q quit" in text, "the shelf")
        while "▸ The Cart" not in terminal.text:
            before = terminal.text
            terminal.press("\x1b[B")
            terminal.wait(lambda text, before=before: text != before, "another folder")
        terminal.press("n")
        terminal.wait(lambda text: "day 1" in text and "q leave" in text, "the story")
        for _ in range(150):
            if ending_is_open(terminal.text):
                break
            before = terminal.text
            terminal.press("1" if re.search(r"1  \S", terminal.text) and "Enter  Go on" not in terminal.text else "\r")
            time.sleep(0.02)
            try_until(terminal, lambda text, before=before: text != before)
            if terminal.text == before:  # flowing page: the options stand further down, and the digit always works
                terminal.press("1")
                try_until(terminal, lambda text, before=before: text != before)
            if terminal.text == before:
                terminal.press("\r")
        assert ending_is_open(terminal.text), terminal.text
        seen = terminal.text
        for _ in range(80):
            if "more below" not in terminal.text:
                break
            before = terminal.text
            terminal.press(" ")
            terminal.wait(lambda text, before=before: text != before, "further down")
            seen += terminal.text
        for heading in ("Who decided", "What moved it", "Three questions", "Sources"):
            assert heading in seen
        terminal.press("a")
        terminal.wait(lambda text: "day 1" in text and "q leave" in text and not ending_is_open(text), "a replay")
        terminal.press("q")
        terminal.wait(lambda text: "? help  q quit" in text, "the shelf")
        terminal.press("q")
        assert terminal.ends() == 0
        assert b"Traceback" not in terminal.raw


def ending_is_open(text: str) -> bool:
    return "r nearest" in text or ("space read on" in text and "s exhibits" not in text)


def try_until(terminal: Terminal, condition: Callable[[str], object]) -> None:
    end = time.monotonic() + 1.0
    while not condition(terminal.text) and time.monotonic() < end:
        ready, _, _ = select.select([terminal.handle], [], [], 0.05)
        if ready:
            terminal._read()


def test_a_terminal_that_is_too_small_says_so(tmp_path: Path) -> None:
    with started(20, 5, tmp_path / "home", "play", "the-cart") as terminal:
        terminal.wait(lambda text: "40 by 12" in " ".join(text.split()), "the sentence")
        terminal.press("q")
        assert terminal.ends() == 0


def test_no_colour_is_sent_when_none_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.execve
    monkeypatch.setattr(os, "execve", lambda file, command, given: real(file, command, {**given, "NO_COLOR": "1"}))
    with started(80, 24, tmp_path / "home", "play", "the-cart") as terminal:
        terminal.wait(lambda text: "day 1" in text, "the story")
        colours = re.findall(rb"\x1b\[[0-9;]*m", terminal.raw)
        assert not [one for one in colours if re.search(rb"[34]8;[25];|\b(3[0-7]|4[0-7]|9[0-7])\b", one)]
