"""The app: its themes, its size floor, and what every screen shares."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from textual import events
from textual.app import App
from textual.binding import Binding

from game.play.bundle import Bundle
from game.play.playthrough import Playthrough, Start
from game.play.saves import Saves
from game.play.session import Session
from game.screens.themes import DARK, LIGHT, THEMES

LEAST_WIDTH, LEAST_HEIGHT = 40, 12


class NoticeApp(App[None]):
    """Notice to Appear on a full screen."""

    TITLE = "Notice to Appear"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("x", "blank", "Blank the screen", show=False),
        Binding("t", "theme", "Light or dark", show=False),
    ]

    def __init__(
        self,
        *,
        extra: Iterable[Path] = (),
        bundle: Bundle | None = None,
        start: Start | None = None,
        new: bool = False,
        saves: Saves | None = None,
        today: Callable[[], datetime.date] = datetime.date.today,
        theme: str = DARK.name,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self.extra = tuple(extra)
        self.first = (bundle, start, new)
        self.saves = saves or Saves()
        self.today = today
        self.has_shelf = bundle is None
        self.last: Session | None = None

    def on_mount(self) -> None:
        """Open the shelf, or the story that was asked for."""
        bundle, start, new = self.first
        if bundle is None:
            from game.screens.shelf import ShelfScreen

            self.push_screen(ShelfScreen())
        else:
            self.open(bundle, start or Start(seed=fresh_seed()), new=new)
        self._keep_floor()

    def open(self, bundle: Bundle, start: Start, *, new: bool) -> None:
        """Show a story, from where it was left unless ``new``."""
        from game.screens.play import PlayScreen

        session = None if new else Session.resume(bundle, self.saves, self.today)
        if session is None:
            session = Session.begin(bundle, start, self.saves, self.today)
        self.last = session
        self.push_screen(PlayScreen(session))

    def leave_story(self) -> None:
        """Go back to the shelf, or out when there is none."""
        if not self.has_shelf:
            self.exit()
            return
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the window is too small, and go on by itself when it has grown."""
        self._keep_floor(event.size.width, event.size.height)

    def _keep_floor(self, width: int | None = None, height: int | None = None) -> None:
        from game.screens.floor import FloorScreen

        small = (width or self.size.width) < LEAST_WIDTH or (height or self.size.height) < LEAST_HEIGHT
        shown = isinstance(self.screen, FloorScreen)
        if small and not shown:
            self.push_screen(FloorScreen())
        elif shown and not small:
            self.pop_screen()

    def action_help(self) -> None:
        """Show the keys."""
        from game.screens.help import help_lines
        from game.screens.reader import ReaderScreen

        if not isinstance(self.screen, ReaderScreen):
            self.push_screen(ReaderScreen("Help", help_lines()))

    def action_blank(self) -> None:
        """Blank the screen at once; any key brings it back."""
        from game.screens.blank import BlankScreen

        if not isinstance(self.screen, BlankScreen):
            self.push_screen(BlankScreen())

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def fresh_seed() -> int:
    """Return a seed for a new playthrough."""
    return int.from_bytes(os.urandom(6))


def run(*, extra: Iterable[Path], bundle: Bundle | None, start: Start | None, new: bool) -> Playthrough | None:
    """Run the app until it is left; return the playthrough that was open last, if there was one."""
    app = NoticeApp(extra=extra, bundle=bundle, start=start, new=new)
    app.run()
    return app.last.play if app.last else None
