"""How a page shares its window with the options under it.

Text and options stand apart, the options always in sight, as long as the options leave room for the text; else, and
where everything fits, they flow as one page. An option that has not been in sight yet cannot be taken by accident: a
key that would take it shows it first.
"""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from game.play import lines
from game.play.phrases import count_of
from game.play.view import View
from game.screens.place import letters_above
from game.screens.widgets.cue import Cue, more
from game.screens.widgets.marked import WIDTH
from game.screens.widgets.options import Options
from game.screens.widgets.paint import content_of, hang

MOST = 6  # tenths of the room that options may take before they flow with the text


class FlowScreen(Screen[None]):
    """A screen with a text, a question, options, and exhibits beside them."""

    DEFAULT_CSS = "FlowScreen:ansi > .screen--selection { text-style: reverse; }"

    def __init__(self) -> None:
        super().__init__()
        self.drawn: View | None = None  # the view that is shown
        self.answering = False  # what the last decision met is shown, and the next passage comes after it
        self.flows = False  # text and options scroll as one page
        self.painted = Content("")
        self.painted_width = 0
        self.letters = 0  # how many stand above the window, to keep the place when the text is set anew
        self.ask_row = 0  # the row of the flowing page on which the first option stands

    def follow(self) -> None:
        """Follow the place in every part, and the arrow keys in the options."""
        for name in ("#left", "#passage", "#evidence"):
            for what in ("scroll_y", "virtual_size"):
                self.watch(self.query_one(name), what, self.tell_more, init=False)
        self.query_one(Options).before_moving = self.read_first

    def draw_ask(self, view: View, width: int, room: int) -> None:
        """Draw the question and the options, and share the room between them and the text.

        Where the options would leave little room for the text, all of it is one page that is read on.
        """
        question, options = self.query_one("#question", Static), self.query_one(Options)
        question.display = bool(view.fork) and not self.answering
        text = self.painted.plain.count("\n") + 1
        most = room * MOST // 10
        asked: list[Content] = []
        if view.fork is None or self.answering:
            rows = options.show_go_on(width - WIDTH)
        else:
            asked = list(hang(content_of(next(lines.fork_lines(view.fork))), width - 3, 0))
            question.update(Content("\n").join(asked))
            rows = len(asked) + options.show_fork(view.fork, width - WIDTH)
        fits = text + rows <= room
        self.flows = fits or rows > most
        self.ask_row = text + self.has_class("-tall") + len(asked)
        # Set on the widgets and not by a class, which would style every widget of the screen anew at each page.
        # The column of a scrollbar is kept free where one may come, so that the page is laid out once less.
        left, passage = self.query_one("#left"), self.query_one("#passage")
        left.styles.overflow_y = "auto" if self.flows else "hidden"
        passage.styles.height = "auto" if self.flows else "1fr"
        passage.styles.scrollbar_gutter = "auto" if self.flows and not fits else "stable"
        below = self.query_one("#below", Cue)
        below.display = self.flows and not fits
        self.query_one("#cue", Cue).more = not fits and not self.flows  # told before it is drawn, so that
        below.more = not fits  # the page is painted once
        below.words = self.cue_words() if below.display else ()

    def cue_words(self) -> tuple[str, ...]:
        """Return what the line under a page that flows says of the options that stand further down."""
        fork = self.drawn.fork if self.drawn and not self.answering else None
        if fork is None:
            return ()
        options = f"{count_of(len(fork.open), 'option')} below: space, or Tab"
        return f"{fork.question} {options} to go there", options

    @property
    def scroller(self) -> Widget:
        """What scrolls when the text is read on."""
        return self.query_one("#left" if self.flows else "#passage")

    @property
    def asks_below(self) -> bool:
        """Whether a fork has options, and not even the first of them is in sight."""
        if not self.flows or self.answering or self.drawn is None or self.drawn.fork is None:
            return False
        return self.scroller.scroll_target_y + self.scroller.size.height <= self.ask_row

    def go_to_options(self) -> None:
        """Scroll to the question, or under it where it fills the window."""
        top = max(self.query_one("#ask").virtual_region.y, self.ask_row + 1 - self.scroller.size.height)
        self.scroller.scroll_to(y=top, animate=False, force=True, immediate=True)

    def read_first(self, direction: int) -> bool:
        """Move through the text while the options are out of sight; tell whether that was done."""
        if self.asks_below:
            self.scroller.scroll_relative(y=direction, animate=False)
            return True
        return False

    def tell_more(self) -> None:
        """Say whether there is more to read, and remember the place."""
        if not self.query("#evidence"):
            return  # the screen has been left
        scroller = self.scroller
        self.query_one("#cue", Cue).more = more(scroller) and not self.flows
        below = self.query_one("#below", Cue)
        below.more = more(scroller)
        below.words = self.cue_words() if self.asks_below else ()
        further = self.query_one("#further", Cue)
        further.more = further.visible = more(self.query_one("#evidence"))
        if self.painted_width == self.app.size.width:
            self.letters = letters_above(self.painted.plain, int(scroller.scroll_y))

    def to_top(self) -> None:
        """Scroll every part to its top."""
        self.letters = 0
        for name in ("#left", "#passage", "#evidence"):
            self.query_one(name).scroll_to(y=0, animate=False, force=True, immediate=True)

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

    def action_to_options(self) -> None:
        """Go to the question."""
        if self.asks_below:
            self.go_to_options()

    def action_page(self, direction: int) -> None:
        """Scroll by a page: down the text and then what stands beside it, up the other way round."""
        parts = [self.scroller]
        if self.query_one("#beside").display:
            parts.append(self.query_one("#evidence", VerticalScroll))
        for part in parts if direction > 0 else reversed(parts):
            if more(part) if direction > 0 else part.scroll_target_y > 0:
                part.scroll_relative(y=direction * max(part.size.height - 1, 1), animate=False)
                return
