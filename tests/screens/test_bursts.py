"""Keys that come faster than screens go: a key that is held, a paste, an impatient reader."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from game.play.catalogue import open_folder, story_folders
from game.play.code import path_code
from game.play.playthrough import Playthrough
from game.play.view import make_view
from game.screens.ending import EndingScreen
from game.screens.games import GamesScreen
from game.screens.page import cards_of
from game.screens.play import PlayScreen
from game.screens.shelf import ShelfScreen
from game.walk.runner import run_walk
from game.walk.script import load_walk
from tests.making import TODAY, begin, yard
from tests.screens.acting import app_with, cart, press, put, quiet, running, text, write
from tests.screens.playing import terminal

WALKS = sorted(path for folder in story_folders().values() for path in folder.rglob("*.walk.yaml"))


async def burst(app: object, *keys: str) -> None:
    """Press keys without waiting for what any of them does."""
    for key in keys:
        app.simulate_key(key)  # type: ignore[attr-defined]
    await quiet(app)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")
@pytest.mark.parametrize("keys", ["xab", "xabcdef", "xaxbxc", "e\r\r\r\r\r"])
def test_a_burst_of_keys_leaves_a_program_that_still_answers(keys: str, tmp_path: Path) -> None:
    with terminal(80, 24, tmp_path / "home", "play", "the-cart") as window:
        window.wait(lambda text: "day 1" in text, "the story")
        for _ in range(5):
            window.press(keys)
            window.settle()
        for key in "zqqqqqq":  # out of everything: a question is answered no, and the story is left
            window.press(key)
            window.settle()
            if window.over():
                break
        assert window.ends() == 0
        assert b"has a fault" not in window.raw


async def test_enter_twice_on_a_question_answers_it_once() -> None:
    async with running(app_with(yard())) as app:
        await press(app, "e")
        await press(app, "enter")
        below = app.screen_stack[:-1]
        await burst(app, "enter", "enter", "enter")
        assert app.screen_stack[: len(below)] == below[: len(app.screen_stack)]
        assert len(app.screen_stack) >= len(below)


async def test_enter_twice_on_the_shelf_opens_one_story() -> None:
    async with running(app_with()) as app:
        await burst(app, "enter", "enter")
        assert sum(isinstance(screen, PlayScreen) for screen in app.screen_stack) == 1


async def test_enter_twice_before_an_ending_opens_it_and_says_nothing_else() -> None:
    play = begin(yard(), seed=1)
    while not play.ended:
        shown = play.ground.options(play.state)
        if shown:
            play.choose(next(option.choice.id for option in shown[::-1] if not option.bar))
        elif play.waits_for == "prediction":
            play.predict(None)
        else:
            play.go_on()
    play.undo(1)
    app = app_with(yard())
    async with running(app) as app:
        await put(app, play)
        await burst(app, "end", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, EndingScreen)
        assert not app._notifications


async def test_enter_twice_on_a_path_code_takes_it_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(app_with()) as app:
        await press(app, "o", GamesScreen)
        taken: list[Playthrough] = []
        monkeypatch.setattr(app, "show_play", taken.append)
        monkeypatch.setattr(GamesScreen, "is_active", property(lambda _self: not taken))
        await press(app, "tab")
        await write(app, path_code(begin(cart())))
        await burst(app, "enter", "enter")
        assert [play.bundle.story.story for play in taken] == ["the-cart"]


async def test_a_story_that_was_taken_away_meanwhile_is_told_and_no_crash(tmp_path: Path) -> None:
    folder = shutil.copytree(story_folders()["the-cart"], tmp_path / "mine" / "the-attic")
    head = folder / "story.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("story: the-cart", "story: the-attic"), encoding="utf-8")
    app = app_with()
    app.extra = (folder.parent,)
    async with running(app) as app:
        await press(app, "end")
        shutil.rmtree(folder)
        for key in ("enter", "n", "e", "o"):
            await press(app, key)
            assert isinstance(app.screen, ShelfScreen)
            assert "This story cannot be used: there is no story 'the-attic'" in " ".join(text(app).split())


@pytest.mark.parametrize("folder", sorted({path.parents[-len(Path(__file__).parents[2].parts) - 2] for path in WALKS}))
def test_the_exhibits_of_any_moment_of_any_walkthrough_are_listed_once_each(folder: Path) -> None:
    bundle = open_folder(folder)
    for path in (one for one in WALKS if folder in one.parents):

        def look(play: object) -> None:
            for met_only in (False, True):
                ids = [card.id for card in cards_of(make_view(play, TODAY), met_only=met_only)]  # type: ignore[arg-type]
                assert len(ids) == len(set(ids)), (path.name, play.passage)  # type: ignore[attr-defined]  # noqa: B023

        assert run_walk(load_walk(path), bundle, TODAY, look).faults == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind")
def test_a_fault_of_the_screens_ends_with_one_sentence_and_an_exit_code(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import game.screens.search as s\ndef compose(self):\n    raise ZeroDivisionError\n"
        "s.SearchScreen.compose = compose\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[2])
    for debug, trace in (("", False), ("1", True)):
        with terminal(100, 40, tmp_path / "home", PYTHONPATH=f"{tmp_path}:{root}", NTA_DEBUG=debug) as window:
            window.wait(lambda text: "? help" in text, "the shelf")
            window.press("q" if "How to play" in window.text else "/")
            window.wait(lambda text: "? help" in text and "How to play" not in text, "the shelf")
            window.press("/")
            assert window.ends() == 1
        assert "Your place is kept." in window.text
        assert ("ZeroDivisionError" in window.text) is trace
