"""The cue: a rule under a text that says in words when there is more of it below."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static


class Cue(Static):
    """A line across; with ``more`` it says so, and which key shows it. ``words`` say more exactly what is below."""

    DEFAULT_CSS = "Cue { height: 1; color: $border; background: $background; }"
    more: reactive[bool] = reactive(default=False)
    words: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the line."""
        width = max(self.size.width, 1)
        said = next((one for one in (self.words, "more below: space") if one and len(one) + 6 <= width), "")
        words = f" {said} " if self.more and said else ""
        lead = "─" * 2 if words else ""
        return Content.assemble(lead, (words, "bold $accent"), "─" * (width - len(lead) - len(words)))
