"""The app: its themes, its settings, its size floor, and what every screen shares."""

from __future__ import annotations

import asyncio
import datetime
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.play.bundle import Bundle
from game.play.chance import fresh_seed
from game.play.moves import Start
from game.play.playthrough import Playthrough
from game.play.saves import SaveError, Saves
from game.play.session import Session
from game.play.settings import Settings, load_settings, save_settings
from game.screens.keys import key
from game.screens.themes import THEMES

if TYPE_CHECKING:
    from textual.command import Provider

    from game.graph.afterwards import Afterwards

LEAST_WIDTH, LEAST_HEIGHT = 40, 12


def _commands() -> type[Provider]:
    from game.screens.commands import Commands

    return Commands


class NoticeApp(App[None]):
    """Notice to Appear on a full screen.

    ``bundle`` and ``start`` open one story, without them there is a shelf. ``ended`` opens a game that has reached its
    ending where it stands. ``settings`` None takes those that are kept
    on this machine, and keeps what is changed; settings that are handed in are not kept.
    """

    TITLE = "Notice to Appear"
    COMMANDS: ClassVar[set[Any]] = {_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    CSS = "SearchIcon { display: none; }"  # the palette's own is an emoji, which is a box on some terminals
    BINDINGS: ClassVar[list[BindingType]] = [
        key("question_mark,f1", "help", "help", "How to play, and every key."),
        key("x,f3", "blank", "blank", "Blank the screen at once; any key brings it back. F3 does so while you type."),
        key("slash", "search", "search", "Search the evidence."),
        key("t", "theme", "light or dark", "Change between light and dark."),
        key("comma,f2", "settings", "settings", "How it looks: theme, line length, spacing."),
        key("colon", "command_palette", "all commands", "Find any command by its name."),
        Binding("ctrl+p", "command_palette", show=False, system=True),
    ]

    def __init__(
        self,
        *,
        extra: Iterable[Path] = (),
        bundle: Bundle | None = None,
        start: Start | None = None,
        new: bool = False,
        ended: bool = False,
        saves: Saves | None = None,
        today: Callable[[], datetime.date] = datetime.date.today,
        settings: Settings | None = None,
    ) -> None:
        self.colourless = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self.colourless else None)
        self.animation_level = "none"
        for own in THEMES.values():
            self.register_theme(own)
        self.keeps_settings = settings is None
        self.saves = saves or Saves()
        self.settings = settings or load_settings(self.saves.notes.append)  # told with what is wrong with saves
        self.theme = self.theme_name()
        self.extra = tuple(extra)
        self.first = (bundle, start, new, ended)
        self.today = today
        self.has_shelf = bundle is None
        self.last: Session | None = None
        self._afterwards: Afterwards | None = None

    def on_mount(self) -> None:
        """Open the shelf, or the story that was asked for."""
        if not self.is_headless:
            self._heed_signals()
            self.set_timer(1, _tidy)
        bundle, start, new, ended = self.first
        if bundle is None:
            from game.screens.shelf import ShelfScreen

            self.push_screen(ShelfScreen())
        else:
            self.open(bundle, start or Start(seed=fresh_seed()), new=new, ended=ended)
        self._keep_floor()

    def open(self, bundle: Bundle, start: Start, *, new: bool, ended: bool = False) -> None:
        """Show a story, from where it was left unless ``new``; with ``ended`` also from its ending."""
        from game.screens.play import PlayScreen

        session = None if new else Session.resume(bundle, self.saves, self.today, ended=ended)
        if session is None:
            session = Session.begin(bundle, start, self.saves, self.today)
        self.last = session
        self.push_screen(PlayScreen(session))

    def begin(self, bundle: Bundle, start: Start) -> None:
        """Begin a story anew in place of the one that is open; an unfinished game is put aside first."""
        from game.screens.play import PlayScreen

        self.last = Session.begin(bundle, start, self.saves, self.today)
        self.show_story(PlayScreen(self.last))

    def _heed_signals(self) -> None:
        """Leave the terminal as it was, and keep the place and the note, when the program is told to end."""
        if sys.platform != "win32":
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) != signal.SIG_IGN:  # nohup wants it to go on
                    asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def theme_name(self) -> str:
        """Return the theme that the settings ask for, or the terminal's own colours where none are wanted."""
        return THEMES["ansi" if self.colourless else self.settings.theme].name

    def afterwards(self, play: Playthrough) -> Afterwards:
        """Return a playthrough seen in its story's graph, which is explored once for all screens."""
        if self._afterwards is None or self._afterwards.play is not play:
            from game.graph.afterwards import Afterwards

            self._afterwards = Afterwards(play)
        return self._afterwards

    def take_up(self, bundle: Bundle, name: str) -> None:
        """Show a game that was kept, from where it stands; what was open before is kept in its place."""
        try:
            self.saves.take_up(bundle.story.story, name)
        except SaveError as error:
            self.notify(f"This game cannot be taken up: {error}.", markup=False, severity="warning")
            return
        session = Session.resume(bundle, self.saves, self.today, ended=True)
        if session is not None:
            self.show_session(session)

    def show_play(self, play: Playthrough) -> None:
        """Show a playthrough as it stands; what was open before is kept beside it."""
        self.show_session(Session.of(play, self.saves, self.today))

    def show_session(self, session: Session) -> None:
        """Show a session in place of the list that it was taken from."""
        from game.screens.play import PlayScreen

        self.last = session
        self.switch_screen(PlayScreen(session))

    def show_story(self, screen: Screen[None]) -> None:
        """Show a screen of the open story in place of all that is open of it now."""
        while len(self.screen_stack) > (3 if self.has_shelf else 2):
            self.pop_screen()
        self.switch_screen(screen)

    def leave_story(self) -> None:
        """Go back to the shelf, or out when there is none."""
        if not self.has_shelf:
            self.exit()
            return
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def change(self, **changes: object) -> None:
        """Change settings and keep them; every open screen is set anew."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        if "theme" in changes:
            self.theme = self.theme_name()
        if self.keeps_settings:
            problem = save_settings(self.settings)
            if problem:
                self.notify(f"The settings are not kept: {problem}.", markup=False, severity="warning")
        for screen in self.screen_stack:
            redraw = getattr(screen, "redraw", None)
            if redraw is not None and screen.is_running:
                redraw()

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing be opened over a screen that hides the others."""
        from game.screens.blank import BlankScreen
        from game.screens.floor import FloorScreen

        if isinstance(self.screen, BlankScreen | FloorScreen):
            return action == "quit"
        return super().check_action(action, parameters)

    def _fatal_error(self) -> None:
        """End after a fault of our own: in one sentence, and where NTA_DEBUG is set with a trace.

        The trace shows nothing of what was played.
        """
        from rich.console import Group
        from rich.traceback import Traceback

        told = "Notice to Appear has a fault and stops here. Your place is kept."
        if os.environ.get("NTA_DEBUG"):
            self.panic(Group(Traceback(show_locals=False, width=None), told))
        else:
            self.panic(f"{told} With NTA_DEBUG=1 it tells where.")

    def action_help(self) -> None:
        """Show how to play, and the keys of the screen that is open."""
        from game.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_blank(self) -> None:
        """Blank the screen at once; any key brings it back."""
        from game.screens.blank import BlankScreen

        self.push_screen(BlankScreen())

    def action_search(self) -> None:
        """Search the evidence."""
        from game.screens.search import SearchScreen

        if not isinstance(self.screen, SearchScreen):
            self.push_screen(SearchScreen())

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.change(theme="light" if self.settings.theme == "dark" else "dark")

    def action_settings(self) -> None:
        """Show the settings."""
        from game.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())


def _tidy() -> None:
    """After a start, which clears nothing away: let what it made be, and clear away what closed screens leave."""
    gc.freeze()
    gc.set_threshold(20_000, 2, 2)


def run(
    *, extra: Iterable[Path], bundle: Bundle | None, start: Start | None, new: bool, ended: bool = False
) -> tuple[Playthrough | None, int]:
    """Run the app until it is left; return the playthrough that was open last, if any, and 0 or an exit code."""
    app = NoticeApp(extra=extra, bundle=bundle, start=start, new=new, ended=ended)
    app.run()
    return app.last.play if app.last else None, app.return_code or 0
