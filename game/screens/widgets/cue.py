"""The cue: a rule under a text that says in words when there is more of it below."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static


class Cue(Static):
    """A line across; with ``more`` it says so, and which key shows it.

    ``words`` say more exactly what is below, in several wordings of which the first that fits is shown.
    """

    DEFAULT_CSS = "Cue { height: 1; color: $border; background: $background; }"
    more: reactive[bool] = reactive(default=False)
    words: reactive[tuple[str, ...]] = reactive(())

    def render(self) -> Content:
        """Return the line."""
        width = max(self.size.width, 1)
        said = next((one for one in (*self.words, "more below: space") if len(one) + 6 <= width), "")
        words = f" {said} " if self.more and said else ""
        lead = "─" * 2 if words else ""
        return Content.assemble(lead, (words, "bold $accent"), "─" * (width - len(lead) - len(words)))


def more(part: Widget) -> bool:
    """Tell whether a part can be scrolled further down."""
    return part.scroll_target_y < part.max_scroll_y
