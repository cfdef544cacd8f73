"""What must hold among the entries of a library."""

from __future__ import annotations

import datetime
import operator
import re
from fractions import Fraction
from itertools import pairwise

from game.library.dates import day_after, end_of_force, first_day
from game.library.model import Library
from game.reading.fault import Place, Report, quoted

_NOWHERE = Place("library", 1, 1)
_OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


class _Where:
    """Finds the place of an entry's value, or failing that of the entry."""

    def __init__(self, places: dict[str, dict[str, Place]]) -> None:
        self.places = places

    def __call__(self, part: str, entry: str, *steps: str) -> Place:
        of = self.places.get(part, {})
        return of.get("/".join((entry, *steps))) or of.get(entry) or _NOWHERE


def check_library(library: Library, places: dict[str, dict[str, Place]], report: Report, *, whole: bool = True) -> None:
    """Report what is wrong among the entries: sources, dates, supersession, eras and sums.

    Where not the ``whole`` of it could be read, eras may have a gap and sums lack a figure, so these are left.
    """
    where = _Where(places)
    _check_exhibits(library, where, report)
    _check_supersession(library, where, report)
    if whole:
        _check_eras(library, where, report)
        _check_sums(library, where, report)
    for name, source in library.sources.items():
        if not source.url and not source.citation:
            place = where("sources", name)
            report.add(
                place, "no-source", f"'{name}' has neither a 'url' nor a 'citation'; give a reader one to follow"
            )


def _check_exhibits(library: Library, where: _Where, report: Report) -> None:
    for name, exhibit in library.exhibits.items():
        if not exhibit.sources:
            report.add(where("exhibits", name, "sources"), "no-source", f"'{name}' names no source; add one")
        span = exhibit.in_force
        if span.since and span.until and first_day(span.since) >= day_after(span.until):
            place = where("exhibits", name, "in_force")
            message = f"'{name}' ends ({span.until}) before it starts ({span.since}); check both dates"
            report.add(place, "date-order", message)
        for index, pause in enumerate(span.suspended):
            late = span.until is not None and end_of_force(pause.until) > end_of_force(span.until)
            early = span.since is not None and first_day(pause.since) < first_day(span.since)
            if early or late or first_day(pause.since) >= end_of_force(pause.until):
                place = where("exhibits", name, "in_force", "suspended", str(index))
                message = (
                    f"'{name}' is suspended from {pause.since} to {pause.until}, which is no span inside its dates"
                )
                report.add(place, "date-order", f"{message}; check all four")
        for key, figure in exhibit.figures.items():
            if figure.as_of is None and figure.period is None:
                place = where("exhibits", name, "figures", key)
                report.add(
                    place, "missing-key", f"figure '{key}' needs 'as_of' (a date) or 'period'; say of when it is"
                )


def _check_supersession(library: Library, where: _Where, report: Report) -> None:
    for name, exhibit in library.exhibits.items():
        for field, back in (("supersedes", "superseded_by"), ("superseded_by", "supersedes")):
            for other in getattr(exhibit, field):
                match = library.exhibits.get(other)
                if match is not None and name not in getattr(match, back):
                    place = where("exhibits", name, field)
                    message = f"'{name}' says {field} '{other}', which does not say {back} '{name}'; add it there"
                    report.add(place, "supersession", message)
                if field == "superseded_by" and match and _later(exhibit.in_force.since, match.in_force.since):
                    place = where("exhibits", name, field)
                    message = f"'{other}' started before '{name}', which it is said to replace; check the dates"
                    report.add(place, "supersession", message)
    for circle in _circles({name: exhibit.superseded_by for name, exhibit in library.exhibits.items()}):
        message = f"supersession goes in a circle: {' → '.join([*circle, circle[0]])}; take one link out"
        report.add(where("exhibits", circle[0], "superseded_by"), "supersession", message)


def _later(one: str | None, other: str | None) -> bool:
    return bool(one and other and first_day(one) >= day_after(other))


def _circles(edges: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Return each circle once, starting from its first name in order."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        path = [start] if start not in done else []
        stack = [(name, iter(edges[name])) for name in path]
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other in path:
                    found.append(path[path.index(other) :])
                elif other in edges and other not in done:
                    stack.append((other, iter(edges[other])))
                    path.append(other)
                    break
            else:
                done.add(name)
                stack.pop()
                path.pop()
    return found


def _check_eras(library: Library, where: _Where, report: Report) -> None:
    eras = sorted(library.eras.items(), key=lambda pair: first_day(pair[1].start))
    for name, era in eras:
        if era.end and day_after(era.end) <= first_day(era.start):
            report.add(where("eras", name), "date-order", f"'{name}' ends before it starts; check both dates")
        day = first_day(era.day) if era.day else None
        if day and (day < first_day(era.start) or (era.end and day >= day_after(era.end))):
            report.add(
                where("eras", name, "day"), "date-order", f"the day {era.day} is not in '{name}'; check the dates"
            )
    for (name, era), (other, after) in pairwise(eras):
        expected = day_after(era.end) if era.end else None
        if expected != first_day(after.start):
            place = where("eras", other, "start")
            start = expected.isoformat() if isinstance(expected, datetime.date) else "a date after its end"
            message = f"'{other}' should start on {start}, the day after '{name}' ends; eras neither overlap nor gap"
            report.add(place, "era-order", message)


def _check_sums(library: Library, where: _Where, report: Report) -> None:
    for name, entry in library.sums.items():
        place = where("sums", name, "relation")
        try:
            left, right = (_evaluate(side, library) for side in entry.relation.split("="))
            shown = f"{float(left):g} and {float(right):g}"
        except (ValueError, ZeroDivisionError, OverflowError) as error:
            message = f"cannot work out {quoted(entry.relation)}: {error}; write 'a.x + a.y = b.z'"
            report.add(place, "figure-sum", message)
            continue
        decimals = _decimals(entry.relation.split("=")[1].strip(), library)
        if round(left, decimals) != round(right, decimals):
            message = f"{quoted(entry.relation)} gives {shown}; check the figures"
            report.add(place, "figure-sum", message)


def _evaluate(side: str, library: Library) -> Fraction:
    """Return the value of figures and numbers joined by ``+ - * /``, worked from left to right."""
    total: Fraction | None = None
    sign = "+"
    for part in re.findall(r"[a-z0-9-]+\.[a-z0-9_]*[a-z_][a-z0-9_]*|[0-9]+(?:\.[0-9]+)?|[-+*/]|\S+", side.strip()):
        if part in _OPERATORS:
            sign = part
            continue
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?", part):
            amount = Fraction(part)
        else:
            figure = library.figure(part)
            if figure is None or isinstance(figure.value.amount, str):
                raise ValueError(f"there is no number {quoted(part)}")
            amount = Fraction(str(figure.value.amount))
        total = amount if total is None else _OPERATORS[sign](total, amount)
    if total is None:
        raise ValueError("one side is empty")
    return total


def _decimals(side: str, library: Library) -> int:
    """Return to how many decimals the right side is stated: the left side is rounded to as many."""
    figure = library.figure(side)
    written = str(figure.value.amount) if figure else side
    return len(written.partition(".")[2]) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) else 0
