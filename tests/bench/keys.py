"""From key to paint, and memory: the app in a pseudo-terminal, driven by real keys.

Run it from the checkout: ``python tests/bench/keys.py [MOVES]``. A paint counts as done with the last byte that the app
writes before it is silent for a tenth of a second. Memory is the resident set, from /proc, so this runs on Linux only.
It is taken twice: on the first start ever, which reads every story from YAML, and on a later one, which does not.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from start import EMPTY

QUIET = 0.1  # seconds without output after which a paint is done


class Terminal:
    """A program in an 80 by 24 terminal."""

    def __init__(self, command: list[str], home: str) -> None:
        environment = {**os.environ, "NTA_HOME": home, "TERM": "xterm-256color"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.child, self.handle = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def settle(self, quiet: float = QUIET, most: float = 10.0) -> float:
        """Read until the program is silent; return the time of its last byte, or of now if it wrote nothing."""
        last = began = time.perf_counter()
        while time.perf_counter() - began < most:
            if select.select([self.handle], [], [], quiet)[0]:
                os.read(self.handle, 65536)
                last = time.perf_counter()
            else:
                break
        return last

    def press(self, key: str) -> float:
        """Press a key and return the seconds until what it changed is painted."""
        began = time.perf_counter()
        os.write(self.handle, key.encode())
        return max(self.settle() - began, 0.0)

    def hurry(self, keys: str) -> None:
        """Press keys one after another, waiting only for the first byte of each answer."""
        for key in keys:
            os.write(self.handle, key.encode())
            if select.select([self.handle], [], [], 0.2)[0]:
                os.read(self.handle, 65536)

    def memory(self) -> float:
        """Return the resident set in MB."""
        status = Path(f"/proc/{self.child}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def close(self) -> None:
        """End the program."""
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.handle)


def quantile(times: list[float], share: float) -> float:
    """Return the time in milliseconds that a share of the presses stays under."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000


def main(moves: int) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "config").mkdir()
        Path(home, "config", "settings.json").write_text('{"welcomed": true}', encoding="ascii")
        empty = Terminal([sys.executable, "-c", EMPTY], home)
        empty.settle(1.0)
        base = empty.memory()
        empty.close()
        play = [sys.executable, "-m", "game", "play", "the-cart", "--new", "--seed", "1"]
        game = Terminal(play, home)
        game.settle(1.5, 30)
        cold = game.memory()
        game.close()
        game = Terminal(play, home)
        game.settle(1.5, 30)
        warm = game.memory()
        times: dict[str, list[float]] = {"choose": [], "open cards": [], "map": [], "back": []}
        for _ in range(50):  # always at the first fork: undo leads back to it
            times["open cards"].append(game.press("s"))
            times["back"].append(game.press("q"))
            times["map"].append(game.press("m"))
            times["back"].append(game.press("q"))
            times["choose"].append(game.press("1"))
            game.press("u")
        for what, found in times.items():
            middle = statistics.median(found) * 1000
            print(
                f"{what}: median {middle:.0f} ms, 95th percentile {quantile(found, 0.95):.0f} ms, {len(found)} presses"
            )
        print(f"memory: empty app {base:.0f} MB")
        for when, size in (("first start ever", cold), ("in play", warm), ("after these keys", game.memory())):
            print(f"memory, {when}: {size:.0f} MB, {size / base:.2f} of it")
        for done in range(0, moves, 200):
            for _ in range(100):
                game.hurry("1u")
            game.settle()
            print(f"after {done + 200} moves: {game.memory():.1f} MB")
        game.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
