"""The explorer against a naive one that keeps every fact, on random stories."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from game.graph.check import check_loaded
from game.graph.days import rules_days
from game.graph.doors import Doors
from game.graph.explore import StoryGraph
from game.library.load import LoadedLibrary
from game.play.step import Ground, StoryError
from game.walk.runner import run_walk
from game.walk.script import load_walk
from tests.graph.making import loaded
from tests.graph.random_stories import Naive, stories

TODAY = datetime.date(2026, 11, 24)
many = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@many
@given(text=stories())
def test_the_explorer_agrees_with_one_that_keeps_every_fact(
    text: str, folder: Path, small_library: LoadedLibrary
) -> None:
    _, bundle = loaded(text, folder, small_library)
    for one in rules_days(bundle):
        graph, naive = StoryGraph(one.ground), Naive(one.ground)
        assert graph.reached() == naive.passages
        assert graph.taken() == naive.taken
        assert graph.barred() == naive.barred
        assert {(code, name) for code, name, *_ in graph.compiled.faults} == naive.broken
        assert len(graph.states) <= len(naive.states)


@many
@given(text=stories())
def test_every_state_of_play_is_a_state_of_the_graph_and_goes_on_alike(
    text: str, folder: Path, small_library: LoadedLibrary
) -> None:
    _, bundle = loaded(text, folder, small_library)
    ground = Ground(bundle)
    graph, naive = StoryGraph(ground), Naive(ground)
    waiting = [ground.start({})]
    seen = set()
    while waiting:
        state = waiting.pop()
        if naive.key(state) in seen:
            continue
        seen.add(naive.key(state))
        after = naive.states[naive.key(state)]
        number = graph.at(state)
        assert {graph.at(other) for other in after} == set(graph.after(number))
        waiting += after


@many
@given(text=stories())
def test_replaying_any_witness_lands_on_its_fault(text: str, folder: Path, small_library: LoadedLibrary) -> None:
    story, bundle = loaded(text, folder, small_library)
    for found in check_loaded(story, bundle).findings:
        if found.witness is None:
            continue
        path = folder / "witness.walk.yaml"
        path.write_text(found.witness.yaml(), encoding="utf-8")
        walked = run_walk(load_walk(path), bundle, TODAY)
        assert walked.play is not None
        if found.code == "fact-range":
            assert [fault.code for fault in walked.faults] == ["walk-step"]
            assert "would become" in walked.faults[0].message
            continue
        assert walked.faults == []
        play = walked.play
        state = play.state
        if found.code == "soft-lock":
            assert all(option.bar for option in play.ground.options(state))
        elif found.code == "no-outcome":
            with pytest.raises(StoryError):
                play.ground.outcomes(state)
        elif found.code == "endless-loop":
            assert f"from '{state.passage}'" in found.message
        elif found.code == "unreachable-option":
            assert f"of '{state.passage}'" in found.message


@many
@given(text=stories())
def test_a_door_is_open_where_a_walk_leads_through_it(text: str, folder: Path, small_library: LoadedLibrary) -> None:
    _, bundle = loaded(text, folder, small_library)
    ground = Ground(bundle)
    graph, naive = StoryGraph(ground, [{}]), Naive(ground)
    doors = Doors(graph)
    state = ground.start({})
    seen = {naive.key(state)}
    waiting = [state]
    ends = False
    while waiting:
        one = waiting.pop()
        ends = ends or ground.passage(one).ending is not None
        for other in naive.states[naive.key(one)]:
            if naive.key(other) not in seen:
                seen.add(naive.key(other))
                waiting.append(other)
    assert doors.at(state).possible == (("home",) if ends else ())
    assert set(doors.at(state).seat) <= set(doors.at(state).possible)
