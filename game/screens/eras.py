"""Eras and dials: the same case under the rules of another time, or with other facts. Either starts a replay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from game.graph.replays import EraRow, era_rows
from game.play.chance import fresh_seed
from game.play.playthrough import make_start
from game.play.session import Session
from game.screens.app import NoticeApp
from game.screens.confirm import ConfirmScreen
from game.screens.keys import key
from game.screens.listing import ListScreen
from game.screens.reader import SCROLLING
from game.screens.widgets.marked import WIDTH, MarkedList
from game.screens.widgets.paint import hang, indented
from game.story.value import Value

OWN = "=own"


class ErasScreen(ListScreen):
    """The eras in which the story can be replayed, then its dials. Enter replays, or turns a dial."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,q,backspace,e", "dismiss", "back", "Go back to where you were."),
        key("right", "turn(1)", "next value", "Give the marked dial its next value."),
        key("left", "turn(-1)", "value before", "Give the marked dial the value before."),
        key("tab,shift+tab", "part", "facts or eras", "Go to the eras, or back to the facts that you may change."),
    ]
    app: NoticeApp

    def __init__(self, session: Session) -> None:
        keys = (("Enter", "change a fact, or begin"), ("q", "back"), ("Tab", "to the eras"), ("?", "help"), *SCROLLING)
        super().__init__("Play with other facts or rules", keys)
        self.session = session
        self.bundle = session.play.bundle
        self.dials: dict[str, Value] = dict(session.play.start.dials)
        self.rows = era_rows(self.bundle, self.dials)

    def fill(self) -> None:
        """Show the dials and the eras as they are."""
        width = min(self.app.size.width - WIDTH - 2, 78)
        things = [part("Facts that you may change")]
        things += [(f"dial:{name}", self.dial_row(name, width)) for name in self.dial_names()]
        things += [part("Begin, under the rules of"), (OWN, self.own_row(width))]
        play = self.session.play
        things += [(row.era, era_row(row, play.seen, width, now=play.start.label == row.era)) for row in self.rows]
        first = next(index for index, thing in enumerate(things) if not thing[0].startswith("#"))
        self.show(things, first)

    def dial_names(self) -> list[str]:
        """Return the facts that can be changed."""
        return [name for name, fact in self.bundle.story.facts.items() if fact.dial]

    def own_row(self, width: int) -> Content:
        """Return the story's own rules as they stand in the list."""
        now = "  (this game)" if self.session.play.start.rules is None else ""
        head = Content.assemble(("The story's own time", "bold"), (now, "$text-muted"))
        return Content("\n").join([*hang(head, width, 2), Content("")])

    def dial_row(self, name: str, width: int) -> Content:
        """Return a dial as it stands in the list: its question, its value, and why it matters."""
        fact = self.bundle.story.facts[name]
        assert fact.dial is not None
        value = self.dials.get(name, fact.start)
        changed = "" if value == fact.start else " (changed)"
        head = Content.assemble((f"{fact.dial.asks}  ", "bold"), (f"{fact.shown(value)}{changed}", "bold $accent"))
        others = " / ".join(fact.shown(one) for one in fact.values()) if len(fact.values()) < 7 else ""
        bounds = others or f"{fact.shown(fact.values()[0])} to {fact.shown(fact.values()[-1])}"
        why = Content.styled(f"{fact.dial.why} Can be: {bounds}.", "$text-muted")
        return Content("\n").join([*hang(head, width, 2), *indented(why, width), Content("")])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Replay under the rules that were taken, or turn the dial."""
        name = event.option.id or OWN
        if name.startswith("dial:"):
            self.action_turn(1)
            return
        row = next((row for row in self.rows if row.era == name), None)
        rules = f"under the rules of “{row.title}” ({row.span})" if row else "under the rules of its own time"
        facts = ", with the facts that you changed" if self.dials else ""
        question = f"Begin from the start {rules}{facts}? An unfinished game is kept beside the new one."

        def answered(answer: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
            if answer:
                start = make_start(self.bundle, row.era if row else None, self.dials, fresh_seed())
                self.app.begin(self.bundle, start)

        self.app.push_screen(ConfirmScreen(question, "Yes, begin"), answered)

    def action_part(self) -> None:
        """Go to the eras, or from there to the facts."""
        shelf = self.query_one(MarkedList)
        own = shelf.names.index(OWN)
        if (shelf.highlighted or 0) >= own:
            shelf.action_first()
        else:
            shelf.highlighted = own
            shelf.scroll_to(y=shelf.span(own - 1)[0], animate=False, immediate=True)

    def action_turn(self, by: int) -> None:
        """Give the marked dial another value, and compare the eras for it."""
        name = (self.query_one(MarkedList).chosen or "").removeprefix("dial:")
        if name not in self.dial_names():
            return
        self.dials = turned(
            self.dials, name, self.bundle.story.facts[name].values(), self.bundle.story.facts[name].start, by
        )
        self.rows = era_rows(self.bundle, self.dials)
        self.fill()


def turned(dials: Mapping[str, Value], name: str, values: tuple[Value, ...], start: Value, by: int) -> dict[str, Value]:
    """Return dials with one of them turned on; a dial at its start is left out."""
    value = values[(values.index(dials.get(name, start)) + by) % len(values)]
    after = {**dials, name: value}
    return {key: one for key, one in after.items() if key != name or value != start}


def part(title: str) -> tuple[str, Content]:
    """Return the heading of a part of the list."""
    return f"#{title}", Content("\n").join([Content.styled(title, "bold $accent"), Content("")])


def era_row(row: EraRow, seen: set[str], width: int, *, now: bool) -> Content:
    """Return an era as it stands in the list: its span, what its rules said, and how much goes on differently.

    The passages are named as far as they have been ``seen``.
    """
    head = Content.assemble((row.title, "bold"), (f"  {row.span}" + ("  (this game)" if now else ""), "$text-muted"))
    rows = list(hang(head, width, 2))
    if row.says:
        rows += indented(Content(row.says.text), width)
    known = [difference.title for difference in row.differs or () if difference.passage in seen]
    differs = row.difference + (f" You have seen: {'; '.join(known)}." if known else "")
    rows += indented(Content.styled(differs, "$accent"), width)
    return Content("\n").join([*rows, Content("")])
