"""The timeline: rules as lines from their first day to their last, over the years, with the days of the case marked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from textual.content import Content

from game.library.dates import end_of_force, first_day, in_words
from game.library.model import Exhibit, InForce
from game.screens.widgets.paint import hang

LINE, HELD, CASE, BEFORE, ON = "━", "╌", "┃", "◀", "▶"
MARGIN_YEARS = 6  # shown before the case, and after it
APART = 6  # columns from one year in the row of years to the next, at least
EACH = 5  # rules after which the years are shown again


def timeline(exhibits: Sequence[Exhibit], first: datetime.date, last: datetime.date, width: int) -> Content:
    """Return the rules among the exhibits: those that began or ended in these years drawn, the others named."""
    rules = [one for one in exhibits if one.is_rule and one.in_force.since and not one.in_force.never]
    if not rules:
        return Content("No rule with a first day has been met yet.")
    rules.sort(key=lambda one: one.in_force.since or "")
    scale = _Scale(first, last, max(min(width - 2, 76), 20))
    case = f"The case begins on {in_words(first.isoformat())}, at the bar."
    if last > first:
        case = f"The case runs from {in_words(first.isoformat())} to {in_words(last.isoformat())}, between the bars."
    rows = [*hang(Content(case), scale.room, 0)]
    changing = [one for one in rules if scale.changes(one.in_force)]
    steady = [one for one in rules if not scale.changes(one.in_force)]
    if changing:
        rows += [Content(""), Content.styled("Rules that began or ended in these years", "bold $accent")]
    for number, rule in enumerate(changing):
        if number % EACH == 0:
            rows += [Content(""), scale.years()]
        rows += [Content(""), *scale.drawn(rule)]
    if steady:
        rows += [Content(""), Content.styled("In force all these years", "bold $accent")]
    for rule in steady:
        rows += hang(Content(f"{rule.title}: from {in_words(rule.in_force.since or '')}"), scale.room, 2)
    return Content("\n").join(rows)


class _Scale:
    """The years that are drawn, and where a day stands among them."""

    def __init__(self, first: datetime.date, last: datetime.date, room: int) -> None:
        self.first, self.last = first, last
        self.room = room
        self.start = datetime.date(first.year - MARGIN_YEARS, 1, 1)
        self.end = datetime.date(min(last.year + MARGIN_YEARS, datetime.MAXYEAR), 12, 31)

    def column(self, day: datetime.date) -> int:
        place = (day - self.start).days * self.room // (self.end - self.start).days
        return max(0, min(self.room - 1, place))

    def changes(self, span: InForce) -> bool:
        """Tell whether a rule began, ended or was on hold within these years."""
        days = [first_day(span.since)] if span.since else []
        days += [first_day(span.until)] if span.until else []
        return bool(span.suspended) or any(self.start <= day <= self.end for day in days)

    def years(self) -> Content:
        """Return the row of years: all of them, or every second, third and so on where there is no room for more."""
        row = ""
        step = -(-APART * (self.end.year + 1 - self.start.year) // self.room)
        for year in range(self.start.year, self.end.year + 1, step):
            place = self.column(datetime.date(year, 1, 1))
            if place + 4 <= self.room:
                row = row.ljust(place) + str(year)
        return Content.styled(row.rstrip(), "$text-muted")

    def drawn(self, rule: Exhibit) -> Iterator[Content]:
        """Yield the rows of a rule: its title, its line, and its dates in words."""
        span = rule.in_force
        begin = first_day(span.since or "1900")
        stop = end_of_force(span.until) if span.until else None
        cells = [" "] * self.room
        if begin <= self.end and (stop is None or stop >= self.start):
            for at in range(self.column(begin), (self.column(stop) if stop else self.room - 1) + 1):
                cells[at] = LINE
        for pause in span.suspended:
            for at in range(self.column(first_day(pause.since)), self.column(end_of_force(pause.until))):
                cells[at] = HELD
        if begin < self.start and (stop is None or stop >= self.start):
            cells[0] = BEFORE
        if begin <= self.end and (stop is None or stop > self.end):
            cells[-1] = ON
        for day in (self.first, self.last):
            cells[self.column(day)] = CASE
        until = f"to {in_words(span.until)}" if span.until else "on"
        held = "".join(f", on hold {in_words(one.since)} to {in_words(one.until)}" for one in span.suspended)
        yield from hang(Content.styled(rule.title, "bold"), self.room, 2)
        yield Content.styled("".join(cells), "$primary")
        yield from hang(Content.styled(f"From {in_words(span.since or '')} {until}{held}", "$text-muted"), self.room, 0)
