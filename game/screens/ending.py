"""The ending: who decided what, where the doors closed, what the record says, and how near another ending was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from game.play import lines
from game.play.code import path_code
from game.play.lines import Line
from game.play.moves import Start
from game.play.session import Session
from game.play.view import View
from game.screens.app import NoticeApp, fresh_seed
from game.screens.keys import key
from game.screens.reader import ReaderScreen
from game.screens.story_keys import StoryKeys
from game.screens.widgets.paint import Sheet, as_picture, hang
from game.screens.widgets.pictures import bar
from game.screens.widgets.topbar import TopBar


class EndingScreen(StoryKeys, ReaderScreen):
    """The debrief of a playthrough that has ended."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space,pagedown", "page(1)", "read on", "Read further."),
        key("r", "nearest", "nearest other ending", "Go back to where another ending was one choice away."),
        key("a", "again", "once more", "Begin the story again from its start."),
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
        self.doors = self.afterwards.doors_closed()
        self.near = self.afterwards.nearest()
        self.code = _code(session)
        self.keys = (
            ("?", "help"), ("q", "leave"), ("space", "read on"), ("r", "nearest other ending"), ("a", "once more"),
            ("u", "undo"), ("m", "map"), ("e", "eras"), ("c", "case file"), ("s", "exhibits"),
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay out the debrief."""
        for widget in super().compose():
            if widget.id == "title":
                bar_ = TopBar()
                bar_.show(self.view_)
                yield bar_
            else:
                yield widget

    def drawn(self, sheet: Sheet) -> Iterator[Line | Content]:
        """Yield the passage in which the story ended, the debrief, and the sources."""
        yield lines.line("heading", self.view_.heading)
        for block in self.view_.blocks:
            yield from lines.block_lines(block)
        decided = list(lines.decided_lines(self.debrief))[1:]
        most = max((one.count for one in self.debrief.decided), default=1)
        widest = min(max((len(one.lead) for one in decided), default=0), 28)
        for line in lines.debrief_lines(self.debrief):
            if line.plain == "What moved it":
                yield from self.door_lines()
            elif line.plain == "Three questions to talk about":
                yield from self.near_lines()
            if line in decided:
                room = min(sheet.column - widest - 6, 30)
                yield decided_row(line, widest, bar(int(line.plain) / most, room) if room > 3 else "")
            else:
                yield line
        yield from lines.debrief_sources(self.debrief)

    def door_lines(self) -> Iterator[Line]:
        """Yield where each kind of ending went out of reach, and what shut it."""
        yield lines.line("heading", "Where the doors closed")
        if not self.doors:
            yield lines.line("text", "No kind of ending went out of reach on the way.")
        for _, group in groupby(self.doors, key=lambda door: door.step):
            doors = list(group)
            door = doors[0]
            by = f"{door.by[0].upper()}{door.by[1:]} decided." if door.by else "Nobody decided; time went on."
            gone = "; ".join(one.outcome for one in doors)
            yield lines.line("text", f"{door.heading}. {by} Out of reach from here on: {gone}.", f"Day {door.day}")
            rules = f" Exhibits: {'; '.join(door.exhibits)}." if door.exhibits else ""
            yield lines.line("meta", f"{door.date}.{rules}")

    def near_lines(self) -> Iterator[Line]:
        """Yield the nearest other ending, what was never seen, and the path code."""
        yield lines.line("heading", "The nearest other ending")
        if self.near is None:
            yield lines.line("text", "No other choice on this path could have led to another ending.")
        else:
            yield lines.line(
                "text",
                f"{self.near.title} ({self.near.outcome}). At '{self.near.heading}', another choice made it possible: "
                f"{self.near.label}",
            )
            yield lines.line(
                "meta", "Possible, not certain: others would still have decided. Press r to go back there."
            )
        unseen, reachable = self.afterwards.unseen()
        yield lines.line(
            "text",
            f"{unseen} passages were never seen. This case could have led to {reachable} of them; "
            "the others belong to other facts or other rules.",
            "Still dark",
        )
        if self.code:
            yield lines.line("text", self.code, "Path code")
            yield lines.line("meta", "It holds the way you took, and nothing about you. Press y to copy it.")

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
        self.notify(f"Handed to the clipboard: {self.code}. Some terminals do not take it.", markup=False)

    def action_exhibits(self) -> None:
        """Show every exhibit that was met."""
        from game.screens.cards import CardsScreen
        from game.screens.met import cards_met

        cards = cards_met(self.session.play, self.session.today())
        self.app.push_screen(CardsScreen("Exhibits that you met", cards, self.session.play.bundle))


def decided_row(line: Line, widest: int, drawn: str) -> Content:
    """Return who decided and how often, with a bar."""
    who = list(hang(Content(line.lead), widest, 2))
    last = who[-1].pad_right(widest - len(who[-1]) + 1)
    return Content("\n").join(
        [*who[:-1], Content.assemble(last, as_picture(Content.styled(drawn, "$primary")), " ", (line.plain, "bold"))]
    )


def _code(session: Session) -> str:
    try:
        return path_code(session.play)
    except ValueError:
        return ""  # a path too long for a code
