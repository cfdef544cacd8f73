"""The map: the way that was taken, what was passed by on it, the doors that shut, and how much was not seen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from game.graph.afterwards import Afterwards
from game.graph.trail import Stop, trail, trail_head, unseen
from game.play.session import Session
from game.screens.reader import ReaderScreen
from game.screens.widgets.paint import hang

HERE, SEEN, UNSEEN = "◆", "●", "○"
SIGNS = {"taken": "▸", "passed by": "·", "barred": "⊘"}


class MapScreen(ReaderScreen):
    """A trunk of the passages that were seen, with every fork and what it had; then how much was not seen."""

    def __init__(self, session: Session) -> None:
        super().__init__(f"Map of {session.play.bundle.story.title.text}", ())
        self.session = session
        self.opened = False

    def redraw(self) -> None:
        """Draw the map for the present width; when it opens, where the reader stands is in sight."""
        width = min(self.app.size.width - 3, 96)
        afterwards = self.app.afterwards(self.session.play)
        found = self.session.saves.endings(self.session.play.bundle.story.story)
        self.show(draw(afterwards, found, width))
        if not self.opened:
            self.opened = True
            rows = self.painted.plain.split("\n")
            here = next((number for number, row in enumerate(rows) if row.startswith(HERE)), 0)
            window = self.app.size.height - 3
            if here >= window:
                self.call_after_refresh(self.show_row, here - window * 2 // 3)


def draw(afterwards: Afterwards, found: tuple[str, ...], width: int) -> Content:
    """Return the map."""
    legend = [f"{SEEN} seen", f"{HERE} you are here", "▸ taken", "· passed by", "⊘ barred", "× door shut",
              f"{UNSEEN} not seen"]  # fmt: skip
    rows = [*hang(Content(trail_head(afterwards, found)), width, 0)]
    rows += [*_legend(legend, width), Content("")]
    stage = ""
    for stop in trail(afterwards):
        if stop.stage != stage:
            stage = stop.stage
            rows.append(Content.styled(stage.capitalize(), "bold $accent"))
        rows += _stop(stop, width)
    rows += [Content(""), Content.styled("Not seen", "bold")]
    for row in unseen(afterwards.play):
        marks = SEEN * (row.passages - row.unseen) + UNSEEN * row.unseen
        words = f"{row.unseen} of {row.passages}"
        rows += hang(Content(f"{row.stage:<11}{words:<10}{marks}"), width, 21)
    return Content("\n").join(rows)


def _legend(signs: list[str], width: int) -> Iterator[Content]:
    """Yield the signs with what they mean, as many in a row as fit."""
    row = ""
    for sign in signs:
        if row and len(row) + 3 + len(sign) > width:
            yield Content.styled(row, "$text-muted")
            row = ""
        row += f"   {sign}" if row else sign
    yield Content.styled(row, "$text-muted")


def _stop(stop: Stop, width: int) -> Iterator[Content]:
    """Yield a passage with its fork: what was taken, what was passed by, what was barred, which doors shut."""
    where = " (an ending)" if stop.ending else " (you are here)" if stop.here else ""
    yield from _rows(HERE if stop.here else SEEN, stop.title + where, width, style="bold")
    for what, words in stop.ways:
        yield from _rows(f"│  {SIGNS[what]}", words, width, style="" if what == "taken" else "$text-muted")
    for outcome in stop.shut:
        yield from _rows("│  ×", f"door shut: {outcome}", width, style="$warning")


def _rows(sign: str, text: str, width: int, *, style: str) -> Iterator[Content]:
    """Yield a sign and a text, wrapped with the trunk going on beside it."""
    indent = len(sign) + 1
    for index, row in enumerate(hang(Content.styled(text, style), width - indent, 0)):
        lead = sign if index == 0 else "│".ljust(len(sign))
        yield Content.assemble((f"{lead} ", "$text-muted"), row)
