"""The debrief in lines: what every front end tells at an ending, in one order and in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from game.graph.afterwards import Afterwards
from game.play.code import path_code
from game.play.debrief import Debrief
from game.play.lines import Line, line, paragraphs
from game.play.phrases import capitalized, count_of


def debrief_lines(debrief: Debrief, afterwards: Afterwards) -> Iterator[Line]:
    """Yield the debrief from how it ended to the path code; ``source_lines`` are a list of their own."""
    yield line("heading", f"An ending: {debrief.outcome}. {debrief.title}")
    yield line("meta", f"Day {debrief.day} of the case.")
    if debrief.as_reported:
        yield line("meta", "This is where the reporting left the case that this story is drawn from.")
    yield from decided_lines(debrief)
    yield from prediction_lines(debrief)
    yield from _door_lines(afterwards)
    yield line("heading", "What moved it")
    whose = "your" if debrief.seat == "you" else f"{debrief.seat}'s"
    for what, theirs, says in debrief.moved:
        yield from paragraphs("text", says, f"{what} ({'' if theirs else 'not '}in {whose} hands)")
    yield line("heading", "The record")
    yield from paragraphs("text", debrief.record, "Record")
    yield from paragraphs("text", debrief.typical, "How typical")
    yield from _other_lines(debrief, afterwards)
    yield line("heading", "Three questions to talk about")
    for name, question in debrief.questions:
        yield line("text", question, name)
    code = code_of(afterwards)
    if code:
        yield line("text", code, "Path code")
        story = afterwards.story.story
        yield line("meta", f"It holds this path, and nothing about you. To come back: nta play {story} --code {code}")
    yield line("heading", "Where this was read")
    for article in debrief.articles:
        yield line("meta", article, "Report")
    yield line("meta", f"{count_of(source_count(debrief), 'further source')} of what was met: see the list of sources.")
    yield line("meta", "This is information, not legal advice.")


def decided_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield who decided what, as counts in words: others and rules, then the seat's side."""
    yield line("heading", f"Who decided, in {count_of(debrief.decisions, 'decision')}")
    side = "Your side, together" if debrief.seat == "you" else f"{debrief.seat}'s side, together"
    for theirs, group in groupby(debrief.decided, key=lambda decided: decided.theirs):
        rows = list(group)
        yield line("text", str(sum(one.count for one in rows)), side if theirs else "Others and rules, together")
        for one in rows:
            yield line("row", str(one.count), capitalized(one.who))


def prediction_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield each prediction beside what happened; nothing where none was made."""
    if not debrief.predictions:
        return
    right = sum(one.right for one in debrief.predictions)
    yield line("heading", f"What you expected: {right} of {count_of(len(debrief.predictions), 'prediction')} came true")
    for one in debrief.predictions:
        yield line("text", one.happened if one.right else f"{one.happened}. You expected: {one.expected}", one.where)


def source_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield every source behind what was met, under the exhibit for which it was read."""
    for article in debrief.articles:
        yield line("meta", article, "Report")
    for exhibit, sources in debrief.sources:
        yield line("label", exhibit, "Exhibit")
        for source in sources:
            yield line("meta", source, "Source")


def source_count(debrief: Debrief) -> int:
    """Return how many sources stand behind the exhibits that were met."""
    return sum(len(sources) for _, sources in debrief.sources)


def code_of(afterwards: Afterwards) -> str:
    """Return the path code, or an empty text for a path that is too long for one."""
    try:
        return path_code(afterwards.play)
    except ValueError:
        return ""


def _door_lines(afterwards: Afterwards) -> Iterator[Line]:
    """Yield where each kind of ending went out of reach, and what stood behind it."""
    yield line("heading", "Where the doors closed")
    doors = afterwards.doors_closed()
    if afterwards.unexplored:
        yield line("text", afterwards.unexplored)
    elif not doors:
        yield line("text", "No kind of ending went out of reach on the way.")
    for _, group in groupby(doors, key=lambda door: door.step):
        shut = list(group)
        door = shut[0]
        by = f"{capitalized(door.by)} decided." if door.by else "Nobody decided; time went on."
        yield line("text", f"{door.heading}. {by}", f"Day {door.day}")
        for one in shut:
            yield line("row", one.outcome, "Shut")
        if door.exhibits:
            yield line("meta", f"{'; '.join(door.exhibits)}.", "Behind it")


def _other_lines(debrief: Debrief, afterwards: Afterwards) -> Iterator[Line]:
    """Yield the nearest other ending, and what was not seen."""
    yield line("heading", "The nearest other ending")
    near = afterwards.nearest()
    unseen, reachable = afterwards.unseen()
    seen, there = debrief.seen
    endings = f"The story has {count_of(debrief.endings, 'ending')}."
    if afterwards.unexplored:
        yield line("text", afterwards.unexplored)
        yield line("text", f"You saw {seen} of {there} passages. {endings}", "Not seen")
        return
    if near is None:
        yield line("text", "No other choice on this path could have led to another ending.")
    else:
        yield line("text", f"{near.title} ({near.outcome}). It was possible at '{near.heading}', with: {near.label}")
        yield line("meta", "Possible, not certain: others would still have decided.")
    rest = "; the rest belong to other facts or other rules" if reachable < unseen else ""
    others = f" Of the other {unseen} this case could have led to {reachable}{rest}." if unseen else ""
    yield line("text", f"You saw {seen} of {there} passages.{others} {endings}", "Not seen")
