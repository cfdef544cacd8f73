"""The map: the way that was taken, what was passed by on it, the doors that shut, and how much is still dark."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from game.graph.afterwards import Afterwards
from game.play.filling import fill
from game.play.playthrough import Playthrough, Step
from game.play.session import Session
from game.screens.app import NoticeApp
from game.screens.reader import ReaderScreen
from game.screens.widgets.paint import hang
from game.story.model import STAGES

HERE, SEEN, DARK = "◆", "●", "?"


class MapScreen(ReaderScreen):
    """A trunk of the passages that were seen, with every fork and what it had; then what is still dark."""

    app: NoticeApp

    def __init__(self, session: Session) -> None:
        super().__init__(f"Map of {session.play.bundle.story.title.text}", ())
        self.session = session
        self.keys = (("q", "back"), ("space", "further"), ("b", "up"), ("?", "help"))

    def redraw(self) -> None:
        """Draw the map for the present width."""
        width = min(self.app.size.width - 3, 96)
        self.query_one("#page", Static).update(draw(self.session, self.app.afterwards(self.session.play), width))
        self.call_after_refresh(self.tell_more)


def draw(session: Session, afterwards: Afterwards, width: int) -> Content:
    """Return the map."""
    play = session.play
    story = play.bundle.story
    found = len(session.saves.endings(story.story))
    endings = sum(passage.ending is not None for passage in story.passages.values())
    seen = {step.before.passage for step in play.steps} | {play.passage}
    forks = sum(step.move.choose is not None or step.move.happens is not None for step in play.steps)
    head = (
        f"Seen {len(seen)} of {len(story.passages)} passages, {_count(forks, 'fork')} taken. "
        f"Endings found on this machine: {found} of {endings}."
    )
    legend = f"{SEEN} seen   {HERE} here   ▸ taken   · passed by   ⊘ barred   × door shut   {DARK} dark"
    rows = [*hang(Content(head), width, 0), *hang(Content.styled(legend, "$text-muted"), width, 0), Content("")]
    rows += _trunk(play, afterwards, width)
    rows += [Content(""), *_dark(play, seen, width)]
    return Content("\n").join(rows)


def _trunk(play: Playthrough, afterwards: Afterwards, width: int) -> Iterator[Content]:
    """Yield the way from the start to here."""
    shut: dict[int, list[str]] = {}
    for door in afterwards.doors_closed():
        shut.setdefault(door.step, []).append(door.outcome)
    stage = ""
    for number, step in enumerate(play.steps):
        passage = play.ground.passage(step.before)
        if passage.stage != stage:
            stage = passage.stage
            yield Content.styled(stage.capitalize(), "bold $accent")
        yield from _rows(SEEN, passage.title.text, width, style="bold")
        yield from _fork(play, step, width)
        for outcome in shut.get(number, ()):
            yield from _rows("│  ×", f"door shut: {outcome}", width, style="$warning")
    here = play.ground.passage(play.state)
    if here.stage != stage:
        yield Content.styled(here.stage.capitalize(), "bold $accent")
    yield from _rows(
        HERE, here.title.text + (" (an ending)" if here.ending else " (you are here)"), width, style="bold"
    )


def _fork(play: Playthrough, step: Step, width: int) -> Iterator[Content]:
    """Yield what a fork had: what was taken, what was passed by, what was barred."""
    passage = play.ground.passage(step.before)
    if step.move.choose is not None:
        for option in play.ground.options(step.before):
            sign = "⊘" if option.bar else "▸" if option.choice.id == step.move.choose else "·"
            words = fill(option.choice.label, play, step.before).text
            yield from _rows(f"│  {sign}", words, width, style="" if sign == "▸" else "$text-muted")
    elif step.move.happens is not None:
        who = play.bundle.roles[passage.decides or ""].name
        for outcome in passage.outcomes:
            taken = outcome.id == step.move.happens
            words = fill(outcome.label, play, step.before).text + (f" ({who})" if taken else "")
            yield from _rows(f"│  {'▸' if taken else '·'}", words, width, style="" if taken else "$text-muted")


def _dark(play: Playthrough, seen: set[str], width: int) -> Iterator[Content]:
    """Yield for every stage how many of its passages are still dark; their titles would tell too much."""
    yield Content.styled("Still dark", "bold")
    for stage in STAGES:
        names = [name for name, passage in play.bundle.story.passages.items() if passage.stage == stage]
        dark = [name for name in names if name not in seen]
        if names:
            marks = f"{SEEN * (len(names) - len(dark))}{DARK * len(dark)}"
            words = f"{len(dark)} of {len(names)}"
            yield from hang(Content(f"{stage:<11}{words:<10}{marks}"), width, 21)


def _rows(sign: str, text: str, width: int, *, style: str) -> Iterator[Content]:
    """Yield a sign and a text, wrapped with the trunk going on beside it."""
    indent = len(sign) + 1
    for index, row in enumerate(hang(Content.styled(text, style), width - indent, 0)):
        lead = sign if index == 0 else "│".ljust(len(sign))
        yield Content.assemble((f"{lead} ", "$text-muted"), row)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
