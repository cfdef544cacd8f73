from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from game.screens.app import NoticeApp
from game.screens.blank import BlankScreen
from game.screens.cards import BarredScreen, CardScreen, CardsScreen
from game.screens.casefile import CaseFileScreen, RulesScreen
from game.screens.confirm import ConfirmScreen
from game.screens.drive import until
from game.screens.ending import EndingScreen
from game.screens.eras import ErasScreen
from game.screens.floor import FloorScreen
from game.screens.flow import FlowScreen
from game.screens.games import GamesScreen
from game.screens.help import HelpScreen, bindings_of, help_lines
from game.screens.keys import face
from game.screens.listing import ListScreen
from game.screens.map import MapScreen
from game.screens.notes import NoteScreen
from game.screens.over import OverScreen
from game.screens.play import PlayScreen
from game.screens.reader import ReaderScreen
from game.screens.search import SearchScreen
from game.screens.settings import SettingsScreen
from game.screens.shelf import ShelfScreen
from game.screens.widgets.keyline import KEY_NAMES, KeyLine
from game.screens.widgets.options import Options
from tests.making import yard
from tests.screens.acting import app_with, click, play_until, press, put, rows, running, text, write

SCREENS: list[type[Screen[Any]]] = [
    ShelfScreen, PlayScreen, EndingScreen, ReaderScreen, CardsScreen, CardScreen, CaseFileScreen, RulesScreen,
    MapScreen, ErasScreen, NoteScreen, SearchScreen, SettingsScreen, ConfirmScreen, GamesScreen, BarredScreen,
]  # fmt: skip
#: Screens that have no keys to learn: any key, or none, does something there.
BARE = {BlankScreen, FloorScreen, HelpScreen}


def own_bindings(kind: type[Screen[Any]]) -> list[Binding]:
    ours = [base for base in kind.__mro__ if base.__module__.startswith("game.")]
    return [binding for base in ours for binding in vars(base).get("BINDINGS", ()) if isinstance(binding, Binding)]


def test_no_screen_is_forgotten_here() -> None:
    def below(kind: type[Any]) -> set[type[Any]]:
        return {kind} | {one for child in kind.__subclasses__() for one in below(child)}

    ours = {kind for kind in below(Screen) if kind.__module__.startswith("game.screens")}
    assert ours == {
        *SCREENS,
        *BARE,
        FlowScreen,
        ListScreen,
        OverScreen,
    }  # the last three are only what others are built on


@pytest.mark.parametrize("kind", SCREENS)
def test_help_tells_every_key_of_a_screen(kind: type[Screen[Any]]) -> None:
    screen = object.__new__(kind)
    told = {line.lead for line in help_lines(screen)}
    for binding in [*bindings_of(screen), *NoticeApp.BINDINGS]:
        assert isinstance(binding, Binding)
        if binding.description:
            assert face(binding) in told
            assert binding.tooltip.endswith(".")
    digits = {str(number) for number in range(2, 10)}
    for binding in own_bindings(kind):
        hidden = not binding.description
        if hidden and binding.action.startswith("app."):
            continue
        assert not hidden or binding.key in digits or binding.action == "page(1)", f"{binding.key} is told nowhere"


@pytest.mark.parametrize("kind", SCREENS)
def test_every_action_has_a_plain_key(kind: type[Screen[Any]]) -> None:
    for binding in own_bindings(kind):
        assert not binding.key.startswith("ctrl+")
        assert "alt+" not in binding.key


@pytest.mark.parametrize("kind", SCREENS)
def test_no_two_commands_of_a_screen_share_a_key(kind: type[Screen[Any]]) -> None:
    keys = [key for binding in bindings_of(object.__new__(kind)) for key in binding.key.split(",")]
    everywhere = [
        key for binding in NoticeApp.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
    ]
    if kind is not SettingsScreen:  # there the key that opens the settings closes them
        keys += everywhere
    doubled = {key for key in keys if keys.count(key) > 1}
    assert doubled <= {
        "space",
        "pagedown",
        "q",
        "escape",
        "enter",
        "backspace",
    }  # a screen's own over what it is made from


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_key_hints_never_overflow_and_keep_the_needed_ones(width: int) -> None:
    keys = (("?", "help"), ("q", "leave"), ("s", "exhibits"), ("u", "undo"), ("c", "case file"), ("m", "map"))
    fitting = list(KeyLine(*keys).fitting(width))
    assert [key for _, key, _ in fitting][:2] == ["?", "q"]
    column, key, word = fitting[-1]
    assert column + len(key) + len(word) + 3 <= width


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_line_of_keys_is_the_last_row_and_names_keys_that_work(size: tuple[int, int]) -> None:
    async with running(app_with(), size) as app:
        assert text(app).split("\n")[-1].startswith(" ? help  q quit")
        for wanted in ("own", "ending"):
            screen = await put(app, play_until(yard(), wanted))
            shown = rows(app)[-1]
            assert "? help" in shown
            assert "q leave" in shown
            assert not shown.rstrip().endswith("…")
            keys = {key for binding in [*bindings_of(app.screen), *NoticeApp.BINDINGS] for key in [face(binding)]}  # type: ignore[arg-type]
            for _, key, _ in screen.query_one(KeyLine).fitting(500):
                assert key in keys


#: How each kind of screen is reached: from the shelf or from where a play stands, by keys.
WAYS: list[tuple[str, list[str], type[Screen[Any]]]] = [
    ("shelf", [], ShelfScreen),
    ("shelf", ["h"], ReaderScreen),
    ("shelf", ["o"], GamesScreen),
    ("own", [], PlayScreen),
    ("own", ["s"], CardsScreen),
    ("own", ["s", "enter"], CardScreen),
    ("own", ["g"], ReaderScreen),
    ("own", ["c"], CaseFileScreen),
    ("own", ["c", "r"], RulesScreen),
    ("own", ["m"], MapScreen),
    ("own", ["e"], ErasScreen),
    ("own", ["e", "end", "enter"], ConfirmScreen),
    ("own", ["n"], NoteScreen),
    ("own", ["slash"], SearchScreen),
    ("own", ["comma"], SettingsScreen),
    ("own", ["question_mark"], HelpScreen),
    ("barred", ["end", "up", "enter"], BarredScreen),
    ("ending", [], EndingScreen),
    ("ending", ["l"], ReaderScreen),
]


@asynccontextmanager
async def reached(start: str, keys: list[str], kind: type[Screen[Any]]) -> AsyncIterator[NoticeApp]:
    async with running(app_with()) as app:
        if start != "shelf":
            await put(app, play_until(yard(), start))
        for key in keys:
            await press(app, key)
        await until(lambda: type(app.screen) is kind, kind.__name__)
        yield app


def test_every_screen_has_a_way_to_it_here() -> None:
    assert {kind for _, _, kind in WAYS} == {*SCREENS, HelpScreen}


@pytest.mark.parametrize(("start", "keys", "kind"), WAYS)
async def test_the_screen_can_be_blanked_and_help_called_from_everywhere(
    start: str, keys: list[str], kind: type[Screen[Any]]
) -> None:
    async with reached(start, keys, kind) as app:
        screen = app.screen
        await press(app, "f3", BlankScreen)
        assert text(app).strip() == ""
        await press(app, "a", kind)
        assert app.screen is screen
        await press(app, "f1", HelpScreen)
        if kind is not HelpScreen:
            await press(app, "escape", kind)
            assert app.screen is screen


@pytest.mark.parametrize(("start", "keys", "kind"), WAYS)
async def test_every_key_that_the_line_at_the_foot_names_is_alive(
    start: str, keys: list[str], kind: type[Screen[Any]]
) -> None:
    async with reached(start, keys, kind) as app:
        line = app.screen.query_one(KeyLine)
        named = {KEY_NAMES.get(key, key) for _, key, _ in line.fitting(500)}
        assert named <= set(app.screen.active_bindings)
        assert kind is not HelpScreen or "question_mark" not in named  # help is open


@pytest.mark.parametrize("kind", SCREENS)
def test_help_tells_a_key_once_and_for_what_the_screen_has_it(kind: type[Screen[Any]]) -> None:
    screen = object.__new__(kind)
    faces = [face(binding) for binding in bindings_of(screen)]
    assert len(faces) == len(set(faces))
    if kind is not SettingsScreen:  # there the key that opens the settings closes them
        told = [line.lead for line in help_lines(screen) if line.lead]
        assert len(told) == len(set(told))
    if kind is EndingScreen:
        assert "Esc" not in faces  # there it leaves the story, as q does


async def test_page_keys_read_on_while_the_options_have_the_focus() -> None:
    async with running(app_with(yard()), (40, 12)) as app:
        screen = await put(app, play_until(yard(), "own"))
        assert isinstance(screen, PlayScreen)
        marked = screen.query_one(Options).highlighted
        await press(app, "pagedown")
        below = screen.scroller.scroll_y
        assert below > 0
        await press(app, "pageup")
        assert screen.scroller.scroll_y < below
        assert screen.query_one(Options).highlighted == marked


async def test_a_click_on_a_key_presses_it() -> None:
    async with running(app_with(yard())) as app:
        await click(app, 2, app.size.height - 1)
        assert isinstance(app.screen, HelpScreen)


async def test_any_key_brings_the_screen_back_from_blank() -> None:
    for key in ("x", "a", "question_mark", "escape"):
        async with running(app_with(yard())) as app:
            await press(app, "x", BlankScreen)
            assert text(app).strip() == ""
            await press(app, key, PlayScreen)


async def test_the_palette_has_every_command() -> None:
    from textual.command import CommandPalette

    async with running(app_with(yard())) as app:
        await press(app, "colon", CommandPalette)
        provider = next(iter(app.COMMANDS))()(app.screen_stack[-2])  # type: ignore[call-arg, arg-type]
        names = {re.sub(r"  \(.*", "", str(hit.display)).lower() async for hit in provider.discover()}
        bindings = bindings_of(app.screen_stack[-2])
        picking = {binding.description for binding in bindings if binding.action.startswith("pick(")}
        assert {binding.description for binding in bindings} - picking <= names
        assert not picking & names  # an option is taken where it can be read
        assert {"help", "blank", "light or dark", "settings"} <= names


async def test_a_command_can_be_run_from_the_palette() -> None:
    from textual.command import CommandPalette

    async with running(app_with(yard())) as app:
        await press(app, "colon", CommandPalette)
        await write(app, "map")
        await until(lambda: "Map  (m)" in text(app), "the command")
        await press(app, "enter")
        if isinstance(app.screen, CommandPalette):
            await press(app, "enter")
        await until(lambda: isinstance(app.screen, MapScreen), "the map")
