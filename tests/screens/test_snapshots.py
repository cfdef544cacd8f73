"""Pictures of the main screens. They stand beside this file, and the README shows two of them.

To take them anew after a change that is meant: ``pytest tests/screens/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from game.play.catalogue import catalogue
from game.play.session import Session
from game.screens.app import NoticeApp
from game.screens.cards import CardsScreen
from game.screens.drive import until
from game.screens.play import PlayScreen
from tests.making import begin, yard
from tests.screens.acting import app_with, cart, press, put, quiet

Snap = Callable[..., bool]
FOUR = [(theme, size) for theme in ("dark", "light") for size in ((80, 24), (120, 40))]


def taken(snap: Snap, app: NoticeApp, size: tuple[int, int], act: Callable[[NoticeApp], Any]) -> bool:
    async def before(pilot: Pilot[None]) -> None:
        await act(app)
        await quiet(app)

    return snap(app, terminal_size=size, run_before=before)


@pytest.fixture
def fixed_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf that does not change with every exhibit and ending that is written."""
    found = catalogue()
    story = next(story for story in found.stories if story.story == "the-cart")
    stories = [msgspec.structs.replace(story, endings=story.endings[:9])]
    stories.append(
        msgspec.structs.replace(
            story,
            story="the-docket",
            title="The Docket",
            place="Los Angeles",
            date="2012-01-09",
            minutes=30,
            tagline="You are the government's lawyer. Twelve files, one calendar.",
            content_note="Accounts of crime and of illness. Nothing graphic.",
        )
    )
    fixed = msgspec.structs.replace(
        found, stories=tuple(stories), exhibits=312, figures=920, faults=(), oldest_check="2001", newest_check="2026-08"
    )
    monkeypatch.setattr("game.screens.shelf.kept_catalogue", lambda _extra: fixed)


@pytest.mark.usefixtures("fixed_shelf")
@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_shelf(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await quiet(app)

    assert taken(snap_compare, app_with(theme=theme), size, act)


@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_own_fork(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await quiet(app)

    assert taken(snap_compare, app_with(cart(), theme=theme), size, act)


def at_the_officer(app: NoticeApp) -> Session:
    play = begin(yard())
    play.go_on()
    play.choose("counsel")
    play.choose("clerk")
    return Session(play, app.saves, app.today)


@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_other_fork_before(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await put(app, at_the_officer(app).play)

    assert taken(snap_compare, app_with(yard(), theme=theme), size, act)


@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_other_fork_after(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await put(app, at_the_officer(app).play)
        await press(app, "2")

    assert taken(snap_compare, app_with(yard(), theme=theme), size, act)


@pytest.mark.parametrize(("theme", "size"), [*FOUR, ("dark", (40, 12))])
def test_barred_option(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await press(app, "enter")

    assert taken(snap_compare, app_with(yard(), theme=theme), size, act)


@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_card_open(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    async def act(app: NoticeApp) -> None:
        await press(app, "enter")
        await press(app, "s", CardsScreen)
        await press(app, "enter")

    assert taken(snap_compare, app_with(yard(), theme=theme), size, act)


async def to_the_end(app: NoticeApp) -> None:
    play = begin(yard(), seed=3)
    play.go_on()
    for option in ("call", "counsel", "sign"):
        play.choose(option)
    while play.waits_for == "go":
        play.go_on()
    await put(app, play)


@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_debrief(snap_compare: Snap, theme: str, size: tuple[int, int]) -> None:
    assert taken(snap_compare, app_with(yard(), theme=theme), size, to_the_end)


@pytest.mark.parametrize("key", ["m", "c", "e"])
@pytest.mark.parametrize(("theme", "size"), FOUR)
def test_map_case_file_and_eras(snap_compare: Snap, theme: str, size: tuple[int, int], key: str) -> None:
    async def act(app: NoticeApp) -> None:
        await until(lambda: isinstance(app.screen, PlayScreen), "the story")
        await press(app, "enter")
        await press(app, "2")
        await press(app, "enter")
        await press(app, key)

    assert taken(snap_compare, app_with(yard(), theme=theme), size, act)
