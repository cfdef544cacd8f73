"""The case file: what is known, what was decided, what was met, the rules along the clock, and one's own note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from game.play import lines
from game.play.card import Card
from game.play.phrases import count_of
from game.play.session import Session
from game.play.shown import cards_shown, terms_shown
from game.screens.app import NoticeApp
from game.screens.cards import CardScreen, entry
from game.screens.confirm import ConfirmScreen
from game.screens.keys import key
from game.screens.listing import ListScreen
from game.screens.reader import SCROLLING, ReaderScreen
from game.screens.widgets.marked import WIDTH
from game.screens.widgets.paint import hang
from game.screens.widgets.timeline import timeline


class CaseFileScreen(ListScreen):
    """A list in parts; Enter opens an exhibit or a term, and on a decision goes back to it after a question."""

    DEFAULT_CSS = "CaseFileScreen MarkedList { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q,backspace,c", "dismiss", "back", "Go back to where you were."),
        key(
            "r",
            "rules",
            "rules in force",
            "A picture of the rules that you met along the years, with the days of the case.",
        ),
        key("n", "note", "note", "Write a note of your own; it is kept with your place."),
    ]
    app: NoticeApp

    def __init__(self, session: Session) -> None:
        super().__init__(
            "Case file",
            (("Enter", "open"), ("q", "back"), ("n", "note"), ("r", "rules in force"), ("/", "search"), ("?", "help"),
             *SCROLLING),
        )  # fmt: skip
        self.session = session
        self.cards: list[Card] = cards_shown(session.play, session.today())

    def on_screen_resume(self) -> None:
        """Show a note that was written since."""
        if self.size.width:
            self.fill()

    def fill(self) -> None:
        """Show the case file as it is."""
        self.show(self.things(min(self.app.size.width - WIDTH - 2, 78)))

    def things(self, width: int) -> Iterator[tuple[str, Content]]:
        """Yield the parts of the case file."""
        play = self.session.play
        head, *known = lines.known_lines(play)
        yield heading(head.plain)
        for number, line in enumerate(known):
            said = f"{line.lead}: {line.plain}" if line.lead else line.plain
            yield f"fact:{number}", rows(Content(said), width)
        head, *decided = lines.decided_lines(play)
        forks = [number for number, step in enumerate(play.steps) if step.move.option is not None]
        yield heading(head.plain + (" (Enter goes back to one)" if forks else ""))
        if not forks:
            yield "nothing:", rows(Content(decided[0].plain), width)
        for number, line in zip(forks, decided, strict=False):
            text = Content.assemble((f"{line.lead:>2}  ", "bold $accent"), line.plain)
            yield f"move:{number}", rows(text, width)
        yield heading(f"Exhibits met, {len(self.cards)}")
        for card in self.cards:
            yield f"card:{card.id}", entry(card, width)
        names = terms_shown(play)
        yield heading(f"Terms met, {len(names)}")
        for name in names:
            yield f"term:{name}", rows(Content(lines.called(name, play.bundle.terms[name])), width)
        yield heading("Your note")
        note = self.session.note or "Nothing yet. Press n to write."
        yield "note:", Content("\n").join(rows(Content(line), width) for line in note.split("\n"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was taken."""
        kind, _, name = (event.option.id or "").partition(":")
        if kind == "card":
            card = next(card for card in self.cards if card.id == name)
            self.app.push_screen(CardScreen(card, self.session.play.bundle))
        elif kind == "term":
            self.app.push_screen(
                ReaderScreen("Glossary", lines.entry_lines(name, self.session.play.bundle.terms[name]))
            )
        elif kind == "note":
            self.action_note()
        elif kind == "move":
            self.ask(int(name))

    def ask(self, number: int) -> None:
        """Ask whether to go back to a decision."""
        play = self.session.play
        later = sum(step.move.option is not None for step in play.steps[number:])
        title = play.ground.passage(play.steps[number].before).title.text
        question = f"Go back to '{title}'? {count_of(later, 'decision')}, there and since, "
        question += f"{'is' if later == 1 else 'are'} undone."

        def answered(answer: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
            from game.screens.play import PlayScreen

            if answer and self.session.undo_to(number):
                self.app.show_story(PlayScreen(self.session))

        self.app.push_screen(ConfirmScreen(question, "Yes, go back"), answered)

    def action_rules(self) -> None:
        """Show the rules along the years."""
        self.app.push_screen(RulesScreen(self.session, self.cards))

    def action_note(self) -> None:
        """Write a note."""
        from game.screens.notes import NoteScreen

        self.app.push_screen(NoteScreen(self.session))


class RulesScreen(ReaderScreen):
    """The rules that were met, each as a line from its first day to its last, over the days of the case."""

    def __init__(self, session: Session, cards: list[Card]) -> None:
        super().__init__("Rules in force along the case clock", ())
        self.session = session
        self.cards = cards

    def redraw(self) -> None:
        """Draw the lines for the present width."""
        exhibits = [self.session.play.bundle.exhibits[card.id] for card in self.cards]
        play = self.session.play
        first, last = play.ground.start_date, play.date()
        self.show(timeline(exhibits, first, last, self.app.size.width - 3))


def heading(text: str) -> tuple[str, Content]:
    """Return the heading of a part."""
    return f"#{text}", Content("\n").join([Content(""), Content.styled(text, "bold")])


def rows(content: Content, width: int) -> Content:
    """Return a text in a width, its further rows indented."""
    return Content("\n").join(hang(content, width, 3))
