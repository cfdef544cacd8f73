"""The top bar: which story, and the case clock."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from game.play.view import View


class TopBar(Static):
    """The story on the left and the case clock on the right, in the longest wording that fits."""

    DEFAULT_CSS = "TopBar { height: 1; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None

    def show(self, view: View) -> None:
        """Show where and when a view is."""
        self.view = view
        self.refresh()

    def render(self) -> Content:
        """Return the bar for the present width."""
        width = self.size.width
        if self.view is None:
            return Content("")
        for left, right in wordings(self.view):
            room = width - 2 - len(left) - len(right)
            if room >= 2 or (not left and room >= 0):
                return Content.assemble(" ", (left, "bold"), " " * room, right, " ")
        return Content(f"Day {self.view.day}")


def wordings(view: View) -> Iterator[tuple[str, str]]:
    """Yield what the bar can say, the most first."""
    day = f"day {view.day}"
    if view.debrief:
        yield f"{view.title} · an ending", f"{view.short_date} · {day}"
        yield "An ending", day
    date = f"{view.short_date} · {day}"
    if view.rules:
        yield f"{view.title} · {view.place}", f"{date} · {view.rules}"
        yield view.title, f"{date} · {view.rules}"
    yield f"{view.title} · {view.place}", date
    yield view.title, date
    yield "", date
    yield "", day


def rules_shown(view: View, width: int) -> bool:
    """Tell whether the bar has room for the rules of a replay."""
    return not view.rules or len(view.title) + len(f"{view.short_date} · day {view.day} · {view.rules}") + 4 <= width
