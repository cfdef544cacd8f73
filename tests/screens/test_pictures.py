from __future__ import annotations

import datetime
import itertools
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.library.model import Figure, Value
from game.play.catalogue import open_library
from game.screens.widgets.pictures import FULL, HOLLOW, bar, bars, icon_array, picture_of, pictures_of, series_of, share
from game.screens.widgets.timeline import timeline


def percent(amount: float | str) -> Figure:
    return Figure(value=Value(amount), unit="percent", about="of the lists")


@given(st.one_of(st.integers(1, 99), st.sampled_from([0.2, 99.4])), st.integers(24, 90))
def test_an_icon_array_has_a_hundred_marks_and_says_the_count(amount: float, width: int) -> None:
    drawn = icon_array(percent(amount), width).plain
    count = round(amount)
    assert drawn.count(FULL) == count
    assert drawn.count(HOLLOW) == 100 - count
    words = "".join(letter for letter in drawn if letter not in (FULL, HOLLOW))
    assert f"{count or 'fewer than 1'} in 100" in " ".join(words.split())


def test_the_filled_marks_always_stand_first() -> None:
    marks = "".join(mark for mark in icon_array(percent(37), 30).plain if mark in (FULL, HOLLOW))
    assert marks == FULL * 37 + HOLLOW * 63


def test_a_share_that_is_no_whole_number_is_said_exactly() -> None:
    assert "2 in 100 (1.5 percent)" in " ".join(icon_array(percent(1.5), 36).plain.split())


@pytest.mark.parametrize("amount", ["nearly all", -1, 101, 0, 100])
def test_what_is_no_share_is_not_drawn_as_one(amount: float | str) -> None:
    assert share(percent(amount)) is None


@pytest.mark.parametrize(
    ("about", "drawn"),
    [
        ("of the lists", True),
        ("closed, of the lists read", True),
        ("rise in removals over six years", False),
        ("denied by the judge who denied least", False),
    ],
)
def test_a_percentage_is_drawn_only_where_it_says_of_what(about: str, drawn: bool) -> None:  # noqa: FBT001
    figure = Figure(value=Value(43), unit="percent", about=about)
    assert (share(figure) is not None) is drawn
    assert share(msgspec.structs.replace(figure, picture=False)) is None


def test_a_series_is_one_whatever_remarks_stand_beside_its_numbers_and_shows_where_years_are_missing() -> None:
    def removals(year: int, remark: str) -> Figure:
        return Figure(value=Value(9), unit="percent", about=f"issued in fiscal year {year}{remark}", as_of=f"{year}-09")

    series = series_of([removals(2012, "; first published as 8"), removals(2013, " (about)"), removals(2016, "")])
    assert [figure.as_of for figure in series] == ["2012-09", "2013-09", "2016-09"]
    rows = bars(series, 60).plain.split("\n")
    assert [row.split()[0] for row in rows[1:]] == ["2012", "2013", "…", "2016"]
    assert rows[1].count("█") <= 0.1 * 60  # a percentage is drawn to a scale of a hundred


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


def test_the_timeline_of_a_case_of_one_day_names_that_day_once() -> None:
    rules = list(open_library().exhibits.values())
    drawn = timeline(rules, datetime.date(2011, 3, 14), datetime.date(2011, 3, 14), 78).plain
    assert drawn.startswith("The case begins on 14 March 2011, at the bar.")


@pytest.mark.parametrize("width", [24, 38, 60, 78, 200])
def test_the_years_over_a_timeline_are_evenly_apart_and_stand_apart(width: int) -> None:
    rules = list(open_library().exhibits.values())
    drawn = timeline(rules, datetime.date(2011, 3, 14), datetime.date(2013, 5, 1), width).plain.split("\n")
    years = next(re.findall(r"\d+", row) for row in drawn if re.fullmatch(r"( *\d{4}){2,}", row))
    assert len({int(after) - int(before) for before, after in itertools.pairwise(years)}) == 1
    assert all(len(year) == 4 for year in years)


def test_the_timeline_of_a_case_that_outlives_the_calendar_ends_with_it() -> None:
    rules = [one for one in open_library().exhibits.values() if one.is_rule]
    drawn = timeline(rules, datetime.date(2011, 6, 6), datetime.date.max, 78).plain
    assert "9999" in drawn
    assert "10000" not in drawn
