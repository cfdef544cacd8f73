"""The plain front end: one thing a line, typed words, no boxes, no colours, no redrawing.

It serves screen readers, braille displays, pipes and tests. It reads one answer a line and writes nothing that moves.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from game.play import lines
from game.play.card import Card
from game.play.lines import Line
from game.play.session import Session
from game.play.step import MoveError, StoryError
from game.play.view import ForkView, View
from game.reading.characters import UNSAFE

WORDS = {
    "1, 2, 3": "choose, or predict",
    "(an empty line)": "go on past a text, or past a prediction without making one",
    "why": "everything on the exhibits behind this; 'why 2' for one of them",
    "source": "where the exhibits were read",
    "glossary": "the terms of this passage; 'glossary bond' looks one up",
    "facts": "what is known and decided so far",
    "again": "this passage once more",
    "undo": "go back to the last decision",
    "save": "save now (it happens by itself after every move)",
    "help": "these words",
    "quit": "stop; your place is kept",
}


class Prompt:
    """Plays a session on a pair of text streams. ``width`` wraps lines at a terminal; None leaves them whole."""

    def __init__(self, session: Session, source: TextIO, target: TextIO, *, width: int | None = None) -> None:
        self.session = session
        self.source = source
        self.target = target
        self.width = width
        self.asking = source.isatty()
        self.last: View | None = None
        self.actions: dict[str, Callable[[str], None]] = {
            "why": self.why,
            "source": self.sources,
            "sources": self.sources,
            "glossary": self.glossary,
            "facts": self.facts,
            "again": lambda _words: self.show(),
            "undo": self.undo,
            "save": self.save,
            "help": self.help,
            "?": self.help,
        }

    def run(self) -> bool:
        """Play until an ending, ``quit`` or the end of input; return whether an ending was reached."""
        self.show()
        while not self.session.play.ended:
            answer = self.read()
            if answer is None or answer in ("quit", "q", "exit"):
                self.leave()
                return False
            self.take(answer)
        return True

    def read(self) -> str | None:
        """Return the next answer, lower-case and without spaces around it, or None at the end of input."""
        if self.asking:
            self.target.write("> ")
            self.target.flush()
        answer = self.source.readline()
        return " ".join(UNSAFE.sub("", answer).lower().split()) if answer else None

    def take(self, answer: str) -> None:
        """Carry out one answer."""
        word, _, rest = answer.partition(" ")
        if word in self.actions:
            self.actions[word](rest)
            return
        waits = self.session.play.waits_for
        try:
            if waits == "go" and answer in ("", "go", "next", "1"):
                self.session.go_on()
            elif waits == "prediction" and answer == "":
                self.session.predict(None)
            elif waits == "choice" and answer == "":
                self.say(lines.fork_lines(self.fork))
                return
            elif answer.isdecimal() and waits in ("choice", "prediction"):
                self.number(answer)
            else:
                self.write(f"'{answer[:40]}' is not an answer here. {self.offer()}")
                return
        except (MoveError, StoryError) as error:
            self.write(f"{str(error)[0].upper()}{str(error)[1:]}.")
            return
        self.show()

    def number(self, answer: str) -> None:
        """Choose or predict by number. Raises ``MoveError``."""
        option = next((option for option in self.fork.open if option.key == answer), None)
        if option is None:
            raise MoveError(f"there is no option {answer}; {self.offer().lower().rstrip('.')}")
        if self.fork.kind == "own":
            self.session.choose(option.id)
        else:
            self.session.predict(option.id)

    @property
    def fork(self) -> ForkView:
        """The fork at hand."""
        assert self.last is not None
        assert self.last.fork is not None
        return self.last.fork

    def show(self) -> None:
        """Write what is to be seen now."""
        try:
            view = self.session.view()
        except StoryError as error:
            self.write(f"{error}.")
            return
        fresh = view != self.last
        self.last = view
        for note in self.session.take_notes():
            self.write(f"Note. {note}")
        if view.met and fresh:
            self.say(lines.met_lines(view.met))
            for card in view.met.cards:
                self.say(lines.card_lines(card))
        rules = f" {view.rules[0].upper()}{view.rules[1:]}." if view.rules else ""
        self.write("")
        self.write(f"{view.heading}. Stage: {view.stage}. {view.date}, day {view.day}.{rules}")
        for block in view.blocks:
            self.say(lines.block_lines(block))
        heading = lines.cards_heading(view)
        if heading:
            self.write(f"{heading}.")
        for card in view.cards:
            self.say(lines.card_lines(card))
        if view.covered:
            self.write(lines.covered_words(view))
        if view.fork:
            self.say(lines.fork_lines(view.fork))
        if view.debrief:
            self.say(lines.debrief_lines(view.debrief))
            self.say(lines.debrief_sources(view.debrief))
        else:
            self.write(self.offer())

    def offer(self) -> str:
        """Return what can be typed here."""
        waits = self.session.play.waits_for
        if waits == "go":
            return "Press Enter to go on, or type: why, source, glossary, facts, undo, help, quit."
        keys = [option.key for option in self.fork.open]
        first = f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) > 1 else (keys[0] if keys else "undo")
        if waits == "prediction":
            words = "why, source, glossary, undo, help, quit"
            return f"Type {first}, or press Enter to go on without guessing. Also: {words}."
        return f"Type {first}, or: why, source, glossary, facts, undo, help, quit."

    def why(self, words: str) -> None:
        """Write the exhibits whole."""
        cards = self.cards()
        number = int(words) if re.fullmatch(r"[1-9][0-9]?", words) else 0
        chosen = cards[number - 1 : number] if number else cards
        if not chosen:
            self.write("There is no exhibit here." if not cards else f"There are {len(cards)} exhibits here.")
        for card in chosen:
            self.say(lines.whole_card_lines(card))

    def sources(self, _words: str) -> None:
        """Write where the exhibits were read."""
        cards = self.cards()
        for card in cards:
            self.write(f"{card.title}. {card.citation}.")
            self.say(lines.source_lines(card))
        if not cards:
            self.write("There is no exhibit here.")

    def cards(self) -> list[Card]:
        """Return the exhibits of what was met and of the passage."""
        if self.last is None:
            return []
        met = self.last.met.cards if self.last.met else ()
        return [*self.last.cards, *(card for card in met if card not in self.last.cards)]

    def glossary(self, words: str) -> None:
        """Write glossary entries."""
        self.say(lines.term_lines(self.session.play, words))

    def facts(self, _words: str) -> None:
        """Write the case file."""
        self.say(lines.fact_lines(self.session.play))

    def undo(self, _words: str) -> None:
        """Go back to the last decision."""
        if self.session.undo():
            self.show()
        else:
            self.write("There is nothing to undo.")

    def save(self, _words: str) -> None:
        """Save now."""
        if self.session.save():
            self.write("Saved. Your place is kept after every move.")
        for note in self.session.take_notes():
            self.write(f"Note. {note}")

    def help(self, _words: str) -> None:
        """Write what can be typed."""
        for word, meaning in WORDS.items():
            self.write(f"{word}: {meaning}.")

    def leave(self) -> None:
        """Save, and say how to come back."""
        story = self.session.play.bundle.story.story
        if self.session.save():
            self.write(
                f"Saved. To go on from here: nta play {story} --plain. To start over: nta play {story} --plain --new."
            )
        for note in self.session.take_notes():
            self.write(f"Note. {note}")

    def say(self, said: Iterable[Line]) -> None:
        """Write lines."""
        for text in spoken(said):
            self.write(text)

    def write(self, text: str) -> None:
        """Write one line, wrapped at a terminal."""
        if self.width and len(text) > self.width:
            text = "\n".join(textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False))
        self.target.write(text + "\n")


def spoken(said: Iterable[Line]) -> Iterator[str]:
    """Yield lines as sentences: the lead, a full stop, the text."""
    for one in said:
        text = one.plain
        yield f"{one.lead}. {text}" if one.lead else text
