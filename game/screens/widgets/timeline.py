"""The timeline: rules as lines from their first day to their last, over the years, with the days of the case marked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from textual.content import Content

from game.library.dates import first_day, in_words
from game.library.model import Exhibit
from game.screens.widgets.paint import hang

LINE, CASE, OPEN = "━", "┃", "▶"
MARGIN_YEARS = 6  # shown before the case, and after it


def timeline(exhibits: Sequence[Exhibit], first: datetime.date, last: datetime.date, width: int) -> Content:
    """Return the rules among the exhibits, each with its line and its dates in words under its title."""
    rules = [one for one in exhibits if one.is_rule and one.in_force.since and not one.in_force.never]
    if not rules:
        return Content("No rule with a first day has been met yet.")
    rules.sort(key=lambda one: one.in_force.since or "")
    room = max(min(width - 2, 76), 20)
    start = datetime.date(first.year - MARGIN_YEARS, 1, 1)
    end = datetime.date(last.year + MARGIN_YEARS, 12, 31)
    days = (end - start).days

    def column(day: datetime.date) -> int:
        return max(0, min(room - 1, (day - start).days * room // days))

    from_, to = column(first), column(last)
    case = f"The case runs from {in_words(first.isoformat())} to {in_words(last.isoformat())}, between the bars."
    rows = [*hang(Content(case), room, 0), Content("")]
    years = f"{start.year}"
    rows.append(Content(years + f"{end.year}".rjust(room - len(years))))
    for rule in rules:
        span = rule.in_force
        begin = first_day(span.since or "1900")
        stop = first_day(span.until) if span.until else None
        cells = [" "] * room
        for at in range(column(begin), (column(stop) if stop else room - 1) + 1):
            if begin <= end and (stop is None or stop >= start):
                cells[at] = LINE
        if stop is None and begin <= end:
            cells[room - 1] = OPEN
        for at in (from_, to):
            cells[at] = CASE
        until = f"to {in_words(span.until)}" if span.until else "on"
        rows.append(Content(""))
        rows += hang(Content.styled(rule.title, "bold"), room, 2)
        rows.append(Content.styled("".join(cells), "$primary"))
        rows += hang(Content.styled(f"From {in_words(span.since or '')} {until}", "$text-muted"), room, 0)
    return Content("\n").join(rows)
