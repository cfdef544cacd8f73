"""A blank screen, for when somebody looks over one's shoulder."""

from __future__ import annotations

from textual import events

from game.screens.over import OverScreen


class BlankScreen(OverScreen[None]):
    """Shows nothing. Any key brings the story back."""

    DEFAULT_CSS = "BlankScreen { background: $background; }"

    def on_key(self, event: events.Key) -> None:
        """Go back, whatever the key."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()
