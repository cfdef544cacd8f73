"""What a proof must not overlook: dials that seem to decide nothing, limits of every kind, what only one era shows."""

from __future__ import annotations

import time
import weakref
from pathlib import Path
from typing import Any

import pytest

from game.graph.check import check_story_folder
from game.graph.explore import BudgetError, StoryGraph
from game.graph.finding import Finding
from game.library.load import LoadedLibrary
from game.play.bundle import make_bundle
from game.play.step import Ground
from game.reading import Report
from game.story.load import read_story
from game.walk.runner import run_walk
from game.walk.script import load_walk
from tests.graph.making import EXHIBIT, choices, ending, go, loaded, outcomes, passage, story, written
from tests.making import TODAY


def findings(text: str, folder: Path, evidence: LoadedLibrary, code: str) -> list[Finding]:
    """Check a story and return what was found of one kind, or under one kind and the kinds that begin like it."""
    return [f for f in check_story_folder(written(text, folder), evidence).findings if f.code.startswith(code)]


def ends_in(found: Finding, folder: Path, evidence: LoadedLibrary) -> str:
    """Run the walk of a finding and return the passage in which it ends."""
    assert found.witness is not None
    path = folder / "w.walk.yaml"
    path.write_text(found.witness.yaml(), encoding="utf-8")
    bundle = make_bundle(read_story(folder / "small", evidence, Report()).story, evidence.library)
    walked = run_walk(load_walk(path), bundle, TODAY)
    assert list(walked.faults) == []
    assert walked.play is not None
    return walked.play.passage


SIDE = "  side: {one_of: [left, right], start: left, dial: {asks: Which side?, why: It matters.}}\n"


def test_a_promise_is_kept_or_broken_for_a_dial_that_nothing_else_asks_for(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices("id: go, goto: end")),
        passage("end", ending()),
        facts=SIDE,
        top="promises:\n  - never: {passage: end, if: side == 'right'}\n",
    )
    (found,) = findings(text, tmp_path, small_library, "promise")
    assert found.witness is not None
    assert found.witness.dials == {"side": "right"}
    assert ends_in(found, tmp_path, small_library) == "end"
    assert findings(text, tmp_path, small_library, "fact-unused") == []  # a promise reads it


def test_dials_that_are_compared_with_each_other_are_all_explored(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, if: here == there, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="".join(
            f"  {name}: {{between: [0, 3], start: {start}, dial: {{asks: Which {name}?, why: It matters.}}}}\n"
            for name, start in (("here", 0), ("there", 3))
        ),
    )
    assert findings(text, tmp_path, small_library, "unreachable") == []


def test_dials_with_too_many_settings_are_told_and_not_tried(tmp_path: Path, small_library: LoadedLibrary) -> None:
    dial = "{between: [0, 1000], start: 0, dial: {asks: How many?, why: It matters.}}"
    text = story(
        passage("first", choices("id: go, if: one + two + three > 5, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="".join(f"  {name}: {dial}\n" for name in ("one", "two", "three")),
    )
    (found,) = findings(text, tmp_path, small_library, "state-budget")
    assert "one (1001 values), two (1001 values), three (1001 values)" in found.message


def test_of_very_many_dials_those_with_most_values_are_named(tmp_path: Path, small_library: LoadedLibrary) -> None:
    dial = "{type: flag, start: no, dial: {asks: How?, why: It matters.}}"
    names = [f"one_{number}" for number in range(30)]
    text = story(
        passage("first", choices(*(f"id: a{name[4:]}, if: {name}, goto: end" for name in names), "id: go, goto: end")),
        passage("end", ending()),
        facts="".join(f"  {name}: {dial}\n" for name in names),
    )
    (found,) = findings(text, tmp_path, small_library, "state-budget")
    assert "one_0 (2 values), one_1 (2 values), one_2 (2 values), one_3 (2 values) and 26 more" in found.message


def test_a_story_with_very_many_facts_is_stopped_in_bounded_time(tmp_path: Path, small_library: LoadedLibrary) -> None:
    numbers = range(1200)
    sets = (f"id: set-{number}, set: {{one_{number}: yes}}, goto: first" for number in numbers)
    reads = (f"id: read-{number}, if: one_{number}, goto: end" for number in numbers)
    text = story(
        passage("first", choices(*sets, "id: go, goto: last")),
        passage("last", choices(*reads, "id: go, goto: end")),
        passage("end", ending()),
        facts="".join(f"  one_{number}: {{type: flag, start: no}}\n" for number in numbers),
    )
    began = time.perf_counter()
    (found,) = check_story_folder(written(text, tmp_path), small_library, budget=250_000).findings
    assert (found.code, found.message.count(" (2 values)")) == ("state-budget", 4)
    assert time.perf_counter() - began < 8.0  # looking at every state for each fact takes longer


def test_the_graph_of_one_era_is_gone_before_that_of_the_next_is_made(
    tmp_path: Path, small_library: LoadedLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: weakref.WeakSet[StoryGraph] = weakref.WeakSet()
    before: list[int] = []

    class Watched(StoryGraph):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            before.append(len(alive))
            super().__init__(*arguments, **named)
            alive.add(self)

    monkeypatch.setattr("game.graph.check.StoryGraph", Watched)
    text = story(
        passage(
            "first",
            choices(f"id: go, if: in_force('{EXHIBIT}'), goto: end", "id: stay, goto: end", "id: wait, goto: first"),
        ),
        passage("end", ending()),
    )
    checked = check_story_folder(written(text, tmp_path), small_library)
    assert len(checked.runs) == 3
    assert before == [0, 0, 0]


def test_a_story_with_few_states_and_very_many_moves_is_stopped_too(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices(*(f"id: go-{number}, goto: end" for number in range(50)))), passage("end", ending())
    )
    _, bundle = loaded(text, tmp_path, small_library)
    assert len(StoryGraph(Ground(bundle)).states) == 2
    with pytest.raises(BudgetError):
        StoryGraph(Ground(bundle), budget=2)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (("assumed: 0, because: Nobody counted.", "assumed: 1, because: Nobody counted."), "use 1 to 1000"),
        (("figure: review-2012.closed_share", "figure: review-2012.closed_share"), "64 percent"),
        (("figure: review-2012.closed", "rest: yes"), "not a percentage"),
    ],
)
def test_weights_that_cannot_be_drawn_from_are_refused(
    weights: tuple[str, str], message: str, tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage(
            "first",
            outcomes(*(f"id: o{i}, weight: {{{weight}}}, goto: end" for i, weight in enumerate(weights))),
        ),
        passage("end", ending()),
    )
    found = check_story_folder(written(text, tmp_path), small_library).findings
    assert any(message in one.message for one in found), [one.message for one in found]


@pytest.mark.parametrize(
    ("condition", "message"),
    [("not " * 200 + "signed", "150 levels deep"), ("count < 9999999999", "1000000000 is the largest number")],
)
def test_conditions_that_python_could_not_compile_are_refused_when_they_are_read(
    condition: str, message: str, tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices(f"id: go, if: {condition}, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n  count: {between: [0, 3], start: 0}\n",
    )
    (found,) = findings(text, tmp_path, small_library, "expression")
    assert message in found.message


def test_a_condition_as_deep_as_one_may_be_is_proved(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: leave, goto: desk")),
        passage("desk", choices(f"id: go, if: {'not ' * 149}signed, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    assert check_story_folder(written(text, tmp_path), small_library).findings == ()


def test_a_fork_whose_rule_is_not_in_force_in_one_era_is_told_with_a_walk(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices("id: go, goto: desk")),
        passage("desk", choices("id: ask, goto: end").replace("detainer-rule", "first-memo")),
        passage("end", ending()),
        eras="[era-nineteen-factors, era-three-ranks]",
    ).replace("date: 2011-03-14", "date: 2012-03-14")
    (found,) = findings(text, tmp_path, small_library, "fork-evidence")
    assert found.witness is not None
    assert found.witness.rules == "era-three-ranks"
    assert ends_in(found, tmp_path, small_library) == "desk"


def test_the_length_of_a_passage_is_what_one_screen_shows_of_it(tmp_path: Path, small_library: LoadedLibrary) -> None:
    words = "word " * 80
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: leave, goto: desk")),
        passage("desk", f"  - {{if: signed, scene: {words}}}\n  - {{if: not signed, scene: {words}}}\n" + go("end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    assert findings(text, tmp_path, small_library, "passage-length") == []
    text = text.replace("if: not signed, scene", "if: signed, scene")
    (found,) = findings(text, tmp_path, small_library, "passage-length")
    assert "162 words" in found.message
    assert found.witness is not None
    assert [step.choose for step in found.witness.steps] == ["sign", None]


def test_a_term_that_only_one_era_uses_unexplained_is_found_there(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, goto: desk")),
        passage(
            "desk",
            "  - {if: in_force('second-memo'), scene: The detainer is here.}\n" + go("told"),
        ),
        passage("told", go("end"), text='"It is a [detainer](term:detainer)."'),
        passage("end", ending()),
        eras="[era-nineteen-factors, era-three-ranks]",
    )
    (found,) = findings(text, tmp_path, small_library, "term-unexplained")
    assert found.witness is not None
    assert found.witness.rules == "era-three-ranks"
    assert ends_in(found, tmp_path, small_library) == "desk"


def test_a_bar_that_never_applies_is_told_with_the_way_to_it(tmp_path: Path, small_library: LoadedLibrary) -> None:
    bar = "barred: [{if: signed and not signed, because: A rule., exhibits: [detainer-rule]}]"
    text = story(
        passage("first", choices("id: sign, set: {signed: yes}, goto: desk", "id: leave, goto: desk")),
        passage("desk", choices(f"id: go, {bar}, goto: end", "id: leave, goto: end")),
        passage("end", ending()),
        facts="  signed: {type: flag, start: no}\n",
    )
    (found,) = findings(text, tmp_path, small_library, "unreachable")
    assert found.code == "unreachable-bar"
    assert ends_in(found, tmp_path, small_library) == "desk"


def test_a_fact_that_only_a_reason_tells_is_used(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: sign, set: {count: 2}, goto: desk", "id: leave, goto: desk")),
        passage("desk", outcomes("id: end, because: 'She asked {count} times.', goto: end")),
        passage("end", ending()),
        facts="  count: {between: [0, 3], start: 0}\n",
    )
    assert findings(text, tmp_path, small_library, "fact-unused") == []


def test_the_walk_of_a_finding_is_the_shortest_under_any_rules(tmp_path: Path, small_library: LoadedLibrary) -> None:
    """Under the story's own rules the fault lies three decisions away, under an era's one."""
    text = story(
        passage("first", choices("id: go, goto: second", "id: jump, if: in_force('second-memo'), goto: desk")),
        passage("second", choices("id: go, goto: third")),
        passage("third", choices("id: go, goto: desk")),
        passage("desk", choices("id: a, if: signed, goto: end")),
        passage("end", ending()),
        passage("sure", choices("id: go, set: {signed: yes}, goto: end")),
        facts="  signed: {type: flag, start: no}\n",
        eras="[era-nineteen-factors, era-three-ranks]",
    )
    (found,) = findings(text, tmp_path, small_library, "soft-lock")
    assert found.witness is not None
    assert found.witness.rules == "era-three-ranks"
    assert [step.choose for step in found.witness.steps] == ["jump", None]


def test_ids_that_yaml_reads_as_something_else_stand_in_a_walk_as_they_are(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices("id: 'y', goto: 'on'", "id: go, goto: 'on'")),
        passage("'on'", choices("id: a, if: signed, goto: end")),
        passage("end", ending()),
        passage("sure", choices("id: go, set: {signed: yes}, goto: end")),
        facts="  signed: {type: flag, start: no}\n",
    )
    (found,) = findings(text, tmp_path, small_library, "soft-lock")
    assert ends_in(found, tmp_path, small_library) == "on"
