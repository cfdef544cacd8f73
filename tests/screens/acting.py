"""Acting on the app as a reader does: keys, waiting for what they show, and reading what stands on the screen."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

from game.play.bundle import Bundle
from game.play.catalogue import open_story
from game.play.playthrough import Playthrough, make_start
from game.play.saves import Saves
from game.play.session import Session
from game.play.settings import Settings
from game.screens.app import NoticeApp
from game.screens.drive import PATIENCE, until
from game.screens.ending import EndingScreen
from game.screens.play import PlayScreen
from game.screens.reader import ReaderScreen
from game.screens.shelf import ShelfScreen
from tests.making import TODAY, begin

#: The sizes that must work: the home size, the smallest, and a wide one.
SIZES = [(80, 24), (40, 12), (120, 40)]


@cache
def cart() -> Bundle:
    """Return The Cart."""
    return open_story("the-cart")


def app_with(bundle: Bundle | None = None, *, folder: Path | None = None, **settings: Any) -> NoticeApp:
    """Return the app with a story, or with the shelf; its saves lie in a folder of their own."""
    saves = Saves(folder or Path(tempfile.mkdtemp(prefix="nta-test-")))
    start = make_start(bundle, None, {}, 7) if bundle else None
    liked = Settings(**{"welcomed": True} | settings)
    return NoticeApp(bundle=bundle, start=start, saves=saves, today=lambda: TODAY, settings=liked)


@asynccontextmanager
async def running(app: NoticeApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[NoticeApp]:
    """Run an app until its first screen is drawn, and the shelf has its stories."""

    def filled() -> bool:
        shown = app.screen
        return shown.is_mounted and not (isinstance(shown, ShelfScreen) and shown.found is None)

    async with app.run_test(size=size) as pilot:
        await until(lambda: len(app.screen_stack) > 1 and filled(), "a first screen")
        await pilot.pause()
        yield app


async def press(app: NoticeApp, key: str, screen: type[Screen[Any]] | None = None) -> None:
    """Press a key, and wait until everything is quiet, or until a kind of screen is open."""
    app.simulate_key(key)
    if screen is not None:
        await until(lambda: isinstance(app.screen, screen) and app.screen.is_mounted, screen.__name__)
    await quiet(app)


async def take(app: NoticeApp, key: str, screen: type[Screen[Any]] | None = None) -> None:
    """Take an option by its key, as a reader does who has gone to the options first."""
    if isinstance(app.screen, PlayScreen) and app.screen.asks_below:
        await press(app, "tab")
    await press(app, key, screen)


async def write(app: NoticeApp, words: str) -> None:
    """Type words, letter after letter."""
    for letter in words:
        app.post_message(events.Key("space" if letter == " " else letter, letter))
    await quiet(app)


async def click(app: NoticeApp, column: int, row: int) -> None:
    """Click on a place of the screen."""
    for kind in (events.MouseDown, events.MouseUp):
        keys = {"shift": False, "meta": False, "ctrl": False}
        app.post_message(kind(None, column, row, 0, 0, 1, **keys))
    await quiet(app)


async def resize(app: NoticeApp, columns: int, rows: int) -> None:
    """Give the app a window of another size."""
    size = Size(columns, rows)
    assert isinstance(app._driver, HeadlessDriver)
    app._driver._size = size
    app.post_message(events.Resize(size, size))
    await until(lambda: app.screen._compositor.size == size, "the new size")
    await quiet(app)


async def quiet(app: NoticeApp) -> None:
    """Wait until every message that is under way has been dealt with, and what it changed has been drawn."""
    end = time.monotonic() + PATIENCE
    calm = 0
    while calm < 2:
        await Pilot(app)._wait_for_screen()
        calm = calm + 1 if _drawn(app.screen) else 0
        assert time.monotonic() < end, "the app does not come to rest"
        await asyncio.sleep(0.001)


def _drawn(screen: Screen[Any]) -> bool:
    waiting = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._dirty_widgets)
    return not any(waiting) and not screen._callbacks


async def put(app: NoticeApp, play: Playthrough) -> Screen[Any]:
    """Show a playthrough where it stands, and return the screen of it."""
    app.last = Session(play, app.saves, app.today)
    screen = PlayScreen(app.last)
    app.show_story(screen)
    await until(lambda: app.screen is screen or isinstance(app.screen, EndingScreen), "the story")
    await quiet(app)
    return app.screen


def rows(app: NoticeApp) -> list[str]:
    """Return what stands on the screen, row by row."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def text(app: NoticeApp) -> str:
    """Return what stands on the screen."""
    return "\n".join(row.rstrip() for row in rows(app))


async def read_through(app: NoticeApp) -> str:
    """Read a page from its top to its end by the space key, and return every row that was seen, without spaces."""
    seen = [*rows(app)]
    for _ in range(200):
        if not has_more(app.screen):
            break
        before = rows(app)
        await press(app, "space")
        assert rows(app) != before, "the cue says that there is more, but the space key shows nothing new"
        seen += rows(app)
    return "\n".join("".join(row.split()) for row in seen)


def has_more(screen: Screen[Any]) -> bool:
    """Tell whether a screen says that there is more to read."""
    from game.screens.widgets.cue import Cue

    return any(cue.more for cue in screen.query(Cue))


def painted_rows(screen: Screen[Any]) -> Iterator[str]:
    """Yield every row that a screen has to show, without spaces."""
    from game.screens.widgets.marked import MarkedList

    contents = []
    if isinstance(screen, PlayScreen):
        contents += [screen.painted, screen.query_one("#cards").content]  # type: ignore[attr-defined]
    elif isinstance(screen, ReaderScreen):
        contents.append(screen.painted)
    for shelf in screen.query(MarkedList):
        contents += shelf.contents
    for content in contents:
        for row in content.plain.split("\n"):
            letters = "".join(row.split())
            if letters:
                yield letters


def play_until(bundle: Bundle, wanted: str) -> Playthrough:
    """Return a playthrough at the first fork of a kind: ``own``, ``other``, ``barred``, or at an ``ending``."""
    for seed in range(500):
        dice = random.Random(seed)
        play = begin(bundle, seed=seed)
        while not play.ended:
            passage = play.ground.passage(play.state)
            shown = play.ground.options(play.state) if passage.choices else []
            barred = any(option.bar for option in shown)
            if wanted == "barred" and barred:
                return play
            if wanted == "own" and passage.choices and not barred:
                return play
            if wanted == "other" and passage.outcomes:
                return play
            if passage.choices:
                play.choose(dice.choice([option.choice.id for option in shown if not option.bar]))
            elif passage.outcomes:
                play.predict(dice.choice(passage.outcomes).id)
            else:
                play.go_on()
        if wanted == "ending" and len(play.steps) > 3:
            return play
    raise AssertionError(f"no way to '{wanted}' was found")
