"""Driving: a walkthrough through the real app with real key presses, and what it shows compared with the plain words.

The app runs under Textual's test driver in an 80 by 24 window. At every step the words on the page are compared, letter
by letter and without regard to how lines are broken, with the lines that the plain front end shows.
"""

from __future__ import annotations

import asyncio
import datetime
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from game.graph.afterwards import Afterwards
from game.graph.debriefing import debrief_lines
from game.play import lines
from game.play.bundle import Bundle
from game.play.lines import Line
from game.play.moves import Start
from game.play.playthrough import Playthrough
from game.play.saves import Saves
from game.play.session import Session
from game.play.settings import Settings
from game.play.view import View, make_view
from game.reading.fault import Fault, Place, Report
from game.screens.app import NoticeApp
from game.screens.ending import EndingScreen
from game.screens.play import PlayScreen
from game.screens.widgets.marked import MarkedList
from game.screens.widgets.options import ON, WITHOUT
from game.screens.widgets.paint import words_shown
from game.walk.runner import start_of
from game.walk.script import LoadedWalk, Step

SIZE = (80, 24)
PATIENCE = 20.0  # seconds that a key may take to show, on however slow a machine


def drive(loaded: LoadedWalk, bundle: Bundle, today: datetime.date) -> list[Fault]:
    """Return where the screens show something else than the plain front end along a walkthrough.

    The walkthrough must be one that runs; ``run_walk`` tells whether it does.
    """
    return asyncio.run(driven(loaded, bundle, today))


async def driven(loaded: LoadedWalk, bundle: Bundle, today: datetime.date) -> list[Fault]:
    """Do what ``drive`` does, inside a loop that runs already."""
    with tempfile.TemporaryDirectory(prefix="nta-drive-") as folder:
        play = start_of(loaded, bundle)
        app = _DrivenApp(bundle=bundle, start=play.start, new=True, saves=Saves(Path(folder)), today=lambda: today,
                         settings=Settings(welcomed=True))  # fmt: skip
        driver = _Driver(app, play, today)
        async with app.run_test(size=SIZE):
            try:
                await driver.run(loaded)
            except TimeoutError as late:
                driver.report.add(driver.place, "walk-expect", f"the screens did not get there: {late}")
    return driver.report.faults


class _PinnedSession(Session):
    """A session in which a walkthrough says what happens where a story leaves it to chance."""

    pin: str | None = None

    def predict(self, outcome: str | None) -> None:
        self.play.predict(outcome, pin=self.pin)
        self.save()


class _DrivenApp(NoticeApp):
    """The app, with a session that can be pinned."""

    def open(self, bundle: Bundle, start: Start, *, new: bool, ended: bool = False) -> None:
        del new, ended  # a walkthrough always begins from the start
        self.last = _PinnedSession.begin(bundle, start, self.saves, self.today)
        self.push_screen(PlayScreen(self.last))


class _Driver:
    """Presses keys in the app, makes the same moves on a playthrough of its own, and compares."""

    def __init__(self, app: _DrivenApp, play: Playthrough, today: datetime.date) -> None:
        self.app = app
        self.play = play
        self.today = today
        self.report = Report()
        self.place = Place("", 1, 1)

    async def run(self, loaded: LoadedWalk) -> None:
        """Walk to the end."""
        self.place = loaded.place("steps")
        await self.look(answer=False)
        for index, step in enumerate(loaded.walk.steps):
            self.place = loaded.place("steps", str(index))
            await self.take(step)
        if loaded.walk.ends is not None:
            self.place = loaded.place("ends")
            await self.pass_texts()

    async def take(self, step: Step) -> None:
        """Take one step by keys."""
        for _ in range(step.undo or 0):
            if not self.play.undo_decision():
                return
            await self.press("u", answer=False)
        for _ in range(step.go or 0):
            await self.go_on()
        if step.choose is not None:
            await self.pass_texts()
            key = self.key_of(step.choose)
            self.play.choose(step.choose)
            await self.press(key, answer=True)
        elif step.predict is not None or step.happens is not None:
            await self.pass_texts()
            assert isinstance(self.app.last, _PinnedSession)
            self.app.last.pin = step.happens
            key = self.key_of(step.predict) if step.predict else "0"
            self.play.predict(step.predict, pin=step.happens)
            await self.press(key, answer=True)
            self.app.last.pin = None

    async def pass_texts(self) -> None:
        """Go on past texts to the next decision, or to the ending."""
        while self.play.waits_for == "go":
            await self.go_on()

    async def go_on(self) -> None:
        """Go on past one text."""
        self.play.go_on()
        await self.press("enter", answer=False)

    def key_of(self, option: str) -> str:
        """Return the key of an option, as the view names it."""
        fork = make_view(self.play, self.today).fork
        assert fork is not None
        return next(one.key for one in fork.options if one.id == option)

    async def press(self, key: str, *, answer: bool) -> None:
        """Press a key; with ``answer`` the page of what was met may come first, and is left with Enter."""
        if len(key) > 1 and key.isdigit():  # the tenth option and those after it have no key of their own
            screen = self.app.screen
            screen.query_one(MarkedList).highlighted = int(key) - 1
            key = "enter"
        await self.into_sight()
        self.app.simulate_key(key)
        await self.look(answer=answer)

    async def into_sight(self) -> None:
        """Go to the options where they stand below the window: a key takes none that was not in sight."""
        screen = self.app.screen
        await asyncio.wait_for(screen.wait_for_refresh(), PATIENCE)  # before a page is laid out it has other rows
        if isinstance(screen, PlayScreen) and screen.asks_below:
            self.app.simulate_key("tab")
            await until(lambda: not screen.asks_below, "the options")

    async def look(self, *, answer: bool) -> None:
        """Wait for what the playthrough shows now, and compare."""
        view = make_view(self.play, self.today)
        if answer and any(lines.met_lines(view.met) if view.met else ()):
            screen = await self.screen(view, answering=True)
            self.compare(letters(shown(screen)), list(answer_lines(view)), "the answer")
            self.app.simulate_key("enter")
        screen = await self.screen(view, answering=False)
        text = letters(shown(screen))
        if view.debrief:
            self.compare_in_order(text, list(ending_lines(view, Afterwards(self.play))))
        else:
            self.compare(text, list(passage_lines(view)), f"'{view.heading}'")

    async def screen(self, view: View, *, answering: bool) -> Screen[object]:
        """Wait until a view is on the screen, and return the screen."""

        def there() -> bool:
            screen = self.app.screen
            if isinstance(screen, EndingScreen):
                return view.debrief is not None and not answering and bool(screen.painted)
            return (
                isinstance(screen, PlayScreen)
                and screen.drawn is not None
                and screen.drawn.moves == view.moves
                and screen.answering is answering
                and (answering or view.debrief is None)
            )

        await until(there, f"'{view.heading}'")
        return self.app.screen

    def compare(self, text: str, wanted: list[Line], what: str) -> None:
        """Report the first letter at which the page differs."""
        expected = letters(f"{one.lead}{one.plain}" for one in wanted)
        if text == expected:
            return
        at = next(
            (i for i, (a, b) in enumerate(zip(text, expected, strict=False)) if a != b), min(len(text), len(expected))
        )
        seen, meant = text[max(at - 20, 0) : at + 40], expected[max(at - 20, 0) : at + 40]
        message = f"on {what} the screen shows '{seen}' where the plain front end shows '{meant}'"
        self.report.add(self.place, "walk-expect", message)

    def compare_in_order(self, text: str, wanted: list[Line]) -> None:
        """Report the first line of the debrief that is not on the ending screen, or not in its order."""
        at = 0
        for one in wanted:
            expected = letters([one.lead, one.plain])
            found = text.find(expected, at)
            if found < 0:
                message = f"the ending does not show '{one.lead} {one.plain[:60]}', or not in its place"
                self.report.add(self.place, "walk-expect", message)
                return
            at = found + len(expected)


def passage_lines(view: View) -> Iterator[Line]:
    """Yield the lines of a passage as the plain front end shows them, and the way on."""
    yield lines.line("heading", view.heading)
    for block in view.blocks:
        yield from lines.block_lines(block)
    heading = lines.cards_heading(view)
    if heading:
        yield lines.line("heading", heading)
    yield from lines.cards_lines(view.cards)
    if view.covered:
        yield lines.line("notice", lines.covered_words(view))
    if view.fork is None:
        yield ON
        return
    yield from lines.fork_lines(view.fork)
    if view.fork.kind == "other":
        yield WITHOUT


def answer_lines(view: View) -> Iterator[Line]:
    """Yield the lines of what a decision met, and the way on."""
    assert view.met is not None
    yield from lines.met_lines(view.met)
    yield from lines.cards_lines(view.met.cards)
    yield ON


def ending_lines(view: View, afterwards: Afterwards) -> Iterator[Line]:
    """Yield the lines of an ending, in the order in which they must stand."""
    assert view.debrief is not None
    yield lines.line("heading", view.heading)
    for block in view.blocks:
        yield from lines.block_lines(block)
    yield from debrief_lines(view.debrief, afterwards)


def shown(screen: Screen[object]) -> Iterator[str]:
    """Yield the words on the page of a screen, without its pictures, its bars and its keys."""
    for widget in screen.walk_children():
        if not all(one.display for one in widget.ancestors_with_self if one is not screen):
            continue
        if isinstance(widget, MarkedList):
            yield from map(words_shown, widget.contents)
        elif type(widget) is Static and isinstance(widget.content, Content):
            yield words_shown(widget.content)


def letters(texts: Iterable[str]) -> str:
    """Return texts without any space, so that it does not matter where lines are broken."""
    return "".join("".join(text.split()) for text in texts)


async def until(condition: Callable[[], bool], what: str) -> None:
    """Wait until something holds. Raises ``TimeoutError`` when it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        await asyncio.sleep(0.001)
