"""Blessing: expectations brought up to date, what changed and nothing else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from game.play.bundle import Bundle
from game.play.step import MoveError, StoryError
from game.walk.bless import Blessed, bless
from game.walk.recorder import as_yaml, recorded
from game.walk.runner import run_walk
from tests.making import TODAY, YARD, begin, past_texts, read, tell, yard
from tests.walk.walking import loaded, script


def blessed(steps: str, bundle: Bundle | None = None) -> Blessed:
    """Bless a walkthrough; what comes out must then pass."""
    bundle = bundle or yard()
    found = bless(loaded(script(steps, bundle.story.story)), bundle, TODAY)
    assert [str(fault) for fault in run_walk(loaded(as_yaml(found.walk)), bundle, TODAY).faults] == []
    return found


def edited(folder: Path, before: str, after: str) -> Bundle:
    """Return the yard with an edit."""
    text = (YARD / "story.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / "the-yard").mkdir()
    (folder / "the-yard" / "story.yaml").write_text(text.replace(before, after), encoding="utf-8")
    return read(folder / "the-yard")


RIGHT = """
  - choose: call
    expect:
      passage: the-bench
      text: [has called 1 times, 'A hold request']
      no_text: [penguin]
      options: {call: open, climb: barred, counsel: open}
      barred_by: {climb: detainer-rule}
      exhibits: [detainer-rule]
      facts: {calls: 1}
      doors: {freed: open}
      days: 4
      date: 2012-05-05
  - {choose: counsel, expect: {met: [first-memo]}}
  - choose: sign
ends: the-seat
"""


def test_a_walkthrough_that_fits_is_left_as_it_is() -> None:
    found = blessed(RIGHT)
    assert found.changes == ()
    assert found.walk == loaded(script(RIGHT)).walk


@pytest.mark.parametrize(
    ("wrong", "change"),
    [
        ("passage: the-wall", "passage: - the-wall + the-bench"),
        ("text: [has called 9 times]", "text: - has called 9 times + has called 1 times"),
        ("no_text: [telephone]", "no_text: - telephone + nothing"),
        ("options: {climb: open, call: open}", "options: - climb: open, call: open + climb: barred, call: open"),
        ("options: {clumb: open}", "options: - clumb: open + nothing"),
        ("barred_by: {climb: first-memo}", "barred_by: - climb: first-memo + climb: detainer-rule"),
        ("barred_by: {call: first-memo}", "barred_by: - call: first-memo + nothing"),
        ("exhibits: [second-memo, detainer-rule]", "exhibits: - second-memo | detainer-rule + detainer-rule"),
        ("met: [first-memo]", "met: - first-memo + nothing"),
        ("facts: {calls: 2, card: no}", "facts: - calls: 2, card: no + calls: 1, card: no"),
        ("doors: {freed: shut}", "doors: - freed: shut + freed: open"),
        ("days: 9", "days: - 9 + 4"),
        ("date: 2012-05-09", "date: - 2012-05-09 + 2012-05-05"),
    ],
)
def test_an_expectation_that_no_longer_fits_becomes_what_is_shown_and_the_change_is_told(
    wrong: str, change: str
) -> None:
    found = blessed(f"\n  - {{choose: call, expect: {{{wrong}}}}}")
    assert found.changes == (f"step 1: {change}",)


def test_only_what_changed_is_changed() -> None:
    wrong = RIGHT.replace("days: 4", "days: 5")
    before, after = loaded(script(wrong)).walk, blessed(wrong).walk
    assert blessed(wrong).changes == ("step 1: days: - 5 + 4",)
    assert after.steps[1:] == before.steps[1:]
    assert before.steps[0].expect is not None
    assert after.steps[0].expect == msgspec.structs.replace(before.steps[0].expect, days=4)


def test_nothing_is_expected_that_was_not_expected_before() -> None:
    found = blessed("\n  - choose: call\n  - {choose: call, expect: {days: 1}}\n  - choose: sign")
    assert found.walk.steps[0].expect is None
    look = found.walk.steps[1].expect
    assert look is not None
    assert msgspec.to_builtins(look) == {"days": 7}
    assert found.walk.ends is None


def test_the_outcomes_of_an_other_fork_stay_open() -> None:
    assert blessed("\n  - choose: clerk\n  - expect: {options: {closed: open, kept: open}}").changes == ()


def test_an_ending_that_is_another_now_is_brought_up_to_date() -> None:
    found = blessed("\n  - choose: sign\nends: the-bridge")
    assert found.changes == ("ends: - the-bridge + the-seat",)
    assert found.walk.ends == "the-seat"


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ("\n  - choose: nothing", MoveError),
        ("\n  - choose: clerk\n  - happens: waved", MoveError),
        ("\n  - undo: 1", MoveError),
        ("\n  - choose: call\nends: the-seat", MoveError),
        ("\n  - choose: call\nrules: 1066", ValueError),
        ("\n  - choose: call\ndials: {years: 9}", ValueError),
    ],
)
def test_a_step_that_can_no_longer_be_taken_needs_an_author(steps: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        bless(loaded(script(steps)), yard(), TODAY)


def test_a_story_that_breaks_needs_an_author() -> None:
    story = tell("a: {next: [{goto: b}]}\nb: {next: [{goto: a}]}\nend: {ending: freed}")
    with pytest.raises(StoryError):
        bless(loaded(script("\n  - choose: go", "a-story")), story, TODAY)


def test_a_record_is_brought_up_to_date_with_an_edited_story(tmp_path: Path) -> None:
    play = past_texts(begin(yard()))
    play.choose("call")
    play.choose("sign")
    past_texts(play)
    walk = recorded(play, "a-walk", "A walk.", TODAY)
    after = edited(tmp_path, "takes: 3 days", "takes: 6 days")
    found = bless(loaded(as_yaml(walk)), after, TODAY)
    assert run_walk(loaded(as_yaml(found.walk)), after, TODAY).faults == []
    assert (
        len(found.changes) == 3
    )  # the text that tells the days, the clerk who is gone by then, and the days at the end
    assert found.changes[-1] == "step 4: days: - 4 + 7"
    assert bless(loaded(as_yaml(found.walk)), after, TODAY).changes == ()


def test_the_words_nearest_to_those_that_are_gone_take_their_place(tmp_path: Path) -> None:
    after = edited(
        tmp_path, "There is a bench, and a telephone on the wall.", "There are chairs. A telephone hangs on the wall."
    )
    found = blessed("\n  - {go: 1, expect: {text: [a telephone on the wall]}}", after)
    (change,) = found.changes
    assert change.startswith("step 1: text: - a telephone on the wall + ")
    assert "telephone" in change.partition("+ ")[2]
