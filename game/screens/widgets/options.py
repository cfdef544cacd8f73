"""The options of a fork, or the one way on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.play import lines
from game.play.view import ForkView
from game.screens.widgets.paint import content_of, paint

GO_ON = "=go-on"  # no story id has an equals sign


class Options(OptionList):
    """A list of options; a number key takes one at once."""

    DEFAULT_CSS = """
    Options {
        height: auto; max-height: 60%; min-width: 10; background: $background; border: none; padding: 0;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $text-muted; }
        & > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: bold; }
        &:focus > .option-list--option-highlighted { background: $primary; color: $background; text-style: bold; }
    }
    """

    def show_fork(self, fork: ForkView) -> None:
        """Show the options of a fork; on a prediction also the way on without one."""
        self.clear_options()
        for option in fork.options:
            if option.key:
                self.add_option(Option(content_of(lines.option_line(option)), id=option.id))
            else:
                barred = paint([lines.option_line(option), *lines.bar_lines(option)])
                self.add_option(Option(barred, id=option.id, disabled=True))
        if fork.kind == "other":
            self.add_option(Option(Content.assemble(("0", "bold $accent"), "  Go on without guessing"), id=GO_ON))
        self.highlighted = next((i for i, option in enumerate(self.options) if not option.disabled), None)

    def show_go_on(self) -> None:
        """Show only the way on."""
        self.clear_options()
        self.add_option(Option(Content.assemble(("Enter", "bold $accent"), "  Go on"), id=GO_ON))
        self.highlighted = 0
