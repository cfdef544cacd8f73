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

    def show(self, stage: str) -> None:
        """Mark a stage as the present one."""
        self.stage = stage
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the rail for the present width."""
        if self.stage not in STAGES:
            return Content("")
        number = STAGES.index(self.stage)
        room = self.size.width - sum(map(len, STAGES)) - 2
        if room < len(STAGES) - 1:
            return Content.assemble((f"[{self.stage}]", "bold $foreground"), (f"  stage {number + 1} of {len(STAGES)}", ""))
        wide = room >= 4 * (len(STAGES) - 1)
        parts: list[tuple[str, str]] = []
        for index, stage in enumerate(STAGES):
            if index:
                parts.append((" ── " if wide else " ", "$text-muted"))
            here = index == number
            parts.append((f"[{stage}]" if here else stage, "bold $foreground" if here else "$text-muted"))
        return Content.assemble(*parts)
