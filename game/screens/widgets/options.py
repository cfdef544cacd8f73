"""The options of a fork, or the one way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from game.play import lines
from game.play.lines import Line
from game.play.view import ForkView, OptionView
from game.screens.widgets.marked import MarkedList
from game.screens.widgets.paint import content_of, hang, indented

GO_ON = "=go-on"  # no story id has an equals sign
WITHOUT = lines.line("option", "Go on without guessing", "0")
ON = lines.line("option", "Go on", "Enter")


class Options(MarkedList):
    """A list of options; a number key takes one at once. Barred ones can be marked, to read what bars them.

    ``before_moving`` is asked with +1 or -1 before an arrow key moves the mark, and may do something else instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [  # a list of its own has no pages: the keys go on in the text
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
    ]
    before_moving: Callable[[int], bool] | None = None

    def action_cursor_down(self) -> None:
        """Mark the next option."""
        if not (self.before_moving and self.before_moving(1)):
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Mark the option before."""
        if not (self.before_moving and self.before_moving(-1)):
            super().action_cursor_up()

    def show_fork(self, fork: ForkView, width: int) -> int:
        """Show the options of a fork, on a prediction also the way on without one; return how many rows they take."""
        rows = [(option.id, list(self.rows_of(option, width))) for option in fork.options]
        if fork.kind == "other":
            rows.append((GO_ON, list(self.rows(WITHOUT, width))))
        first = next((index for index, option in enumerate(fork.options) if option.key), 0)
        return self._show(rows, first)

    def show_go_on(self, width: int) -> int:
        """Show only the way on; return how many rows it takes."""
        return self._show([(GO_ON, list(self.rows(ON, width)))], 0)

    def rows_of(self, option: OptionView, width: int) -> Iterator[Content]:
        """Yield the rows of an option: itself, and why it is barred."""
        yield from self.rows(lines.option_line(option), width)
        indent = 3 if width < 60 else 8
        for line in lines.bar_lines(option):
            yield from indented(content_of(line), width, indent)

    def rows(self, line: Line, width: int) -> Iterator[Content]:
        """Yield the rows of a line, those after the first indented under its text."""
        yield from hang(content_of(line), width, len(line.lead) + 2 if width >= 30 else 2)

    def _show(self, rows: list[tuple[str, list[Content]]], first: int) -> int:
        """Show rows; what was marked stays marked if it is the same list of options."""
        same = [name for name, _ in rows] == self.names
        marked = self.highlighted if same else None
        self.fill([(name, Content("\n").join(content)) for name, content in rows], first if marked is None else marked)
        return sum(len(content) for _, content in rows)
