"""Dates that may be known only to the month or the year, and the words for them.

A date is kept as it is known: ``2012``, ``2012-05`` or ``2012-05-29``. Compared with a day it means its first day at
the start of a range and, when it is not exact, its last day at the end.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated

import msgspec

from game.reading.marks import Must, Unquoted

_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_YEARS = (1700, 2200)  # so that no clock that starts from a date runs off the calendar

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_date(text: str) -> bool:
    """Tell whether a text is a date of this kind that exists in the calendar."""
    if not re.fullmatch(_PATTERN, text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def _is_near(date: str) -> bool:
    return _YEARS[0] <= int(date[:4]) <= _YEARS[1]


_DAY = Must(is_date, "a day of the calendar")
_NEAR = Must(_is_near, f"in the years that can be meant; use {_YEARS[0]} to {_YEARS[1]}")

#: ``2012``, ``2012-05`` or ``2012-05-29``.
PartialDate = Annotated[
    str,
    msgspec.Meta(pattern=_PATTERN, description="a date such as 2012, 2012-05 or 2012-05-29"),
    _DAY,
    _NEAR,
    Unquoted(),
]
#: A day of the calendar: ``2011-03-14``.
FullDate = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="a full date such as 2011-03-14"),
    _DAY,
    _NEAR,
    Unquoted(),
]


def first_day(date: str) -> datetime.date:
    """Return the first day that a date may mean. Raises ``ValueError`` for 2012-02-30 and the like."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def day_after(date: str) -> datetime.date:
    """Return the first day that a date cannot mean any more."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0] + 1, 1, 1)
    if len(parts) == 2:
        return datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return first_day(date) + datetime.timedelta(days=1)


def end_of_force(date: str) -> datetime.date:
    """Return the first day on which a rule that ended on ``date`` is no longer in force.

    A full date is the day on which the rule ended or was replaced, so it is out of force on that day: a rule and its
    successor share the date. A date known only to the month or year is taken to its end.
    """
    return first_day(date) if date.count("-") == 2 else day_after(date)


def in_words(date: str) -> str:
    """Return ``29 May 2012``, ``May 2012`` or ``2012``."""
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def day_in_words(day: datetime.date) -> str:
    """Return ``Monday 14 March 2011``."""
    return f"{_WEEKDAYS[day.weekday()]} {in_words(day.isoformat())}"


def short_day(day: datetime.date) -> str:
    """Return ``Mon 14 Mar 2011``."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def age_in_words(date: str, today: datetime.date) -> str:
    """Return how long ago a date was, as a reader would say it: ``this month``, ``7 months ago``, ``12 years ago``."""
    then = first_day(date)
    months = (today.year - then.year) * 12 + today.month - then.month
    if date.count("-") == 0:
        years = today.year - then.year
        return "this year" if years < 1 else "1 year ago" if years == 1 else f"{years} years ago"
    if months < 1:
        return "this month"
    if months < 24:
        return "1 month ago" if months == 1 else f"{months} months ago"
    return f"{months // 12} years ago"


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the day that lies some months earlier; the last of its month where that month is shorter.

    Raises ``ValueError`` where that lies before the calendar begins.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    end = (datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, end))
