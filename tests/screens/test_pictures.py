from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.library.model import Figure, Value
from game.play.catalogue import open_library
from game.screens.widgets.pictures import FULL, HOLLOW, bar, bars, icon_array, picture_of, pictures_of, series_of, share


def percent(amount: float | str) -> Figure:
    return Figure(value=Value(amount), unit="percent", about="of the lists")


@given(st.integers(0, 100), st.integers(24, 90))
def test_an_icon_array_has_a_hundred_marks_and_says_the_count(count: int, width: int) -> None:
    drawn = icon_array(percent(count), width).plain
    assert drawn.count(FULL) == count
    assert drawn.count(HOLLOW) == 100 - count
    assert f"{count or 'fewer than 1'} in 100" in " ".join(drawn.split())


def test_the_filled_marks_always_stand_first() -> None:
    marks = "".join(mark for mark in icon_array(percent(37), 30).plain if mark in (FULL, HOLLOW))
    assert marks == FULL * 37 + HOLLOW * 63


def test_a_share_that_is_no_whole_number_is_said_exactly() -> None:
    assert "2 in 100 (1.5 percent)" in icon_array(percent(1.5), 60).plain


@pytest.mark.parametrize("amount", ["nearly all", -1, 101])
def test_what_is_no_share_is_not_drawn_as_one(amount: float | str) -> None:
    assert share(percent(amount)) is None


def test_a_series_needs_three_times_of_one_thing() -> None:
    def removals(year: int) -> Figure:
        return Figure(value=Value(year), unit="removals", about=f"in fiscal year {year}", as_of=f"{year}-09-30")

    assert series_of([removals(2011), removals(2012)]) == []
    series = series_of([removals(2013), removals(2011), removals(2012)])
    assert [figure.as_of for figure in series] == ["2011-09-30", "2012-09-30", "2013-09-30"]
    drawn = bars(series, 60).plain
    assert drawn.startswith("Removals by fiscal year")
    assert "2012 2,012 " in drawn


@given(st.floats(0, 1), st.integers(4, 60))
def test_a_bar_never_leaves_its_room_and_something_is_never_nothing(part: float, room: int) -> None:
    drawn = bar(part, room)
    assert len(drawn) <= room
    assert bool(drawn.strip()) == (part > 0)


@pytest.mark.parametrize("width", [24, 38, 66])
def test_every_picture_of_the_library_fits_its_width(width: int) -> None:
    drawn = 0
    for exhibit in open_library().exhibits.values():
        for picture in [picture_of(exhibit, width), *pictures_of(exhibit, width)]:
            if picture is not None:
                drawn += 1
                assert max(map(len, picture.plain.split("\n"))) <= width
    assert drawn > 60
