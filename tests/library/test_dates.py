"""Dates as they are known: to the day, the month or the year."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.library.dates import (
    FullDate,
    PartialDate,
    age_in_words,
    day_after,
    day_in_words,
    end_of_force,
    first_day,
    in_words,
    is_date,
    short_day,
)
from game.library.model import InForce
from game.reading import Fault

DAY = datetime.timedelta(days=1)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
TODAY = datetime.date(2026, 7, 15)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("text", ["2012", "2012-05", "2012-05-29", "2012-02-29", "1875-12-31", "2000-02-29"])
def test_a_date_may_be_known_to_the_year_the_month_or_the_day(text: str, read: Callable[..., Any]) -> None:
    assert is_date(text)
    assert read(PartialDate, text) == text


NO_DATES = ["2011-02-29", "1900-02-29", "2012-13", "2012-00", "2012-04-31", "2012-5", "2012-05-9", "12-05-29", "0000"]
NO_DATES += ["29 May 2012", "2012-05-29T10:00", "2012/05/29", "2012-", "2012-05-", "2012-05-00", "May", "'2012 '", "''"]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_no_calendar_has_is_no_date(
    text: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    assert not is_date(text.strip("'"))
    (fault,) = faults_of(read, PartialDate, text)
    assert fault.code == "wrong-value"


@pytest.mark.parametrize("text", ["２０１２-05-29", "2012-05-2٩", "٢٠١٢", '"2012-05-29\\n"'])
def test_a_date_has_plain_digits_and_nothing_else(
    text: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    for kind in (PartialDate, FullDate):
        (fault,) = faults_of(read, kind, text)
        assert fault.code == "wrong-value"


@pytest.mark.parametrize("text", ["1699", "1699-12-31", "2201-01", "9999-12-31", "0001-01-01"])
def test_a_date_lies_in_a_year_that_can_be_meant(
    text: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    (fault,) = faults_of(read, PartialDate, text)
    assert fault.message == f"'{text}' is not in the years that can be meant; use 1700 to 2200"


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2012", "2012-01-01", "2013-01-01"),
        ("2012-05", "2012-05-01", "2012-06-01"),
        ("2012-12", "2012-12-01", "2013-01-01"),
        ("2012-02", "2012-02-01", "2012-03-01"),
        ("2012-02-28", "2012-02-28", "2012-02-29"),
        ("2012-12-31", "2012-12-31", "2013-01-01"),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(text: str, first: str, after: str) -> None:
    assert (first_day(text), day_after(text)) == (day(first), day(after))


@given(DAYS)
def test_every_day_lies_in_its_own_month_and_year(one: datetime.date) -> None:
    full = one.isoformat()
    for text in (full, full[:7], full[:4]):
        assert first_day(text) <= one < day_after(text)
    assert day_after(full) - first_day(full) == DAY
    assert (day_after(full[:7]) - DAY).month == one.month
    assert (day_after(full[:4]) - DAY).isoformat() == f"{full[:4]}-12-31"


@pytest.mark.parametrize("last", [True, False], ids=["a full date", "an open end"])
@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_a_rule_is_in_force_from_its_first_day_on(offset: int, *, last: bool) -> None:
    rule = InForce(since="2012-05-29", until="2013-05-29" if last else None)
    assert rule.status(day("2012-05-29") + offset * DAY) == ("not yet" if offset < 0 else "in force")


@pytest.mark.parametrize(
    ("until", "last_day"),
    [
        ("2012-05-29", "2012-05-28"),  # the day on which it was replaced: its successor's first
        ("2012-05", "2012-05-31"),
        ("2012-02", "2012-02-29"),
        ("2012-12", "2012-12-31"),
        ("2012", "2012-12-31"),
    ],
)
def test_a_full_date_ends_a_rule_and_a_month_or_a_year_ends_it_with_its_last_day(until: str, last_day: str) -> None:
    rule = InForce(since="2010", until=until)
    assert rule.status(day(last_day)) == "in force"
    assert rule.status(day(last_day) + DAY) == "no longer"
    assert end_of_force(until) == day(last_day) + DAY


@pytest.mark.parametrize(("since", "first"), [("2012", "2012-01-01"), ("2012-05", "2012-05-01"), ("2012-05-29",) * 2])
def test_a_start_known_to_the_month_or_year_is_its_first_day(since: str, first: str) -> None:
    rule = InForce(since=since)
    assert (rule.status(day(first) - DAY), rule.status(day(first))) == ("not yet", "in force")


@given(DAYS, DAYS)
def test_a_rule_and_the_one_that_replaces_it_on_a_day_share_no_day_and_leave_none(
    change: datetime.date, asked: datetime.date
) -> None:
    old, new = InForce(until=change.isoformat()), InForce(since=change.isoformat())
    assert [rule.status(asked) for rule in (old, new)].count("in force") == 1


def test_a_rule_without_dates_is_always_in_force() -> None:
    assert InForce().status(day("1776-07-04")) == "in force"


@pytest.mark.parametrize(
    ("text", "words"),
    [("2012", "2012"), ("2012-05", "May 2012"), ("2012-05-29", "29 May 2012"), ("2012-12-01", "1 December 2012")],
)
def test_a_date_in_words_says_no_more_than_is_known(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_day_of_the_case_clock_has_its_weekday() -> None:
    assert day_in_words(day("2011-03-14")) == "Monday 14 March 2011"
    assert short_day(day("2011-03-14")) == "Mon 14 Mar 2011"
    assert [short_day(day("2011-03-14") + offset * DAY)[:3] for offset in range(7)] == (
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-07-15", "this month"),
        ("2026-07-01", "this month"),
        ("2026-07", "this month"),
        ("2026-06-30", "1 month ago"),
        ("2025-12", "7 months ago"),
        ("2024-08-20", "23 months ago"),
        ("2024-07", "2 years ago"),
        ("2012-05-29", "14 years ago"),
        ("2026", "this year"),
        ("2025", "1 year ago"),
        ("2012", "14 years ago"),
    ],
)
def test_an_age_is_told_as_one_would_say_it(text: str, words: str) -> None:
    assert age_in_words(text, TODAY) == words
