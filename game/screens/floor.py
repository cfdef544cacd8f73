"""What is shown while the window is too small."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from game.screens.over import OverScreen


class FloorScreen(OverScreen[None]):
    """Asks for a larger window. It goes by itself when there is one; nothing is lost meanwhile."""

    DEFAULT_CSS = """
    FloorScreen { background: $background; align: left top; }
    FloorScreen Static { width: 100%; height: 100%; background: $background; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", show=False)]

    def compose(self) -> ComposeResult:
        """Show one sentence."""
        yield Static("Please make the window larger: 40 by 12 at least. Your place is kept; q leaves.", markup=False)
