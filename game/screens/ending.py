"""The ending: who decided what, what moved it, what the record says."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from game.play import lines
from game.play.lines import Line
from game.play.playthrough import Start
from game.play.session import Session
from game.play.view import View
from game.screens.app import NoticeApp, fresh_seed
from game.screens.reader import ReaderScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.paint import paint


class EndingScreen(Screen[None]):
    """The debrief of a playthrough that has ended."""

    DEFAULT_CSS = """
    EndingScreen { background: $background; }
    EndingScreen #title { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    EndingScreen VerticalScroll { background: $background; scrollbar-size-vertical: 1; }
    EndingScreen .page { width: 100%; max-width: 78; height: auto; padding: 0 2; }
    """
    BINDINGS = [
        Binding("r", "replay", "Once more", show=False),
        Binding("s", "sources", "Sources", show=False),
        Binding("c", "case_file", "Case file", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("space,pagedown", "page(1)", "Further", show=False),
        Binding("b,pageup", "page(-1)", "Back up", show=False),
        Binding("q,escape", "leave", "Leave", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    app: NoticeApp

    def __init__(self, session: Session, view: View) -> None:
        super().__init__()
        self.session = session
        self.view_ = view
        assert view.debrief is not None
        self.debrief = view.debrief

    def compose(self) -> ComposeResult:
        """Lay out the debrief."""
        yield Static(f"{self.view_.title} · {self.view_.place} · {lines.clock(self.view_)}", id="title", markup=False)
        with VerticalScroll():
            yield Static(paint(self.last_passage(), gap=" "), classes="page")
            yield Static(Content(""), classes="page")
            yield Static(paint(lines.debrief_lines(self.debrief), gap=" "), classes="page")
            yield Static(Content(""), classes="page")
            yield Static(paint(lines.debrief_sources(self.debrief)), classes="page")
        yield KeyLine(
            ("?", "help"),
            ("r", "once more"),
            ("u", "undo"),
            ("space", "read on"),
            ("s", "sources"),
            ("c", "case file"),
            ("q", "leave"),
        )

    def last_passage(self) -> Iterator[Line]:
        """Yield the passage in which the story ended."""
        yield lines.line("heading", self.view_.heading)
        for block in self.view_.blocks:
            yield from lines.block_lines(block)

    def action_replay(self) -> None:
        """Begin the story once more."""
        from game.screens.play import PlayScreen

        play = self.session.play
        start = Start(rules=play.start.rules, label=play.start.label, dials=play.start.dials, seed=fresh_seed())
        session = Session.begin(play.bundle, start, self.session.saves, self.session.today)
        self.app.switch_screen(PlayScreen(session))

    def action_undo(self) -> None:
        """Go back to the last decision."""
        from game.screens.play import PlayScreen

        if self.session.undo():
            self.app.switch_screen(PlayScreen(self.session))

    def action_sources(self) -> None:
        """Show every source behind what was met."""
        self.app.push_screen(ReaderScreen("Sources", lines.debrief_sources(self.debrief)))

    def action_case_file(self) -> None:
        """Show what was decided."""
        self.app.push_screen(ReaderScreen("Case file", lines.fact_lines(self.session.play)))

    def action_page(self, direction: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(scroll.size.height - 2, 1), animate=False)

    def action_leave(self) -> None:
        """Go back to the shelf."""
        self.app.leave_story()
