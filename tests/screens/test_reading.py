"""A reader with a keyboard, at every size that must work: nothing is cut off, hidden or lost."""

from __future__ import annotations

import random

import pytest

from game.play.bundle import Bundle
from game.screens.app import NoticeApp
from game.screens.cards import CardScreen, CardsScreen
from game.screens.drive import until
from game.screens.ending import EndingScreen
from game.screens.eras import ErasScreen
from game.screens.floor import FloorScreen
from game.screens.play import PlayScreen
from game.screens.shelf import ShelfScreen
from game.screens.widgets.marked import MarkedList
from game.screens.widgets.options import Options
from tests.making import yard
from tests.screens.acting import (
    SIZES,
    app_with,
    cart,
    has_more,
    painted_rows,
    play_until,
    press,
    put,
    quiet,
    read_through,
    resize,
    rows,
    running,
    text,
)  # fmt: skip


async def check_whole(app: NoticeApp) -> None:
    """Check that every row of a page can be seen by the space key, and then every option by the arrows."""
    seen = await read_through(app)
    for shelf in app.screen.query(MarkedList):
        first = shelf.highlighted
        for _ in range(400):
            seen += "\n" + "\n".join("".join(row.split()) for row in rows(app))
            await press(app, "down")
            if shelf.highlighted == first:
                break
        else:
            raise AssertionError("the arrows do not go round the list")
    for row in painted_rows(app.screen):
        assert row in seen, f"'{row}' is cut off or hidden"


async def play_on(app: NoticeApp, dice: random.Random) -> None:
    """Make some move by a key."""
    screen = app.screen
    assert isinstance(screen, PlayScreen)
    assert screen.drawn is not None
    fork = screen.drawn.fork
    before = (screen.drawn.moves, screen.answering)
    key = dice.choice(fork.open).key if fork and not screen.answering else "enter"
    app.simulate_key(key)
    if key == "enter" or fork is None:
        screen.query_one(Options).focus()
    await until(
        lambda: (
            isinstance(app.screen, EndingScreen)
            or (isinstance(app.screen, PlayScreen) and app.screen.drawn is not None
                and (app.screen.drawn.moves, app.screen.answering) != before)
        ),
        "the next page",
    )  # fmt: skip
    await quiet(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("story", ["the-yard", "the-cart"])
async def test_from_the_first_page_to_an_ending_nothing_is_cut_off(story: str, size: tuple[int, int]) -> None:
    bundle: Bundle = yard() if story == "the-yard" else cart()
    dice = random.Random(5)
    async with running(app_with(bundle), size) as app:
        for _ in range(120):
            if isinstance(app.screen, EndingScreen):
                break
            await check_whole(app)
            await play_on(app, dice)
        assert isinstance(app.screen, EndingScreen)
        await check_whole(app)


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_shelf_through_every_screen_and_back_with_the_keyboard(size: tuple[int, int]) -> None:
    async with running(app_with(), size) as app:
        shelf = app.screen.query_one(MarkedList)
        while shelf.chosen != "the-cart":
            await press(app, "down")
        assert "The Cart" in text(app)
        await press(app, "n", PlayScreen)
        for key in "scmge":
            await press(app, key)
            assert not isinstance(app.screen, PlayScreen), f"{key} opened nothing"
            await check_whole(app)
            await press(app, "escape", PlayScreen)
        for key in ("n", "slash", "comma", "question_mark"):
            await press(app, key)
            assert not isinstance(app.screen, PlayScreen), f"{key} opened nothing"
            await press(app, "escape", PlayScreen)
        await press(app, "q", ShelfScreen)
        assert "Enter goes on" not in text(app)  # nothing was decided, so nothing is there to go on from


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_opens_whole(size: tuple[int, int]) -> None:
    async with running(app_with(yard()), size) as app:
        await put(app, play_until(yard(), "own"))
        await press(app, "s", CardsScreen)
        await press(app, "enter", CardScreen)
        await check_whole(app)
        page = "\n".join(painted_rows(app.screen))
        assert "Source" in page
        assert "ReadReadthesection." in page


async def test_the_options_never_hide_a_passage() -> None:
    for size in [(80, 24), (40, 12), (50, 14), (80, 12), (44, 30)]:
        async with running(app_with(cart()), size) as app:
            screen = await put(app, play_until(cart(), "barred"))
            assert isinstance(screen, PlayScreen)
            assert screen.scroller.size.height >= 3
            await check_whole(app)


async def test_the_cue_is_there_only_while_there_is_more() -> None:
    async with running(app_with(cart())) as app:
        assert "more below: space" in text(app)
        await read_through(app)
        assert not has_more(app.screen)
        assert "more below" not in text(app)
        for _ in range(20):
            await press(app, "b")
        assert "more below: space" in text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_where_options_stand_out_of_sight_the_cue_counts_them(size: tuple[int, int]) -> None:
    async with running(app_with(cart()), size) as app:
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        assert ("3 options below: space, or Tab" in text(app)) == screen.asks_below
        assert screen.asks_below or "1  She stays on her corner" in text(app)
        assert screen.asks_below == (size == (40, 12))


async def test_the_line_under_the_exhibits_is_there_only_while_there_are_more() -> None:
    async with running(app_with(cart()), (120, 40)) as app:
        assert not rows(app)[-2].strip("\u2502 ")
        await resize(app, 120, 14)
        await quiet(app)
        assert "more below: space" in rows(app)[-2]


async def test_a_list_is_paged_through_and_the_mark_goes_with_it() -> None:
    async with running(app_with(cart()), (80, 24)) as app:
        await press(app, "e", ErasScreen)
        shelf = app.screen.query_one(MarkedList)
        first = shelf.highlighted
        while has_more(app.screen):
            before = shelf.highlighted
            await press(app, "space")
            assert shelf.highlighted is not None
            assert before is not None
            assert shelf.highlighted >= before
            assert "\u25b8" in text(app)
        await press(app, "space")
        assert shelf.highlighted == len(shelf.names) - 1
        while shelf.scroll_y:
            await press(app, "b")
        await press(app, "b")
        assert shelf.highlighted == first


async def test_resizing_in_the_middle_of_a_passage_keeps_the_place() -> None:
    async with running(app_with(cart())) as app:
        await press(app, "space")
        await press(app, "space")
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        letters = screen.letters
        assert letters > 0
        from game.screens.place import letters_above

        for size in [(60, 20), (40, 12), (90, 24), (80, 24)]:
            await resize(app, *size)
            row = int(screen.scroller.scroll_y)
            above, below = letters_above(screen.painted.plain, row), letters_above(screen.painted.plain, row + 1)
            assert abs(above - letters) <= 160 or above <= letters < below, size


async def test_a_window_that_is_too_small_says_so_and_comes_back_by_itself() -> None:
    async with running(app_with(yard())) as app:
        await resize(app, 30, 8)
        await until(lambda: isinstance(app.screen, FloorScreen), "the floor")
        await quiet(app)
        assert "40 by 12" in " ".join(text(app).split())
        for key in ("question_mark", "x", "comma", "colon", "s"):
            await press(app, key, FloorScreen)
        await resize(app, 80, 24)
        await until(lambda: isinstance(app.screen, PlayScreen), "the story")


async def test_no_size_and_no_change_of_size_raises() -> None:
    dice = random.Random(11)
    keys = ["c", "m", "e", "g", "s", "comma", "question_mark", "n", "slash"]
    async with running(app_with(cart())) as app:
        await put(app, play_until(cart(), "barred"))
        for key in [None, *keys, "end"]:
            if key == "end":
                await put(app, play_until(cart(), "ending"))
            elif key:
                await press(app, key)
            for _ in range(4):
                await resize(app, dice.randint(1, 200), dice.randint(1, 60))
            await resize(app, 80, 24)
            await until(lambda: not isinstance(app.screen, FloorScreen), "room again")
            await quiet(app)
            if not isinstance(app.screen, PlayScreen | EndingScreen):
                await press(app, "escape", PlayScreen)
