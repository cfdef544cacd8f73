"""The play screen: the passage, what is behind it, and the options."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from game.play import lines
from game.play.lines import Line
from game.play.session import Session
from game.play.step import MoveError, StoryError
from game.play.view import View
from game.screens import page
from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.place import letters_above, row_of
from game.screens.reader import ReaderScreen, sheet_for
from game.screens.story_keys import StoryKeys
from game.screens.widgets.cue import Cue
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import WIDTH
from game.screens.widgets.options import GO_ON, Options
from game.screens.widgets.paint import Sheet, content_of, hang, paint
from game.screens.widgets.rail import Rail
from game.screens.widgets.topbar import TopBar, rules_shown

WIDE = 104  # columns from which the exhibits stand beside the text
LOW = 16  # rows below which the rail gives its row to the text
TALL = 30  # rows from which there is a blank one above the text
PICTURES = 20  # rows from which statistics are drawn beside a passage


class PlayScreen(StoryKeys, Screen[None]):
    """One story. It shows a view at a time; after a decision first what the decision met, then the next passage."""

    DEFAULT_CSS = """
    PlayScreen { background: $background; }
    PlayScreen Rail { padding: 0 1; }
    PlayScreen #body { height: 1fr; }
    PlayScreen #left { width: 1fr; scrollbar-size-vertical: 1; }
    PlayScreen VerticalScroll { scrollbar-size-vertical: 1; background: $background; height: 1fr; }
    PlayScreen #text { width: 100%; height: auto; padding: 0 1; }
    PlayScreen #evidence { display: none; width: 48%; border-left: solid $border; }
    PlayScreen #cards { width: 100%; height: auto; padding: 0 1; }
    PlayScreen #ask { height: auto; }
    PlayScreen #question { height: auto; padding: 0 1; }
    PlayScreen Options { padding: 0 0 0 1; }
    PlayScreen #below { display: none; }
    PlayScreen.-wide #evidence { display: block; }
    PlayScreen.-low Rail { display: none; }
    PlayScreen.-tall #text, PlayScreen.-tall #cards { padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick('1')", "take an option", key_display="1-9", show=False,
                tooltip="Take an option, or say what you expect somebody to decide."),
        *(Binding(str(number), f"pick('{number}')", show=False) for number in range(2, 10)),
        key("0", "pick('0')", "go on without guessing", "At a decision of others: see what happens without a guess."),
        key("space,pagedown", "page(1)", "read on", "Read further, first the text, then what stands beside it."),
        key("b,pageup", "page(-1)", "back up", "Read back up."),
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
        self.drawn: View | None = None  # the view that is shown
        self.answering = False  # what the last decision met is shown, and the next passage comes after it
        self.skipping = False  # one line is shown in place of the scenes of this passage
        self.flows = False  # text and options scroll as one page
        self.painted = Content("")
        self.painted_width = 0
        self.letters = 0  # how many stand above the window, to keep the place when the text is set anew

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
            with VerticalScroll(id="evidence", can_focus=False):
                yield Static("", id="cards")
        yield Cue(id="below")
        yield KeyLine(
            ("?", "help"), ("q", "leave"), ("s", "exhibits"), ("u", "undo"), ("c", "case file"), ("m", "map"),
            ("g", "glossary"), ("x", "blank"), ("k", "skip scene"), ("e", "eras"), ("n", "note"), ("space", "read on"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """Show where the story stands."""
        for name in ("#left", "#passage", "#evidence"):
            for what in ("scroll_y", "virtual_size"):
                self.watch(self.query_one(name), what, self.tell_more, init=False)
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
        for note in self.session.take_notes():
            self.notify(note, markup=False, timeout=8)
        self.drawn = view
        self.answering = answer and any(page.met_page(view))
        self.skipping = False
        self.draw(view)
        self.to_top()

    def to_top(self) -> None:
        """Scroll every part to its top."""
        self.letters = 0
        for name in ("#left", "#passage", "#evidence"):
            self.query_one(name).scroll_to(y=0, animate=False, force=True, immediate=True)

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
        self.query_one(TopBar).show(view)
        self.query_one(Rail).show(view.stage, "" if rules_shown(view, width) else view.rules)
        left = self.width_left(width)
        sheet = sheet_for(self.app, left - 3)
        beside = sheet_for(self.app, width - left - 4) if width >= WIDE else sheet
        main, cards = self.parts(view, beside, pictures=height >= PICTURES)
        if width < WIDE:
            main, cards = main + cards, []
        self.painted = paint(main, sheet)
        self.query_one("#text", Static).update(self.painted)
        self.query_one("#cards", Static).update(paint(cards, beside))
        self.query_one("#evidence").styles.width = width - left
        rows = self.draw_ask(view, left)
        self.lay_out(rows, height)
        self.call_after_refresh(self.tell_more)

    def width_left(self, width: int) -> int:
        """Return how many columns the text has."""
        return width if width < WIDE else max(min(width * 54 // 100, self.app.settings.measure + 16), 54)

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
            where = f"Stage: {view.stage}." + (f" {view.rules[0].upper()}{view.rules[1:]}." if view.rules else "")
            main.insert(1, lines.line("meta", where))
        return main, list(page.cards_page(view, bundle, room))

    def draw_ask(self, view: View, width: int) -> int:
        """Draw the question and the options; return how many rows they take."""
        question = self.query_one("#question", Static)
        options = self.query_one(Options)
        question.display = bool(view.fork) and not self.answering
        if view.fork is None or self.answering:
            return options.show_go_on(width - WIDTH)
        asked = list(hang(content_of(next(lines.fork_lines(view.fork))), width - 3, 0))
        question.update(Content("\n").join(asked))
        return len(asked) + options.show_fork(view.fork, width - WIDTH)

    def lay_out(self, rows: int, height: int) -> None:
        """Keep the options in sight under the text; where they would hide it, and where all fits, let it flow."""
        room = height - 3 - (not self.has_class("-low")) - self.has_class("-tall")
        text = self.painted.plain.count("\n") + 1
        fits = text + rows <= room
        self.flows = fits or rows > room * 6 // 10
        # Set on the widgets and not by a class, which would style every widget of the screen anew at each page.
        self.query_one("#left").styles.overflow_y = "auto" if self.flows else "hidden"
        self.query_one("#passage").styles.height = "auto" if self.flows else "1fr"
        below = self.query_one("#below", Cue)
        below.display = self.flows and not fits
        self.query_one("#cue", Cue).more = not fits and not self.flows  # told before it is drawn, so that
        below.more = not fits  # the page is painted once

    @property
    def scroller(self) -> Widget:
        """What scrolls when the text is read on."""
        return self.query_one("#left" if self.flows else "#passage")

    def tell_more(self) -> None:
        """Say whether there is more to read, and remember the place."""
        if not self.query("#evidence"):
            return  # the screen has been left
        scroller, evidence = self.scroller, self.query_one("#evidence", VerticalScroll)
        more = _more(scroller) or (evidence.display and _more(evidence))
        self.query_one("#cue", Cue).more = more and not self.flows
        self.query_one("#below", Cue).more = more
        if self.painted_width == self.app.size.width:
            self.letters = letters_above(self.painted.plain, int(scroller.scroll_y))

    def end(self, view: View) -> None:
        """Show the debrief in place of the passage."""
        from game.screens.ending import EndingScreen

        self.app.switch_screen(EndingScreen(self.session, view))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Bring what is marked into sight where options and text flow in one page."""
        options = self.query_one(Options)
        if options.highlighted == options.untouched:
            return  # nobody has moved the mark yet: the text is still to be read
        options.untouched = None
        if self.flows and event.option_list is options and self.is_running:
            self.call_after_refresh(self.bring_into_sight)

    def bring_into_sight(self) -> None:
        """Scroll to the marked option."""
        options, scroller = self.query_one(Options), self.scroller
        if options.highlighted is None or not self.flows:
            return
        above, rows = options.span(options.highlighted)
        top = options.virtual_region.y + self.query_one("#ask").virtual_region.y + above
        scroller.scroll_to(y=max(min(top - 1, top + rows - scroller.size.height), 0), animate=False)

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
        """Make a move, or go on from what the last one met. Of a barred option show what bars it."""
        if self.answering:
            self.show(answer=False)
            return
        fork = self.drawn.fork if self.drawn else None
        barred = next((one for one in fork.options if one.id == option and not one.key), None) if fork else None
        if barred is not None:
            self.app.push_screen(ReaderScreen("Barred", [lines.option_line(barred), *lines.bar_lines(barred)]))
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

    def action_page(self, direction: int) -> None:
        """Scroll by a page: down the text and then what stands beside it, up the other way round."""
        parts = [self.scroller, self.query_one("#evidence", VerticalScroll)]
        for part in parts if direction > 0 else reversed(parts):
            if part.display and (_more(part) if direction > 0 else part.scroll_target_y > 0):
                part.scroll_relative(y=direction * max(part.size.height - 1, 1), animate=False)
                return

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
            self.show(answer=False)
        else:
            self.tell("there is nothing to undo")


def _more(part: Widget) -> bool:
    return part.scroll_target_y < part.max_scroll_y
