"""Settings: how the screens look, remembered in a file that a person can read."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import WIDTH, MarkedList
from game.screens.widgets.paint import hang, indented
from game.screens.widgets.title import Title

#: Each setting: its name, the values through which Enter goes with how each is called, and what it is for.
SETTINGS: dict[str, tuple[str, dict[Any, str], str]] = {
    "theme": (
        "Colors",
        {"dark": "dark", "light": "light", "ansi": "those of the terminal"},
        "The first two were measured for contrast. The third leaves colors to your terminal.",
    ),
    "measure": (
        "Line length",
        {60: "60 columns", 64: "64 columns", 68: "68 columns", 72: "72 columns"},
        "The longest line of running text. Short lines are easier to follow.",
    ),
    "spacing": (
        "Space between paragraphs",
        {1: "one blank line", 0: "none"},
        "Without it more fits on the screen.",
    ),
}


class SettingsScreen(OverScreen[None]):
    """The settings; Enter changes the one that is marked."""

    DEFAULT_CSS = """
    SettingsScreen { background: $background; }
    SettingsScreen MarkedList { height: 1fr; padding: 1 1; }
    SettingsScreen #where { height: auto; padding: 0 3; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q,backspace,comma", "dismiss", "back", "Go back to where you were."),
        key("right", "turn(1)", "next value", "Change what is marked to its next value."),
        key("left", "turn(-1)", "value before", "Change what is marked to the value before."),
    ]
    AUTO_FOCUS = "MarkedList"
    app: NoticeApp

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Title("Settings")
        yield MarkedList()
        yield Static(self.where(), id="where", markup=False)
        yield KeyLine(("Enter", "change"), ("q", "back"), ("?", "help"))

    def where(self) -> str:
        """Return where the settings are kept."""
        from game.play.places import config_folder
        from game.play.settings import NAME

        folder = config_folder()
        if not self.app.keeps_settings or folder is None:
            return "They are kept until you leave."
        return f"They are kept in {folder / NAME}."

    def on_resize(self) -> None:
        """Set the list to the width there is."""
        self.redraw()

    def redraw(self) -> None:
        """Show the settings as they are."""
        listing = self.query_one(MarkedList)
        width = min(self.app.size.width - WIDTH - 2, 72)
        listing.fill(((name, self.row(name, width)) for name in SETTINGS), listing.highlighted or 0)

    def row(self, name: str, width: int) -> Content:
        """Return a setting as it stands in the list."""
        called, values, purpose = SETTINGS[name]
        value = getattr(self.app.settings, name)
        if name == "theme" and self.app.colourless:
            head = Content.assemble((called, "bold"), ": ", ("those of the terminal, since NO_COLOR is set", "bold"))
            return Content("\n").join([*hang(head, width, 2), Content("")])
        head = Content.assemble((called, "bold"), ": ", (values.get(value, str(value)), "bold $accent"))
        rows = [*hang(head, width, 2), *indented(Content.styled(purpose, "$text-muted"), width)]
        return Content("\n").join([*rows, Content("")])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the next value."""
        event.stop()
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Change what is marked."""
        name = self.query_one(MarkedList).chosen
        if name is None:
            return
        values = list(SETTINGS[name][1])
        now = getattr(self.app.settings, name)
        index = values.index(now) if now in values else 0
        self.app.change(**{name: values[(index + by) % len(values)]})
