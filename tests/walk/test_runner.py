"""Walking: each kind of step and of expectation, where it fits and where it does not."""

from __future__ import annotations

import pytest

from game.play.moves import Move
from game.play.playthrough import Playthrough
from game.walk.runner import run_walk
from tests.making import TODAY, tell, yard
from tests.walk.walking import faults, loaded, script, walked


def test_a_walk_that_fits_has_no_faults_and_goes_to_its_end() -> None:
    found = walked("\n  - choose: sign\nends: the-seat")
    assert found.faults == []
    assert found.play is not None
    assert found.play.passage == "the-seat"


def test_texts_before_a_decision_are_passed_by_themselves() -> None:
    found = walked("\n  - choose: call")
    assert found.play is not None
    assert found.play.moves == (Move("the-gate"), Move("the-bench", choose="call"))


def test_go_passes_one_text_at_a_time() -> None:
    steps = "\n  - expect: {passage: the-gate}\n  - {go: 1, expect: {passage: the-bench}}"
    assert faults(steps) == []
    assert faults(steps + "\n  - choose: sign\n  - {go: 1, expect: {passage: the-seat}}") == []


def test_go_where_there_is_something_to_decide_stops_the_walk() -> None:
    assert faults("\n  - go: 2\n  - {expect: {passage: nowhere}}") == [
        "5:5: walk-step: 'the-bench' waits for a choice, not for going on; the walk stands in 'the-bench', "
        "where the options are call, counsel, clerk, climb (barred), sign"
    ]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("choose: nothing", "there is no option 'nothing' in 'the-bench'"),
        ("choose: climb", "'climb' is barred"),
        ("predict: kept", "'the-bench' waits for a choice, not for a prediction"),
        ("happens: kept", "'the-bench' waits for a choice, not for a prediction"),
    ],
)
def test_a_step_that_cannot_be_taken_stops_the_walk_at_its_place(step: str, message: str) -> None:
    told = faults(f"\n  - choose: call\n  - {step}\n  - choose: neither\nends: the-street")
    assert len(told) == 1
    assert told[0].startswith(f"6:5: walk-step: {message}")
    assert "the walk stands in 'the-bench', where the options are call" in told[0]


def test_a_step_that_cannot_be_taken_at_an_other_fork_names_its_outcomes() -> None:
    told = faults("\n  - choose: clerk\n  - choose: call")
    assert told == [
        "6:5: walk-step: 'the-officer' waits for a prediction, not for a choice; "
        "the walk stands in 'the-officer', where the outcomes are waved, closed, kept"
    ]


def test_a_prediction_without_a_pin_meets_what_the_seed_brings_and_with_one_what_is_pinned() -> None:
    steps = "\n  - choose: counsel\n  - choose: clerk\n  - {predict: closed, happens: HOW}"
    for how, passage in (("closed", "the-street"), ("kept", "the-night")):
        found = walked(steps.replace("HOW", how))
        assert found.play is not None
        assert found.play.passage == passage
        assert found.play.moves[-1].predict == "closed"
    by_seed = set()
    for seed in range(12):
        text = script("\n  - choose: counsel\n  - choose: clerk\n  - predict: closed") + f"seed: {seed}\n"
        found = run_walk(loaded(text), yard(), TODAY)
        assert found.play is not None
        by_seed.add(found.play.passage)
    assert by_seed == {"the-street", "the-night"}


def test_a_pin_that_a_rule_forbids_stops_the_walk() -> None:
    told = faults("\n  - choose: clerk\n  - happens: waved")
    assert told[0].startswith("6:5: walk-step: 'waved' cannot happen in 'the-officer' here")


def test_a_prediction_of_an_outcome_that_is_not_there_stops_the_walk() -> None:
    told = faults("\n  - choose: clerk\n  - predict: wawed")
    assert told[0].startswith("6:5: walk-step: there is no outcome 'wawed' in 'the-officer' to predict")


def test_undo_goes_back_by_decisions_and_no_further_than_there_are() -> None:
    assert (
        faults(
            "\n  - choose: call\n  - choose: call\n  - {undo: 2, expect: {passage: the-bench, facts: {calls: 0}}}"
            "\n  - choose: sign\n  - {undo: 1, expect: {passage: the-bench}}"
        )
        == []
    )
    assert faults("\n  - choose: call\n  - undo: 2")[0].startswith("6:5: walk-step: there is no decision left to undo")


def test_what_was_undone_was_still_taken() -> None:
    taken = walked("\n  - choose: call\n  - undo: 1\n  - choose: sign\nends: the-seat").taken
    assert ("options", "the-bench", "call") in taken
    assert ("options", "the-bench", "sign") in taken


EXPECTATIONS = [
    ("passage: the-bench", "passage: the-street", "expected the passage 'the-street', found 'the-bench'"),
    ("text: [has called 1 times]", "text: [has called 2 times]", "'has called 2 times' is not shown in 'the-bench'"),
    ("text: [The bench Scene There is a bench]", "text: [bench. Scene]", "'bench. Scene' is not shown in 'the-bench'"),
    ("text: [The detainer regulation]", "text: [The first memo]", "'The first memo' is not shown in 'the-bench'"),
    ("text: [The rule has no ladder.]", "text: [ladders]", "'ladders' is not shown in 'the-bench'"),
    ("no_text: [penguin]", "no_text: [telephone]", "'telephone' is shown in 'the-bench'"),
    ("options: {call: open}", "options: {call: barred}", "expected the option 'call' to be barred, it is open"),
    ("options: {climb: barred}", "options: {climb: open}", "expected the option 'climb' to be open, it is barred"),
    ("options: {sign: open}", "options: {sing: open}", "'the-bench' has no option 'sing'; did you mean 'sign'?"),
    ("options: {sign: open}", "options: {sing: hidden}", "'the-bench' has no option 'sing'; did you mean 'sign'?"),
    (
        "barred_by: {climb: detainer-rule}",
        "barred_by: {climb: first-memo}",
        "expected the option 'climb' to be barred by 'first-memo', found detainer-rule",
    ),
    (
        "barred_by: {climb: detainer-rule}",
        "barred_by: {call: detainer-rule}",
        "expected the option 'call' to be barred by 'detainer-rule'; it is not barred",
    ),
    (
        "exhibits: [detainer-rule]",
        "exhibits: [second-memo]",
        "the exhibit 'second-memo' is not shown; shown are detainer-rule",
    ),
    ("met: []", "met: [first-memo]", "the last decision did not meet 'first-memo'; it met nothing"),
    ("facts: {calls: 1}", "facts: {calls: 2}", "expected calls = 2, found 1"),
    ("facts: {card: no}", "facts: {card: yes}", "expected card = yes, found no"),
    ("facts: {counsel: nobody}", "facts: {counsle: nobody}", "there is no fact 'counsle'; did you mean 'counsel'?"),
    ("doors: {returned: open}", "doors: {returned: shut}", "expected the door 'returned' to be shut; it is not"),
    ("doors: {returned: open}", "doors: {retuned: open}", "there is no outcome 'retuned'; did you mean 'returned'?"),
    ("days: 4", "days: 5", "expected 5 days on the case clock, found 4"),
    ("date: 2012-05-05", "date: 2012-05-06", "expected the date 2012-05-06, found 2012-05-05"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), EXPECTATIONS)
def test_an_expectation_that_fits_is_silent_and_one_that_does_not_is_told_at_its_place(
    right: str, wrong: str, message: str
) -> None:
    head = "\n  - choose: call\n    expect: {"
    assert faults(f"{head}{right}}}") == []
    column = 14 + len(wrong.partition(":")[0]) + 2
    assert faults(f"{head}{wrong}}}") == [f"6:{column}: walk-expect: {message}"]


def test_an_option_that_is_hidden_is_told_from_one_that_is_not_there() -> None:
    hidden = "\n  - choose: call\n  - choose: call\n  - {expect: {options: {call: hidden}}}"
    assert faults(hidden) == []
    assert faults(hidden.replace("hidden", "open")) == [
        "7:24: walk-expect: expected the option 'call' to be open, it is hidden"
    ]


def test_the_outcomes_of_an_other_fork_are_open() -> None:
    steps = "\n  - choose: clerk\n  - expect: {options: {waved: open, closed: open, kept: open}}"
    assert faults(steps) == []
    assert len(faults(steps.replace("kept: open", "kept: barred"))) == 1


def test_what_a_decision_met_is_told_apart_from_what_stands_behind_the_passage() -> None:
    steps = "\n  - {choose: counsel, expect: {met: [first-memo], exhibits: [detainer-rule]}}"
    assert faults(steps) == []
    assert faults(steps.replace("exhibits: [detainer-rule]", "exhibits: [first-memo]"))[0].endswith(
        "the exhibit 'first-memo' is not shown; shown are detainer-rule"
    )


def test_doors_shut_as_the_walk_goes_on() -> None:
    steps = (
        "\n  - expect: {doors: {freed: open, returned: open, removed: open}}\n  - choose: call\n  - choose: call"
        "\n  - expect: {doors: {freed: shut, returned: open, removed: shut}}"  # on the seventh day the officer is gone
    )
    assert faults(steps) == []
    assert faults(steps.replace("removed: shut", "removed: open")) == [
        "8:21: walk-expect: expected the door 'removed' to be open; it is not"
    ]


def test_every_difference_of_a_look_is_told_and_the_walk_goes_on() -> None:
    told = faults(
        "\n  - {choose: call, expect: {days: 9, passage: the-wall, text: [penguin, albatross]}}"
        "\n  - {choose: call, expect: {days: 8}}\nends: the-street"
    )
    assert [line.split(": ", 2)[1] for line in told] == ["walk-expect"] * 6
    assert {line.split(":")[0] for line in told} == {"5", "6", "7"}


def test_the_end_must_be_the_ending_that_is_named() -> None:
    assert faults("\n  - choose: sign\nends: the-bridge") == [
        "6:7: walk-expect: expected the ending 'the-bridge'; the walk stands in 'the-seat'"
    ]
    assert faults("\n  - choose: call\nends: the-bench")[0].startswith(
        "6:7: walk-expect: expected the ending 'the-bench'"
    )
    assert faults("\n  - choose: sign\nends: the-set") == [
        "6:7: walk-expect: there is no passage 'the-set'; did you mean 'the-seat'?"
    ]


def test_a_walk_that_names_no_end_may_stop_anywhere() -> None:
    found = walked("\n  - choose: call")
    assert found.faults == []
    assert found.play is not None
    assert not found.play.ended


def test_rules_and_dials_set_the_start() -> None:
    steps = "\n  - go: 1\n  - expect: {options: {clerk: barred}, barred_by: {clerk: second-memo}}"
    assert faults(f"{steps}\nrules: 2016") == []
    assert faults(f"{steps}\nrules: era-three-ranks") == []
    assert len(faults(f"{steps}\nrules: 2018")) == 2
    assert faults(f"{steps}\nrules: 2016\ndials: {{counsel: lawyer}}") != []
    assert faults("\n  - expect: {facts: {card: yes, years: 4}}\ndials: {card: yes, years: 4}") == []


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("rules: 1066", "6:8: walk-step: this story can be replayed under the rules of any day from 17 June 2011 to"),
        ("rules: soon", "6:8: walk-step: 'soon' is no era, year or date"),
        ("dials: {years: 9}", "6:8: walk-step: '9' cannot be: it goes from 0 to 4"),
        ("dials: {yeers: 9}", "6:8: walk-step: 'yeers' is not a dial of this story"),
        ("dials: {calls: 1}", "6:8: walk-step: 'calls' is not a dial of this story"),
    ],
)
def test_a_start_that_cannot_be_is_told_at_the_key_to_blame(key: str, message: str) -> None:
    (told,) = faults(f"\n  - choose: call\n{key}")
    assert told.startswith(message)
    assert told.endswith("; change it")


def test_bad_rules_beside_good_dials_are_told_at_the_rules() -> None:
    (told,) = faults("\n  - choose: call\ndials: {years: 3}\nrules: 1066")
    assert told.startswith("7:8: ")


@pytest.mark.parametrize("steps", ["\n  - choose: go", "\n  - go: 1\nends: end", " []\nends: end"])
def test_a_story_that_goes_round_for_ever_is_told_and_not_followed(steps: str) -> None:
    story = tell("a: {next: [{goto: b, takes: 1 day}]}\nb: {next: [{goto: a}]}\nend: {ending: freed}")
    (told,) = faults(steps, story)
    assert "for ever" in told


def test_a_fault_of_the_story_stops_the_walk_at_the_step_that_meets_it() -> None:
    story = tell(
        "here: {choices: [{id: more, set: {number: number + 1}, goto: here}]}\nend: {ending: freed}",
        "number: {between: [0, 1], start: 0}",
    )
    (told,) = faults("\n  - choose: more\n  - choose: more\n  - choose: more", story)
    assert told.startswith("6:5: walk-step: in 'here' the fact 'number' would become 2, but it goes from 0 to 1")


def test_those_who_watch_see_every_passage_once_in_order() -> None:
    seen: list[str] = []

    def watch(play: Playthrough) -> None:
        seen.append(play.passage)

    run_walk(
        loaded(script("\n  - choose: counsel\n  - choose: clerk\n  - happens: kept\nends: the-bridge")), yard(), TODAY
    )
    run_walk(loaded(script("\n  - choose: counsel\n  - choose: sign\nends: the-seat")), yard(), TODAY, watch)
    assert seen == ["the-gate", "the-bench", "the-bench", "the-bus", "the-seat"]
