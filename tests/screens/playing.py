"""A window with the program in it, read as text and driven by keys, and a whole play through one.

``Terminal`` is a pseudo-terminal; ``Browser`` is a page of ``nta serve`` in a real browser.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest

pyte = pytest.importorskip("pyte", reason="pyte is not installed")
PATIENCE = 40.0  # seconds that anything may take to show, on however slow a machine


class Window:
    """What a program draws, as a terminal would show it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    @property
    def text(self) -> str:
        """What stands in the window."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def draw(self, data: bytes) -> None:
        """Take what the program wrote."""
        self.raw += data
        # pyte does not know the private modes with an intermediate or a ">" that Textual asks for, and would print them
        self.stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[\$]?[a-gi-km-zA-Z]", b"", data))

    def press(self, keys: str) -> None:
        """Press keys, as a terminal sends them."""
        raise NotImplementedError

    def look(self, seconds: float) -> None:
        """Draw what has come, or comes within some seconds."""
        raise NotImplementedError

    def wait(self, condition: Callable[[str], object], what: str, patience: float = PATIENCE) -> None:
        """Look until something stands in the window."""
        end = time.monotonic() + patience
        while not condition(self.text):
            assert time.monotonic() < end, f"{what} never came:\n{self.text}"
            self.look(0.05)

    def changes(self, before: str, patience: float = 1.0) -> bool:
        """Look until something else than ``before`` stands in the window; tell whether it came in time."""
        end = time.monotonic() + patience
        while self.text == before and time.monotonic() < end:
            self.look(0.05)
        return self.text != before

    def settle(self) -> None:
        """Look until the window has been still for a while: a page may come in several pieces."""
        while self.changes(self.text, patience=0.2):
            pass


class Terminal(Window):
    """A program in a pseudo-terminal of some size."""

    def __init__(self, command: list[str], columns: int, rows: int, environment: dict[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        super().__init__(columns, rows)
        self.process, self.handle = pty.fork()
        if self.process == 0:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # whatever the tests themselves are deaf to
                signal.signal(number, signal.SIG_DFL)
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def look(self, seconds: float) -> None:
        if select.select([self.handle], [], [], seconds)[0]:
            with suppress(OSError):  # it has ended
                self.draw(os.read(self.handle, 65536))

    def over(self) -> bool:
        """Tell whether the program has left the full screen."""
        return b"\x1b[?1049l" in self.raw

    def ends(self) -> int:
        """Wait for the end of the program and return its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.look(0.05)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@contextmanager
def terminal(columns: int, rows: int, home: Path, *arguments: str, **more: str) -> Iterator[Terminal]:
    """Start the program in a terminal, with further variables of the environment; end it at the end."""
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "NTA_HOME": str(home)}
    window = Terminal([sys.executable, "-m", "game", *arguments], columns, rows, environment | more)
    try:
        yield window
    finally:
        try:
            os.kill(window.process, 9)
            os.waitpid(window.process, 0)
        except (ProcessLookupError, ChildProcessError):
            pass  # it has ended already
        os.close(window.handle)


class Browser(Window):
    """A page of ``nta serve``. What the page is sent to draw is drawn here too, so that it can be read."""

    KEYS: ClassVar = {"\r": "Enter", "\x1b[B": "ArrowDown", "\x1b[H": "Home", " ": "Space"}

    def __init__(self, page: Any) -> None:
        super().__init__(80, 24)
        self.page = page
        page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        socket.on("framesent", self._resized)
        socket.on("framereceived", lambda data: self.draw(data) if isinstance(data, bytes) else None)

    def _resized(self, data: Any) -> None:
        size = re.match(r'\["resize",\{"width":(\d+),"height":(\d+)\}\]', data if isinstance(data, str) else "")
        if size:
            self.screen.resize(int(size[2]), int(size[1]))

    def press(self, keys: str) -> None:
        self.page.keyboard.press(self.KEYS.get(keys, keys))

    def look(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)


def play_to_a_replay(window: Window) -> None:
    """Play from the shelf through The Cart to an ending, read the debrief, play it again, and go back to the shelf."""
    window.wait(lambda text: "How to play" in text, "how to play")
    window.press("q")
    window.wait(lambda text: "? help  q quit" in text, "the shelf")
    while "▸ The Cart" not in window.text:
        before = window.text
        window.press("\x1b[B")
        window.wait(lambda text, before=before: text != before, "another folder")
    window.press("n")
    window.wait(lambda text: "day 1" in text and "q leave" in text, "the story")
    for _ in range(150):
        if ending_is_open(window.text):
            break
        before = window.text
        window.press("1" if re.search(r"1  \S", window.text) and "Enter  Go on" not in window.text else "\r")
        for key in ("1", "\r"):  # where options stand further down than the window shows, the digit always works
            if window.changes(before):
                break
            window.press(key)
    assert ending_is_open(window.text), window.text
    window.settle()
    window.press("\x1b[H")  # a key that came late may have scrolled it
    window.settle()
    seen = window.text
    for _ in range(80):
        if "more below" not in window.text:
            break
        before = window.text
        window.press(" ")
        window.wait(lambda text, before=before: text != before, "further down")
        window.settle()
        seen += window.text
    for heading in ("Who decided", "What moved it", "Three questions", "Where this was read"):
        assert heading in seen, seen
    window.press("a")
    window.wait(lambda text: "day 1" in text and "q leave" in text and not ending_is_open(text), "a replay")
    window.press("q")
    window.wait(lambda text: "? help  q quit" in text, "the shelf")
    assert b"Traceback" not in window.raw


def ending_is_open(text: str) -> bool:
    """Tell whether the debrief stands in the window."""
    return "Tab next part" in text
