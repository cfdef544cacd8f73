"""The ending: who decided what, where the doors closed, what the record says, and how near another ending was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from game.graph.debriefing import code_of, debrief_lines, decided_lines, source_lines
from game.play import lines
from game.play.chance import fresh_seed
from game.play.lines import Line
from game.play.moves import Start
from game.play.phrases import capitalized
from game.play.session import Session
from game.play.shown import cards_shown
from game.play.view import View
from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.reader import ReaderScreen
from game.screens.story_keys import StoryKeys
from game.screens.widgets.paint import Sheet, as_picture, hang
from game.screens.widgets.pictures import PICTURES, bar, icon_array, share
from game.screens.widgets.title import Title
from game.screens.widgets.topbar import TopBar


class EndingScreen(StoryKeys, ReaderScreen):
    """The debrief of a playthrough that has ended."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("r", "nearest", "nearest other ending", "Go back to where another ending was one choice away."),
        key("a", "again", "from the start", "Begin the story again."),
        key("l", "sources", "list of sources", "Every source behind what you met."),
        key("y", "copy", "copy the path code", "Copy the code of the way you took."),
        key("s", "exhibits", "exhibits", "Every exhibit that you met, whole, with its sources."),
        *StoryKeys.KEYS,
        key("q,escape", "leave", "leave", "Go back to the shelf."),
        key("enter,backspace", "page(1)", "", "Read further."),
    ]
    app: NoticeApp

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(f"{view.title} · {view.place} · {lines.clock(view)}", ())
        self.session = session
        self.view_ = view
        assert view.debrief is not None
        self.debrief = view.debrief
        self.afterwards = self.app.afterwards(session.play)
        self.near = self.afterwards.nearest()
        self.code = code_of(self.afterwards)
        self.keys = (
            ("?", "help"), ("q", "leave"), ("Tab", "next part"), ("r", "nearest other ending"), ("a", "again"),
            ("e", "eras"), ("m", "map"), ("l", "sources"), ("u", "undo"), ("y", "copy code"), ("c", "case file"),
            ("s", "exhibits"), ("x", "blank"), ("n", "note"),
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay out the debrief."""
        for widget in super().compose():
            if isinstance(widget, Title):
                bar_ = TopBar()
                bar_.show(self.view_)
                yield bar_
            else:
                yield widget

    def drawn(self, sheet: Sheet) -> Iterator[Line | Content]:
        """Yield the passage in which the story ended, and the debrief with its pictures."""
        yield lines.line("heading", self.view_.heading)
        for block in self.view_.blocks:
            yield from lines.block_lines(block)
        decided = list(decided_lines(self.debrief))[1:]
        most = max((one.count for one in self.debrief.decided), default=1)
        widest = min(max((len(one.lead) for one in decided), default=0), 30)
        digits = max((len(one.plain) for one in decided), default=1)
        roles = {capitalized(one.who) for one in self.debrief.decided}
        for line in debrief_lines(self.debrief, self.afterwards):
            if line in decided:
                room = min(sheet.column - widest - digits - 2, 30) if line.lead in roles else 0
                yield decided_row(line, widest, digits, bar(int(line.plain) / most, room) if room > 3 else "")
            else:
                yield line
            if line.lead == "How typical":
                yield from self.typical_picture(sheet)

    def typical_picture(self, sheet: Sheet) -> Iterator[Line | Content]:
        """Yield a picture of the first share that the debrief names, where there is room for one."""
        if self.app.size.height < PICTURES or sheet.column < 24:
            return
        for name in self.debrief.typical.links("figure"):
            figure = self.session.play.bundle.figure(name)
            if figure is not None and share(figure) is not None:
                yield Content("")
                yield icon_array(figure, sheet.column)
                return

    def action_nearest(self) -> None:
        """Go back to where another ending was one choice away."""
        from game.screens.play import PlayScreen

        if self.near is None:
            self.tell("no other choice on this path could have led to another ending")
        elif self.session.undo_to(self.near.step):
            self.app.show_story(PlayScreen(self.session))

    def action_again(self) -> None:
        """Begin the story once more."""
        play = self.session.play
        start = Start(rules=play.start.rules, label=play.start.label, dials=play.start.dials, seed=fresh_seed())
        self.app.begin(play.bundle, start)

    def action_undo(self) -> None:
        """Go back to the last decision."""
        from game.screens.play import PlayScreen

        if self.session.undo():
            self.app.show_story(PlayScreen(self.session))

    def action_copy(self) -> None:
        """Copy the path code."""
        self.app.copy_to_clipboard(self.code)
        self.app.clear_notifications()
        self.notify(f"Copied, if your terminal takes it: {self.code}", markup=False)

    def action_sources(self) -> None:
        """Show every source behind what was met."""
        self.app.push_screen(ReaderScreen("List of sources", source_lines(self.debrief)))

    def action_exhibits(self) -> None:
        """Show every exhibit that was met."""
        from game.screens.cards import CardsScreen

        cards = cards_shown(self.session.play, self.session.today())
        self.app.push_screen(CardsScreen("Exhibits that you met", cards, self.session.play.bundle))


def decided_row(line: Line, widest: int, digits: int, drawn: str) -> Content:
    """Return who decided and how often, the numbers one under the other, with a bar."""
    who = list(hang(Content(line.lead), widest, 2))
    number = Content.styled(line.plain.rjust(widest - len(who[-1]) + 1 + digits), "bold")
    bar_ = as_picture(Content.styled(f" {drawn}" if drawn else "", "$primary"))
    return Content("\n").join([*who[:-1], Content.assemble(who[-1], number, bar_)])
