"""What follows from a graph: doors, odds, hinges, covers, replays, and a finished playthrough seen from its end."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from game.graph.afterwards import Afterwards
from game.graph.cover import cover
from game.graph.debriefing import debrief_lines
from game.graph.doors import Doors
from game.graph.explore import StoryGraph
from game.graph.hinges import hinges
from game.graph.odds import odds
from game.graph.replays import era_rows
from game.graph.trail import trail_lines
from game.library.load import LoadedLibrary
from game.play.bundle import Bundle
from game.play.moves import Start
from game.play.playthrough import Playthrough
from game.play.step import Ground, StoryError
from game.play.view import make_view
from game.walk.coverage import coverage, items_taken
from game.walk.covering import cover_walks, played
from tests.graph.making import choices, ending, go, loaded, outcomes, passage, story

TODAY = datetime.date(2026, 11, 24)
GUESS = "because: A guess."


@pytest.fixture
def van(tmp_path: Path, small_library: LoadedLibrary) -> Bundle:
    """A story in which the seat may go home at once, or wait for an officer who may or may not let her go."""
    text = story(
        passage("first", choices("id: home, goto: end", "id: wait, goto: officer", "id: sign, goto: gone")),
        passage(
            "officer",
            outcomes(
                f"id: frees, weight: {{assumed: 1, {GUESS}}}, goto: end",
                f"id: keeps, weight: {{assumed: 3, {GUESS}}}, goto: again",
                f"id: sends, weight: {{assumed: 1, {GUESS}}}, goto: gone",
            ),
        ),
        passage("again", choices("id: wait, goto: officer", "id: leave, goto: slow", "id: pay, if: rich, goto: end")),
        passage("slow", go("left")),
        passage("end", ending()),
        passage("gone", ending("removed")),
        passage("left", ending("waiting")),
        facts="  rich: {type: flag, start: no, dial: {asks: Has she money?, why: It matters.}}\n",
    )
    return loaded(text, tmp_path, small_library)[1]


def test_odds_of_a_loop_are_solved_exactly(van: Bundle) -> None:
    """At the officer x = 1/5 + 3/5 * (x/2) for freedom, so x = 2/7; a third of the readers get there."""
    found = odds(StoryGraph(Ground(van), [{}]))
    assert found == {
        "end": Fraction(1, 3) + Fraction(1, 3) * Fraction(2, 7),
        "gone": Fraction(1, 3) + Fraction(1, 3) * Fraction(2, 7),
        "left": Fraction(1, 3) * Fraction(3, 7),
    }
    assert sum(found.values()) == 1


def test_odds_weigh_figures_in_percent_and_the_rest(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage(
            "first",
            outcomes(
                "id: closed, weight: {figure: review-2012.closed_share}, goto: end",
                "id: open, weight: rest, goto: gone",
            ),
        ),
        passage("end", ending()),
        passage("gone", ending("removed")),
    )
    _, bundle = loaded(text, tmp_path, small_library)
    assert odds(StoryGraph(Ground(bundle), [{}])) == {"end": Fraction(32, 100), "gone": Fraction(68, 100)}


def test_odds_refuse_a_story_that_can_go_round_for_ever(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(passage("first", go("second")), passage("second", go("first")), passage("end", ending()))
    _, bundle = loaded(text, tmp_path, small_library)
    with pytest.raises(ValueError, match="round for ever"):
        odds(StoryGraph(Ground(bundle), [{}]))


def test_doors_tell_what_is_possible_from_what_the_seat_can_bring_about(van: Bundle) -> None:
    ground = Ground(van)
    doors = Doors(StoryGraph(ground, [{}]))
    first = ground.start({})
    assert doors.at(first).possible == ("home", "removed", "waiting")
    assert doors.at(first).seat == ("home", "removed")
    at_the_officer = ground.choose(first, "wait")
    assert doors.at(at_the_officer).possible == ("home", "removed", "waiting")
    assert doors.at(at_the_officer).seat == ()
    kept = ground.happen(at_the_officer, "keeps")
    assert doors.at(kept).seat == ("waiting",)


def test_a_hinge_names_the_dial_that_opens_an_ending(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage(
            "first",
            choices(
                "id: pay, if: rich, goto: end",
                "id: ask, if: in_force('second-memo'), goto: left",
                "id: sign, goto: gone",
            ),
        ),
        passage("end", ending()),
        passage("gone", ending("removed")),
        passage("left", ending("waiting")),
        facts="  rich: {type: flag, start: no, dial: {asks: Has she money?, why: It matters.}}\n",
        eras="[era-nineteen-factors, era-three-ranks]",
    )
    _, bundle = loaded(text, tmp_path, small_library)
    found = {(hinge.kind, hinge.name, hinge.value): hinge for hinge in hinges(bundle)}
    assert set(found) == {("dial", "rich", "yes"), ("era", "era-three-ranks", "Three ranks")}
    assert found["dial", "rich", "yes"].opens == ("home",)
    assert found["era", "era-three-ranks", "Three ranks"].opens_endings == ("left",)


@pytest.mark.parametrize(
    ("dial", "condition", "value"),
    [
        ("{between: [0, 12], start: 12", "rich < 10", "0 to 9"),
        ("{between: [0, 12], start: 0", "rich > 10", "11 or 12"),
        ("{one_of: [none, some, much], start: none", "rich != 'none'", "some or much"),
    ],
)
def test_a_hinge_names_every_value_that_does_the_same(
    dial: str, condition: str, value: str, tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices(f"id: pay, if: {condition}, goto: end", "id: sign, goto: gone")),
        passage("end", ending()),
        passage("gone", ending("removed")),
        facts=f"  rich: {dial}, dial: {{asks: Has she money?, why: It matters.}}}}\n",
    )
    _, bundle = loaded(text, tmp_path, small_library)
    assert [(hinge.name, hinge.value, hinge.opens) for hinge in hinges(bundle)] == [("rich", value, ("home",))]


def test_a_cover_takes_everything_that_can_be_taken(van: Bundle) -> None:
    taken = set()
    for walk in cover(van):
        taken.update(items_taken(played(walk, van)))
    for row in coverage(van, taken):
        assert row.missing == (), row.kind


def test_the_walkthroughs_of_a_cover_end_where_they_say(van: Bundle) -> None:
    walks = cover_walks(van, TODAY)
    assert {walk.ends for walk in walks} == {"end", "gone", "left"}
    assert len({walk.walkthrough for walk in walks}) == len(walks)


def test_a_cover_of_a_story_without_a_way_out_says_so(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = story(
        passage("first", choices("id: go, goto: second")), passage("second", go("first")), passage("end", ending())
    )
    _, bundle = loaded(text, tmp_path, small_library)
    with pytest.raises(StoryError, match="no ending can be reached"):
        cover(bundle)


def test_a_replay_tells_which_forks_come_out_differently_and_because_of_what(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = story(
        passage("first", choices("id: ask, if: not in_force('second-memo'), goto: end", "id: sign, goto: gone")),
        passage("end", ending()),
        passage("gone", ending("removed")),
        eras="[era-nineteen-factors, era-three-ranks]",
    )
    _, bundle = loaded(text, tmp_path, small_library)
    same, other = era_rows(bundle)
    assert same.differs == ()
    assert other.differs is not None
    (difference,) = other.differs
    assert (difference.passage, difference.shuts, difference.because) == ("first", ("Take it",), ("second-memo",))
    assert (same.difference, other.difference) == (
        "No passage goes on differently.",
        "One passage goes on differently.",
    )
    assert {row.differs for row in era_rows(bundle, budget=1)} == {None}


def test_a_finished_playthrough_tells_where_each_door_closed_and_who_closed_it(van: Bundle) -> None:
    play = Playthrough(van, Start())
    play.choose("wait")
    play.predict(None, pin="keeps")
    play.choose("leave")
    play.go_on()
    afterwards = Afterwards(play)
    closed = [(door.step, door.outcome, door.by) for door in afterwards.doors_closed()]
    assert closed == [(2, "home", "Ana"), (2, "removed", "Ana")]
    nearest = afterwards.nearest()
    assert nearest is not None
    assert (nearest.step, nearest.ending) == (2, "end")
    assert afterwards.unseen() == (2, 2)


def test_a_story_that_is_too_large_to_explore_is_played_and_says_what_is_not_told(van: Bundle) -> None:
    play = Playthrough(van, Start())
    play.choose("wait")
    play.predict(None, pin="keeps")
    play.choose("leave")
    play.go_on()
    afterwards = Afterwards(play, budget=2)
    assert "more than 2 states" in afterwards.unexplored
    assert (afterwards.doors_closed(), afterwards.nearest()) == ([], None)
    view = make_view(play, TODAY)
    assert view.debrief is not None
    told = [one.plain for one in debrief_lines(view.debrief, afterwards)]
    assert told.count(afterwards.unexplored) == 2
    assert any(afterwards.unexplored in one.plain for one in trail_lines(afterwards, ()))
