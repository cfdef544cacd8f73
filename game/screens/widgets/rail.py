"""The process rail: where in the process the story stands."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.story.model import STAGES


class Rail(Static):
    """All stages in a row with the present one in brackets; in a narrow window the present one with its number."""

    DEFAULT_CSS = "Rail { height: 1; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self.stage = ""
        self.rules = ""

    def show(self, stage: str, rules: str = "") -> None:
        """Mark a stage as the present one; ``rules`` names those of a replay where the top bar has no room for them."""
        self.stage = stage
        self.rules = rules
        self.refresh()

    def render(self) -> Content:
        """Return the rail for the present width."""
        if self.stage not in STAGES:
            return Content("")
        number = STAGES.index(self.stage)
        room = self.size.width - sum(map(len, STAGES)) - 2
        if room < len(STAGES) - 1 or self.rules:
            where = Content.assemble((f"[{self.stage}]", "bold $foreground"), f"  stage {number + 1} of {len(STAGES)}")
            if not self.rules:
                return where
            both = Content.assemble(where, f" · {self.rules}")
            return (
                both if len(both) <= self.size.width else Content(self.rules).truncate(self.size.width, ellipsis=True)
            )
        wide = room >= 4 * (len(STAGES) - 1)
        parts: list[tuple[str, str]] = []
        for index, stage in enumerate(STAGES):
            if index:
                parts.append((" ── " if wide else "›", "$text-muted"))
            here = index == number
            parts.append((f"[{stage}]" if here else stage, "bold $foreground" if here else "$text-muted"))
        return Content.assemble(*parts)
