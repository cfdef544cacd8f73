"""What the screens do, as a reader does it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from game.play.catalogue import Catalogue, catalogue
from game.play.code import path_code
from game.play.playthrough import Playthrough
from game.play.session import Session
from game.play.settings import load_settings
from game.screens.app import NoticeApp
from game.screens.cards import CardScreen, CardsScreen
from game.screens.casefile import CaseFileScreen, RulesScreen
from game.screens.confirm import ConfirmScreen
from game.screens.drive import until
from game.screens.ending import EndingScreen
from game.screens.eras import ErasScreen
from game.screens.games import GamesScreen
from game.screens.map import MapScreen
from game.screens.notes import NoteScreen
from game.screens.play import PlayScreen
from game.screens.reader import ReaderScreen
from game.screens.search import SearchScreen
from game.screens.settings import SettingsScreen
from game.screens.shelf import ShelfScreen
from game.screens.widgets.marked import MarkedList
from game.screens.widgets.options import Options
from tests.making import TODAY, begin, past_texts, tell, yard
from tests.screens.acting import (
    app_with,
    cart,
    play_until,
    press,
    put,
    quiet,
    read_through,
    resize,
    running,
    take,
    text,
    write,
)


def session(app: NoticeApp) -> Session:
    assert app.last is not None
    return app.last


async def choose(app: NoticeApp, name: str) -> None:
    """Mark a thing in the list that is open."""
    shelf = app.screen.query_one(MarkedList)
    shelf.highlighted = shelf.names.index(name)
    await quiet(app)


async def test_a_number_takes_an_option_and_the_card_of_what_it_met_opens() -> None:
    async with running(app_with(yard())) as app:
        await press(app, "enter")
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        assert screen.drawn is not None
        assert screen.drawn.fork is not None
        key = next(option.key for option in screen.drawn.fork.open if option.id == "counsel")
        await press(app, key)
        assert screen.answering
        assert "You chose" in text(app)
        assert screen.drawn.met is not None
        assert [card.title for card in screen.drawn.met.cards] == ["The first memo"]
        assert "Thefirstmemo" in await read_through(app)
        await press(app, "enter")
        assert not screen.answering


async def test_statistics_are_covered_until_the_prediction_is_in() -> None:
    async with running(app_with(yard()), (120, 40)) as app:
        play = begin(yard())
        play.go_on()
        play.choose("counsel")
        play.choose("clerk")
        await put(app, play)
        assert "1 statistic opens after your answer" in text(app)
        await press(app, "1")
        assert "You expected" in text(app)
        assert "Statistic" in text(app)


async def test_what_a_decision_met_can_be_read_again_from_the_top_of_the_next_passage() -> None:
    async with running(app_with(yard()), (40, 12)) as app:
        await press(app, "b")
        assert "The gate" in text(app)  # nothing was decided yet
        await put(app, play_until(yard(), "other"))
        await take(app, "1")
        answer, moves = text(app), session(app).play.moves
        assert "You expected" in answer
        await press(app, "enter")
        passage = text(app)
        assert "You expected" not in passage
        await press(app, "b")
        await until(lambda: text(app) == answer, "the answer again")
        await press(app, "enter")
        await until(lambda: text(app) == passage, "the passage again")
        await press(app, "space")
        await press(app, "b")
        assert "You expected" not in text(app)  # that was the way back to the top
        assert session(app).play.moves == moves


async def test_zero_goes_on_without_guessing() -> None:
    async with running(app_with(yard())) as app:
        await put(app, play_until(yard(), "other"))
        assert "Go on without guessing" in text(app)
        before = len(session(app).play.steps)
        await press(app, "0")
        assert session(app).play.moves[before].predict is None
        assert "You expected" not in text(app)


async def test_enter_on_a_barred_option_says_what_bars_it_and_moves_nothing() -> None:
    async with running(app_with(yard())) as app:
        screen = await put(app, play_until(yard(), "barred"))
        assert isinstance(screen, PlayScreen)
        before = len(session(app).play.steps)
        options = screen.query_one(Options)
        assert screen.drawn is not None
        assert screen.drawn.fork is not None
        barred = next(option.id for option in screen.drawn.fork.options if not option.key)
        await choose(app, barred)
        options.focus()
        await press(app, "enter", ReaderScreen)
        assert "Barred" in text(app)
        assert "ladder" in text(app)
        await press(app, "q", PlayScreen)
        assert len(session(app).play.steps) == before


async def test_undo_goes_back_to_the_last_decision_and_says_when_there_is_none() -> None:
    async with running(app_with(yard())) as app:
        await press(app, "enter")
        await press(app, "1")
        await press(app, "u")
        assert session(app).play.passage == "the-bench"
        await press(app, "u")
        await press(app, "u")
        assert session(app).play.steps == []
        await until(lambda: any("nothing to undo" in str(one.message) for one in app._notifications), "a word on it")
        await press(app, "u")
        assert len(app._notifications) == 1  # a message takes the place of the one before


async def test_skipping_the_scene_shows_its_one_line_and_keeps_rules_and_record() -> None:
    async with running(app_with(yard()), (120, 40)) as app:
        assert "The gate shuts. A man with a list" in text(app)
        await press(app, "k")
        assert "In short" in text(app)
        assert "The gate shuts behind her." in text(app)
        assert "A man with a list" not in text(app)
        assert "Record" in text(app)
        await press(app, "k")
        assert "A man with a list" in text(app)


async def test_a_card_is_copied_with_the_whole_of_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    opened: list[str] = []
    monkeypatch.setattr(NoticeApp, "copy_to_clipboard", lambda _app, what: copied.append(what))
    monkeypatch.setattr(NoticeApp, "open_url", lambda _app, url, **_more: opened.append(url))
    async with running(app_with(cart())) as app:
        await press(app, "s", CardsScreen)
        await press(app, "enter", CardScreen)
        screen = app.screen
        assert isinstance(screen, CardScreen)
        await press(app, "y")
        assert copied == [screen.address or screen.card.citation]
        assert "".join(copied[0].split()) in "".join(screen.painted.plain.split())
        await press(app, "o")
        assert opened == ([screen.address] if screen.address else [])


async def test_no_address_but_https_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(NoticeApp, "open_url", lambda _app, url, **_more: opened.append(url))
    async with running(app_with(cart())) as app:
        await press(app, "s", CardsScreen)
        screen = app.screen
        assert isinstance(screen, CardsScreen)
        card = msgspec.structs.replace(
            screen.cards[0], sources=("One", "Two"), addresses=("javascript:alert(1)", "file:///etc/passwd")
        )
        app.push_screen(CardScreen(card, screen.evidence))
        await until(lambda: isinstance(app.screen, CardScreen), "the card")
        await press(app, "o")
        assert opened == []


async def test_in_a_browser_no_address_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoticeApp, "is_web", property(lambda _app: True))
    opened: list[str] = []
    monkeypatch.setattr(NoticeApp, "open_url", lambda _app, url, **_more: opened.append(url))
    app = NoticeApp(bundle=cart(), today=lambda: TODAY)
    async with running(app):
        await press(app, "s", CardsScreen)
        await press(app, "enter", CardScreen)
        assert "open source" not in text(app)
        await press(app, "o")
        assert opened == []


async def test_the_case_file_goes_back_to_a_decision_after_a_question() -> None:
    async with running(app_with(yard())) as app:
        await put(app, play_until(yard(), "ending"))
        moves = len(session(app).play.steps)
        await press(app, "c", CaseFileScreen)
        fork = next(name for name in app.screen.query_one(MarkedList).names if name.startswith("move:"))
        await choose(app, fork)
        await press(app, "enter", ConfirmScreen)
        await press(app, "n", CaseFileScreen)
        assert len(session(app).play.steps) == moves
        await press(app, "enter", ConfirmScreen)
        await press(app, "y", PlayScreen)
        assert len(session(app).play.steps) == int(fork.removeprefix("move:"))


async def test_the_case_file_tells_facts_exhibits_and_terms_and_opens_them() -> None:
    async with running(app_with(yard()), (120, 60)) as app:
        play = begin(yard())
        play.go_on()
        play.choose("counsel")
        await put(app, play)
        await press(app, "c", CaseFileScreen)
        assert "A lawyer has the file." in text(app)
        names = app.screen.query_one(MarkedList).names
        assert "term:detainer" in names
        await choose(app, "term:detainer")
        await press(app, "enter", ReaderScreen)
        assert "Official" in text(app)
        await press(app, "q", CaseFileScreen)
        await choose(app, "card:detainer-rule")
        await press(app, "enter", CardScreen)
        await press(app, "q", CaseFileScreen)
        await press(app, "r", RulesScreen)
        assert "The case runs from 1 May 2012" in text(app)


async def test_a_note_is_kept_with_the_save() -> None:
    app = app_with(yard())
    async with running(app):
        await press(app, "n", NoteScreen)
        await write(app, "Ask for the list")
        await press(app, "escape", PlayScreen)
        assert session(app).note == "Ask for the list"
        await press(app, "enter")
    again = app_with(yard(), folder=app.saves.folder)
    async with running(again):
        assert session(again).note == session(app).note
        await press(again, "c", CaseFileScreen)
        await press(again, "end")
        assert "Ask for the list" in text(again)


async def test_a_note_is_kept_however_one_leaves() -> None:
    app = app_with(yard())
    async with running(app):
        await press(app, "n", NoteScreen)
        await write(app, "first")
        await until(lambda: session(app).note == "first", "a pause after which it is kept")
        await write(app, " second")
        await press(app, "f3")
        await press(app, "f3")
        app.exit()  # as Ctrl-Q does, and a signal
    game = app.saves.read("the-yard")
    assert game is not None
    assert game.note == "first second"


async def test_settings_that_are_damaged_are_told_on_the_first_screen(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text('{"theme": "drak"}', encoding="utf-8")
    async with running(NoticeApp(today=lambda: TODAY)) as app:
        await until(lambda: isinstance(app.screen, ReaderScreen), "how to play")
        await press(app, "q", ShelfScreen)
        assert "settings.damaged-1.json" in "".join(text(app).split())
    assert (home / "config" / "settings.damaged-1.json").read_text(encoding="utf-8") == '{"theme": "drak"}'


async def test_the_map_hides_what_was_not_seen() -> None:
    async with running(app_with(yard()), (100, 60)) as app:
        play = begin(yard())
        play.go_on()
        play.choose("counsel")
        await put(app, play)
        await press(app, "m", MapScreen)
        shown = text(app)
        assert "▸ She asks for a lawyer, after 2 years" in shown
        assert "⊘ She climbs the wall" in shown
        assert "(you are here)" in shown
        passages = yard().story.passages.items()
        unseen = [one.title.text for name, one in passages if name not in ("the-gate", "the-bench")]
        assert not [title for title in unseen if title in shown]
        assert "○ not seen" in shown


async def test_an_era_starts_a_replay_and_is_named_on_the_screen() -> None:
    async with running(app_with(yard()), (120, 40)) as app:
        await press(app, "e", ErasScreen)
        assert "differently" in text(app)
        await choose(app, "era-no-ranks")
        await press(app, "enter", ConfirmScreen)
        assert "Begin from the start under the rules of “No ranks”" in " ".join(text(app).split())
        await press(app, "y", PlayScreen)
        assert session(app).play.start.label == "era-no-ranks"
        assert "rules of" in text(app)
        await resize(app, 80, 24)
        assert "rules of" in text(app)
        await resize(app, 40, 12)
        assert "Rules of" in text(app)


async def test_a_dial_turns_within_its_bounds_and_starts_a_replay() -> None:
    async with running(app_with(yard()), (120, 60)) as app:
        await press(app, "e", ErasScreen)
        assert "A card opens the gate." in text(app)
        await choose(app, "dial:years")
        for expected in (3, 4, 0, 1, 2):
            await press(app, "right")
            screen = app.screen
            assert isinstance(screen, ErasScreen)
            assert screen.dials.get("years", 2) == expected
        await choose(app, "dial:card")
        await press(app, "enter")
        assert "she has one (changed)" in text(app)
        await choose(app, "=own")
        await press(app, "enter", ConfirmScreen)
        await press(app, "y", PlayScreen)
        assert session(app).play.start.dials == {"card": True}


async def test_tab_goes_between_the_facts_and_the_eras() -> None:
    async with running(app_with(cart()), (80, 24)) as app:
        await press(app, "e", ErasScreen)
        shelf = app.screen.query_one(MarkedList)
        assert "Begin, under the rules of" not in text(app)
        assert "more below" in text(app)
        await press(app, "tab")
        assert shelf.chosen == "=own"
        assert "Begin, under the rules of" in text(app)
        await press(app, "down")
        await press(app, "shift+tab")
        assert shelf.chosen == shelf.names[1]
        assert "Facts that you may change" in text(app)


async def test_the_case_file_says_that_enter_goes_back_to_a_decision_once_there_is_one() -> None:
    async with running(app_with(yard())) as app:
        await press(app, "c", CaseFileScreen)
        assert "Enter goes back" not in text(app)
        await press(app, "q", PlayScreen)
        await put(app, play_until(yard(), "ending"))
        await press(app, "c", CaseFileScreen)
        assert "What was decided so far (Enter goes back to one)" in text(app)


async def test_the_numbers_of_who_decided_stand_one_under_the_other() -> None:
    async with running(app_with(cart())) as app:
        await put(app, play_until(cart(), "ending"))
        screen = app.screen
        assert isinstance(screen, EndingScreen)
        page = screen.painted.plain.split("\n")
        first = next(number for number, row in enumerate(page) if row.startswith("Who decided"))
        chart = page[first + 1 : page.index("", first + 1)]
        ends = {re.search(r"\d+", row).end() for row in chart if re.search(r"\d", row)}  # type: ignore[union-attr]
        assert len(chart) > 2
        assert len(ends) == 1


async def test_the_debrief_has_every_part_and_its_keys_work(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(NoticeApp, "copy_to_clipboard", lambda _app, what: copied.append(what))
    async with running(app_with(cart())) as app:
        await put(app, play_until(cart(), "ending"))
        screen = app.screen
        assert isinstance(screen, EndingScreen)
        page = screen.painted.plain
        parts = ["Who decided", "Where the doors closed", "What moved it", "The record", "The nearest other ending"]
        for heading in [*parts, "Three questions", "Where this was read"]:
            assert heading in page
        code = path_code(session(app).play)
        assert code in page
        await press(app, "y")
        assert copied == [code]
        await press(app, "s", CardsScreen)
        await press(app, "q", EndingScreen)
        await press(app, "l", ReaderScreen)
        assert "List of sources" in text(app)
        await press(app, "q", EndingScreen)
        steps = len(session(app).play.steps)
        if screen.near is not None:
            await press(app, "r", PlayScreen)
            assert len(session(app).play.steps) == screen.near.step < steps


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_tab_brings_one_part_of_the_debrief_after_the_other_to_the_top(size: tuple[int, int]) -> None:
    async with running(app_with(cart()), size) as app:
        await put(app, play_until(cart(), "ending"))
        screen = app.screen
        assert isinstance(screen, EndingScreen)
        scroll = screen.query_one("VerticalScroll")
        tops = [text(app).split("\n")[2].strip()]
        while scroll.scroll_y < scroll.max_scroll_y:
            await press(app, "tab")
            tops.append(text(app).split("\n")[1].strip())
        last = [row.strip() for row in text(app).split("\n")]
        for part in ("Who decided", "Where the doors closed", "What moved it", "The nearest other ending", "Three"):
            assert any(row.startswith(part) for row in [*tops, *last]), part  # the last ones need not reach the top
        seen = scroll.scroll_y
        await press(app, "shift+tab")
        assert scroll.scroll_y < seen
        for _ in tops:
            await press(app, "shift+tab")
        assert scroll.scroll_y == 0


async def test_once_more_begins_the_story_again_and_undo_goes_back() -> None:
    async with running(app_with(yard())) as app:
        await put(app, play_until(yard(), "ending"))
        await press(app, "u", PlayScreen)
        assert not session(app).play.ended
        await put(app, play_until(yard(), "ending"))
        await press(app, "a", PlayScreen)
        assert session(app).play.steps == []
        assert len(app.screen_stack) == 2


async def test_an_ending_without_another_near_says_so() -> None:
    bundle = tell("start: {next: [{goto: stop}]}\nstop: {ending: freed}")
    async with running(app_with(bundle)) as app:
        await press(app, "enter", EndingScreen)
        assert "No other choice on this path" in await_text(app)
        await press(app, "r")
        assert isinstance(app.screen, EndingScreen)


def await_text(app: NoticeApp) -> str:
    assert isinstance(app.screen, EndingScreen)
    return app.screen.painted.plain


async def test_searching_finds_and_opens_exhibits_and_terms() -> None:
    async with running(app_with()) as app:
        await press(app, "slash", SearchScreen)
        await write(app, "detainer")
        await until(lambda: bool(app.screen.query_one(MarkedList).names), "hits")
        await press(app, "enter", ReaderScreen)  # the term comes before the cards
        await press(app, "q", SearchScreen)
        await press(app, "down")
        assert isinstance(app.screen.focused, MarkedList)
        await choose(app, next(name for name in app.screen.query_one(MarkedList).names if name.startswith("exhibit:")))
        await press(app, "enter", CardScreen)
        await press(app, "q", SearchScreen)
        await press(app, "q", ShelfScreen)


async def test_a_search_that_finds_nothing_says_so() -> None:
    async with running(app_with()) as app:
        await press(app, "slash", SearchScreen)
        await write(app, "xyzzy")
        await until(lambda: "Nothing was found" in text(app), "the answer")
        await press(app, "enter")
        assert isinstance(app.screen, SearchScreen)


async def test_settings_change_the_page_at_once_and_are_kept() -> None:
    app = NoticeApp(bundle=yard(), today=lambda: TODAY)
    async with running(app):
        await press(app, "comma", SettingsScreen)
        await press(app, "right")
        assert app.theme == "nta-light"
        await choose(app, "spacing")
        await press(app, "enter")
        assert app.settings.spacing == 0
        await press(app, "comma", PlayScreen)
        await press(app, "t")
    assert load_settings().theme == "dark"
    assert load_settings().spacing == 0


async def test_the_shelf_says_how_to_play_once() -> None:
    app = NoticeApp(today=lambda: TODAY)
    async with running(app):
        await until(lambda: isinstance(app.screen, ReaderScreen), "how to play")
        assert text(app).count("\n 1 ") + text(app).count("\n 5 ") == 2
    app = NoticeApp(today=lambda: TODAY)
    async with running(app):
        assert isinstance(app.screen, ShelfScreen)
        await press(app, "h", ReaderScreen)


async def test_a_first_start_paints_the_shelf_before_it_reads_the_stories(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cache").unlink()
    painted = []

    def read(extra: Iterable[Path]) -> Catalogue:
        painted.append(text(app))
        return catalogue(extra)

    monkeypatch.setattr("game.screens.shelf.catalogue", read)
    app = app_with()
    async with running(app):
        (before,) = painted
        assert "one decision at a time" in before
        assert "Reading the stories and their evidence" in before
        assert "The Cart" not in before
        assert "The Cart" in text(app)
        assert "Reading" not in text(app)
    async with running(app_with()):
        assert len(painted) == 1


async def test_the_shelf_shows_what_was_found_and_where_the_story_stands() -> None:
    app = app_with()
    async with running(app):
        await choose(app, "the-cart")
        await press(app, "n", PlayScreen)
        await press(app, "1")
        await press(app, "q", ShelfScreen)
        assert "Enter goes on: day" in text(app)
        assert "endings found: 0 of" in text(app)
        await press(app, "enter", PlayScreen)
        assert len(session(app).play.steps) == 1


def one_choice() -> Playthrough:
    play = past_texts(begin(cart()))
    play.choose(next(option.choice.id for option in play.ground.options(play.state) if option.bar is None))
    return play


async def test_a_game_that_was_put_aside_is_taken_up_from_the_list_of_other_games() -> None:
    app = app_with()
    app.saves.write(play_until(cart(), "ending"), TODAY, "An earlier one")
    assert app.saves.start_over("the-cart") == "earlier-1"
    app.saves.write(one_choice(), TODAY)
    async with running(app):
        await choose(app, "the-cart")
        await press(app, "o", GamesScreen)
        assert app.screen.query_one(MarkedList).names == ["", "earlier-1"]
        assert "with a note of yours" in " ".join(text(app).split())
        await choose(app, "earlier-1")
        await press(app, "enter", EndingScreen)
        assert session(app).note == "An earlier one"
    assert [kept.name for kept in app.saves.kept("the-cart")] == ["", "earlier-2"]  # what was open is put aside for it


async def test_a_path_code_opens_where_it_was_written_down_and_a_wrong_one_is_told() -> None:
    play = one_choice()
    async with running(app_with()) as app:
        await choose(app, "the-cart")
        await press(app, "o", GamesScreen)
        assert "No other game is kept." in text(app)
        await press(app, "tab")
        await write(app, "CART-0")
        await press(app, "enter")
        assert "'CART-0' is not a path code; check each letter." in text(app)
        await press(app, "home")
        for _ in "CART-0":
            await press(app, "delete")
        await write(app, path_code(play))
        await press(app, "enter", PlayScreen)
        assert session(app).play.state == past_texts(play).state
