"""The cue: a rule under a text that says in words when there is more of it below."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static


class Cue(Static):
    """A line across; with ``more`` it says so, and which key shows it."""

    DEFAULT_CSS = "Cue { height: 1; color: $border; background: $background; }"
    more: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """Return the line."""
        width = max(self.size.width, 1)
        words = " more below: space " if self.more and width > 24 else ""
        lead = "─" * 2 if words else ""
        return Content.assemble(lead, (words, "bold $accent"), "─" * (width - len(lead) - len(words)))
