"""Ten defects that authors make, each planted in a small story: found, in the right line, with a walk that shows it."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

from game.graph.check import Checked, check_story_folder
from game.graph.finding import Finding
from game.library.load import LoadedLibrary
from game.play.bundle import make_bundle
from game.reading import Report
from game.story.load import read_story
from game.walk.runner import run_walk
from game.walk.script import load_walk
from tests.graph.making import EXHIBIT, choices, ending, go, outcomes, passage, story, written

TODAY = datetime.date(2026, 11, 24)


def check(text: str, folder: Path, small_library: LoadedLibrary) -> Checked:
    return check_story_folder(written(text, folder), small_library)


def line_of(text: str, words: str) -> int:
    """Return the number of the one line that holds some words."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    assert len(lines) == 1, lines
    return lines[0]


def walk_of(found: Finding, folder: Path, small_library: LoadedLibrary) -> str:
    """Run the witness of a finding and return the passage in which it ends."""
    assert found.witness is not None
    path = folder / "witness.walk.yaml"
    path.write_text(found.witness.yaml(), encoding="utf-8")
    bundle = make_bundle(read_story(folder / "small", small_library, Report()).story, small_library.library)
    walked = run_walk(load_walk(path), bundle, TODAY)
    assert [str(fault) for fault in walked.faults] == []
    assert walked.play is not None
    return walked.play.passage


def the_only(checked: Checked) -> Finding:
    assert [str(found) for found in checked.findings if found.code != "fact-unused"] != []
    (found,) = (found for found in checked.findings if found.code != "fact-unused")
    return found


def test_an_option_to_a_passage_that_is_missing(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(passage("first", choices("id: go, goto: second")), passage("second", go("nowhere")))
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("unknown-name", line_of(text, "goto: nowhere"))
    assert walk_of(found, tmp_path, small_library) == "second"


def test_an_option_that_stands_twice_and_is_barred_the_first_time(tmp_path: Path, small_library: LoadedLibrary) -> None:
    bar = f"barred: [{{because: 'No [hold](exhibit:{EXHIBIT}).', exhibits: [{EXHIBIT}]}}]"
    twice = choices(f"id: go, {bar}, goto: second", "id: go, goto: second")
    text = story(passage("first", twice), passage("second", go("nowhere")))
    found = check(text, tmp_path, small_library).findings
    assert [(one.code, one.place.line) for one in found] == [
        ("duplicate-id", line_of(text, "id: go, goto: second")),
        ("unknown-name", line_of(text, "goto: nowhere")),
    ]
    assert found[1].witness is not None


def test_faults_in_one_passage_have_one_walk_that_is_looked_for_once(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    many = choices(*(f"id: to-{number}, goto: nowhere-{number}" for number in range(150)))
    began = time.perf_counter()
    found = check(story(passage("first", go("second")), passage("second", many)), tmp_path, small_library).findings
    assert len(found) == 150
    assert len({one.witness and one.witness.words() for one in found}) == 1
    assert time.perf_counter() - began < 5.0


def test_an_island_that_nothing_leads_to(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, goto: end")),
        passage("end", ending()),
        passage("island", go("beach")),
        passage("beach", choices("id: back, goto: island", "id: leave, goto: end")),
    )
    findings = check(text, tmp_path, small_library).findings
    assert [(f.code, f.place.line) for f in findings] == [
        ("unreachable-passage", line_of(text, "  island:")),
        ("unreachable-passage", line_of(text, "  beach:")),
    ]


def test_a_passage_without_a_way_on(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, goto: end", "id: stop, goto: stop")),
        passage("end", ending()),
        passage("stop", ""),
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("fork-shape", line_of(text, "  stop:"))
    assert walk_of(found, tmp_path, small_library) == "stop"


def test_a_state_in_which_every_option_is_shut(tmp_path: Path, small_library: LoadedLibrary) -> None:
    bar = f"barred: [{{if: signed, because: A rule., exhibits: [{EXHIBIT}]}}]"
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: wait, goto: desk")),
        passage("desk", choices("id: ask, if: not signed, goto: end", f"id: leave, {bar}, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("soft-lock", line_of(text, "  desk:"))
    assert found.witness is not None
    assert found.witness.steps[0].choose == "sign"
    assert walk_of(found, tmp_path, small_library) == "desk"


def test_an_ending_that_cannot_be_reached(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, set: {tries: 1}, goto: counter")),
        passage("counter", "next: [{if: tries >= 3, goto: prize}, {goto: end}]"),
        passage("end", ending()),
        passage("prize", ending()),
        facts="  tries: {between: [0, 3], start: 0}\n",
    )
    findings = {f.code: f for f in check(text, tmp_path, small_library).findings}
    assert set(findings) == {"unreachable-passage", "unreachable-option"}
    assert findings["unreachable-passage"].place.line == line_of(text, "  prize:")
    assert "the ending 'prize'" in findings["unreachable-passage"].message
    assert walk_of(findings["unreachable-option"], tmp_path, small_library) == "counter"


def test_a_misspelt_fact(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk")),
        passage("desk", choices("id: ask, if: not singed, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("unknown-name", line_of(text, "singed"))
    assert "did you mean 'signed'" in found.message
    assert walk_of(found, tmp_path, small_library) == "desk"


@pytest.mark.parametrize(
    "desk",
    [
        "next: [{if: in_force('zz'), goto: end}, {goto: end}]",
        choices("id: ask, if: in_force('zz'), goto: end", "id: go, goto: end"),
        outcomes("id: ask, if: in_force('zz'), goto: end", "id: go, goto: end"),
    ],
)
def test_a_rule_that_is_not_there(desk: str, tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(passage("first", choices("id: go, goto: desk")), passage("desk", desk), passage("end", ending()))
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("unknown-name", line_of(text, "in_force('zz')"))
    assert walk_of(found, tmp_path, small_library) == "desk"


def test_a_type_fault_on_one_path(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, goto: desk", "id: home, goto: end")),
        passage("desk", "next: [{if: signed > 2, goto: end}, {goto: end}]"),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("expression-type", line_of(text, "signed > 2"))
    assert walk_of(found, tmp_path, small_library) == "desk"


def test_a_loop_that_no_choice_can_leave(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: wait, goto: hall", "id: go, goto: end")),
        passage("hall", go("bench")),
        passage("bench", choices("id: stand, goto: hall", "id: sit, goto: bench")),
        passage("end", ending()),
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("endless-loop", line_of(text, "  hall:"))
    assert walk_of(found, tmp_path, small_library) == "hall"


def test_once_only_options_that_run_out(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage(
            "first",
            choices(
                "id: ask, once: yes, goto: first", "id: look, once: yes, goto: first", "id: go, if: brave, goto: end"
            ),
        ),
        passage("end", ending()),
        facts="  brave: {type: flag, start: no, dial: {asks: Is she brave?, why: It matters.}}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("soft-lock", line_of(text, "  first:"))
    assert found.witness is not None
    assert sorted(step.choose for step in found.witness.steps if step.choose) == ["ask", "look"]
    assert walk_of(found, tmp_path, small_library) == "first"


def test_a_dead_end_in_one_era_only(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: ask, if: not in_force('second-memo'), goto: end")),
        passage("end", ending()),
        eras="[era-nineteen-factors, era-three-ranks]",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("soft-lock", line_of(text, "  first:"))
    assert found.witness is not None
    assert found.witness.rules == "era-three-ranks"
    assert walk_of(found, tmp_path, small_library) == "first"


def test_a_fact_set_outside_its_range_on_some_path(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage(
            "first",
            choices(
                "id: again, set: {tries: tries + 1}, goto: first",
                "id: go, if: tries >= 1, goto: end",
                "id: home, goto: end",
            ),
        ),
        passage("end", ending()),
        facts="  tries: {between: [0, 3], start: 0}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("fact-range", line_of(text, "tries + 1"))
    assert found.witness is not None
    path = tmp_path / "witness.walk.yaml"
    path.write_text(found.witness.yaml(), encoding="utf-8")
    bundle = make_bundle(read_story(tmp_path / "small", small_library, Report()).story, small_library.library)
    walked = run_walk(load_walk(path), bundle, TODAY)
    assert [fault.code for fault in walked.faults] == ["walk-step"]
    *_, comment, step = found.witness.yaml().splitlines()
    assert (comment, step) == (
        "# This step cannot be taken: that is what this walk is to show.",
        "- choose: again",
    )
    assert walked.faults[0].place.line == len(found.witness.yaml().splitlines())
    assert "would become 4" in walked.faults[0].message
    assert len(found.witness.steps) == 4


def test_an_outcome_list_that_can_come_up_empty(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: wait, goto: desk")),
        passage("desk", outcomes("id: free, if: not signed, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert (found.code, found.place.line) == ("no-outcome", line_of(text, "  desk:"))
    assert walk_of(found, tmp_path, small_library) == "desk"


def test_weights_that_only_meet_on_some_path(tmp_path: Path, small_library: LoadedLibrary) -> None:
    share = "because: A guess."
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: wait, goto: desk")),
        passage(
            "desk",
            outcomes(
                f"id: a, weight: {{assumed: 1, {share}}}, goto: end",
                f"id: b, weight: [{{if: not signed, assumed: 1, {share}}}, rest], goto: end",
            ),
        ),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    found = the_only(check(text, tmp_path, small_library))
    assert found.code == "chance-weight"
    assert found.witness is not None
    assert found.witness.steps[0].choose == "sign"
    assert walk_of(found, tmp_path, small_library) == "desk"


def test_a_correct_story_with_conditions_that_hang_together_is_clean(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    """Each scene alone could lock; only the whole graph shows that it never does."""
    text = story(
        passage(
            "first",
            choices("id: left, set: {way: left}, goto: gate", "id: right, set: {way: right, key: yes}, goto: gate"),
        ),
        passage("gate", choices("id: climb, if: way == 'left', goto: yard", "id: unlock, if: key, goto: yard")),
        passage("yard", "next: [{if: key and way == 'right', goto: end}, {goto: other}]"),
        passage("end", ending()),
        passage("other", ending("removed")),
        facts="  way: {one_of: [no_way, left, right], start: no_way}\n  key: {type: flag, start: no}\n",
    )
    checked = check(text, tmp_path, small_library)
    assert checked.findings == ()
    assert [run.rules for run in checked.runs] == ["own", "era-nineteen-factors", "era-no-ranks"]


def test_a_story_over_the_state_budget_names_the_facts_that_make_it_so(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage(
            "first",
            choices(
                "id: more, set: {count: count + 1}, if: count < 900, goto: first", "id: go, if: count > 5, goto: end"
            ),
        ),
        passage("end", ending()),
        facts="  count: {between: [0, 1000], start: 0}\n",
    )
    checked = check_story_folder(written(text, tmp_path), small_library, budget=500)
    (found,) = checked.findings
    assert found.code == "state-budget"
    assert "count (" in found.message
    assert "500" in found.message


@pytest.mark.parametrize(
    ("promise", "broken"),
    [
        ("always: {before: removed, passage: rights}", "broken"),
        ("always: {before: home, passage: rights}", ""),
        ("never: {passage: van, if: signed}", "broken"),
        ("never: {passage: rights, if: signed}", ""),
        ("from_everywhere: {reach: home}", "broken"),
        ("from_everywhere: {reach: ending}", ""),
    ],
)
def test_promises_are_proved_or_broken_by_a_walk(
    promise: str, broken: str, tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage(
            "first", choices("id: ask, goto: rights", "id: sign, set: {signed: yes}, goto: van", "id: run, goto: van")
        ),
        passage("rights", choices("id: go, goto: end", "id: ride, goto: van")),
        passage("van", "next: [{goto: gone}]"),
        passage("end", ending()),
        passage("gone", ending("removed")),
        facts="  signed: {type: flag, start: no}\n",
        top=f"promises:\n  - {promise}\n",
    )
    findings = [f for f in check(text, tmp_path, small_library).findings if f.code != "fact-unused"]
    assert [f.code for f in findings] == (["promise-broken"] if broken else [])
    if broken:
        assert findings[0].place.line == line_of(text, promise)
        walk_of(findings[0], tmp_path, small_library)
