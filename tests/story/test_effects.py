"""What an option does: facts get their new values all at once, and the clock moves on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.library.load import LoadedLibrary
from game.play.bundle import make_bundle
from game.play.playthrough import Playthrough, make_start
from game.reading import Fault
from game.story.effects import Days, Effects
from game.story.expression import Constant, Scope, Sum
from game.story.expression import Read as FactRead
from game.story.facts import Fact
from game.story.load import load_story

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

FACTS = {
    "signed": Fact(kind="flag", start=False),
    "tries": Fact(kind="number", most=9, start=0),
    "left": Fact(kind="number", most=9, start=9),
    "counsel": Fact(kind="word", words=("none", "lawyer"), start="none"),
}
SCOPE = Scope(FACTS, days=True)


def test_a_fact_is_set_to_a_value_or_to_what_an_expression_gives(read: Read) -> None:
    effects = read(Effects, "{signed: yes, counsel: lawyer, left: 3, tries: tries + 1}", SCOPE)
    assert effects.changes == (
        ("signed", Constant(value=True)),
        ("counsel", Constant("lawyer")),
        ("left", Constant(3)),
        ("tries", Sum("+", FactRead("tries"), Constant(1))),
    )


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("{signd: yes}", "unknown-name", 2),
        ("{signed: perhaps}", "fact-value", 10),
        ("{signed: not signed}", "fact-value", 10),
        ("{counsel: judge}", "fact-value", 11),
        ("{tries: 10}", "fact-value", 9),
        ("{tries: -1}", "fact-value", 9),
        ("{tries: signed}", "expression-type", 9),
        ("{tries: tries * 2}", "expression-syntax", 9),
        ("{tries: tries + signed}", "expression-type", 17),
        ("{tries: trys + 1}", "unknown-name", 9),
        ("{tries: 1e3}", "expression-syntax", 9),
        ("{tries: 12:30}", "expression-syntax", 11),
        ("{tries: [1]}", "wrong-type", 9),
        ("{signed: {a: b}}", "wrong-type", 10),
        ("[signed]", "wrong-type", 1),
        ("signed", "wrong-type", 1),
    ],
)
def test_what_a_fact_cannot_become_is_refused_where_it_stands(
    text: str, code: str, column: int, read: Read, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(read, Effects, text, SCOPE)
    assert (fault.code, fault.place.column) == (code, column)


def test_every_wrong_value_is_told_and_not_only_the_first(read: Read, faults_of: FaultsOf) -> None:
    assert len(faults_of(read, Effects, "{signed: 1, tries: 11, counsel: none, left: x}", SCOPE)) == 3


SWAP = """\
passages:
  the-counter:
    title: The counter
    stage: booking
    in_short: A form lies on the counter.
    text:
      - scene: The deputy turns the form around.
    exhibits: [detainer-rule]
    choices:
      - {id: swap, label: She swaps them, set: {a: b, b: a, sum: a + b}, takes: 3 weeks, goto: the-counter}
      - {id: sign, label: She signs, goto: the-bus}
      - {id: wait, label: She waits, goto: the-door}
"""


def test_all_values_are_worked_out_from_those_before_the_move(
    lay_desk: Callable[..., Path], small_library: LoadedLibrary
) -> None:
    numbers = "".join(
        f"  {name}: {{between: [0, 9], start: {start}}}\n" for name, start in (("a", 1), ("b", 5), ("sum", 0))
    )
    facts = f"facts:\n  signed: {{type: flag, start: no}}\n{numbers}"
    story = load_story(lay_desk({"facts.yaml": facts, "passages.yaml": SWAP}), small_library).story
    play = Playthrough(make_bundle(story, small_library.library), make_start(make_bundle(story, small_library.library)))
    seen = [dict(play.state.facts)]
    for _ in range(2):
        play.choose("swap")
        seen.append(dict(play.state.facts))
    assert [(facts["a"], facts["b"], facts["sum"]) for facts in seen] == [(1, 5, 0), (5, 1, 6), (1, 5, 6)]
    assert play.state.days == 42


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("0 days", 0),
        ("1 day", 1),
        ("2 days", 2),
        ("1 week", 7),
        ("3 weeks", 21),
        ("5 months", 150),
        ("1 year", 365),
        ("20 years", 7300),
        ("9999 days", 9999),
    ],
)
def test_a_span_of_time_counts_in_days(text: str, days: int, read: Read) -> None:
    assert read(Days, text) == Days(days)


@pytest.mark.parametrize(
    "text",
    ["2", "two days", "2 fortnights", "-1 days", "1.5 days", "2days", "2  days", "10000 days", "'2 days '", "[2 days]"],
)
def test_anything_else_is_no_span_of_time(text: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Days, text)
    assert (fault.code, fault.message.endswith("write '2 days', '3 weeks' or '1 year'")) == ("wrong-value", True)
