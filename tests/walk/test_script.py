"""Walkthrough files: what they may say, and how a mistake in one is told."""

from __future__ import annotations

import pytest

from game.reading.fault import Faults
from tests.walk.walking import loaded, script


def test_a_walkthrough_is_read_with_all_its_keys() -> None:
    walk = loaded(
        """\
walkthrough: a-walk
story: the-yard
about: A walk.
rules: 2016
dials: {card: yes, years: 4}
seed: 7
steps:
  - go: 1
  - {choose: call, expect: {facts: {calls: 1}, date: 2012-05-04}}
  - {predict: kept, happens: kept}
  - undo: 2
ends: the-seat
"""
    ).walk
    assert (walk.walkthrough, walk.story, walk.rules, walk.seed) == ("a-walk", "the-yard", "2016", 7)
    assert walk.dials == {"card": "yes", "years": "4"}
    assert [(step.go, step.choose, step.predict, step.happens, step.undo) for step in walk.steps] == [
        (1, None, None, None, None),
        (None, "call", None, None, None),
        (None, None, "kept", "kept", None),
        (None, None, None, None, 2),
    ]
    assert walk.steps[1].expect is not None
    assert (walk.steps[1].expect.facts, walk.steps[1].expect.date) == ({"calls": "1"}, "2012-05-04")
    assert walk.ends == "the-seat"


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ("\n  - {chose: call}", "5:6: unknown-key: 'chose' is not a key of a step; did you mean 'choose'?"),
        ("\n  - expect: {txt: [a]}", "5:14: unknown-key: 'txt' is not a key of an expect; did you mean 'text'?"),
        ("\n  - {go: 0}", "5:10: wrong-value: 0 is out of range; use 1 to 1000"),
        ("\n  - {undo: all}", "5:12: wrong-type: 'all' stands where a whole number was meant; write its digits alone"),
        (
            "\n  - expect: {options: {call: opened}}",
            "5:30: wrong-value: 'opened' is not one of 'open', 'barred' or 'hidden'; did you mean 'open'?",
        ),
        (
            "\n  - expect: {doors: {freed: barred}}",
            "5:29: wrong-value: 'barred' cannot stand here; use 'open' or 'shut'",
        ),
        (" 3", "4:8: wrong-type: a single value stands where a list was meant; write it in brackets: [3]"),
        (
            "\n  - {choose: no}",
            "5:14: yaml-surprise: some readers of YAML take no for a yes or no; "
            "if the word is meant, write it in quotes: 'no'",
        ),
    ],
)
def test_a_mistake_in_a_walkthrough_is_told_with_its_line_and_column(steps: str, fault: str) -> None:
    with pytest.raises(Faults) as caught:
        loaded(script(steps))
    assert [str(one).partition("a.walk.yaml:")[2] for one in caught.value.faults] == [fault]


def test_what_is_missing_is_told() -> None:
    with pytest.raises(Faults) as caught:
        loaded("walkthrough: A Walk\nsteps: []\n")
    told = str(caught.value)
    for words in ("needs 'story'", "needs 'about'", "'A Walk' is not lower-case words joined by hyphens"):
        assert words in told


@pytest.mark.parametrize(
    "step", ["{choose: call, predict: kept}", "{choose: call, go: 1}", "{go: 1, undo: 1}", "{happens: kept, undo: 1}"]
)
def test_a_step_that_would_do_two_things_is_refused(step: str) -> None:
    with pytest.raises(Faults) as caught:
        loaded(script(f"\n  - choose: sign\n  - {step}"))
    (fault,) = caught.value.faults
    assert (fault.place.line, fault.place.column, fault.code) == (6, 5, "walk-step")
    assert "a step does one thing" in fault.message


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "walkthrough: [\n", "a: &a b\nc: *a\n", "walkthrough: !!python/name:os.system x\n"]
)
def test_what_is_no_walkthrough_is_told_and_no_crash(text: str) -> None:
    with pytest.raises(Faults):
        loaded(text)


def test_the_place_of_a_value_is_that_of_the_nearest_thing_above_it() -> None:
    walk = loaded(script("\n  - choose: call\n  - expect: {passage: the-bench}"))
    where = {
        ("steps", "1", "expect", "passage"): (6, 23),
        ("steps", "1", "expect", "text"): (6, 13),
        ("steps", "0", "expect", "text"): (5, 5),
        ("steps", "9"): (5, 3),
        ("ends",): (1, 1),
    }
    for steps, (line, column) in where.items():
        place = walk.place(*steps)
        assert (place.line, place.column) == (line, column)
