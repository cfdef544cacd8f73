"""Weights of a chance: a figure in percent, a stated assumption, or the rest; and how they may not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from game.library.load import LoadedLibrary, load_library
from game.reading import Fault
from game.reading.prose import Paragraph, Span
from game.story.expression import Scope
from game.story.facts import Fact
from game.story.load import load_story
from game.story.weight import Share, Weight, problem_of

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]
Lay = Callable[[Mapping[str, str]], Path]

SCOPE = Scope({"signed": Fact(kind="flag", start=False)})
FIGURE = Share(figure="a.b")
ASSUMED = Share(assumed=2)
REST = Share()

STATISTIC = """\
shares:
  kind: statistic
  instrument: statistic
  title: Shares
  citation: A table
  made_by: ice
  says: Shares of cases.
  applies_to: cases
  bears_on: [discretion]
  in_force: {}
  figures:
    half: {value: 50, unit: percent, as_of: 2012, about: half}
    sixty: {value: 60, unit: percent, as_of: 2012, about: more than half}
    all: {value: 100, unit: percent, as_of: 2012, about: all}
    part: {value: 47.7, unit: percent, as_of: 2012, about: a part}
    people: {value: 40, unit: people, as_of: 2012, about: people}
    words: {value: a few, unit: percent, as_of: 2012, about: a few}
  sources: [figures-2012]
  checked: Read the table.
  last_verified: 2026-07
  confidence: high
"""
OFFICER = """\
passages:
  the-counter:
    title: The officer
    stage: custody
    in_short: An officer decides.
    text:
      - scene: The officer looks at the clock.
    exhibits: [first-memo]
    decides: ice-officer
    outcomes:
"""


def test_the_three_ways_to_weigh_are_read(read: Read) -> None:
    assert read(Weight, "rest") == Weight((REST,))
    assert read(Weight, "{rest: yes}") == Weight((REST,))
    assert read(Weight, "{figure: a.b}") == Weight((FIGURE,))
    (share,) = read(Weight, "{assumed: 3, because: Nobody counted.}").shares
    assert (share.assumed, share.because.paragraphs) == (3, (Paragraph((Span("Nobody counted."),)),))
    assert (FIGURE.rest, share.rest, REST.rest) == (False, False, True)


def test_a_list_of_weights_has_a_condition_each(read: Read) -> None:
    weight = read(Weight, "[{if: signed, figure: a.b}, {rest: yes}]", SCOPE)
    assert [share.condition.text if share.condition else None for share in weight.shares] == ["signed", None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "chance-weight"),
        ("half", "chance-weight"),
        ("3", "chance-weight"),
        ("[half, rest]", "chance-weight"),
        ("{}", "chance-weight"),
        ("{rest: no}", "chance-weight"),
        ("{figure: a.b, rest: yes}", "chance-weight"),
        ("{figure: a.b, assumed: 2, because: So.}", "chance-weight"),
        ("{assumed: 2}", "chance-weight"),
        ("{because: So.}", "chance-weight"),
        ("[[rest]]", "chance-weight"),
        ("{assumed: 0, because: So.}", "wrong-value"),
        ("{assumed: 1001, because: So.}", "wrong-value"),
        ("{assumed: half, because: So.}", "wrong-type"),
        ("{figur: a.b}", "unknown-key"),
        ("{rest: yes, if: sined}", "unknown-name"),
    ],
)
def test_any_other_weight_is_refused(text: str, code: str, read: Read, faults_of: FaultsOf) -> None:
    assert code in [fault.code for fault in faults_of(read, Weight, text, SCOPE)]


@pytest.mark.parametrize(
    ("shares", "amounts"),
    [
        ([FIGURE, REST], [32.0, None]),
        ([FIGURE, FIGURE, REST], [47.7, 50.0, None]),
        ([FIGURE, FIGURE], [50.0, 50.0]),
        ([ASSUMED, ASSUMED], [None, None]),
        ([FIGURE, REST], [0.0, None]),
        ([FIGURE, REST], [99.9, None]),
    ],
)
def test_weights_that_fit_have_no_problem(shares: list[Share], amounts: list[float | None]) -> None:
    assert problem_of(shares, amounts) is None


@pytest.mark.parametrize(
    ("shares", "amounts", "problem"),
    [
        ([FIGURE, ASSUMED], [32.0, None], "figures and assumptions do not go together"),
        ([FIGURE, ASSUMED, REST], [32.0, None, None], "figures and assumptions do not go together"),
        ([FIGURE, REST, REST], [32.0, None, None], "only one outcome can be the rest"),
        ([REST, REST], [None, None], "only one outcome can be the rest"),
        ([ASSUMED, REST], [None, None], "a rest needs figures in percent beside it"),
        ([REST], [None], "a rest needs figures in percent beside it"),
        ([FIGURE, FIGURE], [60.0, 50.0], "the figures add up to 110 percent"),
        ([FIGURE, FIGURE, REST], [50.0, 50.0, None], "the figures add up to 100 percent"),
        ([FIGURE, REST], [100.0, None], "the figures add up to 100 percent"),
    ],
)
def test_weights_that_do_not_fit_have_one(shares: list[Share], amounts: list[float | None], problem: str) -> None:
    assert problem in (problem_of(shares, amounts) or "")


def outcome(name: str, weight: str, goto: str) -> str:
    return f"      - {{id: {name}, label: So it goes, weight: {weight}, goto: {goto}}}\n"


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        (["{figure: shares.half}"], "a chance needs at least two outcomes with a weight"),
        (["{figure: shares.people}", "rest"], "'shares.people' is not a percentage"),
        (["{figure: shares.words}", "rest"], "'shares.words' is not a percentage"),
        (["{figure: shares.sixty}", "{figure: shares.half}"], "the figures add up to 110 percent"),
        (["{figure: shares.all}", "rest"], "the figures add up to 100 percent"),
        (["{figure: shares.half}", "{assumed: 1, because: So.}"], "figures and assumptions do not go together"),
        (["rest", "rest"], "only one outcome can be the rest"),
        (["{figure: shares.hallf}", "rest"], "there is no figure 'shares.hallf'; check the id"),
        (["[{if: signed, figure: shares.people}, {rest: yes}]", "rest"], "'shares.people' is not a percentage"),
    ],
)
def test_weights_that_cannot_fit_are_told_when_the_story_is_read(
    weights: list[str], problem: str, lay_desk: Lay, faults_of: FaultsOf, with_shares: LoadedLibrary
) -> None:
    gotos = ["the-door", "the-bus"]
    lines = [outcome(f"way-{index}", weight, gotos[index]) for index, weight in enumerate(weights)]
    folder = lay_desk({"passages.yaml": OFFICER + "".join(lines)})
    (fault,) = faults_of(load_story, folder, with_shares)
    assert fault.code == "chance-weight"
    assert problem in fault.message
    assert fault.place.line == 11


@pytest.mark.parametrize(
    "weights",
    [
        ["{figure: shares.part}", "rest"],
        ["{figure: shares.half}", "{figure: shares.half}"],
        ["{assumed: 1, because: So.}", "{assumed: 2, because: Twice.}"],
        ["[{if: signed, figure: shares.part}, {figure: shares.half}]", "rest"],
    ],
)
def test_weights_that_fit_are_read_with_their_story(
    weights: list[str], lay_desk: Lay, with_shares: LoadedLibrary
) -> None:
    lines = [outcome(f"way-{index}", weight, "the-bus") for index, weight in enumerate(weights)]
    story = load_story(lay_desk({"passages.yaml": OFFICER + "".join(lines)}), with_shares).story
    assert all(one.weight for one in story.passages["the-counter"].outcomes)


@pytest.fixture
def with_shares(lay_library: Lay) -> LoadedLibrary:
    return load_library(lay_library({"exhibits/shares.yaml": STATISTIC}))
