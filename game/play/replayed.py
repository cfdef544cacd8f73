"""When a story can be replayed: the spans of the eras that it names, and no other day."""

from __future__ import annotations

import datetime

from game.library.model import Era
from game.play.bundle import Bundle

Span = tuple[datetime.date, datetime.date]  # the first day, and the first day after the last


def era_span(era: Era, newest_check: str) -> Span:
    """Return the span of an era. One that still runs is taken up to the newest check of the evidence."""
    from game.library.dates import day_after, first_day

    return first_day(era.start), day_after(era.end or newest_check)


def replay_spans(bundle: Bundle) -> list[Span]:
    """Return the spans in which a story can be replayed, in their order; eras that meet make one."""
    found: list[Span] = []
    for start, end in sorted(era_span(bundle.eras[name], bundle.newest_check) for name in bundle.story.rules.eras):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def refusal(day: datetime.date, bundle: Bundle) -> str:
    """Return why a story cannot be replayed under the rules of a day, or nothing where it can."""
    from game.library.dates import in_words

    spans = replay_spans(bundle)
    if any(start <= day < end for start, end in spans):
        return ""
    last = datetime.timedelta(days=1)
    told = [f"from {in_words(start.isoformat())} to {in_words((end - last).isoformat())}" for start, end in spans]
    if not told:
        return "this story names no era, so it can be played under its own rules only"
    return (
        f"this story can be replayed under the rules of any day {', or '.join(told)}, "
        f"and not under those of {in_words(day.isoformat())}"
    )
