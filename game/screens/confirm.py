"""A question with yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from game.screens.keys import key
from game.screens.over import OverScreen
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import MarkedList


class ConfirmScreen(OverScreen[bool]):
    """Asks before something that changes the way that was taken. It answers True only for a plain yes."""

    DEFAULT_CSS = """
    ConfirmScreen { background: $background; }
    ConfirmScreen #question { height: auto; padding: 1 2; text-style: bold; }
    ConfirmScreen MarkedList { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("y", "answer(True)", "yes", "Do it."),
        key("n,escape,q", "answer(False)", "no", "Leave everything as it is."),
    ]
    AUTO_FOCUS = "MarkedList"

    def __init__(self, question: str, yes: str, no: str = "No, stay here") -> None:
        super().__init__()
        self.question = question
        self.yes = yes
        self.no = no

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        yield Static(self.question, id="question", markup=False)
        yield MarkedList()
        yield KeyLine(("y", "yes"), ("n", "no"), ("?", "help"))

    def on_mount(self) -> None:
        """Offer the two answers, the harmless one marked."""
        answers = [("no", Content(self.no)), ("yes", Content(self.yes))]
        self.query_one(MarkedList).fill(answers)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action takes its arguments by position
        """Answer."""
        self.dismiss(answer)
