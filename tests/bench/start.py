"""How fast it starts: the shelf against an empty Textual app, a plain first screen against ``import yaml``.

Run it from the checkout: ``python tests/bench/start.py [ROUNDS]``. The ratios are of medians within one run, the
programs taking turns. Warm means that the stories have been read once before, as on every start but the first.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

EMPTY = """\
from textual.app import App
from textual.widgets import Static
class Empty(App[None]):
    def compose(self):
        yield Static("ready to go")
Empty().run()
"""


def painted(command: list[str], words: bytes, environment: dict[str, str]) -> float:
    """Return the seconds until some words stand on the screen of an 80 by 24 terminal."""
    began = time.perf_counter()
    child, handle = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    deadline = began + 30
    while words not in seen and time.perf_counter() < deadline:
        if select.select([handle], [], [], 0.01)[0]:
            seen += os.read(handle, 65536)
    took = time.perf_counter() - began
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(handle)
    if words not in seen:
        raise SystemExit(f"{command}: never showed {words!r}")
    return took


def ran(command: list[str], environment: dict[str, str], answers: bytes = b"") -> float:
    """Return the seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, input=answers, env=environment, capture_output=True, check=True)
    return time.perf_counter() - began


def main(rounds: int) -> None:
    """Print medians and ratios."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as home:
        config = Path(home, "config")
        config.mkdir()
        (config / "settings.json").write_text('{"welcomed": true}')  # the shelf, as on every start but the first
        environment = {**os.environ, "NTA_HOME": home, "TERM": "xterm-256color"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once and kept, as on any machine
        game = [str(Path(python).with_name("nta"))]  # as a reader starts it
        cold = painted(game, b"one decision at a time", environment)
        shutil.rmtree(Path(home, "cache"), ignore_errors=True)
        filled = painted(game, b"The Cart", environment)
        shutil.rmtree(Path(home, "cache"))
        plain = [*game, "play", "the-cart", "--plain", "--new", "--seed", "1"]
        first = ran(plain, environment)
        times: dict[str, list[float]] = {"empty": [], "shelf": [], "yaml": [], "plain": [], "pass": []}
        for _ in range(rounds):
            times["empty"].append(painted([python, "-c", EMPTY], b"ready to go", environment))
            times["shelf"].append(painted(game, b"The Cart", environment))
            times["yaml"].append(ran([python, "-c", "import yaml"], environment))
            times["plain"].append(ran(plain, environment))
            times["pass"].append(ran([python, "-c", "pass"], environment))
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(f"{rounds} rounds; python -c pass {middle['pass'] * 1000:.0f} ms")
    print(f"empty Textual app, first paint   {middle['empty'] * 1000:.0f} ms")
    print(
        f"shelf, first paint               {middle['shelf'] * 1000:.0f} ms, "
        f"{middle['shelf'] / middle['empty']:.2f} of the empty app"
    )
    print(
        f"shelf, first start ever          {cold * 1000:.0f} ms, {cold / middle['empty']:.2f} of the empty app; "
        f"its stories after {filled * 1000:.0f} ms"
    )
    print(f"python -c 'import yaml'          {middle['yaml'] * 1000:.0f} ms")
    print(
        f"plain first screen               {middle['plain'] * 1000:.0f} ms, "
        f"{middle['plain'] / middle['yaml']:.2f} of import yaml"
    )
    print(f"plain first screen, first ever   {first * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
