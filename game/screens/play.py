"""The play screen: the passage, what is behind it, and the options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from game.play import lines
from game.play.lines import Line
from game.play.phrases import capitalized
from game.play.session import Session
from game.play.step import MoveError, StoryError
from game.play.view import View
from game.screens import page
from game.screens.app import NoticeApp
from game.screens.flow import FlowScreen
from game.screens.keys import key
from game.screens.place import row_of
from game.screens.reader import sheet_for
from game.screens.story_keys import StoryKeys
from game.screens.widgets.cue import Cue
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.options import GO_ON, Options
from game.screens.widgets.paint import Sheet, paint
from game.screens.widgets.pictures import PICTURES
from game.screens.widgets.rail import Rail
from game.screens.widgets.topbar import TopBar, rules_shown

WIDE = 104  # columns from which the exhibits stand beside the text
LOW = 16  # rows below which the rail gives its row to the text
TALL = 30  # rows from which there is a blank one above the text


class PlayScreen(StoryKeys, FlowScreen):
    """One story. It shows a view at a time; after a decision first what the decision met, then the next passage."""

    DEFAULT_CSS = """
    PlayScreen { background: $background; }
    PlayScreen Rail { padding: 0 1; }
    PlayScreen #body { height: 1fr; }
    PlayScreen #left { width: 1fr; scrollbar-size-vertical: 1; }
    PlayScreen VerticalScroll { scrollbar-size: 0 1; background: $background; height: 1fr; }
    PlayScreen #text { width: 100%; height: auto; padding: 0 1; }
    PlayScreen #beside { display: none; width: 48%; border-left: solid $border; }
    PlayScreen #cards { width: 100%; height: auto; padding: 0 1; }
    PlayScreen #ask { height: auto; }
    PlayScreen #question { height: auto; padding: 0 1; }
    PlayScreen Options { padding: 0 0 0 1; }
    PlayScreen #below { display: none; }
    PlayScreen.-low Rail { display: none; }
    PlayScreen.-tall #text, PlayScreen.-tall #cards { padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick('1')", "take an option", key_display="1-9", show=False,
                tooltip="Take an option, or say what you expect somebody to decide."),
        *(Binding(str(number), f"pick('{number}')", show=False) for number in range(2, 10)),
        key("0", "pick('0')", "go on without guessing", "At a decision of others: see what happens without a guess."),
        key("space,pagedown", "page(1)", "read on", "Read further, first the text, then what stands beside it."),
        key("tab", "to_options", "to the options", "Go to the question, past the text."),
        key("b,pageup", "page(-1)", "back up", "Read back up; at the top of a page what the last decision met."),
        key("s", "exhibits", "exhibits", "The exhibits whole, with their sources."),
        *StoryKeys.KEYS,
        key("k", "skip_scene", "skip scene", "Show one line in place of the scene, or the scene again."),
        key("q,escape", "leave", "leave", "Leave the story; your place is kept."),
    ]  # fmt: skip
    AUTO_FOCUS = ""
    app: NoticeApp

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.before: View | None = None  # the view before this one, whose clock holds while an answer is shown
        self.skipping = False  # one line is shown in place of the scenes of this passage

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TopBar()
        yield Rail()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with VerticalScroll(id="passage", can_focus=False):
                    yield Static("", id="text")
                with Vertical(id="ask"):
                    yield Cue(id="cue")
                    yield Static("", id="question")
                    yield Options()
            with Vertical(id="beside"):
                with VerticalScroll(id="evidence", can_focus=False):
                    yield Static("", id="cards")
                yield Cue(id="further")
        yield Cue(id="below")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where the story stands."""
        if not self.query("#left"):
            return  # left by a key that came before it was laid out
        self.follow()
        self.query_one(Options).focus(scroll_visible=False)
        self.show(answer=False)

    def on_resize(self, event: events.Resize) -> None:
        """Set everything anew; the place in the text is kept."""
        if self.drawn is not None and self.painted_width != event.size.width:
            self.redraw()
        elif self.drawn is not None:
            self.draw(self.drawn)

    def redraw(self) -> None:
        """Set the page anew and keep the place in it."""
        if self.drawn is None:
            return
        letters = self.letters
        self.draw(self.drawn)
        row = row_of(self.painted.plain, letters) if letters else 0
        self.call_after_refresh(self.scroller.scroll_to, y=row, animate=False, force=True)

    def show(self, *, answer: bool) -> None:
        """Take the present view and draw it from its top; with ``answer`` first what the last decision met."""
        try:
            view = self.session.view()
        except StoryError as error:
            self.tell(str(error))
            return
        self.app.clear_notifications()
        for note in self.session.take_notes():
            self.notify(note, markup=False, timeout=8)
        self.before, self.drawn = self.drawn, view
        self.answering = answer and any(page.met_page(view))
        self.skipping = False
        self.draw(view)
        self.to_top()

    def turn_to(self, *, answer: bool) -> None:
        """Turn from what the last decision met to the passage after it, or back."""
        if self.drawn is not None:
            self.app.clear_notifications()
            self.answering = answer
            self.draw(self.drawn)
            self.to_top()

    def action_page(self, direction: int) -> None:
        """Scroll by a page; from the top of a passage go back to what the last decision met."""
        at_top = not any(part.scroll_target_y for part in (self.scroller, self.query_one("#evidence")))
        if direction < 0 and at_top and not self.answering and self.drawn and any(page.met_page(self.drawn)):
            self.turn_to(answer=True)
        else:
            super().action_page(direction)

    def draw(self, view: View) -> None:
        """Draw a view for the present size."""
        width, height = self.app.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height < LOW, "-low")
        self.set_class(height >= TALL, "-tall")
        if view.debrief and not self.answering:
            self.end(view)
            return
        self.painted_width = width
        clock = self.before if self.answering and self.before else view
        self.query_one(TopBar).show(clock)
        self.query_one(Rail).show(clock.stage, "" if rules_shown(clock, width) else clock.rules)
        wide = width >= WIDE and bool(page.cards_of(view, met_only=self.answering))
        left = self.width_left(width) if wide else width
        sheet = sheet_for(self.app, left - 3)
        beside = sheet_for(self.app, width - left - 4) if wide else sheet
        main, cards = self.parts(view, beside, pictures=height >= PICTURES)
        if not wide:
            main, cards = main + cards, []
        self.painted = paint(main, sheet)
        self.query_one("#text", Static).update(self.painted)
        self.query_one("#cards", Static).update(paint(cards, beside))
        self.query_one("#beside").display = wide
        self.query_one("#beside").styles.width = width - left
        self.query_one(KeyLine).show(*self.keys_here(view))
        room = height - 3 - (not self.has_class("-low")) - self.has_class("-tall")
        self.draw_ask(view, left, room)
        self.call_after_refresh(self.tell_more)

    def keys_here(self, view: View) -> Iterator[tuple[str, str]]:
        """Yield the keys of the line at the foot that do something here."""
        yield from (("?", "help"), ("q", "leave"))
        if page.cards_of(view, met_only=self.answering):
            yield "s", "exhibits"
        if self.session.play.steps:
            yield "u", "undo"
        yield from (("c", "case file"), ("m", "map"), ("g", "glossary"), ("x", "blank"))
        if not self.answering and any(block.label == "Scene" for block in view.blocks):
            yield "k", "show scene" if self.skipping else "skip scene"
        yield from (("e", "eras"), ("n", "note"), ("/", "search"))

    def width_left(self, width: int) -> int:
        """Return how many columns the text has beside the exhibits."""
        return max(min(width * 54 // 100, self.app.settings.measure + 16), 54)

    def parts(self, view: View, beside: Sheet, *, pictures: bool) -> tuple[list[Line | Content], list[Line | Content]]:
        """Return the text and what is behind it."""
        bundle = self.session.play.bundle
        room = beside.column if pictures else 0
        if self.answering:
            return list(page.met_page(view)), list(page.met_cards(view, bundle, room))
        play = self.session.play
        short = play.ground.passage(play.state).in_short.text if self.skipping else None
        main: list[Line | Content] = list(page.passage_page(view, short))
        if self.has_class("-low"):
            where = f"Stage: {view.stage}." + (f" {capitalized(view.rules)}." if view.rules else "")
            main.insert(1, lines.line("meta", where))
        return main, list(page.cards_page(view, bundle, room))

    def end(self, view: View) -> None:
        """Show the debrief in place of the passage."""
        from game.screens.ending import EndingScreen

        self.app.switch_screen(EndingScreen(self.session, view))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Carry out the option that was taken."""
        self.take(event.option.id or GO_ON)

    def action_pick(self, key: str) -> None:
        """Take an option by its number; one that was not yet in sight is shown first."""
        if self.answering or self.drawn is None or self.drawn.fork is None:
            return
        if self.asks_below:
            self.go_to_options()
            return
        if key == "0" and self.drawn.fork.kind == "other":
            self.take(GO_ON)
            return
        option = next((option for option in self.drawn.fork.open if option.key == key), None)
        if option is not None:
            self.take(option.id)

    def take(self, option: str) -> None:
        """Make a move, or go on from what the last one met. Of a barred option show what bars it."""
        if not self.is_active:
            return  # a second Enter came before the screen that the first opened
        if self.answering:
            self.turn_to(answer=False)
            return
        if self.asks_below:
            self.go_to_options()
            return
        fork = self.drawn.fork if self.drawn else None
        barred = next((one for one in fork.options if one.id == option and not one.key), None) if fork else None
        if barred is not None:
            from game.screens.cards import BarredScreen

            self.app.push_screen(BarredScreen(barred, self.session))
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

    def action_exhibits(self) -> None:
        """Show the exhibits whole, with their sources."""
        from game.screens.cards import CardsScreen

        if self.drawn is None:
            return
        cards = page.cards_of(self.drawn, met_only=self.answering)
        if not cards:
            self.tell("there is no exhibit here")
            return
        self.app.push_screen(CardsScreen("Exhibits", cards, self.session.play.bundle))

    def action_skip_scene(self) -> None:
        """Show one line in place of the scene, or the scene again."""
        if self.drawn is not None and not self.answering:
            self.skipping = not self.skipping
            self.draw(self.drawn)
            self.to_top()

    def action_undo(self) -> None:
        """Go back to the last decision."""
        if self.session.undo():
            self.before = None
            self.show(answer=False)
        else:
            self.tell("there is nothing to undo")
