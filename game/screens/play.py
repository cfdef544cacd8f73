"""The play screen: the passage, what is behind it, and the options."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from game.play import lines
from game.play.lines import Line
from game.play.session import Session
from game.play.step import MoveError, StoryError
from game.play.view import View
from game.screens.app import NoticeApp
from game.screens.reader import ReaderScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.options import GO_ON, Options
from game.screens.widgets.paint import content_of, paint
from game.screens.widgets.rail import Rail

WIDE = 104  # columns from which the exhibits stand beside the text


class PlayScreen(Screen[None]):
    """One story. It shows a view at a time; after a decision first what the decision met, then the next passage."""

    DEFAULT_CSS = """
    PlayScreen { background: $background; }
    PlayScreen #top { height: 1; background: $panel; color: $foreground; }
    PlayScreen #top Static { height: 1; padding: 0 1; background: $panel; }
    PlayScreen #story { width: 1fr; text-style: bold; }
    PlayScreen #clock { width: auto; }
    PlayScreen Rail { padding: 0 1; }
    PlayScreen #body { height: 1fr; }
    PlayScreen #left { width: 1fr; }
    PlayScreen VerticalScroll { scrollbar-size-vertical: 1; background: $background; height: 1fr; }
    PlayScreen #text { width: 100%; max-width: 76; height: auto; padding: 0 1; }
    PlayScreen #evidence { display: none; width: 48%; border-left: solid $border; }
    PlayScreen #evidence:focus { border-left: heavy $accent; }
    PlayScreen #cards { width: 100%; max-width: 72; height: auto; padding: 0 1; }
    PlayScreen #question { height: auto; padding: 0 1; text-style: bold; border-top: solid $border; }
    PlayScreen.-wide #evidence { display: block; }
    PlayScreen.-low Rail { display: none; }
    """
    BINDINGS = [
        *(Binding(str(number), f"pick('{number}')", show=False) for number in range(10)),
        Binding("space,pagedown", "page(1)", "Further", show=False),
        Binding("b,pageup", "page(-1)", "Back up", show=False),
        Binding("s", "exhibits", "Exhibits", show=False),
        Binding("g", "glossary", "Glossary", show=False),
        Binding("c", "case_file", "Case file", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("q,escape", "leave", "Leave", show=False),
    ]
    AUTO_FOCUS = "Options"
    app: NoticeApp

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drawn: View | None = None  # the view that is shown
        self.answering = False  # what the last decision met is shown, and the next passage comes after it

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Horizontal(id="top"):
            yield Static("", id="story", markup=False)
            yield Static("", id="clock", markup=False)
        yield Rail()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with VerticalScroll(id="passage", can_focus=False):
                    yield Static("", id="text")
                yield Static("", id="question")
                yield Options()
            with VerticalScroll(id="evidence"):
                yield Static("", id="cards")
        yield KeyLine(
            ("?", "help"),
            ("s", "exhibits"),
            ("g", "glossary"),
            ("c", "case file"),
            ("u", "undo"),
            ("x", "blank"),
            ("space", "read on"),
            ("q", "leave"),
        )

    def on_mount(self) -> None:
        """Show where the story stands."""
        self.set_classes_for(self.app.size.width, self.app.size.height)
        self.show(answer=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew; the place is kept."""
        self.set_classes_for(event.size.width, event.size.height)
        if self.drawn is not None:
            self.draw(self.drawn)

    def set_classes_for(self, width: int, height: int) -> None:
        """Choose the layout for a size."""
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height < 16, "-low")

    def show(self, *, answer: bool) -> None:
        """Take the present view and draw it from its top; with ``answer`` first what the last decision met."""
        try:
            view = self.session.view()
        except StoryError as error:
            self.tell(str(error))
            return
        for note in self.session.take_notes():
            self.notify(note, markup=False, timeout=8)
        self.drawn = view
        self.answering = answer and bool(list(self.met_page(view)))
        self.draw(view)
        self.query_one("#passage").scroll_home(animate=False)
        self.query_one("#evidence").scroll_home(animate=False)

    def draw(self, view: View) -> None:
        """Draw a view for the present layout."""
        self.query_one("#story", Static).update(Content(f"{view.title} · {view.place}"))
        self.query_one("#clock", Static).update(Content(lines.clock(view)))
        self.query_one(Rail).show(view.stage)
        if view.debrief and not self.answering:
            self.end(view)
            return
        main = list(self.met_page(view) if self.answering else self.passage_page(view))
        beside = list(self.met_cards(view) if self.answering else self.card_page(view))
        if not self.has_class("-wide"):
            main += beside
            beside = []
        self.query_one("#text", Static).update(paint(main, gap=" "))
        self.query_one("#cards", Static).update(paint(beside, gap=" "))
        question = self.query_one("#question", Static)
        options = self.query_one(Options)
        question.display = bool(view.fork) and not self.answering
        if view.fork and not self.answering:
            question.update(content_of(next(lines.fork_lines(view.fork))))
            options.show_fork(view.fork)
        else:
            options.show_go_on()

    def passage_page(self, view: View) -> Iterator[Line]:
        """Yield the passage."""
        yield lines.line("heading", view.heading)
        for block in view.blocks:
            yield from lines.block_lines(block)

    def card_page(self, view: View) -> Iterator[Line]:
        """Yield what is behind the passage."""
        heading = lines.cards_heading(view)
        if heading:
            yield lines.line("heading", heading)
        for card in view.cards:
            yield from lines.card_lines(card)
        if view.covered:
            yield lines.line("notice", lines.covered_words(view))

    def met_page(self, view: View) -> Iterator[Line]:
        """Yield what the last decision met."""
        if view.met:
            yield from lines.met_lines(view.met)

    def met_cards(self, view: View) -> Iterator[Line]:
        """Yield the cards of what the last decision met."""
        for card in view.met.cards if view.met else ():
            yield from lines.card_lines(card)

    def end(self, view: View) -> None:
        """Show the debrief in place of the passage."""
        from game.screens.ending import EndingScreen

        self.app.switch_screen(EndingScreen(self.session, view))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Carry out the option that was taken."""
        self.take(event.option.id or GO_ON)

    def action_pick(self, key: str) -> None:
        """Take an option by its number."""
        if self.answering or self.drawn is None or self.drawn.fork is None:
            return
        if key == "0" and self.drawn.fork.kind == "other":
            self.take(GO_ON)
            return
        option = next((option for option in self.drawn.fork.open if option.key == key), None)
        if option is not None:
            self.take(option.id)

    def take(self, option: str) -> None:
        """Make a move, or go on from what the last one met."""
        if self.answering:
            self.show(answer=False)
            return
        waits = self.session.play.waits_for
        try:
            if waits == "choice":
                self.session.choose(option)
            elif waits == "prediction":
                self.session.predict(None if option == GO_ON else option)
            else:
                self.session.go_on()
        except (MoveError, StoryError) as error:
            self.tell(str(error))
            return
        self.show(answer=True)

    def tell(self, message: str) -> None:
        """Show a message."""
        self.notify(f"{message[0].upper()}{message[1:]}.", markup=False, severity="warning")

    def action_page(self, direction: int) -> None:
        """Scroll the passage by a page."""
        focused = self.focused if self.focused and self.focused.id == "evidence" else self.query_one("#passage")
        focused.scroll_relative(y=direction * max(focused.size.height - 1, 1), animate=False)

    def action_exhibits(self) -> None:
        """Show the exhibits whole, with their sources."""
        if self.drawn is None:
            return
        met = self.drawn.met.cards if self.drawn.met else ()
        cards = met if self.answering else [*self.drawn.cards, *(card for card in met if card not in self.drawn.cards)]
        page = [one for card in cards for one in lines.whole_card_lines(card)]
        page = page or [lines.line("text", "There is no exhibit here.")]
        self.app.push_screen(ReaderScreen("Exhibits, whole", page))

    def action_glossary(self) -> None:
        """Show the terms of the passage."""
        self.app.push_screen(ReaderScreen("Glossary", lines.term_lines(self.session.play)))

    def action_case_file(self) -> None:
        """Show what is known and decided so far."""
        self.app.push_screen(ReaderScreen("Case file", lines.fact_lines(self.session.play)))

    def action_undo(self) -> None:
        """Go back to the last decision."""
        if self.session.undo():
            self.show(answer=False)
        else:
            self.tell("there is nothing to undo")

    def action_leave(self) -> None:
        """Leave the story; the place is kept."""
        self.session.save()
        self.app.leave_story()
