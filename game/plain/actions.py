"""What the words of the plain front end do. Each takes what was typed after the word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.plain.words import AT_THE_END, WORDS
from game.play import lines
from game.play.chance import fresh_seed
from game.play.moves import Start
from game.play.phrases import capitalized, count_of
from game.play.session import Session

if TYPE_CHECKING:
    from game.plain.prompt import Prompt

FOUND = 12  # hits of a search that are told


def actions(prompt: Prompt) -> dict[str, Callable[[str], None]]:
    """Return the words that a prompt understands, with what carries them out."""
    does = _Actions(prompt)
    return {
        "why": does.why,
        "source": does.sources,
        "sources": does.sources,
        "glossary": does.glossary,
        "facts": does.facts,
        "map": does.map,
        "rules": does.rules,
        "dial": does.dials,
        "dials": does.dials,
        "search": does.search,
        "show": does.look_up,
        "note": does.note,
        "short": does.short,
        "again": does.again,
        "undo": does.undo,
        "nearest": does.nearest,
        "restart": does.restart,
        "save": does.save,
        "help": does.help,
        "?": does.help,
    }


class _Actions:
    """Carries out words on behalf of a prompt."""

    def __init__(self, prompt: Prompt) -> None:
        self.prompt = prompt

    @property
    def session(self) -> Session:
        return self.prompt.session

    def why(self, words: str) -> None:
        cards = self.prompt.cards()
        number = int(words) if re.fullmatch(r"[1-9][0-9]?", words) else 0
        if not cards:
            self.prompt.write("There is no exhibit here.")
        elif number > len(cards):
            are = "is" if len(cards) == 1 else "are"
            self.prompt.write(f"There {are} {count_of(len(cards), 'exhibit')} here.")
        elif number or len(cards) == 1:
            self.prompt.say(lines.whole_card_lines(cards[max(number, 1) - 1]))
        else:
            for index, card in enumerate(cards, 1):
                self.prompt.write(f"{index}. {card.kind}. {card.title}. {card.citation}.")
            self.prompt.write(f"Type why 1 to why {len(cards)} to read one whole.")

    def sources(self, _words: str) -> None:
        debrief = self.prompt.last.debrief if self.prompt.last else None
        if debrief is not None and not self.prompt.pausing:
            from game.graph.debriefing import source_lines

            self.prompt.say(source_lines(debrief))
            return
        cards = self.prompt.cards()
        for card in cards:
            self.prompt.write(f"{card.title}. {card.citation}.")
            self.prompt.say(lines.source_lines(card))
        if not cards:
            self.prompt.write("There is no exhibit here.")

    def glossary(self, words: str) -> None:
        self.prompt.say(lines.term_lines(self.session.play, words))

    def facts(self, _words: str) -> None:
        self.prompt.say(lines.fact_lines(self.session.play))
        if self.session.note:
            self.prompt.write(f"Your note. {self.session.note}")

    def map(self, _words: str) -> None:
        from game.graph.afterwards import Afterwards
        from game.graph.trail import trail_lines

        found = self.session.saves.endings(self.session.play.bundle.story.story)
        self.prompt.say(trail_lines(Afterwards(self.session.play), found))

    def rules(self, words: str) -> None:
        play = self.session.play
        if words:
            self.begin(words, play.start.dials)
            return
        from game.graph.replays import era_rows

        self.prompt.write("The same case under the rules of another time. Type rules and a name or a year.")
        for row in era_rows(play.bundle, play.start.dials):
            now = " These are the rules now." if play.start.label == row.era else ""
            says = f" {row.says.text}" if row.says else ""
            self.prompt.write(f"{row.era}. {row.title}, {row.span}.{now}{says} {row.difference}")

    def dials(self, words: str) -> None:
        play = self.session.play
        facts = play.bundle.story.facts
        if words:
            name, _, typed = words.replace("=", " ").partition(" ")
            fact = facts.get(name)
            if fact is None or fact.dial is None:
                self.prompt.write(f"'{name[:40]}' is not a dial of this story. Type dials to hear them.")
                return
            try:
                changed = {**play.start.dials, name: fact.parse(typed.strip())}
            except ValueError as error:
                self.prompt.write(f"{capitalized(str(error))}.")
                return
            self.begin(play.start.label, {key: one for key, one in changed.items() if one != facts[key].start})
            return
        for name, fact in facts.items():
            if fact.dial:
                now = fact.shown(play.start.dials.get(name, fact.start))
                self.prompt.write(f"{name}. {fact.dial.asks} Now: {now}. {fact.dial.why} {fact.can_be()}")
        self.prompt.write("Type dial, a name and a value to begin anew with it.")

    def search(self, words: str) -> None:
        from game.play.catalogue import open_library
        from game.play.searching import search

        hits = search(open_library(), words)
        for hit in hits[:FOUND]:
            self.prompt.write(f"{hit.kind.capitalize()}. {hit.title}. To read it: show {hit.id}")
        more = len(hits) - FOUND
        if more > 0:
            self.prompt.write(f"{more:,} more; more words find less.")
        if not hits:
            self.prompt.write(f"Nothing was found for '{words}'." if words else "Type search and some words.")

    def look_up(self, name: str) -> None:
        from game.play.catalogue import open_library
        from game.play.looking import thing_lines, things

        library = open_library()
        found = things(library, name)
        for kind, _ in found:
            self.prompt.say(thing_lines(library, kind, name, self.session.today()))
        if not found:
            self.prompt.write(f"Nothing has the id '{name[:60]}'. Type search and some words to find one.")

    def note(self, words: str) -> None:
        if words:
            kept = self.session.set_note(words, answers=True)
            self.prompt.write("Kept." if kept else f"Not kept: {self.session.unsaved}. You have it until you leave.")
        else:
            self.prompt.write(f"Your note. {self.session.note}" if self.session.note else "There is no note yet.")

    def short(self, _words: str) -> None:
        self.prompt.short = not self.prompt.short
        self.prompt.pausing = False
        self.prompt.passage()

    def again(self, _words: str) -> None:
        self.prompt.pausing = False
        self.prompt.passage()

    def undo(self, _words: str) -> None:
        if self.session.undo():
            self.prompt.pausing = False
            self.prompt.show()
        else:
            self.prompt.write("There is nothing to undo.")

    def nearest(self, _words: str) -> None:
        from game.graph.afterwards import Afterwards

        if not self.session.play.ended:
            self.prompt.write("The nearest other ending is known only at an ending.")
            return
        afterwards = Afterwards(self.session.play)
        near = afterwards.nearest()
        if near is None:
            self.prompt.write(afterwards.unexplored or "No other choice on this path could have led to another ending.")
        elif self.session.undo_to(near.step):
            self.prompt.show()

    def restart(self, _words: str) -> None:
        start = self.session.play.start
        self.begin(start.label, start.dials)

    def begin(self, rules: str | None, dials: dict[str, bool | int | str]) -> None:
        """Begin anew under other rules or with other facts; an unfinished game is kept aside."""
        from game.play.playthrough import make_start

        play = self.session.play
        try:
            start: Start = make_start(play.bundle, rules, dials, fresh_seed())
        except ValueError as error:
            self.prompt.write(f"{capitalized(str(error))}.")
            return
        self.prompt.session = Session.begin(play.bundle, start, self.session.saves, self.session.today)
        self.prompt.pausing = False
        self.prompt.last = None
        self.prompt.show()

    def save(self, _words: str) -> None:
        self.prompt.save("Saved. Your place is kept after every move.")

    def help(self, _words: str) -> None:
        for says in lines.HOW:
            self.prompt.write(says)
        words = {**WORDS, **(AT_THE_END if self.session.play.ended else {})}
        for word, meaning in words.items():
            self.prompt.write(f"{word}: {meaning}.")
