"""Pictures of numbers: a share as marks out of a hundred, a series as bars. The numbers stand beside them in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textual.content import Content

from game.library.dates import MONTHS
from game.library.model import Exhibit, Figure
from game.screens.widgets.paint import as_picture, hang

FULL, HOLLOW, BAR = "●", "○", "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
MOST_BARS = 20
PICTURES = 20  #: rows of a window from which numbers are drawn
_FISCAL = re.compile(r",? ?\bin fiscal year \d{4}")
_BASE = re.compile(r"(^|[,;] )of ")  # a share says of what: a rise or a rate by itself is no part of a hundred
_REMARK = re.compile(r" ?\([^)]*\)|;.*$")  # "(about)", "; first published as 273,982"


def picture_of(exhibit: Exhibit, width: int) -> Content | None:
    """Return the picture of a statistic beside a passage: of its series, or of the share that it states."""
    if exhibit.kind != "statistic" or width < 24:
        return None
    series = series_of(exhibit.figures.values())
    if series:
        return bars(series, width)
    for name in exhibit.says.links("figure"):
        figure = exhibit.figures.get(name.rpartition(".")[2])
        if figure is not None and share(figure) is not None:
            return icon_array(figure, width)
    return None


def pictures_of(exhibit: Exhibit, width: int) -> Iterator[Content]:
    """Yield every picture of a card: its series, and each share."""
    series = series_of(exhibit.figures.values())
    if series:
        yield bars(series, width)
    for figure in exhibit.figures.values():
        if figure not in series and share(figure) is not None:
            yield icon_array(figure, width)


def share(figure: Figure) -> int | None:
    """Return a part of a hundred as a whole number, or None if the figure is none that a picture could show."""
    amount = figure.value.amount
    if figure.unit != "percent" or isinstance(amount, str) or not 0 < amount < 100:
        return None
    return int(amount + 0.5) if figure.picture and _BASE.search(figure.about) else None


def icon_array(figure: Figure, width: int) -> Content:
    """Return a hundred marks, as many filled as the share says, always from the top left: 5 rows of 20, or 10 of 10."""
    count = share(figure)
    assert count is not None
    exact = "" if figure.value.amount == count else f" ({figure.value.amount} percent)"
    words = Content(f"{count or 'fewer than 1'} in 100{exact}: {figure.about}")
    across = 20 if width >= 40 else 10
    marks = FULL * count + HOLLOW * (100 - count)
    rows = [_marks(" ".join(marks[at : at + across])) for at in range(0, 100, across)]
    drawn = 2 * across - 1
    if width < drawn + 3 + 16:
        return as_picture(Content("\n").join([*rows, *hang(words, width, 0)]))
    beside = list(hang(words, min(width - drawn - 3, 40), 0))
    lines = [
        Content.assemble(row, "   ", beside[index] if index < len(beside) else "") for index, row in enumerate(rows)
    ]
    lines += [text.pad_left(drawn + 3) for text in beside[len(rows) :]]
    return as_picture(Content("\n").join(lines))


def series_of(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures of a card that count one thing as of three days or more, the earliest first.

    Remarks in brackets or after a semicolon do not make another thing of it.
    """
    groups: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in figures:
        amount = figure.value.amount
        if figure.as_of is None or isinstance(amount, str) or amount < 0 or figure.unit in ("year", "date"):
            continue
        counted = re.sub(r"\d[\d,.]*", "", _REMARK.sub("", figure.about)).strip()
        groups.setdefault((figure.unit, counted), {}).setdefault(figure.as_of, figure)
    best = max(groups.values(), key=len, default={})
    return [best[when] for when in sorted(best)][-MOST_BARS:] if len(best) > 2 else []


def bars(series: list[Figure], width: int) -> Content:
    """Return a bar for each time, to one scale from zero, with its number."""
    first = series[0]
    yearly = all(_FISCAL.search(figure.about) for figure in series)
    if yearly:
        about = _REMARK.sub("", _FISCAL.sub("", first.about)).strip(" ,")
        heading = f"{first.unit.capitalize()} by fiscal year" + (f": {about}" if about else "")
        times = [(figure.as_of or "")[:4] for figure in series]
    else:
        heading = f"{first.unit.capitalize()}: {_REMARK.sub('', first.about)}"
        times = [short_month(figure.as_of or "") for figure in series]
    numbers = [f"{figure.value.amount:,}" for figure in series]
    label, digits = max(map(len, times)), max(map(len, numbers))
    room = min(max(width - label - digits - 2, 4), 40)
    most = 100.0 if first.unit == "percent" else max(float(figure.value.amount) for figure in series) or 1.0
    rows = list(hang(Content(heading), width, 0))
    for index, (figure, when, number) in enumerate(zip(series, times, numbers, strict=True)):
        if yearly and index and int(when) > int(times[index - 1]) + 1:
            rows.append(Content.styled(f"{'…':>{label}}", "$text-muted"))  # years that the card does not state
        filled = bar(float(figure.value.amount) / most, room)
        rows.append(Content.assemble(f"{when:>{label}} {number:>{digits}} ", (filled, "$primary")))
    return as_picture(Content("\n").join(rows))


def short_month(date: str) -> str:
    """Return ``Sep 2008`` for a date that names a month, else the year."""
    year, _, rest = date.partition("-")
    return f"{MONTHS[int(rest[:2]) - 1][:3]} {year}" if rest else year


def bar(part: float, room: int) -> str:
    """Return a bar that fills a part of the room, to an eighth of a column; more than nothing always shows."""
    eighths = max(round(part * room * 8), 1 if part > 0 else 0)
    whole, rest = divmod(eighths, 8)
    return BAR * whole + (_EIGHTHS[rest] if rest else "")


def _marks(row: str) -> Content:
    return Content.assemble((row.rstrip(HOLLOW + " "), "$primary"), row[len(row.rstrip(HOLLOW + " ")) :])
