"""``nta serve`` in a real browser: the same play as in a terminal, over the page that a visitor opens."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.playing import Browser, play_to_a_replay

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the extra 'dev'")
pytest.importorskip("textual_serve", reason="needs textual-serve, of the extra 'web'")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, and there is none on this machine")

#: Nothing but the page is opened: without these, Chromium asks its maker's servers for one thing and another.
ALONE = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the screens on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "game", "serve", "--port", str(port)]
    environment = os.environ | {"NTA_HOME": str(tmp_path / "home")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def test_shelf_play_ending_debrief_and_replay_in_a_browser(address: str, tmp_path: Path) -> None:
    with playwright.sync_playwright() as plays:
        browser = plays.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        window = Browser(page)
        page.goto(address)
        play_to_a_replay(window)
        picture = page.screenshot(path=tmp_path / "shelf.png")
        plain = page.screenshot(clip={"x": 0, "y": 0, "width": 1000, "height": 1})
        browser.close()
    assert len(picture) > 10 * len(plain)  # words are drawn, not an empty page
    assert {url.split("/")[2] for url in asked} == {address.split("/")[2]}  # nothing is loaded from elsewhere
    assert list((tmp_path / "home").rglob("*.json")) != []  # on one's own machine the place is kept
