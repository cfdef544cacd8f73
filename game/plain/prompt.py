"""The plain front end: one thing a line, typed words, no boxes, no colors, no redrawing.

It serves screen readers, braille displays, pipes and tests. It reads one answer a line and writes nothing that moves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from game.play import lines
from game.play.card import Card
from game.play.lines import Line
from game.play.phrases import capitalized
from game.play.session import Session
from game.play.step import MoveError, StoryError
from game.play.view import ForkView, View
from game.reading.characters import without_unsafe

LEAVE = ("quit", "q", "exit")


class Prompt:
    """Plays a session on a pair of text streams.

    ``width`` wraps lines at a terminal; None leaves them whole. ``resume`` is the command line that comes back to this
    story. At a terminal there is a pause after every answer, and the prompt stays open at an ending.
    """

    def __init__(
        self, session: Session, source: TextIO, target: TextIO, *, width: int | None = None, resume: str = ""
    ) -> None:
        from game.plain.actions import actions

        self.session = session
        self.source = source
        self.target = target
        self.width = width
        self.resume = resume or f"nta play {session.play.bundle.story.story} --plain"
        self.asking = source.isatty()
        self.last: View | None = None
        self.pausing = False  # the answer has been told, and the next passage waits for Enter
        self.short = False  # one line stands in place of the scenes of this passage
        self.actions: dict[str, Callable[[str], None]] = actions(self)

    def run(self) -> bool:
        """Play until an ending, ``quit`` or the end of input; return whether an ending was reached."""
        self.show()
        while self.asking or not self.session.play.ended:
            answer = self.read()
            ended = self.session.play.ended and not self.pausing
            if answer is None or answer.lower() in LEAVE or (ended and not answer):
                if not ended:
                    self.leave()
                return ended
            self.take(answer)
        return True

    def read(self) -> str | None:
        """Return the next answer without spaces around it, or None at the end of input."""
        if self.asking:
            self.target.write("> ")
            self.target.flush()
        answer = self.source.readline()
        return " ".join(without_unsafe(answer).split()) if answer else None

    def take(self, given: str) -> None:
        """Carry out one answer."""
        word, _, rest = given.partition(" ")
        answer = given.lower()
        if word.lower() in self.actions:
            self.actions[word.lower()](rest)
            return
        if self.pausing and answer in ("", "go", "next"):
            self.pausing = False
            self.passage()
            return
        waits = "pause" if self.pausing else self.session.play.waits_for
        try:
            if waits == "go" and answer in ("", "go", "next", "1"):
                self.session.go_on()
            elif waits == "prediction" and answer in ("", "0"):
                self.session.predict(None)
            elif waits == "choice" and answer == "":
                self.say(lines.fork_lines(self.fork))
                return
            elif answer.isdecimal() and waits in ("choice", "prediction"):
                self.number(answer)
            else:
                self.write(f"'{given[:40]}' is not an answer here. {self.offer()}")
                return
        except (MoveError, StoryError) as error:
            self.write(f"{capitalized(str(error))}.")
            return
        self.show()

    def number(self, answer: str) -> None:
        """Choose or predict by number. Raises ``MoveError``."""
        option = next((option for option in self.fork.open if option.key == answer), None)
        if option is None:
            raise MoveError(f"there is no option {answer}. {self.offer().rstrip('.')}")
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
        """Write what is to be seen now: what the last decision met, and then the passage."""
        try:
            view = self.session.view()
        except StoryError as error:
            self.write(f"{error}.")
            return
        fresh = view != self.last
        self.last = view
        self.short = False
        for note in self.session.take_notes():
            self.write(f"Note. {note}")
        if view.met and fresh:
            met = list(lines.met_lines(view.met))
            if met:
                self.write("")
            elif view.met.kind == "own":
                self.write(f"You chose. {view.met.label.text}")
            self.say(met)
            self.say(lines.cards_lines(view.met.cards))
            if met and self.asking:
                self.pausing = True
                self.write("Press Enter to go on.")
                return
        self.passage()

    def passage(self) -> None:
        """Write the passage, what is behind it, and what can be done; at an ending the debrief."""
        view = self.last
        assert view is not None
        rules = f" {capitalized(view.rules)}." if view.rules else ""
        self.write("")
        self.write(f"{view.heading}. Stage: {view.stage}. {view.date}, day {view.day}.{rules}")
        play = self.session.play
        short = play.ground.passage(play.state).in_short.text if self.short else ""
        for block in view.blocks:
            if not self.short or block.label != "Scene":
                self.say(lines.block_lines(block))
            elif short:
                self.write(f"In short. {short}")
                short = ""
        heading = lines.cards_heading(view)
        if heading:
            self.write(f"{heading}.")
        self.say(lines.cards_lines(view.cards))
        if view.covered:
            self.write(lines.covered_words(view))
        if view.fork:
            self.say(lines.fork_lines(view.fork))
        if view.debrief:
            from game.graph.afterwards import Afterwards
            from game.graph.debriefing import debrief_lines, source_lines

            self.say(debrief_lines(view.debrief, Afterwards(self.session.play)))
            if not self.asking:  # nobody is there to ask for it
                self.write("The list of sources")
                self.say(source_lines(view.debrief))
        if self.asking or not view.debrief:
            self.write(self.offer())

    def offer(self) -> str:
        """Return what can be typed here."""
        waits = self.session.play.waits_for
        if self.pausing:
            return "Press Enter to go on, or type: why, source, undo, help, quit."
        if waits == "nothing":
            return "Press Enter to leave, or type: sources, nearest, undo, map, facts, rules, restart, help."
        if waits == "go":
            return "Press Enter to go on, or type: why, source, glossary, facts, undo, help, quit."
        keys = [option.key for option in self.fork.open]
        first = f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) > 1 else (keys[0] if keys else "undo")
        if waits == "prediction":
            words = "why, source, glossary, undo, help, quit"
            return f"Type {first}, or press Enter to go on without guessing. Also: {words}."
        return f"Type {first}, or: why, source, glossary, facts, undo, help, quit."

    def cards(self) -> list[Card]:
        """Return the exhibits of what was met and of the passage, as far as they have been told."""
        if self.last is None:
            return []
        met = self.last.met.cards if self.last.met else ()
        if self.pausing:
            return list(met)
        return [*self.last.cards, *(card for card in met if card not in self.last.cards)]

    def leave(self) -> None:
        """Save, and say how to come back."""
        self.save(f"Saved. To go on from here: {self.resume}. To start over: {self.resume} --new.")

    def save(self, told: str) -> None:
        """Save because the reader asked for it, and tell; where nothing can be saved, say how to come back anyway."""
        if self.session.save(answers=True):
            self.write(told)
        else:
            from game.play.code import path_code

            self.write(f"Not saved: {self.session.unsaved}.")
            with contextlib.suppress(ValueError):  # a path with more decisions than a code can hold
                self.write(f"To come back here: {self.resume} --code {path_code(self.session.play)}.")
        for note in self.session.take_notes():
            self.write(f"Note. {note}")

    def say(self, said: Iterable[Line]) -> None:
        """Write lines."""
        for text in spoken(said):
            self.write(text)

    def write(self, text: str) -> None:
        """Write one line, wrapped at a terminal."""
        if self.width and len(text) > self.width:
            import textwrap  # only for a terminal

            text = "\n".join(textwrap.wrap(text, self.width, break_long_words=False, break_on_hyphens=False))
        self.target.write(text + "\n")


def spoken(said: Iterable[Line]) -> Iterator[str]:
    """Yield lines as sentences: the lead, a full stop, the text."""
    for one in said:
        yield f"{one.lead}. {one.plain}".rstrip() if one.lead else one.plain
